"""The configuration as one table of keys: how each value is read and checked."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

from orgshelf.org.settings import Log
from orgshelf.shelf.kinds import Kinds, make_kinds

if TYPE_CHECKING:
    from orgshelf.shelf.progress.goals import Goal

_WEEKDAY = re.compile(r"[^\W\d_]{1,20}\.?")
_GOAL = "names with a query, a count and a day"
_MOST = 1_000_000
_QUERY_NAME = re.compile(r"[^\s()\",]+")


class Key(NamedTuple):
    """One configuration key; ``read`` raises ValueError with the words for what is wanted."""

    name: str
    read: Callable[[object], Any]
    help: str
    example: str


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def _line(value: object) -> str:
    """A text that can stand in a line of the notes."""
    text = _text(value)
    if any(category(char) in ("Cc", "Cs") for char in text.replace("\t", " ")):
        raise ValueError("a text on one line")
    return text


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("a whole number")
    return value


def _between(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not least <= _whole(value) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return _whole(value)

    return read


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("a list of texts, like [A, B]")
    return tuple(map(_line, value))


def _weekdays(value: object) -> tuple[str, ...]:
    words = _words(value)
    if len(words) != 7 or not all(_WEEKDAY.fullmatch(word) for word in words):
        raise ValueError("seven short names, Monday first")
    return words


def _sequences(value: object) -> tuple[str, ...]:
    from orgshelf.org.syntax.keywords import parse_sequence  # few set any

    lines = _words(value)
    if not lines or not all(parse_sequence(line).keywords for line in lines):
        raise ValueError("keyword sequences")
    return lines


def _log(value: object) -> Log:
    named: dict[object, Log] = {"time": "time", "note": "note", "none": "", False: "", True: "time"}
    if not isinstance(value, str | bool) or value not in named:
        raise ValueError("time, note or none")
    return named[value]


def _drawer(value: object) -> str | None:
    """``true`` is LOGBOOK, as Org's ``t`` is."""
    if isinstance(value, bool):
        return "LOGBOOK" if value else None
    return _drawer_name(value)


def _drawer_name(value: object) -> str:
    from orgshelf.org.syntax.drawers import is_drawer_name  # few set any

    name = _text(value)
    if not is_drawer_name(name):
        raise ValueError("true, false or a drawer's name of letters, digits, - and _")
    return name


def _clock_drawer(value: object) -> bool | int | str:
    if isinstance(value, int) and 0 <= value <= _MOST:  # as true and false are
        return value
    if not isinstance(value, str):
        raise ValueError(f"true, false, a drawer or a number of clocks up to {_MOST}")
    return _drawer_name(value)


def _folder(value: object) -> Path:
    name = _text(value)
    try:
        if b"\0" in os.fsencode(name):
            raise ValueError("a folder that exists")
        return Path(name).expanduser()
    except (RuntimeError, UnicodeEncodeError) as error:
        raise ValueError("a folder that exists") from error


def _kinds(value: object) -> Kinds:
    wanted = "kinds with their shelf titles, like {course: {titles: [Courses]}}"
    if not isinstance(value, Mapping):
        raise ValueError(wanted)
    titles: dict[str, tuple[str, ...]] = {}
    for name, about in value.items():
        if not isinstance(about, Mapping | None) or set(about or ()) - {"titles"}:
            raise ValueError(wanted)
        titles[_line(name)] = _words((about or {}).get("titles", []))
    return make_kinds(titles)


def _queries(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(
        isinstance(name, str) and _QUERY_NAME.fullmatch(name) and isinstance(text, str)
        for name, text in value.items()
    ):
        raise ValueError("names with their queries in quotation marks")
    return dict(value)


def _context(value: object) -> str | None:
    return (_text(value).strip() or None) if value is not None else None


def _goals(value: object) -> "Mapping[str, Goal]":
    if not isinstance(value, Mapping):
        raise ValueError(_GOAL)
    return {_line(name): _goal(about) for name, about in value.items()}


def _goal(about: object) -> "Goal":
    from orgshelf.shelf.progress.goals import Goal  # few set any

    if not isinstance(about, Mapping) or set(about) - {"since"} != {"query", "count", "by"}:
        raise ValueError(_GOAL)
    query, count, by = _text(about["query"]), _whole(about["count"]), _day(about["by"])
    since = _day(about["since"]) if "since" in about else by.replace(month=1, day=1)
    if not 1 <= count <= _MOST or since > by:
        raise ValueError(f"goals of at least 1 and at most {_MOST} that begin before they end")
    return Goal(query, count, since, by)


def _day(value: object) -> date:
    """A date, which YAML reads by itself where it is in no quotation marks."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError as error:
        raise ValueError("days like 2026-12-31 in its goals") from error


#: Keys of the program itself.
KEYS = (
    Key("notes", _folder, "The folder of the notes, relative to this file.", "notes: ~/org/study"),
    Key("kinds", _kinds, "More kinds, or more shelf titles.", "kinds: {course: {titles: [MOOCs]}}"),
    Key(
        "dropped",
        lambda value: frozenset(_words(value)),
        "Done keywords that mean given up; counted apart.",
        "dropped: [CANCELLED, DROPPED]",
    ),
    Key(
        "queries",
        _queries,
        "Queries with a name, to be used as @name.",
        'queries: {week: "todo: deadline:+7"}',
    ),
    Key("context", _context, "A query that narrows every listing.", 'context: "tags:gpu"'),
    Key(
        "goals",
        _goals,
        "So many items of a query by a day; with since, from a day on.",
        'goals: {papers-2026: {query: "kind:paper", count: 24, by: 2026-12-31}}',
    ),
    Key(
        "log_page",
        _flag,
        "A new PAGE is noted in the log: pages per day come from there.",
        "log_page: true",
    ),
)

#: Org's own variables, each under its name without ``org-``.
ORG_KEYS = (
    Key(
        "todo_keywords",
        _sequences,
        "Keyword sequences of files that set none.",
        'todo_keywords: ["TODO READING | READ"]',
    ),
    Key("log_done", _log, "What DONE records: time, note or none.", "log_done: note"),
    Key("log_done_with_time", _flag, "CLOSED with the time of day.", "log_done_with_time: false"),
    Key("log_repeat", _log, "What a repeater records.", "log_repeat: none"),
    Key("log_reschedule", _log, "What a new schedule records.", "log_reschedule: time"),
    Key("log_redeadline", _log, "What a new deadline records.", "log_redeadline: time"),
    Key("log_refile", _log, "What a refile records.", "log_refile: time"),
    Key("log_into_drawer", _drawer, "Log into this drawer.", "log_into_drawer: true"),
    Key(
        "clock_into_drawer",
        _clock_drawer,
        "Clock into this drawer, or into one from so many clocks on.",
        "clock_into_drawer: CLOCKS",
    ),
    Key("log_note_clock_out", _flag, "Ask for a note at `clock out`.", "log_note_clock_out: true"),
    Key(
        "log_states_order_reversed",
        _flag,
        "The newest log entry first.",
        "log_states_order_reversed: false",
    ),
    Key(
        "closed_keep_when_no_todo",
        _flag,
        "Keep CLOSED when the keyword is taken away.",
        "closed_keep_when_no_todo: true",
    ),
    Key(
        "todo_repeat_to_state",
        _line,
        "The keyword a repeater goes back to.",
        "todo_repeat_to_state: NEXT",
    ),
    Key(
        "tags_column",
        _between(-1000, 1000),
        "Where tags end (negative) or begin.",
        "tags_column: 0",
    ),
    Key("auto_align_tags", _flag, "Align the tags of a changed line.", "auto_align_tags: false"),
    Key("adapt_indentation", _flag, "Indent new lines to the text.", "adapt_indentation: true"),
    Key(
        "hierarchical_todo_statistics",
        _flag,
        "Cookies count direct children only.",
        "hierarchical_todo_statistics: false",
    ),
    Key(
        "enforce_todo_dependencies",
        _flag,
        "Refuse DONE while children are open.",
        "enforce_todo_dependencies: true",
    ),
    Key(
        "enforce_todo_checkbox_dependencies",
        _flag,
        "Refuse DONE while checkboxes are open.",
        "enforce_todo_checkbox_dependencies: true",
    ),
    Key(
        "deadline_warning_days",
        _between(0, 3650),
        "How early a deadline warns that does not say so itself.",
        "deadline_warning_days: 7",
    ),
    Key("archive_location", _line, "Where to archive.", 'archive_location: "%s_archive::* Done"'),
    Key("weekdays", _weekdays, "Weekdays in new stamps.", "weekdays: [Mo, Di, Mi, Do, Fr, Sa, So]"),
)


def all_keys() -> tuple[Key, ...]:
    """Every key a configuration can have, the program's own first."""
    return (*KEYS, *ORG_KEYS)


@cache
def by_name() -> Mapping[str, Key]:
    """The keys by their names."""
    return {key.name: key for key in all_keys()}
