"""Drawers (Org manual: Drawers, Property Syntax; org-property-drawer-re)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_DRAWER = re.compile(r"[ \t]*:([\w-]+):[ \t]*$")
# Emacs 28 reads a tab after the key as junk, and junk makes the whole drawer void.
_PROPERTY_LINE = re.compile(r"[ \t]*:[^ \t\r\f]+:(?: .*)?[ \t]*$")
_PROPERTY = re.compile(r"[ \t]*:([^ \t\r\f]+):(?:[ \t](.*))?$")


class PropertyDrawer(NamedTuple):
    """Lines ``start`` (``:PROPERTIES:``) to ``end`` (``:END:``), from 0, both included.

    ``pairs`` are the properties as written, keys in upper case, ``+`` kept.
    """

    start: int
    end: int
    pairs: tuple[tuple[str, str], ...]


def drawer_name(line: str) -> str | None:
    """The upper-case name of the drawer that the line begins, ``END`` where it ends one."""
    match = _DRAWER.match(line)
    return match[1].upper() if match else None


def property_drawer(texts: Sequence[str], start: int, stop: int) -> PropertyDrawer | int | None:
    """Read the property drawer that must begin at line ``start`` (from 0) and end before ``stop``.

    Returns None where no drawer begins, and the line that makes it void (``stop`` when
    ``:END:`` is missing) where Org ignores it.
    """
    if start >= stop or texts[start].strip(" \t").upper() != ":PROPERTIES:":
        return None
    pairs: list[tuple[str, str]] = []
    for index in range(start + 1, stop):
        line = texts[index]
        if line.strip(" \t").upper() == ":END:":
            return PropertyDrawer(start, index, tuple(pairs))
        if not _PROPERTY_LINE.match(line):
            return index
        pairs.append(_pair(line))
    return stop


def merge_pairs(pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Base values (of one key twice the first) and what ``KEY+`` lines add to them."""
    base: dict[str, str] = {}
    extra: dict[str, str] = {}
    for key, value in pairs:
        if key.endswith("+"):
            name = key[:-1]
            extra[name] = f"{extra[name]} {value}" if name in extra else value
        else:
            base.setdefault(key, value)
    return base, extra


def _pair(line: str) -> tuple[str, str]:
    match = _PROPERTY.match(line)
    assert match is not None  # the line has just been recognised
    return match[1].upper(), (match[2] or "").strip(" \t")
