"""Affiliated keywords of an element (Org manual: Captions, Exporting Code Blocks)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orgshelf.org.elements.node import Element
from orgshelf.org.syntax.case import upcase

_KEYWORD = re.compile(r"[ \t]*#\+([^\s:\[]+)(?:\[.*\])?:[ \t]*(.*)")
_EXPORTS = re.compile(r"(?:^|[ \t]):exports[ \t]+([a-z]+)", re.IGNORECASE)
_HEADERS = "HEADER-ARGS"


@dataclass(frozen=True, slots=True)
class Affiliated:
    """An element's caption and name, the header arguments of a block, and whose results it is.

    ``results`` is the name of the source block that the element is the result of, "" for the
    block right above, None if it is not a result.
    """

    caption: str = ""
    name: str = ""
    headers: tuple[str, ...] = ()
    results: str | None = None


_NOTHING = Affiliated()


def affiliated(lines: Sequence[str], found: Element) -> Affiliated:
    """The affiliated keywords of an element."""
    if found.begin == found.post_affiliated:
        return _NOTHING
    keywords = list(_keywords(lines[found.begin : found.post_affiliated]))
    named = [value for key, value in keywords if key in ("NAME", "LABEL", "TBLNAME", "SRCNAME")]
    results = [value for key, value in keywords if key in ("RESULTS", "RESULT")]
    return Affiliated(
        " ".join(value for key, value in keywords if key == "CAPTION"),
        named[-1] if named else "",
        tuple(value for key, value in keywords if key in ("HEADER", "HEADERS")),
        results[-1] if results else None,
    )


def _keywords(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if match := _KEYWORD.match(line):
            yield upcase(match[1]), match[2].strip(" \t")


def exports(block: Element, above: Affiliated, properties: Mapping[str, str]) -> str:
    """Which part of a source block is exported: ``code``, ``results``, ``both`` or ``none``.

    ``properties`` are its heading's own and inherited ones (org-babel-get-src-block-info).
    """
    language, _, headers = block.value.partition(" ")
    sources = (
        properties.get(_HEADERS, ""),
        properties.get(f"{_HEADERS}:{upcase(language)}", ""),
        *above.headers,
        headers,
    )
    chosen = [match[1].lower() for text in sources for match in _EXPORTS.finditer(text)]
    return chosen[-1] if chosen else "code"
