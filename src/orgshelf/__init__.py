"""A command-line tracker for what you study, kept in plain Org files."""

__version__ = "0.2.0"
