"""Readers that are timed side by side: one module each, with a function `read(paths)` that reads every page."""
