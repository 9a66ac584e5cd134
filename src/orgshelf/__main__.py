"""The program itself: ``python -m orgshelf``, and what the command ``orgshelf`` starts."""

import atexit
import gc
import os
import sys


def start() -> None:
    """Run the command line and exit with its code.

    A run is short and keeps what it makes: to look for garbage meanwhile, or at the end once
    more in all that is about to go, is time lost.
    """
    gc.disable()
    atexit.register(gc.freeze)
    if not os.environ.get("ORGSHELF_TRACEBACK"):
        sys.unraisablehook = lambda _: None  # of what goes wrong where nobody can be told of it
    try:
        from orgshelf.cli import main

        main()
    except KeyboardInterrupt:  # before the command line is there to say it, or once it is done
        sys.exit("orgshelf: stopped.")


if __name__ == "__main__":
    start()
