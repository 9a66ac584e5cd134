"""Values written as JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from orgshelf.export.encodable import encodable
from orgshelf.text import CONTROLS

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
# JSON allows some of them raw, but a screen may act on them.
_CONTROL = re.compile(f"[{CONTROLS}]")


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
