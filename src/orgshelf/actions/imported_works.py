"""What another program says of a work, as a heading to be added."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from orgshelf.importers import imported
from orgshelf.importers.decoding import clean_line
from orgshelf.importers.imported import (
    ImportedLink,
    ImportedQuote,
    ImportedWork,
    Pair,
    Reading,
    State,
)
from orgshelf.org.document import Document
from orgshelf.org.edit.compose import NewHeading, NewSubtree, StateLog
from orgshelf.org.syntax.drawers import SPECIAL, is_property_name
from orgshelf.org.syntax.headline import is_tag
from orgshelf.shelf.keyword_meanings import Keywords, file_keywords
from orgshelf.shelf.people import read_people

_NOT_IN_TAGS = re.compile(r"[^\w@#%]+")
_IN_TARGET = re.compile(r"\\*[\[\]]|\\+$")
_PAGE = re.compile(r"\d+(?:[-–]\d+)?")
_PRIORITIES = "ABC"


def keyword_of(state: State, document: Document, dropped: frozenset[str]) -> str | None:
    """What a file calls a state; ``dropped`` are the keywords of given up works."""
    return _keyword(state, file_keywords(document, dropped))


def _keyword(state: State, names: Keywords) -> str | None:
    return None if state is State.NONE else getattr(names, state.value)


def new_subtree(
    work: ImportedWork, document: Document, dropped: frozenset[str], extra: Sequence[Pair] = ()
) -> NewSubtree:
    """The heading of a work and those of its parts; ``extra`` are more properties."""
    keywords = document.settings.keywords
    names = file_keywords(document, dropped)
    keyword = _keyword(work.state, names)
    is_done = keyword is not None and keyword in keywords.done
    heading = NewHeading(
        imported.title(work.title, keywords.all),
        keyword,
        tuple(org_tags(work.tags)),
        tuple(dict((*properties(work), *extra)).items()),
    )
    return NewSubtree(
        heading,
        priority=work.priority if work.priority in tuple(_PRIORITIES) else None,
        closed=finished(work) if is_done else None,
        deadline=work.deadline,
        scheduled=work.scheduled,
        log=tuple(_log(work, names, finished=is_done)),
        body=tuple(body(work)),
        below=tuple(new_subtree(part, document, dropped) for part in work.parts),
    )


def finished(work: ImportedWork) -> date | None:
    """The last day on which it was finished; None if no day is known."""
    return max((each.finished for each in work.readings if each.finished), default=None)


def _log(work: ImportedWork, names: Keywords, *, finished: bool) -> Iterator[StateLog]:
    """The lines of the log for each time it was read, the newest first.

    A day that CLOSED says already needs none; when it was begun needs a keyword that says so.
    """
    readings: Sequence[Reading] = work.readings
    if not finished:
        is_begun = work.state is State.READING and names.reading != names.unread
        readings = [each for each in readings if is_begun and not each.finished]
    elif len(readings) == 1 and not readings[0].started:
        return
    for each in reversed(readings):
        if each.finished and names.done:
            yield StateLog(names.done, names.reading, each.finished)
        if each.started and names.reading:
            yield StateLog(names.reading, names.unread, each.started)


def org_tags(tags: Sequence[str]) -> Iterator[str]:
    """Words as Org reads tags; what cannot be one is left out."""
    found = (_NOT_IN_TAGS.sub("_", tag).strip("_") for tag in tags)
    lowered = ("archive" if tag == "ARCHIVE" else tag for tag in found)
    return iter(dict.fromkeys(tag for tag in lowered if is_tag(tag)))


def properties(work: ImportedWork) -> Iterator[Pair]:
    """All that is known of it, under the names that notes have for it, each once."""
    people = {"AUTHOR": work.authors, "EDITOR": work.editors, "TRANSLATOR": work.translators}
    yield from ((name, _names(them)) for name, them in people.items() if them)
    single = {
        "YEAR": str(work.year or ""),
        **dict(work.identifiers),
        "PAGES": work.pages,
        "PAGE": work.page,
        "SERIES": work.series,
        "VOLUME": work.volume,
        "RATING": work.rating,
        "ADDED": f"[{work.added.isoformat()}]" if work.added else "",
    }
    told = {name for name, value in single.items() if value}
    others = (pair for pair in work.properties if pair[0] not in told)
    for name, value in (*single.items(), *others):
        if value and value != "nil" and _is_usable(name):
            yield name, value


@cache
def _is_usable(name: str) -> bool:
    """Whether a property can be called so."""
    return is_property_name(name) and name.upper() not in SPECIAL


def _needs_semicolon(name: str) -> bool:
    """Whether a name among commas would be read as more than one, or as a part of another."""
    return "," in name or " " not in name or len(read_people(name).persons) != 1


def _names(people: Sequence[str]) -> str:
    """People as one text that can be taken apart again: at semicolons where a name needs it."""
    names = [name.replace(";", ",") for name in people]
    if any(map(_needs_semicolon, names)):
        return "; ".join(names) + ";" * (len(names) == 1)
    return ", ".join(names)


def body(work: ImportedWork) -> Iterator[str]:
    """The text below the properties: links, what was written, what was marked."""
    links = [link_line(link) for link in work.links if link.target]
    yield from links
    if work.text:
        yield from ("",) * bool(links)
        yield from text_lines(work.text)
    yield from quote_lines(work.quotes, after=bool(links or work.text))


def link_line(link: ImportedLink) -> str:
    """A link as a line of its own."""
    target = link_target(link)
    words = clean_line(link.words).replace("]", ")").replace("[", "(")
    return f"[[{target}][{words}]]" if words else f"[[{target}]]"


def link_target(link: ImportedLink) -> str:
    """Where a link leads to, its brackets guarded by backslashes (org-link-escape)."""
    return _IN_TARGET.sub(lambda found: "\\" * len(found[0]) + found[0], clean_line(link.target))


def text_lines(text: str) -> list[str]:
    """Lines of a person's text that Org reads as nothing else."""
    return [imported.text_line(line.rstrip()) for line in text.split("\n")]


def quote_lines(quotes: Sequence[ImportedQuote], *, after: bool) -> Iterator[str]:
    """Quote blocks, the page or the place above each and the reader's note below it."""
    for number, quote in enumerate(quotes):
        if number or after:
            yield ""
        yield from _quote_lines(quote)


def _quote_lines(quote: ImportedQuote) -> Iterator[str]:
    is_number = _PAGE.fullmatch(quote.page) is not None
    page = quote.page if is_number and quote.text else f"p. {quote.page}"
    place = page if quote.page else imported.text_line(quote.location)
    if not quote.text:
        first, *rest = text_lines(quote.note)
        yield from (f"{place}: {first}" if place else first, *rest)
        return
    if place:
        yield f"{place}:"
    yield from ("#+begin_quote", *text_lines(quote.text), "#+end_quote")
    if quote.note:
        yield from ("", *text_lines(quote.note))
