"""A file of the notes as rows of the index; pure."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from orgshelf.model import Heading, Timestamp
from orgshelf.org.inheritance import category_of
from orgshelf.progress.counts import done_of, is_counted, rank, status, tally
from orgshelf.progress.facts import facts_of
from orgshelf.progress.stale import days_in, touched
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.spelling import folded, spelled
from orgshelf.shelf.titles import credits_of
from orgshelf.shelf.todo_dependencies import is_blocked
from orgshelf.store.config import Config
from orgshelf.store.tables import PLACE_BITS, encoded, joined, searchable

if TYPE_CHECKING:
    from orgshelf.org.document import Document

Row = tuple[Any, ...]
_TARGET = re.compile(r"\[\[([^\[\]]+)\]")


class FileRows(NamedTuple):
    """All rows of one file; ``of_file`` lacks what is known from outside (number, stamp)."""

    of_file: Row
    headings: list[Row]
    texts: list[Row]
    tags: list[Row]
    properties: list[Row]
    trigrams: list[Row]
    words: list[Row]
    facts: list[Row]
    works: list[Row]
    kinds: list[Row]


def file_rows(
    number: int,
    document: "Document",
    entries: Sequence[Entry],
    config: Config,
    *,
    full_text: bool,
) -> FileRows:
    """The rows of a file whose number is given; without ``full_text`` none for those tables."""
    base = (number << PLACE_BITS) + 1
    texts = ["\n".join(entry.lines) for entry in entries]
    titles = [entry.heading.title for entry in entries]
    pairs = list(zip(range(base, base + len(texts)), titles, texts, strict=True))
    counted = [entry for entry in entries if is_counted(entry)]
    return FileRows(
        _of_file(document),
        [_heading(base, entry, config) for entry in entries],
        [(id_, encoded(text)) for id_, _, text in pairs],
        [*_file_tags(base, document), *_tags(base, entries)],
        [*_file_properties(base, document), *_properties(base, entries)],
        [trigram_row(*pair) for pair in pairs if full_text],
        [words_row(*pair) for pair in pairs if full_text],
        list(_facts(base, entries, texts, config.dropped)),
        list(_works(base, counted, texts)),
        list(_kinds(base, counted, config.dropped)),
    )


def trigram_row(id_: int, _title: str, text: str) -> Row:
    """What the substrings of an entry are looked for in."""
    return id_, searchable(folded(text))


def words_row(id_: int, title: str, text: str) -> Row:
    """What the words of an entry are looked for in; where its heading links to is in the text."""
    heading, _, below = text.partition("\n")
    if "[[" in heading:
        below = "\n".join((*_TARGET.findall(heading), below))
    return id_, searchable(spelled(title)), searchable(spelled(below))


def _of_file(document: "Document") -> Row:
    return (
        len(document.headings),
        int(document.has_stray_bytes),
        encoded(" ".join(document.settings.tags)),
        joined(document.settings.pairs),
        joined(document.properties.items()),
        encoded(category_of(document, ())),
    )


def _heading(base: int, entry: Entry, config: Config) -> Row:
    heading, progress, planning = entry.heading, entry.progress, entry.heading.planning
    work = entry.work
    credit = credits_of(heading) if entry.role is Role.WORK else None
    return (
        base + entry.index,
        base + entry.end,
        None if heading.parent is None else base + heading.parent,
        None if work is None else base + work.index,
        entry.id,
        encoded(entry.kind),
        entry.role.value,
        heading.level,
        heading.line,
        heading.end,
        heading.body,
        encoded(heading.keyword),
        # Whole numbers: to anything else SQLite is given Python looks for an adapter.
        int(heading.done),
        int(entry.hidden),
        int(heading.commented),
        int(heading.done and heading.keyword in config.dropped),
        encoded(heading.priority),
        encoded(heading.text),
        None if heading.title == heading.text else encoded(heading.title),
        encoded(" ".join(heading.local_tags)) if heading.local_tags else None,
        _planning_line(entry),
        *_own_properties(heading),
        _moment(planning.scheduled, active=True),
        _moment(planning.deadline, active=True),
        _moment(planning.closed, active=False),
        progress.done,
        progress.total,
        progress.dropped,
        encoded("\n".join(credit.authors)) if credit else None,
        credit.year if credit else None,
        rank(status(entry)) if entry.is_item or entry.role is Role.WORK else None,
        done_of(entry),
        int(is_blocked(entry)),
    )


def _planning_line(entry: Entry) -> str | bytes | None:
    planning = entry.heading.planning
    if planning.scheduled or planning.deadline or planning.closed:
        return encoded(entry.lines[1])
    return None


def _own_properties(heading: Heading) -> Row:
    """The properties; and as they are handed down, where that is not the same."""
    if not heading.properties:
        return None, None
    own, merged = heading.properties, _merged(heading)
    return joined(own.items()), None if merged == own else joined(merged.items())


def _merged(heading: Heading) -> Mapping[str, str]:
    """The properties of a heading that has some as it hands them down."""
    inherited = heading.inherited
    return inherited.maps[0] if isinstance(inherited, ChainMap) else heading.properties


def _moment(stamp: Timestamp | None, *, active: bool) -> str | None:
    """When a stamp begins, so that texts compare as moments do; empty without such a date."""
    if stamp is None or stamp.active is not active:
        return None
    return stamp.start.isoformat() if stamp.start else ""


def _file_tags(base: int, document: "Document") -> Iterator[Row]:
    last = base + len(document.headings)
    yield from ((encoded(tag), base - 1, last) for tag in set(document.settings.tags))


def _tags(base: int, entries: Sequence[Entry]) -> Iterator[Row]:
    for entry in entries:
        for tag in set(entry.heading.local_tags):
            yield encoded(tag), base + entry.index, base + entry.end


def _file_properties(base: int, document: "Document") -> Iterator[Row]:
    last = base + len(document.headings)
    for name, value in document.properties.items() if document.headings else ():
        yield encoded(name), base - 1, last, None, encoded(value)


def _properties(base: int, entries: Sequence[Entry]) -> Iterator[Row]:
    for entry in entries:
        if not entry.heading.properties:
            continue
        merged = _merged(entry.heading)
        for name, value in entry.heading.properties.items():
            below = None if merged[name] == value else encoded(merged[name])
            yield encoded(name), base + entry.index, base + entry.end, encoded(value), below


def _facts(
    base: int, entries: Sequence[Entry], texts: Sequence[str], dropped: frozenset[str]
) -> Iterator[Row]:
    """What is counted of each heading; of one sort and minute there is one row."""
    for entry, text in zip(entries, texts, strict=True):
        amounts: dict[tuple[int, int, int], int] = {}
        for sort, day, minute, amount in facts_of(entry, dropped, text):
            key = int(sort), day, minute
            amounts[key] = amounts.get(key, 0) + amount
        for key, amount in amounts.items():
            yield base + entry.index, *key, amount, encoded(entry.kind)


def _works(base: int, counted: Iterable[Entry], texts: Sequence[str]) -> Iterator[Row]:
    days = [days_in(text) for text in texts]
    for work in {entry.work for entry in counted if entry.work}:
        last = touched(chain.from_iterable(days[work.index : work.end]))
        yield base + work.index, rank(status(work)), last.toordinal() if last else None


def _kinds(base: int, counted: Iterable[Entry], dropped: frozenset[str]) -> Iterator[Row]:
    members: dict[str, list[Entry]] = {}
    for entry in counted:
        members.setdefault(entry.kind, []).append(entry)
    for kind, found in members.items():
        items = tally(found, dropped)
        yield base + found[0].index, encoded(kind), items.total, items.done, items.dropped
