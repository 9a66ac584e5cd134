"""The command line: one module per family of commands."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code.

    What must be quick is done before click is imported, which takes longer than all of it.
    """
    lines = None
    if sys.argv[1:2] == ["capture"]:
        from orgshelf.cli.quick_capture import captured_quickly, told

        lines = captured_quickly(sys.argv[1:])
        if lines is not None and told(lines):
            sys.exit(0)
    from orgshelf.cli.running import run

    # What could not be told is told once more, by what says why.
    sys.exit(run() if lines is None else run(lambda: sys.stdout.writelines(lines)))
