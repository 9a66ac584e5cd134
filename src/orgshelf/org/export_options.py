"""The export settings of a file (Org manual: Export Settings; org-export-options-alist)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from orgshelf.org.syntax.case import split_words

#: A value of ``#+OPTIONS``, as Lisp has it: ``nil``, ``t``, a number, a name, or a list of them.
Value = bool | int | str | tuple[str, ...]

#: Tags that keep a heading out of every export (org-export-exclude-tags), and our own.
PRIVATE = frozenset(("private",))
EXCLUDE_TAGS = frozenset(("noexport",))
SELECT_TAGS = frozenset(("export",))

_OPTION = re.compile(r"[ \t]*([^ \t]+?):(?=[^ \t])(\([^()]*\)|\"[^\"]*\"|[^ \t()\"]+)")
_WORD = re.compile(r'"([^"]*)"|([^ \t()"]+)')
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Names:
    """A selection of names: those listed, or with ``but`` all others."""

    listed: frozenset[str]
    but: bool = False

    def __contains__(self, name: object) -> bool:
        return (str(name).casefold() in self.listed) is not self.but


EVERY_NAME = Names(frozenset(), but=True)
NO_NAME = Names(frozenset())


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The export settings that a Markdown page can follow, with Org's defaults.

    Each is named as in ``org-export-with-…``. ``levels``, ``contents`` and ``numbers`` are None if
    the file does not set them; ``contents`` is a depth, 0 for none. ``excluded`` and ``selected``
    are tags.
    """

    archived: Literal["headline"] | bool = "headline"
    author: str = ""
    broken_links: Literal["mark"] | bool = False
    clocks: bool = False
    contents: int | None = None
    date: str = ""
    drawers: Names = Names(frozenset(("logbook",)), but=True)
    emphasize: bool = True
    entities: bool = True
    excluded: frozenset[str] = EXCLUDE_TAGS | PRIVATE
    fixed_width: bool = True
    footnotes: bool = True
    language: str = "en"
    latex: Literal["verbatim"] | bool = True
    levels: int | None = None
    numbers: int | None = None
    planning: bool = False
    preserve_breaks: bool = False
    priority: bool = False
    properties: Names = NO_NAME
    selected: frozenset[str] = SELECT_TAGS
    smart_quotes: bool = False
    special_strings: bool = True
    statistics: bool = True
    scripts: Literal["{}"] | bool = True
    tables: bool = True
    tags: Literal["not-in-toc"] | bool = True
    tasks: bool | str | tuple[str, ...] = True
    timestamps: bool | str = True
    todo: bool = True

    def exports_task(self, keyword: str, *, done: bool) -> bool:
        """Whether a heading with a TODO keyword is exported (``tasks:``)."""
        if isinstance(self.tasks, tuple):
            return keyword in self.tasks
        if self.tasks in ("todo", "done"):
            return done is (self.tasks == "done")
        return bool(self.tasks)


#: The settings of a file without keywords.
DEFAULT_OPTIONS = ExportOptions()


@lru_cache(maxsize=64)
def export_options(pairs: tuple[tuple[str, str], ...]) -> ExportOptions:
    """The settings in a file's keyword lines."""
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    given = read_options(values.get("OPTIONS", ()))
    return ExportOptions(
        **dict(_from_options(given)),  # type: ignore[arg-type]
        author=" ".join(values.get("AUTHOR", ())),
        date=" ".join(values.get("DATE", ())),
        language=next(reversed(values.get("LANGUAGE", ())), "en"),
        excluded=_tags(values, "EXCLUDE_TAGS", EXCLUDE_TAGS) | PRIVATE,
        selected=_tags(values, "SELECT_TAGS", SELECT_TAGS),
    )


def read_options(lines: Sequence[str]) -> Mapping[str, Value]:
    """The values of ``#+OPTIONS`` lines by lower-case name; a later line wins."""
    found: dict[str, Value] = {}
    for line in lines:
        found |= {name.lower(): _value(text) for name, text in _OPTION.findall(line)}
    return found


def _value(text: str) -> Value:
    """The value of a Lisp literal, as far as options need it."""
    if text.startswith("("):
        return tuple(quoted or bare for quoted, bare in _WORD.findall(text))
    if text.isdecimal() and text.isascii():
        return int(text[:_DIGITS])
    return {"nil": False, "t": True}.get(text, text.strip('"'))


def _from_options(given: Mapping[str, Value]) -> Sequence[tuple[str, object]]:
    """The fields of the dataclass that options set."""
    made: list[tuple[str, object]] = [
        (field, _is_set(given[name])) for name, field in _SWITCHES.items() if name in given
    ]
    made += [(field, given[name]) for name, field in _WORDS.items() if name in given]
    made += [(field, _names(given[name])) for name, field in _LISTS.items() if name in given]
    made += [(field, _depth(given[name])) for name, field in _DEPTHS.items() if name in given]
    return made


#: Boolean options by their names in ``#+OPTIONS``.
_SWITCHES: Mapping[str, str] = {
    "'": "smart_quotes",
    "*": "emphasize",
    "-": "special_strings",
    ":": "fixed_width",
    "\\n": "preserve_breaks",
    "c": "clocks",
    "e": "entities",
    "f": "footnotes",
    "p": "planning",
    "pri": "priority",
    "stat": "statistics",
    "todo": "todo",
    "|": "tables",
}
_WORDS: Mapping[str, str] = {
    "<": "timestamps",
    "^": "scripts",
    "arch": "archived",
    "broken-links": "broken_links",
    "tags": "tags",
    "tasks": "tasks",
    "tex": "latex",
}
_LISTS: Mapping[str, str] = {"d": "drawers", "prop": "properties"}
_DEPTHS: Mapping[str, str] = {"h": "levels", "num": "numbers", "toc": "contents"}
_ANY_DEPTH = 99


def _is_set(value: Value) -> bool:
    return value is not False and value != ()


def _names(value: Value) -> Names:
    if not isinstance(value, tuple):
        return EVERY_NAME if _is_set(value) else NO_NAME
    but = value[:1] == ("not",)
    return Names(frozenset(name.casefold() for name in value[but:]), but)


def _depth(value: Value) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _ANY_DEPTH if _is_set(value) else 0


def _tags(
    values: Mapping[str, Sequence[str]], key: str, default: Collection[str]
) -> frozenset[str]:
    """The tags of all lines of a key."""
    words = [word for line in values.get(key, ()) for word in split_words(line)]
    return frozenset(words if key in values else default)
