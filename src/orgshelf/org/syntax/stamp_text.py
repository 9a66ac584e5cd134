"""Stamps as they are written."""

from collections.abc import Sequence
from datetime import datetime


def format_stamp(
    moment: datetime, weekdays: Sequence[str], *, active: bool = False, time: bool = True
) -> str:
    """The stamp of a moment as Emacs writes it (org-insert-time-stamp).

    ``[2026-11-23 Mon 01:25]``; ``weekdays`` begin with Monday's name.
    """
    text = f"{moment:%Y-%m-%d} {weekdays[moment.weekday()]}"
    if time:
        text += f" {moment:%H:%M}"
    return f"<{text}>" if active else f"[{text}]"
