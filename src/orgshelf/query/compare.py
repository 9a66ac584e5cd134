"""Arguments that compare: a value, a range, or one of ``< <= > >= =`` and a value."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from orgshelf.query.spec import Call
from orgshelf.query.sql import Condition
from orgshelf.query.tree import Arg

COMPARATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}

#: The usage of a predicate that compares numbers.
USAGE = ("N", "N..N", ">=N")

#: Pairs of a comparator and a value, all of which must hold.
Limits = Sequence[tuple[str, Any]]


def limits_of(call: Call, read: Callable[[str], Any], wanted: str) -> Limits:
    """The limits in the arguments of a call; none without arguments.

    ``read`` parses an argument and returns None if it is invalid; ``wanted`` describes a valid one
    for the error.

    Raises:
        QueryError: an argument is invalid, or there are too many.
    """
    args = call.node.args
    if not args:
        return []
    if args[0].value not in COMPARATORS:
        least, most = (_value(call, arg, read, wanted) for arg in (args[0], args[-1]))
        return [(">=", least), ("<=", most)]
    if len(args) != 2:
        raise call.wrong(f"After {args[0].value} put {wanted}, and nothing else.", args[0].span)
    return [(args[0].value, _value(call, args[1], read, wanted))]


def within(value: Any, limits: Limits) -> bool:  # noqa: ANN401
    """Whether a value is within all limits; None is not."""
    return value is not None and all(COMPARATORS[sign](value, limit) for sign, limit in limits)


def compared(column: str, limits: Limits) -> Condition:
    """Match rows whose numeric column is within all limits."""
    tests = [f"{column} IS NOT NULL", *(f"{column} {sign} ?" for sign, _ in limits)]
    return Condition(" AND ".join(tests), tuple(limit for _, limit in limits))


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
