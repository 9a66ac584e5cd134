"""The use cases of reading: start, give up, begin again, set the page, rate."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from orgshelf.actions.edits import Edit, Version, plan_edits
from orgshelf.actions.transaction import Plan
from orgshelf.errors import MissingKeywordError, UsageError
from orgshelf.model import Heading, StateChange, Timestamp
from orgshelf.org.document import Document
from orgshelf.org.edit.file_settings import add_keyword_lines
from orgshelf.org.edit.log import log_state, set_with_note
from orgshelf.org.edit.properties import set_property
from orgshelf.org.edit.state import change_state
from orgshelf.org.elements import logbook
from orgshelf.org.lines import Splice
from orgshelf.shelf.contents import page_words
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.keyword_meanings import given_up_keyword, reading_keyword, unread_keyword
from orgshelf.shelf.property_values import page_number
from orgshelf.store.library import Library

_PAGE = re.compile(r"(?P<plus>\+)?(?P<number>[0-9]{1,9})|(?P<percent>[0-9]{1,3})%")
_Choose = Callable[[Document, Heading], str | None]


def start(library: Library, entries: Sequence[Entry], *, add_keyword: bool = False) -> Plan:
    """Give items the keyword that means "being read" in their file (org-todo).

    ``add_keyword`` gives a file that has none a ``#+TODO`` line that does.

    Raises:
        MissingKeywordError: when it is committed and a file has none.
    """

    def choose(document: Document, heading: Heading) -> str | None:
        return reading_keyword(document, heading.keyword)

    splices = _to_keyword(library, choose, "READING", "what is being read")
    return _with_keyword(library, [Edit(entries, splices)], add_keyword=add_keyword)


def drop(
    library: Library,
    entries: Sequence[Entry],
    *,
    note: str | None = None,
    add_keyword: bool = False,
) -> Plan:
    """Give items the keyword that means "given up" in their file; ``note`` is logged (org-todo).

    ``add_keyword`` gives a file that has none a ``#+TODO`` line that does.

    Raises:
        MissingKeywordError: when it is committed and a file has none.
    """

    def choose(document: Document, heading: Heading) -> str | None:
        return given_up_keyword(document, library.config.dropped, heading.keyword)

    splices = _to_keyword(library, choose, "DROPPED", "what is given up", note)
    return _with_keyword(library, [Edit(entries, splices)], add_keyword=add_keyword)


def begin_again(library: Library, entries: Sequence[Entry]) -> Plan:
    """Take finished items up once more.

    Their CLOSED becomes a state note with its own time, as Org would have logged it; the
    keyword is that for what is being read, else the first active one; PAGE is 0 again.
    """

    def log_closed(document: Document, heading: Heading) -> Sequence[Splice]:
        closed = _unlogged(document, heading)
        if closed is None or closed.start is None:
            return ()
        first = unread_keyword(document, heading.keyword)
        timed = closed.minutes is not None
        return log_state(document, heading, first, now=closed.start, timed=timed)

    def reopen(document: Document, heading: Heading) -> Sequence[Splice]:
        if not heading.done:
            return ()
        keyword = reading_keyword(document, heading.keyword)
        keyword = keyword or unread_keyword(document, heading.keyword)
        return change_state(document, heading, keyword, now=library.now, force=True)

    paged = [entry for entry in entries if entry.heading.done and entry.heading.get("PAGE")]
    return plan_edits(
        library,
        [
            Edit([e for e in entries if _unlogged_of(e)], log_closed, _describe_closed),
            Edit(entries, reopen, unchanged_message="is not finished yet"),
            Edit(paged, partial(set_property, name="PAGE", value="0"), lambda *_: "PAGE 0"),
        ],
    )


def turn_to_page(library: Library, entries: Sequence[Entry], page: str) -> Plan:
    """Set the PAGE that works were read to, and log it: ``120``, ``+15`` or ``40%``.

    Raises:
        UsageError: it is no page; or when it is committed a work has not so many, or does not
            say how many it has.
    """
    if not _PAGE.fullmatch(page):
        raise UsageError(f"{page!r} is not a page: write it like 120, +15 or 40%.")

    def splices(document: Document, heading: Heading) -> Sequence[Splice]:
        value = _page(heading, page)
        if value == heading.get("PAGE"):
            return ()
        text = page_words(heading.get("PAGE"), value)
        return set_with_note(document, heading, "PAGE", value, text, now=library.now)

    same = "was already at that page"
    return plan_edits(library, [Edit(entries, splices, _describe_page, same, takes_files=True)])


def read_stars(text: str) -> int:
    """A rating from 1 to 5, as a person types it.

    Raises:
        UsageError: it is none.
    """
    if text not in ("1", "2", "3", "4", "5"):
        raise UsageError(f"{text!r} is not a rating: give a number from 1 to 5.")
    return int(text)


def rate(library: Library, entries: Sequence[Entry], stars: int) -> Plan:
    """Set the RATING of works, from 1 to 5 (org-entry-put)."""
    splices = partial(set_property, name="RATING", value=str(stars))
    words = f"rated {stars} of 5"
    same = f"was already {words}"
    edit = Edit(entries, splices, lambda *_: words, same, takes_files=True)
    return plan_edits(library, [edit])


def _to_keyword(
    library: Library, choose: _Choose, example: str, meaning: str, note: str | None = None
) -> Callable[[Document, Heading], Sequence[Splice]]:
    """An edit to the keyword of the file that means something."""

    def splices(document: Document, heading: Heading) -> Sequence[Splice]:
        keyword = choose(document, heading)
        if keyword is None:
            own = any(key in ("TODO", "SEQ_TODO", "TYP_TODO") for key, _ in document.settings.pairs)
            raise MissingKeywordError(document.file, meaning, example, has_line=own)
        if keyword == heading.keyword:
            return ()
        return change_state(document, heading, keyword, now=library.now, note=note)

    return splices


def _with_keyword(library: Library, edits: Sequence[Edit], *, add_keyword: bool) -> Plan:
    """The plan for these edits; ``add_keyword`` first adds missing keywords to the files."""

    def lines(document: Document) -> Sequence[Splice]:
        first, *more = library.config.org.todo_keywords
        reading = reading_keyword(document) is None
        given_up = given_up_keyword(document, library.config.dropped) is None
        if not (reading or given_up):
            return ()
        wanted = (with_missing(first, reading=reading, given_up=given_up), *more)
        return add_keyword_lines(document, wanted)

    return plan_edits(library, edits, of_file=lines if add_keyword else None)


def _unlogged_of(entry: Entry) -> bool:
    return _unlogged(entry.document, entry.heading) is not None


def _unlogged(document: Document, heading: Heading) -> Timestamp | None:
    """The CLOSED of a finished heading, unless its log says of that day that it was finished."""
    closed = heading.planning.closed
    if closed is None or closed.day is None or not heading.done:
        return None
    days = (change.when.day for change in _changes(document, heading) if change.state)
    return None if closed.day in days else closed


def _changes(document: Document, heading: Heading) -> Iterator[StateChange]:
    lines = document.lines.texts[heading.body - 1 : heading.end]
    done = document.settings.keywords.done
    return (change for change in logbook.state_changes(lines) if change.state in done)


def _describe_closed(before: Version, _: Version) -> str:
    closed = before.heading.planning.closed
    return f"finished on {closed.day}, logged:" if closed else "logged"


def _describe_page(before: Version, after: Version) -> str:
    """``page 85 → 120 of 304 (39%)``."""
    total, page = page_number(after.heading.get("PAGES")), after.heading.get("PAGE") or ""
    of = f" of {total} ({100 * int(page) // total}%)" if total else ""
    return f"page {before.heading.get('PAGE') or 0} → {page}{of}"


def _page(heading: Heading, page: str) -> str:
    """The page that is meant, as a number.

    Raises:
        UsageError: there is no such page, or how many there are is not known.
    """
    match = _PAGE.fullmatch(page)
    pages = page_number(heading.get("PAGES"))
    if match is None or (match["percent"] and not pages):
        raise UsageError(
            f"{heading.title!r} does not say how many pages it has: set them with"
            " `orgshelf set REF PAGES 304`, or give a page."
        )
    if match["percent"]:
        found = -(-(pages or 0) * int(match["percent"]) // 100)
    else:
        before = page_number(heading.get("PAGE")) if match["plus"] else None
        found = int(match["number"]) + (before or 0)
    if pages and found > pages:
        raise UsageError(f"{heading.title!r} has {pages} pages, so there is no page {found}.")
    return str(found)


def with_missing(line: str, *, reading: bool, given_up: bool) -> str:
    """A ``#+TODO`` value with READING and DROPPED where they are missing."""
    active, bar, done = line.partition("|")
    if not bar:
        *first, last = line.split()
        active, done = " ".join(first), last
    words = (*active.split(), *(("READING",) if reading else ()), "|", *done.split())
    return " ".join((*words, *(("DROPPED",) if given_up else ())))
