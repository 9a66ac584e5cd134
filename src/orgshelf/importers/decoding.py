"""Bytes of another program as text, whatever their encoding, and values of their JSON."""

import codecs
import json
import re
from collections.abc import Iterator

from orgshelf.errors import ImportFormatError
from orgshelf.text import replaced

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_STRAY = re.compile("[\udc80-\udcff]")
_START = 65536


class Member(dict[str, object]):
    """An object of JSON; what is not of the kind that is asked for is empty."""

    __slots__ = ()

    def text(self, name: str) -> str:
        """A text, or a number as text."""
        return text_of(self.get(name))

    def array(self, name: str) -> list[object]:
        """An array."""
        return list_of(self.get(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of an array."""
        return texts_of(self.get(name))

    def member(self, name: str) -> "Member":
        """An object in it."""
        return member_of(self.get(name))

    def members(self, name: str) -> "Iterator[Member]":
        """The objects of an array."""
        return members_of(self.get(name))


def decode(data: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, and Windows-1252 where it is none.

    UTF-16 without a mark is told by the zero bytes of its first two letters.

    Some programs add UTF-8 to what they have in an older encoding, even within a line. No bytes
    are refused: what has no meaning in any of them becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[1:4:2] == b"\0\0" or data[0:3:2] == b"\0\0":
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    text = data.decode(errors="surrogateescape")
    return text if text.isascii() else _STRAY.sub(_older, text)


def _older(stray: re.Match[str]) -> str:
    """A byte that is no UTF-8."""
    return bytes((ord(stray[0]) - 0xDC00,)).decode("cp1252", "replace")


def beginning(data: bytes) -> str:
    """The text of the first part of a file, to see what it is."""
    return decode(data[:_START])


def lines_of(text: str) -> list[str]:
    """The lines without their ends; a form feed and the like end one too."""
    return _LINE_END.sub("\n", text).split("\n")


def clean_text(text: str) -> str:
    """Text of several lines that no screen acts on: LF ends a line, controls become U+FFFD."""
    if text.isprintable():
        return text.strip()
    return replaced(_LINE_END.sub("\n", text), lambda _: "\ufffd").strip()


def clean_line(text: str) -> str:
    """The same as one line, blanks run together."""
    if not text:
        return text  # as most fields of most works are
    return " ".join(clean_text(text).split())


def read_json(data: bytes, what: str) -> object:
    """The value that a JSON file holds; ``what`` names the format for the error.

    Raises:
        ImportFormatError: it is none.
    """
    try:
        return json.loads(decode(data), object_hook=Member)
    except RecursionError as error:
        raise ImportFormatError(what, "its values are nested too deeply") from error
    except ValueError as error:
        raise ImportFormatError(what, f"it is not JSON ({error})") from error


def looks_like_json(data: bytes, *names: str) -> bool:
    """Whether the file begins as JSON does and names all these members near its beginning."""
    start = beginning(data)
    if not start.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        return False
    return all(f'"{name}"' in start for name in names)


def text_of(value: object) -> str:
    """A text or a number as text; anything else is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def texts_of(value: object) -> tuple[str, ...]:
    """The texts of an array."""
    return tuple(filter(None, map(text_of, list_of(value))))


def list_of(value: object) -> list[object]:
    """An array, empty if it is none."""
    return value if isinstance(value, list) else []


def member_of(value: object) -> Member:
    """An object, empty if it is none."""
    return value if isinstance(value, Member) else Member()


def members_of(value: object) -> Iterator[Member]:
    """The objects of an array."""
    return (each for each in list_of(value) if isinstance(each, Member))
