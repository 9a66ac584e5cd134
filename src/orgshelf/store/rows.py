"""A file of the notes as rows of the index; pure."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from orgshelf.model import Heading, Timestamp
from orgshelf.org.entry_spans import FILE
from orgshelf.org.inheritance import category_of
from orgshelf.org.syntax.headline import is_headline
from orgshelf.progress.counts import done_of, is_counted, rank, status
from orgshelf.progress.facts import days_in, facts_of, touched
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.spelling import spelled
from orgshelf.shelf.titles import credits_of
from orgshelf.store.config import Config
from orgshelf.store.tables import PLACE_BITS, encoded, joined, searchable

if TYPE_CHECKING:
    from orgshelf.org.document import Document
    from orgshelf.org.reader import ReadDocument
    from orgshelf.shelf.classification import Classification
    from orgshelf.store.affected import Affected

Row = tuple[Any, ...]
#: How far all ids of a file reach.
_OF_FILE = 1 << PLACE_BITS
_ACTIVE = re.compile("<(?=[0-9]{4}-)")
#: How many days before its date, or after it, a heading is to be seen first.
_DAYS_BEFORE = re.compile("[ -]-[0-9]+[hdwmy]")
_TARGET = re.compile(r"\[\[([^\[\]]+)\]")


class FileRows(NamedTuple):
    """The rows of one file that are to be made, without what only the index knows.

    Of the file that is its number and its stamp, and of headings the ids of their entries:
    ``headings`` have none, and for those of ``texts`` and ``words`` stand the headings' own.
    ``total`` is how many headings the whole file has.
    """

    total: int
    of_file: Row
    headings: list[Row]
    texts: list[Row]
    tags: list[Row]
    properties: list[Row]
    words: list[Row]
    facts: list[Row]
    works: list[Row]


def file_rows(
    number: int,
    document: "ReadDocument",
    found: "Affected",
    config: Config,
    *,
    texts: Sequence[str],
    full_text: bool,
) -> FileRows:
    """The rows of the headings that are affected; without ``full_text`` none for that table.

    ``texts`` are those of all headings. A file that is one work has a row of its own.
    """
    itself = number << PLACE_BITS
    ids = {place: itself + ordinal for place, ordinal in enumerate((0, *found.ordinals), FILE)}
    file = found.entries.file
    made = [*([file] if file else []), *(found.entries[place] for place in found.places)]
    written = [(ids[e.index], e.heading.title, _text(e, texts)) for e in made]
    return FileRows(
        len(texts),
        file_row(document),
        [_heading(ids, e, _text(e, texts), config) for e in made],
        [(id_, encoded(text)) for id_, _, text in written],
        [*_file_tags(itself, document), *_tags(ids, made)],
        [*_file_properties(itself, document, file), *_properties(ids, made)],
        [words_row(*row) for row in written if full_text],
        list(_facts(ids, made, texts, config.dropped)),
        list(_works(ids, made, found.entries, texts)),
    )


def _text(entry: Entry, texts: Sequence[str]) -> str:
    return "\n".join(entry.lines) if entry.index == FILE else texts[entry.index]


def words_row(id_: int, title: str, text: str) -> Row:
    """What the words of an entry are looked for in; where its heading links to is in the text."""
    heading, _, below = text.partition("\n")
    if not is_headline(heading):  # it is a file
        below = text
    elif "[[" in heading:
        below = "\n".join((*_TARGET.findall(heading), below))
    return id_, searchable(spelled(below)), searchable(spelled(title))


def file_row(document: "ReadDocument") -> Row:
    """What a file says of itself, and of all that is in it."""
    return (
        int(document.has_stray_bytes),
        encoded(" ".join(document.settings.tags)),
        joined(document.settings.pairs),
        joined(document.properties.items()),
        encoded(category_of(document, ())),
    )


def _heading(ids: Mapping[int, int], entry: Entry, text: str, config: Config) -> Row:
    heading, progress, planning = entry.heading, entry.progress, entry.heading.planning
    credit = credits_of(heading) if entry.role is Role.WORK else None
    return (
        *_place(ids, entry),
        entry.id,
        encoded(entry.kind),
        entry.role.value,
        heading.level,
        heading.line,
        heading.end - heading.line,
        heading.body - heading.line,
        encoded(heading.keyword),
        # Whole numbers: to anything else SQLite is given Python looks for an adapter.
        int(heading.done),
        int(entry.hidden),
        int(heading.commented),
        int(entry.given_up),
        encoded(heading.priority),
        encoded(heading.text),
        None if heading.title == heading.text else encoded(heading.title),
        encoded(" ".join(heading.local_tags)) if heading.local_tags else None,
        encoded(_planning_line(entry) or None),
        *_own_properties(heading),
        _moment(planning.scheduled, active=True),
        _moment(planning.deadline, active=True),
        _moment(planning.closed, active=False),
        int("<" in text and _is_stamped(text, _planning_line(entry))),
        progress.done,
        progress.total,
        progress.dropped,
        encoded("\n".join(credit.authors)) if credit else None,
        credit.year if credit else None,
        rank(status(entry)) if entry.is_item or entry.role is Role.WORK else None,
        done_of(entry),
        int(entry.blocked),
    )


def _place(ids: Mapping[int, int], entry: Entry) -> Row:
    """Where it is in the outline."""
    parent, work, id_ = entry.parent, entry.work, ids[entry.index]
    return (
        id_,
        _reach(ids, entry),
        None if parent is None else ids[parent.index],
        None if work is None else id_ - ids[work.index],
        entry.index,
        entry.end - entry.index,
    )


def _reach(ids: Mapping[int, int], entry: Entry) -> int:
    """How far it is from an entry's id to the one after the last at or below it."""
    return ids[entry.end - 1] + 1 - ids[entry.index]


def _planning_line(entry: Entry) -> str:
    planning = entry.heading.planning
    return entry.lines[1] if planning.scheduled or planning.deadline or planning.closed else ""


def _is_stamped(text: str, planning: str) -> bool:
    """Whether more than the dates of the planning line says when a heading is to be seen."""
    others = len(_ACTIVE.findall(text)) > len(_ACTIVE.findall(planning))
    return others or _DAYS_BEFORE.search(planning) is not None


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


def _file_tags(itself: int, document: "Document") -> Iterator[Row]:
    yield from ((encoded(tag), itself, _OF_FILE) for tag in set(document.settings.tags))


def _tags(ids: Mapping[int, int], entries: Sequence[Entry]) -> Iterator[Row]:
    for entry in entries:
        for tag in set(entry.heading.local_tags if entry.index != FILE else ()):
            yield encoded(tag), ids[entry.index], _reach(ids, entry)


def _file_properties(itself: int, document: "Document", file: Entry | None) -> Iterator[Row]:
    """What a file hands down, and what it says itself where it is one work."""
    own = file.heading.properties if file else {}
    for name, value in document.properties.items() if file or document.headings else ():
        said = own.get(name)
        below = None if said == value else encoded(value)
        yield encoded(name), itself, _OF_FILE, encoded(said), below


def _properties(ids: Mapping[int, int], entries: Sequence[Entry]) -> Iterator[Row]:
    for entry in entries:
        if not entry.heading.properties or entry.index == FILE:
            continue
        merged = _merged(entry.heading)
        for name, value in entry.heading.properties.items():
            below = None if merged[name] == value else encoded(merged[name])
            yield encoded(name), ids[entry.index], _reach(ids, entry), encoded(value), below


def _facts(
    ids: Mapping[int, int], made: Sequence[Entry], texts: Sequence[str], dropped: frozenset[str]
) -> Iterator[Row]:
    """What is counted of each heading; of one sort and minute there is one row."""
    for entry in made:
        amounts: dict[tuple[int, int, int], int] = {}
        for sort, day, minute, amount in facts_of(entry, dropped, _text(entry, texts)):
            key = int(sort), day, minute
            amounts[key] = amounts.get(key, 0) + amount
        for key, amount in amounts.items():
            yield ids[entry.index], *key, amount, encoded(entry.kind)


def _works(
    ids: Mapping[int, int], made: Iterable[Entry], entries: "Classification", texts: Sequence[str]
) -> Iterator[Row]:
    file = entries.file
    days = {FILE: days_in(_text(file, texts))} if file else dict[int, list[str]]()
    for work in made:
        if work.role is not Role.WORK or not _is_listed(work, entries):
            continue
        places = range(work.index, work.end)
        days |= {place: days_in(texts[place]) for place in places if place not in days}
        last = touched(chain.from_iterable(days[place] for place in places))
        yield ids[work.index], rank(status(work)), last.toordinal() if last else None


def _is_listed(work: Entry, entries: "Classification") -> bool:
    """Whether a work is counted, or anything in it."""

    def is_listed(place: int) -> bool:
        part = entries[place]
        return part.work is work and is_counted(part)

    return is_counted(work) or any(map(is_listed, range(work.index + 1, work.end)))
