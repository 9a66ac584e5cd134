"""Values written as JSON."""

import json
import re
from collections.abc import Iterable, Iterator

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
# JSON allows them raw, but a terminal may act on them.
_CONTROL = re.compile("[\x7f-\x9f]")


def encode(value: object) -> str:
    """One value as JSON on one line, without raw control characters."""
    text = _ENCODER.encode(value)
    if "\x7f" not in text if text.isascii() else text.isprintable():
        return text
    return _CONTROL.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def array(values: Iterable[object]) -> Iterator[str]:
    """The pieces of an array that has each value on a line of its own."""
    start = "[\n"
    for value in values:
        yield start + encode(value)
        start = ",\n"
    yield "[]" if start == "[\n" else "\n]"
