"""Compare, quote, return and order perpetual Microsoft software."""

__version__ = "0.1.0"
