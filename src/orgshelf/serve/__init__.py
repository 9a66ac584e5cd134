"""The report as a live page on this machine, for its user alone."""
