"""All letters' records -> tables: rows per letter, linked over all letters, written for analysts."""
