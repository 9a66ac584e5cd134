"""Requests that are not understood; exit code 2."""

from collections.abc import Iterable

from orgshelf.errors.base import OrgshelfError


class UsageError(OrgshelfError):
    """The request is not understood."""

    exit_code = 2


class UnknownKeywordError(UsageError):
    """A TODO keyword that the file does not define."""

    def __init__(self, keyword: str, known: Iterable[str], file: str) -> None:
        super().__init__(
            f"{file} has no keyword {keyword!r}: use one of {', '.join(known)}, "
            "or `none` to take the keyword away."
        )


class MissingKeywordError(UsageError):
    """A file without a keyword of some meaning, like ``what is being read``."""

    def __init__(self, file: str, meaning: str, example: str, *, has_line: bool) -> None:
        line = "#+TODO: TODO READING | DONE DROPPED"
        offer = (
            f"add {example} to its #+TODO line"
            if has_line
            else f"add the line `{line}`, or let --add-keyword do so"
        )
        super().__init__(f"{file} has no keyword for {meaning}: {offer}.")


class WholeFileError(UsageError):
    """A file that is one work has no headline, which is where Org keeps keywords and dates."""

    def __init__(self, file: str, kind: str) -> None:
        import shlex  # which few runs need

        add = f"orgshelf add {shlex.quote(kind)} 'Read it' --under {shlex.quote(file)}"
        super().__init__(
            f"{file} is one work as a whole file, and only a heading has a keyword, a date, a"
            f" priority, a checkbox or a clock: give it one with `{add}`, then use that."
        )


class PriorityError(UsageError):
    """A priority out of the file's range."""

    def __init__(self, text: str, highest: str, lowest: str, file: str) -> None:
        super().__init__(
            f"{file} has no priority {text!r}: use one from {highest} to {lowest}, or --clear."
        )


class TagError(UsageError):
    """Text that Org would not read as a tag."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no tag: a tag has letters, digits, _, @, # and % only.")


class PropertyError(UsageError):
    """A name or a value that a property cannot have."""


class NoKeywordsError(UsageError):
    """A file that has set its TODO keywords to none at all."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} has no TODO keywords: give it a line like `#+TODO: TODO | DONE`.")


class PropertyValueError(UsageError):
    """A value that a property of the program cannot have."""

    def __init__(self, name: str, value: str, hint: str) -> None:
        super().__init__(f"{value!r} is no {name}: {hint}.")


class DateError(UsageError):
    """Text that is not a date or a time."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date: write it like 2026-12-01 or 2026-12-01T10:00.")


class QueryError(UsageError):
    """A query that cannot be understood; the details show it with a caret under the spot.

    ``start`` and ``stop`` are the range of characters in ``query`` that is wrong.
    """

    def __init__(self, problem: str, query: str, start: int, stop: int) -> None:
        shown = "".join(" " if char.isspace() else char for char in query)
        before, wrong = shown[:start], shown[start:stop]
        self.details = [shown, " " * _cells(before) + "^" * max(_cells(wrong), 1)]
        super().__init__(problem)


def _cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


class ConfigError(UsageError):
    """A configuration file that cannot be used."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {problem}")
