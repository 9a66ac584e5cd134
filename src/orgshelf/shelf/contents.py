"""The contents of an entry: links, quotes, state changes, notes, clocks and prose.

A commented entry has none. Most entries have few of them, so that the parser of each syntax is
imported when it is needed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from orgshelf.model import Clock, Link, LoggedNote, Quote, StateChange
from orgshelf.org.syntax import timestamps
from orgshelf.shelf.attachments import ATTACHMENT, as_file_link
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.kinds import OTHER

#: A result of ``page_words``.
_PAGE_WORDS = re.compile(r"PAGE [0-9]+(?: → [0-9]+)?")


def links(entry: Entry) -> tuple[Link, ...]:
    """The links of an entry with abbreviations and attachments expanded; each target once."""
    heading = entry.heading
    if heading.commented:
        return ()
    own = tuple(map(heading.get, LINKING)) if heading.properties else _NONE
    found = all_links(heading.text, own, entry.text)
    whole = expanded(found, entry.document.settings.links) if found else ()
    if not any(link.target.startswith(ATTACHMENT) for link in whole):
        return whole
    return _each_once(link._replace(target=as_file_link(link.target, heading)) for link in whole)


#: The properties that contain links.
LINKING = ("URL", "DOI", "ROAM_REFS")
_NONE = (None, None, None)


@lru_cache(maxsize=64)
def all_links(title: str, own: tuple[str | None, ...], text: str) -> tuple[Link, ...]:
    """The links of a title, of the properties ``LINKING`` and of a text; each target once."""
    from orgshelf.org.syntax.link_finder import find_links

    found = (*find_links(title), *_of_properties(*own), *_of_text(text))
    return found if len(found) < 2 else _each_once(found)


def expanded(found: tuple[Link, ...], abbreviations: Mapping[str, str]) -> tuple[Link, ...]:
    """The links with the abbreviations of their file (``#+LINK``) expanded."""
    if not abbreviations:
        return found
    from orgshelf.org.syntax.links import expand_link

    whole = (link._replace(target=expand_link(link.target, abbreviations)) for link in found)
    return _each_once(whole)


def _each_once(found: Iterable[Link]) -> tuple[Link, ...]:
    first: dict[str, Link] = {}
    for link in found:
        first.setdefault(link.target, link)
    return tuple(first.values())


def _of_text(text: str) -> Iterable[Link]:
    from orgshelf.org.syntax.link_finder import certain_links, find_links

    found = certain_links(text)
    if found is not None:
        return found
    from orgshelf.org.elements.spans import object_texts

    return chain.from_iterable(map(find_links, object_texts(text.split("\n"))))


def _of_properties(url: str | None, doi: str | None, refs: str | None) -> Iterator[Link]:
    if url:
        yield Link(url)
    if doi:
        from orgshelf.shelf.identifiers import SCHEMES, parse_doi

        yield Link(SCHEMES["doi"].link(parse_doi(doi) or doi), "DOI")
    if refs:
        from orgshelf.shelf.roam_refs import read_refs

        yield from map(Link, read_refs(refs).addresses)


def quotes(entry: Entry) -> tuple[Quote, ...]:
    """The quote blocks; a block without a page has that of the entry (see ``noted_page``)."""
    if entry.heading.commented:
        return ()
    from orgshelf.org.elements.quote_blocks import find_quotes

    return tuple(find_quotes(entry.body, entry.heading.body, noted_page(entry)))


def noted_page(entry: Entry) -> str | None:
    """The page that an entry is about: its PAGE, else the page of org-noter or interleave.

    The latter is a number, or a list that begins with one, such as ``(64 . 0.3)``. The PAGE of a
    work is how far it has been read, and not the page of a quote.
    """
    is_read = entry.role is Role.WORK and entry.kind != OTHER
    own = None if is_read else entry.heading.get("PAGE")
    others = (entry.heading.get(name) or "" for name in ("NOTER_PAGE", "INTERLEAVE_PAGE_NOTE"))
    found = (re.match(r"\(?([0-9]{1,9})\b", value) for value in others)
    return own or next((match[1] for match in found if match), None)


def history(entry: Entry) -> tuple[StateChange, ...]:
    """The state changes of an entry, in the order of its log."""
    if entry.heading.commented:
        return ()
    from orgshelf.org.elements import logbook

    return tuple(logbook.state_changes(entry.body))


def notes(entry: Entry) -> tuple[LoggedNote, ...]:
    """The notes in an entry's log, the oldest first.

    Log items about a change of PAGE are left out.
    """
    if entry.heading.commented or "Note taken on" not in entry.text:
        return ()
    from orgshelf.org.elements import logbook

    taken = (note for note in logbook.notes(entry.body) if not _PAGE_WORDS.fullmatch(note.text))
    return tuple(sorted(taken, key=lambda note: note.when.iso or ""))


def page_words(before: str | None, page: str) -> str:
    """The log note for a change of PAGE: ``PAGE 85 → 120``."""
    known = before is not None and before.isascii() and before.isdecimal()
    return f"PAGE {before} → {page}" if known else f"PAGE {page}"


def clocks(entry: Entry) -> tuple[Clock, ...]:
    """The clocks of an entry."""
    if entry.heading.commented:
        return ()
    from orgshelf.org.elements import logbook

    return tuple(logbook.clocks(entry.body))


def clocked_minutes(entry: Entry) -> int:
    """Minutes clocked on the entry itself."""
    return sum(clock.minutes for clock in clocks(entry)) if may_be_clocked(entry.text) else 0


def may_be_clocked(text: str) -> bool:
    """Whether a text may contain a finished clock; a quick check, since most contain none."""
    return ("--" in text or "=>" in text) and "CLOCK:" in text.upper()


def effort_minutes(entry: Entry) -> int | None:
    """The minutes of the EFFORT property; None without it."""
    effort = entry.heading.get("EFFORT")
    return timestamps.minutes(effort) if effort else None


def prose(entry: Entry) -> str:
    """The entry's text without drawers, log items and surrounding blank lines."""
    from orgshelf.org.elements import logbook

    return "\n".join(logbook.without_log(entry.body)).strip("\n")
