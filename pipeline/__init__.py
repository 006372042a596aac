"""Council letters in, tables out: the package behind the command `raadsbrieven`."""

__version__ = "0.1.0"
