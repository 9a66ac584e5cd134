"""Citation keys: ASCII, unique, and independent of what else is exported."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from orgshelf.shelf.entries import Entry
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.titles import credits_of

#: The properties with a heading's own key (CUSTOM_ID as in ol-bibtex); ROAM_REFS comes after them.
_OWN = ("KEY", "CUSTOM_ID")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_:.+/-]+")
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 40
_LEAST = 4
# Letters that have no decomposition.
_SMALL = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_LARGE = {"Æ": "Ae", "Œ": "Oe", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "Th", "ı": "i"}
_LETTERS = str.maketrans(_SMALL | _LARGE)
_SMALL_WORDS = re.compile(
    "an?|and|at|by|for|from|into?|is|o[fnr]|over|the|to|via|with"
    "|das|de[mnrs]|die|eine?|im|und|von|l[ae]s?|une?|des?|du|et|el|los"
)


def cite_keys(works: Iterable[Entry]) -> dict[str, str]:
    """A key for each work id: the work's own key, else author, year and a word of the title.

    The first of several works with the same key keeps it; the others append digits of their id.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    found = [(work, _own(work)) for work in works]
    for work, own in sorted(found, key=lambda pair: not pair[1]):
        key = next(key for key in _choices(own or _made(work), work) if key.lower() not in taken)
        taken.add(key.lower())
        keys[work.id] = key
    return keys


def _choices(key: str, work: Entry) -> Iterator[str]:
    if key:
        yield key
    for size in range(_LEAST, len(work.id) + 1):
        yield "-".join(filter(None, (key or "work", work.id[:size])))
    number = 2
    while True:
        yield f"{key}-{work.id}-{number}"
        number += 1


def _own(work: Entry) -> str:
    named = (*map(work.heading.get, _OWN), *roam_refs(work.heading).keys)
    given = next(filter(None, named), "")
    return _NOT_IN_KEYS.sub("", _plain(given))


def _made(work: Entry) -> str:
    credit = credits_of(work.heading)
    authors = credit.people.persons
    author = "".join(_WORD.findall(_plain(authors[0].family).lower())) if authors else ""
    year = str(abs(credit.year)) if credit.year else ""
    if author and not year:
        return author[:_LONGEST]
    words = _WORD.findall(_plain(credit.title).lower())
    word = next((word for word in words if not _SMALL_WORDS.fullmatch(word)), "")
    return f"{author}{year}{word}"[:_LONGEST] if author else f"{word}{year}"[:_LONGEST]


def _plain(text: str) -> str:
    """The text without accents."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))
