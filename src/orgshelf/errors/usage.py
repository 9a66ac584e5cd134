"""Requests that are not understood (exit code 2); names of nothing (3), or of several (4)."""

from collections.abc import Iterable, Sequence

from orgshelf.errors.failing import OrgshelfError


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
        super().__init__(f"{text!r} is not a tag: a tag has only letters, digits, _, @, # and %.")


class PropertyError(UsageError):
    """A name or a value that a property cannot have."""


class NoKeywordsError(UsageError):
    """A file that has set its TODO keywords to none at all."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} has no TODO keywords: give it a line like `#+TODO: TODO | DONE`.")


class PropertyValueError(UsageError):
    """A value that a property of the program cannot have."""

    def __init__(self, name: str, value: str, hint: str) -> None:
        super().__init__(f"{value!r} is not a valid {name}: {hint}.")


_DATES = "2026-12-01, tomorrow, fri, in 3 days, +2w, 24 dec or fri 19:00"


class DateError(UsageError):
    """Text that is not a date or a time."""

    def __init__(self, text: str, like: str = _DATES) -> None:
        super().__init__(f"{text!r} is not a date: write it like {like}.")


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


class NotFoundError(OrgshelfError):
    """Nothing has that name; ``exact`` says that it is an id or a place, and no words."""

    exit_code = 3

    def __init__(self, ref: str, nearest: Sequence[str] = (), *, exact: bool = False) -> None:
        hint = f"; near to it: {'; '.join(nearest)}" if nearest else ""
        nothing = "There is no heading" if exact else "No title contains"
        super().__init__(f"{nothing} {ref!r}{hint}. `orgshelf list --all` shows all.")


class NothingToChooseError(NotFoundError):
    """There is a list to choose from, and nothing in it."""

    def __init__(self) -> None:
        OrgshelfError.__init__(self, "There is nothing to choose from: no heading matches.")


class MovedAwayError(NotFoundError):
    """A heading that was shown, and that is not to be found any more without doubt."""

    def __init__(self, title: str) -> None:
        OrgshelfError.__init__(
            self,
            f"{title!r} is no longer where it was shown, so nothing was done: look for it again.",
        )


class NoMatchError(NotFoundError):
    """No heading matches the query that was to name what is changed."""

    def __init__(self, query: str) -> None:
        OrgshelfError.__init__(
            self,
            f"No heading matches {query!r}: `orgshelf list --all QUERY` shows what it finds.",
        )


class NoNotesError(NotFoundError):
    """There is no folder of notes to read."""

    def __init__(self, looked: str, *, has_org_files: bool = False) -> None:
        make = (
            "`orgshelf init .` looks at the Org files there and makes them yours"
            if has_org_files
            else "make one with `orgshelf init`"
        )
        OrgshelfError.__init__(
            self,
            f"No notes folder {looked}: {make}, or name yours with --notes DIR or ORGSHELF_NOTES.",
        )


class NoLastHeadingError(NotFoundError):
    """No command has named a heading yet that is still there."""

    def __init__(self, *, gone: bool) -> None:
        never = "No command has named a heading here yet"
        why = "The heading of the last command is gone" if gone else never
        OrgshelfError.__init__(self, f"{why}, so `-` names nothing: name one by its id.")


class NoGoalError(NotFoundError):
    """No goal of the configuration has that name."""

    def __init__(self, name: str) -> None:
        all_goals = "`orgshelf goal list` shows all"
        OrgshelfError.__init__(self, f"There is no goal {name!r}: {all_goals}.")


class NothingToUndoError(NotFoundError):
    """No such change is in force; ``gone`` says that the journal has forgotten it."""

    def __init__(self, number: int | None, *, gone: bool = False) -> None:
        why = "is too old, or was forgotten, and no longer" if gone else "is not in force: nothing"
        what = "Nothing" if number is None else f"Change {number} {why}"
        OrgshelfError.__init__(self, f"{what} can be undone; `orgshelf log` shows all.")


class NoCheckboxError(NotFoundError):
    """An entry has no such checkbox, or none at all."""

    def __init__(self, title: str, which: str | None) -> None:
        what = "checkboxes" if which is None else f"checkbox {which!r}; `check REF` lists them"
        OrgshelfError.__init__(self, f"{title!r} has no {what}.")


class AmbiguousError(OrgshelfError):
    """Several headings answer to one name; the candidates' ids begin the details' lines."""

    exit_code = 4

    def __init__(self, ref: str, candidates: Sequence[str]) -> None:
        self.details = candidates
        super().__init__(
            f"{len(candidates)} headings match {ref!r}; repeat the command with one of these ids:"
        )


class AmbiguousCheckboxError(AmbiguousError):
    """Several checkboxes have the text that was given."""

    def __init__(self, which: str, candidates: Sequence[str]) -> None:
        self.details = candidates
        OrgshelfError.__init__(
            self,
            f"{len(candidates)} checkboxes match {which!r}; "
            "repeat the command with one of these numbers:",
        )


class SeveralClocksError(AmbiguousError):
    """More than one clock runs, so that it must be said which is meant."""

    def __init__(self, candidates: Sequence[str]) -> None:
        self.details = candidates
        OrgshelfError.__init__(
            self,
            f"{len(candidates)} clocks are running: stop one by `orgshelf clock out REF`, "
            "or drop it by `orgshelf clock cancel REF`.",
        )


class NoLinkError(NotFoundError):
    """A heading without a link."""

    def __init__(self) -> None:
        OrgshelfError.__init__(self, "It has no link: give it one with `orgshelf set REF URL …`.")
