"""What the macros of a file stand for; nothing of them is run (org-macro.el)."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from orgshelf.org.document import Document
from orgshelf.org.syntax.macros import Macro, filled, is_lisp, macro_definitions
from orgshelf.org.syntax.timestamps import parse_timestamp
from orgshelf.shelf.entries import Entry

_KEYWORDS = ("author", "email", "title", "date")


@dataclass
class FileMacros:
    """The macros that a file defines, and those that Org knows by itself."""

    document: Document
    generated: datetime | None
    tell: Callable[[str], None]
    _counters: dict[str, int] = field(default_factory=dict)

    def value(self, macro: Macro, entry: Entry) -> str | None:
        """What a macro stands for in an entry; None where that is not known."""
        if macro.name in self._definitions:
            definition = self._definitions[macro.name]
            if not is_lisp(definition):
                return filled(definition, macro.arguments)
            self._tell(macro, "runs Lisp, which is not done")
            return None
        known = _KNOWN.get(macro.name)
        if known is None:
            self._tell(macro, "is not defined")
            return None
        try:
            return known(self, macro.arguments, entry)
        except ValueError:
            self._tell(macro, "has a format that is none")
            return None

    def _tell(self, macro: Macro, why: str) -> None:
        self.tell(f"{self.document.file}: the macro {macro.name} {why}; it is left as it is.")

    @cached_property
    def _keywords(self) -> Mapping[str, str]:
        """The values of the file's keywords, those of several lines together."""
        found: dict[str, list[str]] = {}
        for key, value in self.document.settings.pairs:
            found.setdefault(key, []).append(value)
        return {key: " ".join(values) for key, values in found.items()}

    @cached_property
    def _definitions(self) -> Mapping[str, str]:
        pairs = self.document.settings.pairs
        own = macro_definitions(value for key, value in pairs if key == "MACRO")
        given = {name: self._keywords.get(name.upper()) for name in _KEYWORDS if name != "date"}
        return {**own, **{name: value for name, value in given.items() if value}}

    def _of_keyword(self, arguments: Sequence[str], entry: Entry) -> str:
        return self._keywords.get(arguments[0].upper(), "") if arguments else ""

    def _date(self, arguments: Sequence[str], entry: Entry) -> str:
        """``#+DATE``, in a format where it is one timestamp (org-macro--find-date)."""
        value = self._keywords.get("DATE", "")
        stamp = parse_timestamp(value)
        if arguments and arguments[0] and stamp and stamp.start and stamp.raw == value:
            return stamp.start.strftime(arguments[0])
        return value

    def _time(self, arguments: Sequence[str], entry: Entry) -> str:
        return self.generated.strftime(arguments[0]) if arguments and self.generated else ""

    def _count(self, arguments: Sequence[str], entry: Entry) -> str:
        """The next number of a counter (org-macro--counter-increment)."""
        name, action = ((*arguments, "", "")[place].strip() for place in (0, 1))
        now = self._counters.get(name)
        if action == "-":
            number = 1 if now is None else now
        elif action:
            number = int(action) if action.isdecimal() else 1
        else:
            number = (now or 0) + 1
        self._counters[name] = number
        return str(number)

    def _property(self, arguments: Sequence[str], entry: Entry) -> str:
        return (entry.heading.get(arguments[0].upper()) if arguments else "") or ""

    def _input_file(self, arguments: Sequence[str], entry: Entry) -> str:
        return posixpath.basename(self.document.file)

    def _nothing(self, arguments: Sequence[str], entry: Entry) -> str:
        return ""

    def _first(self, arguments: Sequence[str], entry: Entry) -> str:
        return arguments[0] if arguments else ""


_KNOWN: Mapping[str, Callable[[FileMacros, Sequence[str], Entry], str]] = {
    "author": FileMacros._nothing,
    "date": FileMacros._date,
    "email": FileMacros._nothing,
    "input-file": FileMacros._input_file,
    "keyword": FileMacros._of_keyword,
    "n": FileMacros._count,
    "property": FileMacros._property,
    "results": FileMacros._first,
    "time": FileMacros._time,
    "title": FileMacros._nothing,
}
