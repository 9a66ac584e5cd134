"""Lossless text: bytes as lines that keep their own ends, and splices of lines."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from orgshelf.errors import NotEditableError

_UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
#: The encoding of a file of which only the ASCII characters can be decoded.
UNKNOWN = "ascii"
_KEEPING_STRAYS = ("utf-8", UNKNOWN)
_STRAY, _BEYOND_ASCII = re.compile("[\udc80-\udcff]"), re.compile(r"[^\x00-\x7f]")
_LATIN_1 = re.compile(rb"[\x00-\x7f\xa0-\xff]*")


class Splice(NamedTuple):
    """Replace the lines ``start:stop`` (from 0, half open) by ``new``, texts without line ends."""

    start: int
    stop: int
    new: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    r"""A file's text as lines, from which its bytes come back unchanged.

    ``raw`` is the text split at ``separator``, so a file that ends in a newline has an empty
    last line, and a CRLF line keeps its ``\r``. ``bom`` is the mark the file began with.
    ``known_plain`` says that it is known already to be plain.
    """

    raw: tuple[str, ...]
    encoding: str = "utf-8"
    bom: bytes = b""
    separator: str = "\n"
    known_plain: bool = field(default=False, compare=False, repr=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Lines":
        """Decode any bytes; never fails, and ``to_bytes`` returns the same bytes."""
        bom, encoding, text = _decode(data)
        separator = "\r" if "\n" not in text and "\r" in text else "\n"
        return cls(tuple(text.split(separator)), encoding, bom, separator)

    def to_bytes(self) -> bytes:
        """The file as bytes.

        Raises:
            UnicodeEncodeError: new text has letters that the file's encoding lacks.
        """
        text = self.separator.join(self.raw)
        errors = "surrogateescape" if self.encoding in _KEEPING_STRAYS else "surrogatepass"
        return self.bom + text.encode(self.encoding, errors)

    def encoded(self, file: str) -> bytes:
        """The same, for the file of that name.

        Raises:
            NotEditableError: new text has letters that the file's encoding lacks.
        """
        try:
            return self.to_bytes()
        except UnicodeEncodeError as error:
            unknown = self.encoding == UNKNOWN
            known = "in no encoding that is known here" if unknown else self.encoding
            letter = error.object[error.start]
            raise NotEditableError(file, f"it is {known}, which has no {letter!r}") from error

    @cached_property
    def is_plain(self) -> bool:
        """Whether the file is UTF-8 with LF line ends."""
        if self.known_plain:
            return True
        is_usual = self.encoding == "utf-8" and self.separator == "\n" and len(self.raw) > 1
        return is_usual and is_plain("".join(self.raw))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The lines without their endings."""
        if self.is_plain or "\r" not in "".join(self.raw):
            return self.raw
        return tuple(line.removesuffix("\r") for line in self.raw)

    @cached_property
    def mixed(self) -> bool:
        """Whether some lines end in CRLF and some in LF alone."""
        if self.texts is self.raw:
            return False
        ended = self.raw[:-1]
        crlf = sum(line.endswith("\r") for line in ended)
        return 0 < crlf < len(ended)

    @property
    def uneditable(self) -> str | None:
        """The reason why the file must not be edited; None if it may."""
        if self.encoding.startswith("utf-16"):
            return "it is UTF-16; save it as UTF-8 first"
        if self.separator == "\r":
            return "its lines end in a lone CR; save it with LF line ends first"
        return None

    def apply(self, splices: Iterable[Splice]) -> "Lines":
        """The lines with splices applied; every other line keeps its bytes.

        A new line ends as the line it replaces did, a further one as the line above it.
        Splices must not overlap; insertions at one place keep their order.
        """
        raw = list(self.raw)
        for splice in sorted(splices, key=lambda s: (s.start, s.stop))[::-1]:
            start, stop, new = splice
            if start == stop and not new:
                continue
            if start == len(self.raw):
                # The last line has no line end yet.
                start, new = start - 1, (self.texts[-1], *new)
            raw[start:stop] = [
                text + self._carriage(min(start + i, max(stop - 1, 0)))
                for i, text in enumerate(new)
            ]
        if not raw:
            raw = [""]
        if raw[-1] is not self.raw[-1]:
            raw[-1] = raw[-1].removesuffix("\r")
        return replace(self, raw=tuple(raw), known_plain=False)

    def _carriage(self, index: int) -> str:
        """The CR at the end of the line at an index, if any."""
        index = min(index, len(self.raw) - 2)
        return "\r" if index >= 0 and self.raw[index].endswith("\r") else ""


def is_plain(text: str) -> bool:
    """Whether a text can be written as UTF-8, and has no CR and no byte order mark in it."""
    if "\r" in text or "\ufeff" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decode(data: bytes) -> tuple[bytes, str, str]:
    """Split off the BOM and decode: UTF-8, else UTF-16 by its BOM, else Latin-1.

    The whole file decides. What is mostly UTF-8 keeps its stray bytes as surrogates. All else is
    Latin-1 where it can be, which is also Emacs's guess; where it cannot, its letters are kept
    as bytes, and nothing but ASCII can be added.
    """
    encoding = _UTF16_BOMS.get(data[:2])
    if encoding:
        text = _utf16(data[2:], encoding)
        if text is not None:
            return data[:2], encoding, text
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    rest = data[len(bom) :]
    try:
        return bom, "utf-8", rest.decode()
    except UnicodeDecodeError:
        text = rest.decode("utf-8", "surrogateescape")
    if bom or not _is_mostly_stray(text):
        return bom, "utf-8", text
    if _LATIN_1.fullmatch(rest):
        return b"", "latin-1", rest.decode("latin-1")
    return b"", UNKNOWN, rest.decode(UNKNOWN, "surrogateescape")


def _utf16(data: bytes, encoding: str) -> str | None:
    """The decoded text; None if encoding it would give other bytes."""
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text if text.encode(encoding, "surrogatepass") == data else None


def _is_mostly_stray(text: str) -> bool:
    """Whether invalid bytes outnumber the valid characters beyond ASCII."""
    stray = len(_STRAY.findall(text))
    return stray > len(_BEYOND_ASCII.findall(text)) - stray
