"""The command line: one module per family of commands."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code.

    What must be quick is done before click is imported, which takes longer than all of it.
    """
    from orgshelf.cli.quick_capture import captured_quickly

    if captured_quickly(sys.argv[1:]):
        sys.exit(0)
    from orgshelf.cli.running import run

    sys.exit(run())
