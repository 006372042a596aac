"""Runs the stages on letters in child processes that may crash, hang or grow without harm to the others."""
