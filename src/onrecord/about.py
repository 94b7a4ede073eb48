"""What this package is called by itself."""

__version__ = "0.1.0"
