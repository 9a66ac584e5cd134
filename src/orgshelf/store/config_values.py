"""Values of the configuration: each reader raises ValueError with the words for what it wants."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from unicodedata import category

from orgshelf.org.settings import Log
from orgshelf.shelf.kinds import Kinds, make_kinds

if TYPE_CHECKING:
    from orgshelf.progress.goals import Goal
    from orgshelf.store.config import LintChoice

_WEEKDAY = re.compile(r"[^\W\d_]{1,20}\.?")
_NAMES = "names of letters, digits, _, - and . with"
_ALIASES = 'aliases with what they are short for, like {soon: "list deadline:+7"}'
_QUERIES = f"{_NAMES} their queries in quotation marks"
_GOAL = f"{_NAMES} a query, a count and a day"
_LINT = "on and off with a list of checks each"
_MOST = 1_000_000
_SERVICES = frozenset(("doi", "arxiv", "isbn", "youtube"))
_ADDRESS = re.compile(r"https?://[^\s?#]+")
_NO_LETTERS = ("Cc", "Cs", "Zl", "Zp")  # control characters, and what is no character by itself


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def line_of_text(value: object) -> str:
    """A text that can stand in a line of the notes."""
    found = text(value)
    if any(category(char) in ("Cc", "Cs") for char in found.replace("\t", " ")):
        raise ValueError("a text on one line")
    return found


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def whole_number(value: object) -> int:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("a whole number")
    return value


def between(least: int, most: int) -> Callable[[object], int]:
    """Reads a whole number within bounds."""

    def read(value: object) -> int:
        if not least <= whole_number(value) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return whole_number(value)

    return read


def word_list(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("a list of texts, like [A, B]")
    return tuple(map(line_of_text, value))


def keyword_list(value: object) -> tuple[str, ...]:
    """Keywords, in upper case and in order."""
    return tuple(sorted(word.upper() for word in word_list(value)))


def weekdays(value: object) -> tuple[str, ...]:
    """Seven names of weekdays, Monday first."""
    words = word_list(value)
    if len(words) != 7 or not all(_WEEKDAY.fullmatch(word) for word in words):
        raise ValueError("seven short names, Monday first")
    return words


def keyword_sequences(value: object) -> tuple[str, ...]:
    """Lines as behind ``#+TODO:``."""
    from orgshelf.org.syntax.keywords import parse_sequence  # few set any

    lines = word_list(value)
    if not lines or not all(parse_sequence(line).keywords for line in lines):
        raise ValueError("keyword sequences")
    return lines


def log(value: object) -> Log:
    """What a change records: nothing, the time, a note."""
    named: dict[object, Log] = {"time": "time", "note": "note", "none": "", False: "", True: "time"}
    if not isinstance(value, str | bool) or value not in named:
        raise ValueError("time, note or none")
    return named[value]


def drawer(value: object) -> str | None:
    """A drawer's name; ``true`` is LOGBOOK, as Org's ``t`` is."""
    if isinstance(value, bool):
        return "LOGBOOK" if value else None
    return _drawer_name(value)


def _drawer_name(value: object) -> str:
    from orgshelf.org.syntax.drawers import is_drawer_name  # few set any

    name = text(value)
    if not is_drawer_name(name):
        raise ValueError("true, false or a drawer's name of letters, digits, - and _")
    return name


def clock_drawer(value: object) -> bool | int | str:
    """Whether to clock into a drawer, into which, or from how many clocks on."""
    if isinstance(value, int) and 0 <= value <= _MOST:  # as true and false are
        return value
    if not isinstance(value, str):
        raise ValueError(f"true, false, a drawer or a number of clocks up to {_MOST}")
    return _drawer_name(value)


def folder(value: object) -> Path:
    """A folder; ``~`` is the user's home."""
    return _path(value, "a folder that exists")


def file(value: object) -> Path:
    """A file; ``~`` is the user's home."""
    return _path(value, "the name of a file")


def _path(value: object, wanted: str) -> Path:
    name = text(value)
    try:
        if b"\0" in os.fsencode(name):
            raise ValueError(wanted)
        return Path(name).expanduser()
    except (RuntimeError, UnicodeEncodeError) as error:
        raise ValueError(wanted) from error


def folders(value: object) -> tuple[Path, ...]:
    """A list of folders."""
    if not isinstance(value, list):
        raise ValueError("a list of folders, like [~/dropbox/org]")
    return tuple(map(folder, value))


def kinds(value: object) -> Kinds:
    """Kinds with their tags and the titles of their shelves."""
    wanted = "kinds with tags and shelf titles, like {course: {tags: [mooc], titles: [MOOCs]}}"
    if not isinstance(value, Mapping):
        raise ValueError(wanted)
    titles: dict[str, tuple[str, ...]] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for name, about in value.items():
        if not isinstance(about, Mapping | None) or set(about or ()) - {"titles", "tags"}:
            raise ValueError(wanted)
        kind, said = _kind(name), about or {}
        titles[kind] = word_list(said.get("titles", []))
        if "tags" in said:
            tags[kind] = word_list(said["tags"])
    return make_kinds(titles, tags)


def shown_or_hidden(value: object) -> bool:
    """Whether something is shown."""
    if value not in ("show", "hide"):
        raise ValueError("show or hide")
    return value == "show"


def group_titles(value: object) -> frozenset[str]:
    """Titles in lower case."""
    return frozenset(title.strip().casefold() for title in word_list(value))


def _kind(value: object) -> str:
    """A name that a file can have: a new shelf is called after its kind."""
    name = text(value)
    foreign = any(char in "/\\" or category(char) in _NO_LETTERS for char in name)
    if foreign or ".." in name or name.startswith(".") or not name.strip():
        raise ValueError("kinds with names that a file can have")
    return name


def queries(value: object) -> Mapping[str, str]:
    """Queries by their names."""
    named = _named(value, _QUERIES)
    if not all(isinstance(text, str) for text in named.values()):
        raise ValueError(_QUERIES)
    return named


def aliases(value: object) -> Mapping[str, tuple[str, ...]]:
    """The words of each alias."""
    import shlex  # few set any

    found: dict[str, tuple[str, ...]] = {}
    for name, line in _named(value, _ALIASES).items():
        if not isinstance(line, str) or not line.strip():
            raise ValueError(_ALIASES)
        found[name] = tuple(shlex.split(line))
    return found


def lint_choice(value: object) -> "LintChoice":
    """The checks that are on and off."""
    from orgshelf.store.config import LintChoice

    words = {True: "on", False: "off"}  # which is what YAML makes of them
    if not isinstance(value, Mapping):
        raise ValueError(_LINT)
    found = {words.get(name, name): frozenset(word_list(list_)) for name, list_ in value.items()}
    if not found.keys() <= set(words.values()):
        raise ValueError(_LINT)
    return LintChoice(found.get("on", frozenset()), found.get("off", frozenset()))


def _named(value: object, wanted: str) -> dict[str, Any]:
    """What has a name; shells complete the names, to whom other signs say more."""
    if not isinstance(value, Mapping) or not all(map(_is_name, value)):
        raise ValueError(wanted)
    return dict(value)


def _is_name(name: object) -> bool:
    """Whether it has nothing but letters with their marks, of any script, digits and ``_-.``."""
    if not isinstance(name, str):
        return False
    return name != "" and all(char in "_-." or category(char)[0] in "LMN" for char in name)


def note_name(value: object) -> str:
    """The name of a file of the notes, relative to their folder."""
    name = line_of_text(value)
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") for part in parts)
    if not name.endswith(".org") or hidden or name.startswith("/"):
        raise ValueError("the name of an Org file in the notes")
    return name


def services(value: object) -> Mapping[str, str]:
    """The addresses of services by what they know."""
    if not isinstance(value, Mapping) or not set(value) <= _SERVICES:
        raise ValueError(f"addresses for some of {', '.join(sorted(_SERVICES))}")
    if not all(isinstance(each, str) and _ADDRESS.fullmatch(each) for each in value.values()):
        raise ValueError("addresses that begin with http:// or https://")
    return {name: address.rstrip("/") for name, address in value.items()}


def context(value: object) -> str | None:
    """A query, or none."""
    return (text(value).strip() or None) if value is not None else None


def goals(value: object) -> "Mapping[str, Goal]":
    """Goals by their names."""
    return {name: _goal(about) for name, about in _named(value, _GOAL).items()}


def _goal(about: object) -> "Goal":
    from orgshelf.progress.goals import Goal  # few set any

    if not isinstance(about, Mapping) or set(about) - {"since"} != {"query", "count", "by"}:
        raise ValueError(_GOAL)
    query, count, by = text(about["query"]), whole_number(about["count"]), _day(about["by"])
    since = _day(about["since"]) if "since" in about else by.replace(month=1, day=1)
    if not 1 <= count <= _MOST or since > by:
        raise ValueError(f"goals of at least 1 and at most {_MOST} that begin before they end")
    return Goal(query, count, since, by)


def _day(value: object) -> date:
    """A date, which YAML reads by itself where it is in no quotation marks."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text(value))
    except ValueError as error:
        told = f", not {value}," if isinstance(value, str) else ""
        raise ValueError(f"days like 2026-12-31{told} in its goals") from error
