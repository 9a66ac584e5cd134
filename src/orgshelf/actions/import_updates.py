"""What an imported work adds to one that the notes have already."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from orgshelf.actions.imported_works import (
    finished,
    keyword_of,
    link_line,
    link_target,
    org_tags,
    properties,
    quote_lines,
    text_lines,
)
from orgshelf.importers import imported
from orgshelf.importers.imported import (
    ImportedQuote,
    ImportedWork,
    Pair,
    State,
    folded_text,
)
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, Layout
from orgshelf.org.edit.compose import day_stamp
from orgshelf.org.edit.elements import is_blank
from orgshelf.org.edit.headline_text import with_keyword
from orgshelf.org.edit.planning import add_stamp, remove_closed
from orgshelf.org.edit.properties import put_property
from orgshelf.org.edit.tags import aligned, with_tags
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import COOKIE
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identity import identifier_in_title
from orgshelf.shelf.keyword_meanings import keyword_rank
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.titles import credits_of


@dataclass(frozen=True, slots=True)
class Update:
    """The news of a heading: what of it changes.

    ``title`` and ``keyword`` are None where they stay.
    """

    title: str | None = None
    properties: tuple[Pair, ...] = ()
    keyword: str | None = None
    closed: date | None = None
    tags: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.title, self.properties, self.keyword, self.tags, self.body))

    def with_more(self, other: "Update") -> "Update":
        """These news and those of another work that is the same heading, where they differ."""
        named = {name for name, _ in self.properties}
        more = (pair for pair in other.properties if pair[0] not in named)
        body = () if set(other.body) <= set(self.body) else other.body
        return Update(
            self.title or other.title,
            (*self.properties, *more),
            self.keyword or other.keyword,
            self.closed or other.closed,
            self.tags or other.tags,
            (*self.body, *(("",) if self.body and body else ()), *body),
        )


class Rules(NamedTuple):
    """How an import treats what is there: the given up keywords, and whether the file wins."""

    dropped: frozenset[str]
    update: bool


def news(entry: Entry, below: Sequence[Entry], work: ImportedWork, rules: Rules) -> Update:
    """What the work says that its entry, and the text of those below it, does not.

    What a person wrote stays: empty properties are filled, a state only moves forward.
    """
    keyword = _keyword(entry, work, rules)
    return Update(
        title=_title(entry, work),
        properties=tuple(_properties(entry.heading, work, rules)),
        keyword=keyword,
        closed=finished(work) if keyword in entry.document.settings.keywords.done else None,
        tags=_tags(entry.heading, work, rules),
        body=tuple(_body(entry, below, work, rules)),
    )


def _properties(heading: Heading, work: ImportedWork, rules: Rules) -> Iterator[Pair]:
    for name, value in properties(work):
        there = heading.properties.get(name.upper())
        if (rules.update and there != value) if there else not _is_said(heading, name):
            yield name, value


def _is_said(heading: Heading, name: str) -> bool:
    """Whether a heading says it without a property of that name."""
    return name in _SAID and _SAID[name](heading)


_SAID: Mapping[str, Callable[[Heading], bool]] = {
    "AUTHOR": lambda heading: bool(credits_of(heading).authors),
    "YEAR": lambda heading: credits_of(heading).year is not None,
    "CUSTOM_ID": lambda heading: bool(roam_refs(heading).keys),
    "URL": lambda heading: bool(roam_refs(heading).addresses),
}


def _title(entry: Entry, work: ImportedWork) -> str | None:
    """The title of a work that was called as its identifier until now; no file gets one."""
    is_known = entry.heading.level == 0 or not identifier_in_title(entry.heading.title)
    if is_known or identifier_in_title(work.title):
        return None
    title = imported.title(work.title, entry.document.settings.keywords.all)
    return " ".join((title, *COOKIE.findall(entry.heading.text)))


def _keyword(entry: Entry, work: ImportedWork, rules: Rules) -> str | None:
    mine = entry.heading.keyword
    wanted = keyword_of(work.state, entry.document, rules.dropped)
    if wanted is None or wanted == mine or entry.index == FILE:
        return None
    # That it is still to be read is no news of a work whose keyword a person took away.
    is_news = work.state is not State.UNREAD
    forward = keyword_rank(wanted, entry.document) > keyword_rank(mine, entry.document)
    return wanted if rules.update or (is_news and forward) else None


def _tags(heading: Heading, work: ImportedWork, rules: Rules) -> tuple[str, ...]:
    """All tags it is to have, none where they stay, as those of a file do."""
    if (heading.local_tags and not rules.update) or not heading.level:
        return ()
    tags = tuple(dict.fromkeys((*heading.local_tags, *org_tags(work.tags))))
    return tags if tags != heading.local_tags else ()


def _body(entry: Entry, below: Sequence[Entry], work: ImportedWork, rules: Rules) -> Iterator[str]:
    """The quotes that are not there yet, and the text where the entry has none."""
    if not (work.text or work.quotes or work.links):
        return
    there = folded_text("\n".join((entry.text, *(each.text for each in below))))
    links = [link for link in work.links if folded_text(link_target(link)) not in there]
    yield from map(link_line, links)
    fill = rules.update or not there
    is_new = work.text and fill and folded_text(work.text) not in there
    if is_new:
        yield from ("",) * bool(links)
        yield from text_lines(work.text)
    quotes = [quote for quote in work.quotes if not _is_there(quote, there)]
    yield from quote_lines(quotes, after=bool(is_new or links))


def _is_there(quote: ImportedQuote, there: str) -> bool:
    return folded_text(quote.text) in there and folded_text(quote.note) in there


def updated(document: Document, heading: Heading, update: Update) -> Splice:
    """The lines of an entry with its news, but for the title."""
    start, known = heading.line - 1, document.settings.keywords.all
    lines = list(document.lines.texts[start : heading.end])
    while lines and is_blank(lines[-1]):
        lines.pop()
    at = 0 if heading.level else FILE
    buffer, layout = EditBuffer((*lines, ""), (None,) * (len(lines) + 1), at), Layout.of(document)
    if update.keyword:
        buffer = buffer.replace(0, with_keyword(buffer.heading, update.keyword, known))
        buffer = remove_closed(buffer)
    if update.closed:
        stamp = day_stamp(document, update.closed, active=False)
        buffer = add_stamp(buffer, "CLOSED", stamp, layout)
    for name, value in update.properties:
        buffer = put_property(buffer, name, value, layout)
    if update.tags:
        buffer = buffer.replace(0, with_tags(buffer.heading, update.tags))
    if heading.level and buffer.heading != lines[0]:
        buffer = buffer.replace(0, aligned(buffer.heading, document))
    last = len(buffer.lines) - 1
    if update.body:
        blank = ("",) if last > buffer.body else ()
        buffer = buffer.splice(last, last, *blank, *update.body)
    return Splice(start, start + len(lines), buffer.lines[:-1])
