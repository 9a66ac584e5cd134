"""Who wrote a work and when, from its properties or its title."""

import re
from collections import deque
from typing import NamedTuple

from orgshelf.model import Heading

_CREDITS = re.compile(r"(.*?)\(?\b([12][0-9]{3})\)?")
_YEAR = re.compile(r"\s*\d{1,4}\s*")
_DASH = re.compile(r" [-–—] ")
_AND = re.compile(r"\band\b|&")


class Credits(NamedTuple):
    """A work's bare title, its authors and its year."""

    title: str
    authors: tuple[str, ...]
    year: int | None


def credits_of(heading: Heading) -> Credits:
    """Read ``TITLE - AUTHORS YEAR``; the properties AUTHOR and YEAR win over it."""
    title, authors, year = _from_title(heading.title)
    if author := heading.get("AUTHOR"):
        authors = split_authors(author)
    if (given := heading.get("YEAR")) and _YEAR.fullmatch(given):
        year = int(given)
    return Credits(title, authors, year)


def split_authors(text: str) -> tuple[str, ...]:
    """Authors apart: at ``;``, else at ``and``, ``&`` and commas.

    A comma stays inside a name where each name has one: ``Dayhoff, Judith and Chan, Hau``.
    """
    names = text.split(";") if ";" in text else _AND.split(text)
    family_first = ";" in text or (len(names) > 1 and all(name.count(",") == 1 for name in names))
    if not family_first:
        names = [part for name in names for part in name.split(",")]
    return tuple(name.strip() for name in names if name.strip())


def _from_title(title: str) -> Credits:
    dashes = deque(_DASH.finditer(title), maxlen=1)  # a title may be of any length
    if not dashes:
        return Credits(title, (), None)
    head, tail = title[: dashes[0].start()], title[dashes[0].end() :].strip()
    match = _CREDITS.fullmatch(tail)
    names, year = (match[1].rstrip(", "), int(match[2])) if match else (tail, None)
    if any(char.isdigit() for char in names) or not head:
        return Credits(title, (), None)
    return Credits(head, split_authors(names), year)
