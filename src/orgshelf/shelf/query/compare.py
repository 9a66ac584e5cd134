"""Comparing predicates: one value, a range of two, or ``< <= > >= =`` and a value."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from orgshelf.shelf.query.spec import Call
from orgshelf.shelf.query.tree import Arg

COMPARATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}

#: The argument forms of a predicate that compares numbers.
FORMS = ("N", "N..N", ">=N")


def comparing(call: Call, read: Callable[[str], Any], wanted: str) -> Callable[[Any], bool]:
    """A test of a value: none at all never passes, and without arguments any other does.

    ``read`` makes a value of an argument, None where it is not ``wanted``.

    Raises:
        QueryError: an argument is not wanted.
    """
    args = call.node.args
    if not args:
        return lambda value: value is not None
    if args[0].value in COMPARATORS:
        if len(args) != 2:
            raise call.wrong(f"After {args[0].value} goes {wanted}, and only that.", args[0].span)
        compare, limit = COMPARATORS[args[0].value], _value(call, args[1], read, wanted)
        return lambda value: value is not None and compare(value, limit)
    least, most = (_value(call, arg, read, wanted) for arg in (args[0], args[-1]))
    return lambda value: value is not None and least <= value <= most


def _value(call: Call, arg: Arg, read: Callable[[str], Any], wanted: str) -> Any:  # noqa: ANN401
    value = read(arg.value)
    if value is None:
        raise call.wrong(f"{arg.value!r} is not {wanted}.", arg.span)
    return value


def whole(text: str) -> int | None:
    """A whole number of at most nine digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def number(text: str) -> float | None:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
