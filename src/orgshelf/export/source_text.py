"""The text of entries with macros and link abbreviations expanded."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from orgshelf.org.document import Document
from orgshelf.org.elements.node import Element, walk
from orgshelf.org.elements.section import read_section
from orgshelf.org.entry_spans import FILE
from orgshelf.org.syntax.closings import Closings
from orgshelf.org.syntax.inline import locate
from orgshelf.org.syntax.link_finder import links_in
from orgshelf.org.syntax.links import expand_link
from orgshelf.org.syntax.macros import Macro, filled, is_lisp, macro_at, macro_definitions
from orgshelf.org.syntax.objects import Literal
from orgshelf.org.syntax.timestamps import parse_timestamp
from orgshelf.shelf.attachments import ATTACHMENT, as_file_link
from orgshelf.shelf.entries import Entry

# Limits of the expansion of nested macros.
_MOST_ROUNDS = 8
_LONGEST = 200_000
_BRACKETS = str.maketrans({"[": "%5B", "]": "%5D"})

#: Receives remarks on what could not be exported.
Tell = Callable[[str], None]
_KEYWORDS = ("author", "email", "title", "date")


# The expansion of macros; no Lisp is evaluated (org-macro.el).


@dataclass
class FileMacros:
    """The macros of a file: its own and those of Org."""

    document: Document
    generated: datetime | None
    tell: Callable[[str], None]
    _counters: dict[str, int] = field(default_factory=dict)

    def value(self, macro: Macro, entry: Entry) -> str | None:
        """The expansion of a macro in an entry; None if it cannot be expanded."""
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
        """The values of the file's keywords; those of several lines are joined."""
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
        """``#+DATE``, formatted if it is a timestamp (org-macro--find-date)."""
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


def written_title(entry: Entry) -> str:
    """The raw title of an entry with macros expanded, by itself."""
    text = entry.heading.text
    return _alone().title(entry) if "{{{" in text else text


def written_lines(lines: Sequence[str], entry: Entry) -> Sequence[str]:
    """Lines of an entry with macros and links expanded, by themselves."""
    return _alone().lines(lines, entry)


def _alone() -> "SourceText":
    return SourceText(None, lambda remark: None)


@dataclass
class SourceText:
    """The expanded texts of a report's entries, in order: the macro ``n`` counts."""

    generated: datetime | None
    tell: Tell
    _macros: dict[str, FileMacros] = field(default_factory=dict)

    def title(self, entry: Entry) -> str:
        """The raw title of an entry, expanded."""
        return self.written_out(entry.heading.text, entry)

    def body(self, entry: Entry) -> Sequence[str]:
        """The lines below the headline, expanded; of a file those below its properties."""
        lines = entry.body if entry.index == FILE else entry.lines[1:]
        return self.lines(lines, entry)

    def lines(self, lines: Sequence[str], entry: Entry) -> Sequence[str]:
        """Lines of an entry's file, expanded as if they were the entry's own."""
        signs = ("{{{", "[[" if entry.document.settings.links else f"[[{ATTACHMENT}")
        if not any(sign in line for line in lines for sign in signs):
            return lines
        texts = [
            (begin, end, self.written_out("\n".join(lines[begin:end]), entry))
            for begin, end in _texts(read_section(lines, below="headline"))
        ]
        made = list(lines)
        for begin, end, text in reversed(texts):
            made[begin:end] = text.split("\n")
        return made

    def written_out(self, text: str, entry: Entry) -> str:
        """A title or a paragraph, expanded."""
        if "{{{" in text:
            text = self._without_macros(text, entry)
        abbreviations = entry.document.settings.links
        if "[[" not in text or not (abbreviations or ATTACHMENT in text):
            return text
        for begin, end, link in reversed(links_in(text)):
            target = as_file_link(expand_link(link.target, abbreviations), entry.heading)
            if target != link.target and text.startswith("[[", begin):
                words = "]" if link.description is None else f"[{link.description}]]"
                text = f"{text[:begin]}[[{target.translate(_BRACKETS)}]{words}{text[end:]}"
        return text

    def _without_macros(self, text: str, entry: Entry) -> str:
        """The text with macros expanded, including those in expansions."""
        for _ in range(_MOST_ROUNDS):
            replaced = self._round(text, entry)
            if replaced == text:
                return text
            if len(replaced) > _LONGEST:
                break
            text = replaced
        self.tell(f"{entry.file}: macros that use each other without end are left as they are.")
        return text

    def _round(self, text: str, entry: Entry) -> str:
        macros = self._macros_of(entry)
        place, pieces = 0, list[str]()
        for begin, end, macro in _macros_in(text):
            value = macros.value(macro, entry)
            pieces += (text[place:begin], text[begin:end] if value is None else value)
            place = end
        return "".join((*pieces, text[place:]))

    def _macros_of(self, entry: Entry) -> FileMacros:
        if entry.file not in self._macros:
            self._macros[entry.file] = FileMacros(entry.document, self.generated, self.tell)
        return self._macros[entry.file]


def _texts(root: Element) -> Iterator[tuple[int, int]]:
    """The ranges of lines that can contain macros and links, in order."""
    for element in walk(root):
        match element.kind:
            case "paragraph" | "verse-block" | "table":
                yield element.contents_begin, element.contents_end
            case "item" if element.contents_begin >= element.contents_end:
                yield element.begin, element.begin + 1


class _MacroSpan(NamedTuple):
    """A macro call and its range in a text."""

    begin: int
    end: int
    macro: Macro


def _macros_in(text: str) -> list[_MacroSpan]:
    """The macro calls of a title or a paragraph, in order."""
    ends = Closings(text)
    places = [
        start
        for node, start, _ in locate(text)
        if isinstance(node, Literal) and node.kind == "macro"
    ]
    found = ((place, macro_at(ends, place)) for place in places)
    return [_MacroSpan(place, there[1], there[0]) for place, there in found if there]
