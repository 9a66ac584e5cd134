"""The entries of a BibTeX file, read by pybtex; what is broken is told by its line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PybtexSyntaxError

from orgshelf.errors import ImportFormatError
from orgshelf.importers.imported import Skipped

_START = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
# Macros that use each other could grow without end.
_LONGEST_MACRO = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its fields by their names in lower case."""

    type: str
    key: str
    fields: Mapping[str, str]


class _Macros(dict[str, str]):
    """Macros that cannot grow without end, nor be missing."""

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name, value[:_LONGEST_MACRO])

    def __missing__(self, name: str) -> str:
        return name


def parse(text: str, what: str) -> tuple[list[Entry], list[Skipped]]:
    """The entries of a file, and those that could not be read; ``what`` names the format.

    Raises:
        ImportFormatError: its braces are nested too deeply.
    """
    macros = _Macros(month_names)
    found, skipped = list[Entry](), list[Skipped]()
    for line, entry in _chunks(text):
        errors: list[PybtexSyntaxError] = []
        parser = LowLevelParser(entry, macros=macros, handle_error=errors.append)
        try:
            read = [_entry(kind, *body) for kind, body in parser if _is_entry(kind)]
        except RecursionError as error:
            raise ImportFormatError(what, "its braces are nested too deeply") from error
        if errors:
            skipped.append(Skipped(line, f"the entry is broken ({errors[0].args[0]})"))
        else:
            found += read
    return found, skipped


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Each entry with its first line: a broken one must not take the next ones with it."""
    starts = [match.start() for match in _START.finditer(text)]
    line = 1
    for start, stop in pairwise((0, *starts, len(text))):
        yield line, text[start:stop]
        line += text.count("\n", start, stop)


def _is_entry(kind: str) -> bool:
    return kind.lower() not in ("string", "preamble", "comment")


def _entry(kind: str, key: str, fields: list[tuple[str, list[str]]]) -> Entry:
    values: dict[str, str] = {}
    for name, parts in fields:
        values.setdefault(name.lower(), "".join(parts))
    return Entry(kind, key, values)
