"""The program itself: ``python -m orgshelf``, and what the command ``orgshelf`` starts."""

import atexit
import gc


def start() -> None:
    """Run the command line and exit with its code.

    A run is short and keeps what it makes: to look for garbage meanwhile, or at the end once
    more in all that is about to go, is time lost.
    """
    gc.disable()
    atexit.register(gc.freeze)
    from orgshelf.cli import main

    main()


if __name__ == "__main__":
    start()
