"""Run the command line as ``python -m orgshelf``."""

from orgshelf.cli import main

main()
