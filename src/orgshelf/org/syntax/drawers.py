"""Drawers (Org manual: Drawers, Property Syntax; org-property-drawer-re)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from orgshelf.org.syntax.case import NON_BLANK, WORD, upcase

_NAME = rf"(?!END\Z){NON_BLANK}+"  # which few commands look at
#: A line that begins a drawer, or ends it.
DRAWER = re.compile(rf"[ \t]*:({WORD}+):[ \t]*$")
#: Any other line makes the whole property drawer invalid (org-property-drawer-re).
_PROPERTY = re.compile(rf"[ \t]*:({NON_BLANK}+):(?:[ \t](.*))?$")
#: Properties that Org computes; a line in a drawer does not set them (org-special-properties).
SPECIAL = frozenset(
    (
        "ALLTAGS",
        "BLOCKED",
        "CLOCKSUM",
        "CLOCKSUM_T",
        "CLOSED",
        "DEADLINE",
        "FILE",
        "ITEM",
        "PRIORITY",
        "SCHEDULED",
        "TAGS",
        "TIMESTAMP",
        "TIMESTAMP_IA",
        "TODO",
    )
)


class PropertyDrawer(NamedTuple):
    """Lines ``start`` (``:PROPERTIES:``) to ``end`` (``:END:``), from 0, both included.

    ``pairs`` are the properties as written, keys in upper case, ``+`` kept.
    """

    start: int
    end: int
    pairs: tuple[tuple[str, str], ...]


def drawer_name(line: str) -> str | None:
    """The upper-case name of the drawer that a line begins; ``END`` if it ends one."""
    match = DRAWER.match(line)
    return upcase(match[1]) if match else None


def is_drawer_name(text: str) -> bool:
    """Whether a drawer for logs or clocks can have that name: not END or PROPERTIES.

    Invisible characters are rejected, although Org may accept them.
    """
    name = drawer_name(f":{text}:")
    return text.isprintable() and name == upcase(text) and name not in ("END", "PROPERTIES")


def read_property(line: str) -> tuple[str, str] | None:
    """The name of the property that the line sets, as written with its ``+``, and the value."""
    match = _PROPERTY.match(line)
    return (match[1], (match[2] or "").strip(" \t")) if match else None


def property_key(line: str) -> str | None:
    """The upper-case key of the property that the line sets, ``+`` kept."""
    pair = read_property(line)
    return upcase(pair[0]) if pair else None


def is_property_name(text: str) -> bool:
    """Whether a property can have that name (org--valid-property-p)."""
    return re.fullmatch(_NAME, text, re.IGNORECASE) is not None and "\n" not in text


def property_drawer(texts: Sequence[str], start: int, stop: int) -> PropertyDrawer | int | None:
    """Parse the property drawer that begins at line ``start`` (from 0) and ends before ``stop``.

    Returns None if none begins there, and the number of the invalid line (``stop`` without an
    ``:END:``) if Org ignores the drawer.
    """
    if start >= stop or drawer_name(texts[start]) != "PROPERTIES":
        return None
    pairs: list[tuple[str, str]] = []
    for index in range(start + 1, stop):
        line = texts[index]
        if drawer_name(line) == "END":
            return PropertyDrawer(start, index, tuple(pairs))
        if not (pair := read_property(line)):
            return index
        key = upcase(pair[0])
        if key.removesuffix("+") not in SPECIAL:
            pairs.append((key, pair[1]))
    return stop


def merge_pairs(pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """The base values (the first of a repeated key), and the additions of ``KEY+`` lines."""
    base: dict[str, str] = {}
    extra: dict[str, str] = {}
    for key, value in pairs:
        if key.endswith("+") and (name := key[:-1]):
            extra[name] = f"{extra[name]} {value}" if name in extra else value
        else:
            base.setdefault(key, value)
    return base, extra
