"""Reports: a format is one module here with one function that returns text."""
