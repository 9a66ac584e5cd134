"""Text made fit to be written: stray bytes and control characters, and values as JSON."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from orgshelf.text import CONTROLS, replaced

T = TypeVar("T")

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# What XML cannot hold beside controls.
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_BLANKS = re.compile("[ \t\n]+")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
# JSON allows some of them raw, but a screen may act on them.
_CONTROL = re.compile(f"[{CONTROLS}]")


def encodable(text: str) -> str:
    """The text with U+FFFD for what stands for bytes that are no UTF-8."""
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def printable(text: str) -> str:
    """The text with U+FFFD for what acts on a screen too; tabs and newlines stay.

    For the formats that are read as they stand; JSON and YAML escape it.
    """
    if text.isprintable():
        return text
    return _NO_CHARACTER.sub(REPLACEMENT, replaced(text, lambda _: REPLACEMENT))


def one_line(text: str) -> str:
    """The text as one line: printable, blanks run together, none at its ends."""
    return _BLANKS.sub(" ", printable(text)).strip(" ")


def in_texts(change: Callable[[str], str], value: T) -> T:
    """Any plain data with each text in it changed, names of members too."""
    changed: object = value
    if isinstance(value, str):
        changed = change(value)
    elif isinstance(value, dict):
        changed = {in_texts(change, key): in_texts(change, of) for key, of in value.items()}
    elif isinstance(value, list):
        changed = [in_texts(change, member) for member in value]
    return cast("T", changed)


def encode(value: object) -> str:
    """One value as JSON on one line, without raw control characters."""
    text = _ENCODER.encode(value)
    if "\x7f" not in text if text.isascii() else text.isprintable():
        return text
    return _CONTROL.sub(lambda control: json.dumps(encodable(control[0]))[1:-1], text)


def array(values: Iterable[object]) -> Iterator[str]:
    """The pieces of an array that has each value on a line of its own."""
    start = "[\n"
    for value in values:
        yield start + encode(value)
        start = ",\n"
    yield "[]" if start == "[\n" else "\n]"


def document(members: Mapping[str, object]) -> str:
    """A whole document: a line for each member, and for each row of a list."""
    return "{\n" + ",\n".join(_member(*member) for member in members.items()) + "\n}\n"


def _member(name: str, value: object) -> str:
    text = "".join(array(value)) if isinstance(value, list) else encode(value)
    return f'"{name}": {text}'
