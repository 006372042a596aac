"""The commands, by what a person wants: do (`run`), ask (`ask`), look at a letter (`show`)."""
