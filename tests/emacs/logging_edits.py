"""Notes, clocks and checkboxes by the commands that Emacs is given for them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox import set_checkbox
from orgshelf.org.edit.clock_line import clock_cancel, clock_in, clock_out
from orgshelf.org.edit.log import add_note
from orgshelf.org.lines import Splice


def logged(document: Document, command: Mapping[str, Any], now: datetime) -> bytes:
    """The file after a command of apply-logging.el."""
    line = command["line"]
    heading = next(h for h in document.headings if h.line <= line <= h.end)
    at = datetime.fromisoformat(command["at"]) if command.get("at") else now
    return document.lines.apply(_splices(document, heading, command, at)).to_bytes()


def _splices(
    document: Document, heading: Heading, command: Mapping[str, Any], at: datetime
) -> tuple[Splice, ...]:
    match command["op"]:
        case "note":
            return add_note(document, heading, command["note"], now=at)
        case "clock-in":
            return clock_in(document, heading, now=at)
        case "clock-out":
            return clock_out(document, heading, now=at, note=command.get("note"))
        case "clock-cancel":
            return clock_cancel(document, heading)
        case _:
            return set_checkbox(document, heading, command["line"])
