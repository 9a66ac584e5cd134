"""The use case that makes cards of quotes and notes."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from uuid import uuid4

from orgshelf.actions.current import current, relocate, reread
from orgshelf.actions.reviewing import settings_of
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit, Step
from orgshelf.errors import CardError
from orgshelf.importers import imported
from orgshelf.org.document import Document
from orgshelf.org.edit.compose import NewHeading, NewSubtree, place_below, says_all, subtree_text
from orgshelf.org.edit.flashcard import make_card
from orgshelf.org.elements.logbook import logged_lines
from orgshelf.org.elements.quote_blocks import quote_starts
from orgshelf.org.lines import Splice
from orgshelf.review.algorithm import Settings, first_data
from orgshelf.review.card import SIDES, TAG, is_card
from orgshelf.review.review_data import DRAWER, written_moment
from orgshelf.shelf.contents import prose, quotes
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.quotations import QUOTES_TITLES, Quotation, fronts, quotations
from orgshelf.store.library import Library
from orgshelf.text import plural

_TYPE = "normal"


def make_cards(library: Library, entries: Sequence[Entry]) -> Plan:
    """Make cards of what these headings hold.

    A heading with quotes gets a heading below it for each of them, with the quote and what
    follows it up to the next one; no line is moved past another. A note, and one whose text is
    one quote alone, becomes a card itself. What is a card already is left alone.

    Raises:
        CardError: when it is committed and there is no text to ask for, or a quote cannot have
            a heading of its own.
    """

    def prepare() -> list[Change]:
        ordered = sorted(entries, key=lambda entry: entry.file)
        groups = groupby(ordered, key=lambda entry: entry.file)
        settings = settings_of(library.config)
        return [_change(library, list(group), settings) for _, group in groups]

    return Plan(library, prepare)


def has_something(entry: Entry) -> bool:
    """Whether a heading has a quote or a text that a card could ask for."""
    return bool(quotes(entry) or prose(entry).strip())


def is_alone(entry: Entry) -> bool:
    """Whether an entry becomes a card itself: a note, or a quote and nothing else."""
    found = quotes(entry)
    if not found:
        return True
    starts = quote_starts(entry.body)
    collects = entry.role is Role.WORK or entry.heading.title.casefold() in QUOTES_TITLES
    above = any(line.strip() for line in entry.body[: starts[0]]) if starts else True
    return len(found) == 1 and not collects and not above


def _change(library: Library, group: Sequence[Entry], settings: Settings) -> Change:
    """Make the cards of one file, the last heading first, so that the others keep their place."""
    note, document = current(library, group[0].document)
    found = {e.index: e for e in (relocate(library, document, target) for target in group)}
    working = FileEdit.of(document, partial(reread, library))
    summary: list[str] = []
    unchanged: list[str] = []
    for index in sorted(found, reverse=True):
        entry = found[index]
        place = f"{entry.file}:{entry.heading.line}"
        if is_card(entry.heading):
            unchanged.append(f"{place} was already a card  {entry.heading.title}")
            continue
        working, count = _with_cards(library, working, entry, settings)
        summary.append(f"{place} {plural(count, 'card')}  {entry.heading.title}")
    return Change.of(note, document, working.document, summary[::-1], unchanged[::-1])


def _with_cards(
    library: Library, working: FileEdit, entry: Entry, settings: Settings
) -> tuple[FileEdit, int]:
    if is_alone(entry):
        if not prose(entry).strip():
            title = entry.heading.title
            raise CardError(f"{title!r} has no text that a card could ask for: write some first.")
        return working.edited(entry.index, _card_of(library, entry, settings)), 1
    new = _quote_cards(library, entry, settings)
    working = working.parted(entry.index, [*_parting(working.document, entry, new)], len(new))
    added = working.document.headings[entry.index + 1 : entry.index + 1 + len(new)]
    if not all(map(says_all, added, new)):
        raise CardError(f"Org would not read the quotes of {entry.heading.title!r} as headings.")
    return working, len(new)


def _card_of(library: Library, entry: Entry, settings: Settings) -> Step:
    has_id = entry.heading.get("ID")
    properties = _properties(library, settings, new_id=not has_id)
    return partial(make_card, tag=TAG, properties=properties, drawer=_drawer(library, settings))


def _quote_cards(library: Library, entry: Entry, settings: Settings) -> list[NewSubtree]:
    """A heading for each quote, without the text that it gets."""
    known = entry.document.settings.keywords.all
    return [
        NewSubtree(
            NewHeading(imported.title(front, known), None, (TAG,), _properties(library, settings)),
            body=_drawer(library, settings),
        )
        for front in fronts(quotations([entry]), _page)
    ]


def _page(quotation: Quotation) -> str:
    """The title of a quote's heading, which need not name the work above it."""
    return f"p. {quotation.page}" if quotation.page else ""


def _parting(document: Document, entry: Entry, new: Sequence[NewSubtree]) -> Iterator[Splice]:
    """Put each heading before its quote.

    Raises:
        CardError: a quote stands inside something, or what is below one is Org's own log.
    """
    title, body = entry.heading.title, entry.body
    starts = quote_starts(body)
    if len(starts) != len(new):
        raise CardError(f"A quote of {title!r} is inside a list or a block: take it out first.")
    if logged_lines(body[starts[0] :]):
        raise CardError(f"The log of {title!r} is below its quotes: move it above them first.")
    above = document.headings[entry.index]
    level = place_below(document, above).level
    for start, heading in zip(starts, new, strict=True):
        line = above.body - 1 + start
        yield Splice(line, line, tuple(subtree_text(document, level, heading)))


def _properties(
    library: Library, settings: Settings, *, new_id: bool = True
) -> tuple[tuple[str, str], ...]:
    return (
        ("FC_CREATED", written_moment(library.now)),
        ("FC_TYPE", _TYPE),
        ("FC_ALGO", settings.tag),
        *([("ID", str(uuid4()))] if new_id else []),
    )


def _drawer(library: Library, settings: Settings) -> tuple[str, ...]:
    data = first_data(settings, SIDES[_TYPE], library.now)
    return (f":{DRAWER}:", *data.lines(), ":END:")
