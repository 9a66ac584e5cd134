"""`orgshelf capture WORDS` without the time that it takes to import a command line.

Nothing but that is understood here; whatever else is wanted, or goes wrong, is left to the
command itself, which says what it is.
"""

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from orgshelf.cli import streams


def captured_quickly(arguments: Sequence[str]) -> list[str] | None:
    """Capture the words and return the lines to print; None if anything else is wanted."""
    if len(arguments) < 2 or any(word.startswith("-") for word in arguments):
        return None
    if "_ORGSHELF_COMPLETE" in os.environ:
        return None
    try:
        return [f"{line}\n" for line in _capture(arguments)]
    except Exception:  # the command itself says it in a sentence
        return None


def told(lines: Sequence[str]) -> bool:
    """Print the lines; whether that was possible."""
    streams.prepare()
    with suppress(OSError):
        sys.stdout.writelines(lines)
        sys.stdout.flush()
        return True
    return False


def _capture(arguments: Sequence[str]) -> Sequence[str]:
    """Capture the words and return the summary; on any error nothing is written."""
    from orgshelf.actions.capturing import Tree, capture
    from orgshelf.store.root import find_root

    root, config = find_root(os.environ.get("ORGSHELF_NOTES"), None, Path.cwd())
    given = os.environ.get("ORGSHELF_NOW")
    now = datetime.fromisoformat(given) if given else datetime.now()
    if now.tzinfo:
        raise ValueError(given)
    plan = capture(Tree(root, config, now.replace(microsecond=0)), " ".join(arguments[1:]))
    (change,) = plan.commit(shlex.join(arguments))
    return change.summary
