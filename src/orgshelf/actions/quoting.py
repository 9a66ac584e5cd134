"""The use case that takes a quote down."""

import re
from collections.abc import Sequence
from functools import partial

from orgshelf.actions.edits import Edit, plan_edits
from orgshelf.actions.plan import Plan
from orgshelf.errors import UsageError
from orgshelf.org.edit.quote import add_quote
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import QUOTES_TITLES
from orgshelf.store.library import Library

_PAGES = re.compile(r"[0-9]+(?:[-–][0-9]+)?")


def take_quote(
    library: Library,
    entries: Sequence[Entry],
    text: str,
    *,
    page: str | None = None,
    note: str | None = None,
) -> Plan:
    """Put a quote into entries: under the heading for quotes that is below one, else its own text.

    ``note`` is a remark of one's own, which comes below it.

    Raises:
        UsageError: there is no text, or ``page`` is none.
    """
    if not text.strip():
        raise UsageError("There is no text, so nothing was written.")
    if page is not None and not _PAGES.fullmatch(page):
        raise UsageError(f"{page!r} is no page: write it like 120 or 120-121.")
    targets = [_home(library, entry) for entry in entries]
    splices = partial(add_quote, text=text, page=page, note=note)
    words = f"quote from p. {page} taken" if page else "quote taken"
    return plan_edits(library, [Edit(targets, splices, lambda *_: words, takes_files=True)])


def _home(library: Library, entry: Entry) -> Entry:
    """The heading for quotes just below an entry, else the entry."""
    named = (
        other
        for other in library.below(entry)
        if other.parent is not None
        and other.parent.id == entry.id
        and other.heading.title.strip().casefold() in QUOTES_TITLES
    )
    return next(named, entry)
