"""The in-buffer settings of a file: ``#+KEY: value`` lines (org-set-regexps-and-options)."""

import posixpath
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from orgshelf.org.elements.node import of_kind
from orgshelf.org.elements.section import Above, read_section
from orgshelf.org.lines import Lines
from orgshelf.org.settings import OrgSettings
from orgshelf.org.syntax.case import NON_BLANK, split_words, upcase
from orgshelf.org.syntax.keywords import TodoKeywords, todo_keywords
from orgshelf.org.syntax.links import link_abbreviations

#: Returns the text of a ``#+SETUPFILE`` by its path, None if it cannot be read.
SetupLoader = Callable[[str], Lines | None]

_DEPTH = 10
_TODO_KEYS = frozenset(("TODO", "SEQ_TODO", "TYP_TODO"))
#: The suffix of an archive's file name (org-archive-location).
ARCHIVE_ENDING = "_archive"
_MOST_SETUP_FILES = 100
_DIGITS = 9  # code points have fewer
_PROPERTY = rf"({NON_BLANK}+)[ \t]+(.*)"  # which few files have
_NOTHING: Mapping[str, str] = MappingProxyType({})
_MARK = re.compile(rf"[ \t]*#\+{NON_BLANK}*:")


class Priorities(NamedTuple):
    """The range of a file's priorities: numbers up to 64, code points of letters beyond."""

    highest: int
    lowest: int

    @property
    def names(self) -> tuple[str, ...]:
        """All priorities in writing, the highest first."""
        values = range(self.highest, self.lowest + 1)
        return tuple(str(value) if value < ord("A") else chr(value) for value in values)


DEFAULT_PRIORITIES = Priorities(ord("A"), ord("C"))


class FileSettings(NamedTuple):
    """A file's own keywords, tags, inherited properties and other in-buffer settings.

    ``pairs`` are all keyword lines, including those of setup files; ``links`` are link
    abbreviations.
    """

    keywords: TodoKeywords
    tags: tuple[str, ...] = ()
    properties: Mapping[str, str] = _NOTHING
    startup: tuple[str, ...] = ()
    archive: str | None = None
    title: str | None = None
    category: str | None = None
    priorities: Priorities = DEFAULT_PRIORITIES
    pairs: tuple[tuple[str, str], ...] = ()
    links: Mapping[str, str] = _NOTHING

    def startup_choice(self, *words: str) -> str | None:
        """The last one of ``#+STARTUP`` words that exclude each other, which counts."""
        given = (word.lower() for word in reversed(self.startup))
        return next((word for word in given if word in words), None)


def headline_indexes(texts: Sequence[str]) -> list[int]:
    """The lines (from 0) of the headlines; faster than calling ``is_headline`` on each line."""
    starred = ((i, text) for i, text in enumerate(texts) if "* " in text and text[0] == "*")
    return [i for i, text in starred if text.lstrip("*")[0] == " "]


def read_settings(
    lines: Lines, headlines: Sequence[int], file: str, org: OrgSettings, setup: SetupLoader | None
) -> FileSettings:
    """The settings of a file and of its setup files.

    An archive without TODO keywords has those of its file: Org moves headings there with that
    file's keywords (org-archive-subtree).
    """
    pairs = tuple(_pairs(lines, headlines, file, _limited(setup), (file,)))
    if file.endswith(ARCHIVE_ENDING) and not any(key in _TODO_KEYS for key, _ in pairs):
        pairs = (*_keywords_of(file.removesuffix(ARCHIVE_ENDING), setup), *pairs)
    return settings_from(pairs, org)


def _keywords_of(source: str, setup: SetupLoader | None) -> Iterator[tuple[str, str]]:
    """The TODO keyword lines of the file that an archive belongs to."""
    found = setup(source) if setup else None
    if found is None:
        return
    named = _pairs(found, headline_indexes(found.texts), source, _limited(setup), (source,))
    yield from ((key, value) for key, value in named if key in _TODO_KEYS)


def settings_from(pairs: Iterable[tuple[str, str]], org: OrgSettings) -> FileSettings:
    """The settings in ``#+KEY: value`` lines."""
    pairs = tuple(pairs)
    if not pairs:
        return FileSettings(todo_keywords((), org.todo_keywords))
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    return FileSettings(
        keywords=todo_keywords(pairs, org.todo_keywords),
        tags=tuple(file_tags(values.get("FILETAGS", ()))),
        properties=_properties(values),
        startup=tuple(chain.from_iterable(split_words(v) for v in values.get("STARTUP", ()))),
        archive=next(iter(values.get("ARCHIVE", ())), None),
        title=" ".join(values["TITLE"]) if "TITLE" in values else None,
        category=values["CATEGORY"][-1] if "CATEGORY" in values else None,
        priorities=_priorities(values.get("PRIORITIES", ())),
        pairs=pairs,
        links=link_abbreviations(values.get("LINK", ())),
    )


def _pairs(
    lines: Lines,
    headlines: Sequence[int],
    file: str,
    setup: SetupLoader,
    seen: tuple[str, ...],
) -> Iterator[tuple[str, str]]:
    """All keyword lines in order, with those of setup files in place of ``#+SETUPFILE``."""
    for _, key, value in keyword_lines(lines.texts, headlines):
        if key != "SETUPFILE":
            yield key, value
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), value.strip('"')))
        if path in seen or len(seen) >= _DEPTH or "://" in value:
            continue
        found = setup(path)
        if found is not None:
            yield from _pairs(found, headline_indexes(found.texts), path, setup, (*seen, path))


def _limited(setup: SetupLoader | None) -> SetupLoader:
    """The loader with a limit on files, since each of them can name others many times."""
    left = iter(range(_MOST_SETUP_FILES))
    return lambda path: setup(path) if setup and next(left, None) is not None else None


def file_tags(values: Sequence[str]) -> list[str]:
    """The tags of ``#+FILETAGS`` lines in the order of their last occurrences (org-get-tags)."""
    words = [word for value in values for word in split_words(value.replace(":", " "))]
    return list(dict.fromkeys(reversed(words)))[::-1]


def _priorities(values: Sequence[str]) -> Priorities:
    """The highest and lowest priority of the first complete ``#+PRIORITIES`` line."""
    words = split_words(values[0]) if values else []
    return Priorities(*map(_priority, words[:2])) if len(words) >= 3 else DEFAULT_PRIORITIES


def _priority(word: str) -> int:
    """A priority as a number: its digits, else its first letter (org-priority-to-value)."""
    digits = re.search(r"0*([0-9]+)", word)
    return min(int(digits[1][:_DIGITS]), sys.maxunicode) if digits else ord(word[0])


def _properties(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The values of ``#+PROPERTY`` lines: the last plain one wins, a later ``KEY+`` adds to it."""
    found: dict[str, str] = {}
    for value in values.get("PROPERTY", ()):
        if not (match := re.search(_PROPERTY, value)):
            continue
        key, rest = match[1], match[2].strip(" \t")
        name = upcase(key.removesuffix("+"))
        found[name] = f"{found[name]} {rest}" if key.endswith("+") and name in found else rest
    if "CATEGORY" in values:
        found["CATEGORY"] = values["CATEGORY"][0]
    return found


# In-buffer settings (org-collect-keywords).


def keyword_lines(texts: Sequence[str], headlines: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Each ``#+KEY: value`` outside verbatim text, as (line from 0, upper-case key, value).

    ``headlines`` are the line indexes of the headlines, ascending. Affiliated keywords are left
    out.
    """
    if not any("#+" in text for text in texts):
        return
    after = 0
    for index, text in enumerate(texts):
        if index < after or "#+" not in text or not _MARK.match(text):
            continue
        start, after = _section(index, headlines, len(texts))
        below: Above = "headline" if start else "file"
        for keyword in of_kind(read_section(texts, start, after, below=below), "keyword"):
            yield keyword.post_affiliated, upcase(keyword.name), keyword.value


def may_have_keyword_lines(texts: Iterable[str]) -> bool:
    """Whether the lines of an entry may contain a keyword line."""
    return any("#+" in text and _MARK.match(text) for text in texts)


def _section(index: int, headlines: Sequence[int], stop: int) -> tuple[int, int]:
    """The first line and the end of the section that contains a line."""
    place = bisect_right(headlines, index)
    start = headlines[place - 1] + 1 if place else 0
    return start, headlines[place] if place < len(headlines) else stop
