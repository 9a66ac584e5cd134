"""Output encoding: stray bytes and control characters replaced, values as JSON."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from orgshelf.text import CONTROLS, replaced

T = TypeVar("T")

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Noncharacters, which XML excludes too.
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_BLANKS = re.compile("[ \t\n]+")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
# JSON allows some of them unescaped, but a terminal may interpret them.
_CONTROL = re.compile(f"[{CONTROLS}]")


def encodable(text: str) -> str:
    """The text with U+FFFD in place of surrogates, which stand for bytes that are not UTF-8."""
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def printable(text: str) -> str:
    """The text with U+FFFD in place of surrogates and control characters but tab and newline.

    For formats that are shown as they are; JSON and YAML escape control characters instead.
    """
    if text.isprintable():
        return text
    return _NO_CHARACTER.sub(REPLACEMENT, replaced(text, lambda _: REPLACEMENT))


def one_line(text: str) -> str:
    """The printable text on one line, with white space collapsed and stripped."""
    return _BLANKS.sub(" ", printable(text)).strip(" ")


def in_texts(change: Callable[[str], str], value: T) -> T:
    """Plain data with each string in it changed, including keys."""
    changed: object = value
    if isinstance(value, str):
        changed = change(value)
    elif isinstance(value, dict):
        changed = {in_texts(change, key): in_texts(change, of) for key, of in value.items()}
    elif isinstance(value, list):
        changed = [in_texts(change, member) for member in value]
    return cast("T", changed)


def encode(value: object) -> str:
    """A value as JSON on one line, with all control characters escaped."""
    text = _ENCODER.encode(value)
    if "\x7f" not in text if text.isascii() else text.isprintable():
        return text
    return _CONTROL.sub(lambda control: json.dumps(encodable(control[0]))[1:-1], text)


def array(values: Iterable[object]) -> Iterator[str]:
    """The pieces of a JSON array with one value per line."""
    start = "[\n"
    for value in values:
        yield start + encode(value)
        start = ",\n"
    yield "[]" if start == "[\n" else "\n]"


def document(members: Mapping[str, object]) -> str:
    """A JSON object with one line for each member and for each element of a list."""
    return "{\n" + ",\n".join(_member(*member) for member in members.items()) + "\n}\n"


def _member(name: str, value: object) -> str:
    text = "".join(array(value)) if isinstance(value, list) else encode(value)
    return f'"{name}": {text}'
