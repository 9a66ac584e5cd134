"""Values of JSON as texts, lists and objects, whatever is really there."""

from collections.abc import Iterator, Mapping
from typing import cast

Member = Mapping[str, object]


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
    return cast("Member", value) if isinstance(value, dict) else {}


def members_of(value: object) -> Iterator[Member]:
    """The objects of an array."""
    return (cast("Member", each) for each in list_of(value) if isinstance(each, dict))
