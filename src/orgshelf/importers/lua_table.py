"""A table that a Lua program saved, read without running it (Lua manual: Table Constructors)."""

import re
from dataclasses import dataclass

from orgshelf.errors import ImportFormatError

_TOKEN = re.compile(
    r"\s*(?:(?P<comment>--(?:\[(?P<level>=*)\[.*?\](?P=level)\]|[^\n]*))"
    r'|"(?P<string>(?:[^"\\]|\\.)*+)"'
    r"|(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?))"
    r"|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>[{}\[\]=,;]))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:(\d{1,3})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "a": "", "b": "", "f": "", "v": "", "0": ""}
_NAMED = {"true": True, "false": False, "nil": None, "inf": None, "nan": None, "math.huge": None}
_DEEPEST = 100


def read_lua(text: str, what: str) -> dict[str | float, object]:
    """The table that the text returns; ``what`` names the format for the error.

    Raises:
        ImportFormatError: it does anything but return one table of plain values.
    """
    reader = _Reader(text, what)
    if reader.take() == ("name", "return"):
        value = reader.value(0)
        if isinstance(value, dict) and reader.take() == ("", ""):
            return value
    raise ImportFormatError(what, "it is not one saved Lua table")


@dataclass(slots=True)
class _Reader:
    text: str
    what: str
    place: int = 0

    def take(self) -> tuple[str, str]:
        """The kind of the next token and its text; both empty at the end."""
        while match := _TOKEN.match(self.text, self.place):
            self.place = match.end()
            kind = match.lastgroup or ""
            if match["comment"] is None:
                return kind, match[kind]
        if self.text[self.place :].strip():
            line = self.text.count("\n", 0, self.place) + 1
            raise ImportFormatError(self.what, f"line {line} is no saved Lua table")
        return "", ""

    def expect(self, sign: str) -> None:
        if self.take() != ("sign", sign):
            line = self.text.count("\n", 0, self.place) + 1
            raise ImportFormatError(self.what, f"line {line} lacks {sign!r}")

    def value(self, depth: int) -> object:
        kind, text = self.take()
        if kind == "string":
            return _ESCAPE.sub(_unescaped, text)
        if kind == "number":
            return float(int(text, 16)) if "x" in text else float(text)
        if kind == "name" and text in _NAMED:
            return _NAMED[text]
        if (kind, text) == ("sign", "{") and depth < _DEEPEST:
            return self.table(depth + 1)
        line = self.text.count("\n", 0, self.place) + 1
        raise ImportFormatError(self.what, f"line {line} holds no plain value")

    def table(self, depth: int) -> dict[str | float, object]:
        found: dict[str | float, object] = {}
        number = 1.0
        while True:
            key: object
            start = self.place
            kind, text = self.take()
            if (kind, text) == ("sign", "}"):
                return found
            if (kind, text) == ("sign", "["):
                key = self.value(depth)
                self.expect("]")
                self.expect("=")
            elif kind == "name" and text not in _NAMED:
                key = text
                self.expect("=")
            else:
                self.place, key, number = start, number, number + 1
            if isinstance(key, str | float):
                found[key] = self.value(depth)
            start = self.place
            if self.take()[1] not in (",", ";"):
                self.place = start


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1]) % 256)
    return _ESCAPES.get(escape[2], escape[2])
