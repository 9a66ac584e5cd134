"""What can go wrong, as one sentence each and an exit code.

OrgshelfError             1
├─ UsageError             2  the request is not understood
│  ├─ UnknownKeywordError    the file knows no such TODO keyword
│  ├─ PriorityError          the file's range has no such priority
│  ├─ TagError               not what Org reads as a tag
│  ├─ PropertyError          not what a property drawer can hold
│  ├─ NoKeywordsError        the file has no TODO keywords at all
│  ├─ DateError              not a date we read
│  ├─ QueryError             a query that cannot be understood
│  └─ ConfigError            a configuration file is wrong
├─ NotFoundError          3  nothing has that name
│  ├─ NoNotesError           there is no folder of notes
│  └─ NoCheckboxError        an entry has no such checkbox
├─ AmbiguousError         4  several headings have that name
│  ├─ AmbiguousCheckboxError several checkboxes have that text
│  └─ SeveralClocksError     more than one clock runs
├─ ConflictError          5  locked, or changed under us; nothing was written
│  ├─ FileChangedError       another program wrote to it meanwhile
│  └─ UndoError              its lines were changed since
├─ PartlyDoneError        *  as what stopped it, naming the files written before
├─ UnreadableError        6  some notes could not be read
├─ BlockedError           1  Org's dependencies forbid the change
├─ RepeaterError          1  a repeater that cannot be moved on
├─ MoveError              1  a subtree that cannot go where it should
│  └─ ArchiveError           no place to archive it
├─ DuplicateError         1  it is there already
├─ MissingExtraError      1  a library that is not installed
├─ PortError              1  a port that cannot be listened on
├─ NotPrivateError        1  a folder or file of ours that others can write to
├─ ClockError             1  a clock that does not run, or cannot be stopped so
└─ NotEditableError       1  a file that is read but must not be written
"""

from collections.abc import Iterable, Sequence


class OrgshelfError(Exception):
    """Something a user can meet; its text is one sentence with what to do about it.

    ``details`` are lines shown below it, such as the candidates to choose from.
    """

    exit_code = 1
    details: Sequence[str] = ()


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


class NotFoundError(OrgshelfError):
    """Nothing has that name."""

    exit_code = 3

    def __init__(self, ref: str, nearest: Sequence[str] = ()) -> None:
        hint = f"; near to it: {'; '.join(nearest)}" if nearest else ""
        super().__init__(f"Nothing here is called {ref!r}{hint}. `orgshelf list --all` shows all.")


class NoNotesError(NotFoundError):
    """There is no folder of notes to read."""

    def __init__(self, looked: str) -> None:
        OrgshelfError.__init__(
            self,
            f"No notes folder {looked}: make one with `orgshelf init`, "
            "or name yours with --notes DIR or ORGSHELF_NOTES.",
        )


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
        super().__init__(f"{ref!r} could be any of {len(candidates)} headings: name one by its id.")


class AmbiguousCheckboxError(AmbiguousError):
    """Several checkboxes have the text that was given."""

    def __init__(self, which: str, candidates: Sequence[str]) -> None:
        self.details = candidates
        OrgshelfError.__init__(
            self,
            f"{which!r} could be any of {len(candidates)} checkboxes: name one by its number.",
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


class ConflictError(OrgshelfError):
    """A file that is locked or has changed under us; nothing was written."""

    exit_code = 5


class FileChangedError(ConflictError):
    """A file that another program wrote to between our reading and our writing."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is being changed by another program: try again.")


class UndoError(ConflictError):
    """A change that cannot be taken back, because its lines were changed since."""

    def __init__(self, change: int, file: str, diff: Sequence[str]) -> None:
        self.details = diff
        super().__init__(
            f"Change {change} cannot be taken back: {file} has been changed there since; "
            "below is what it wrote (-) and what is there now (+)."
        )


class PartlyDoneError(OrgshelfError):
    """Of several files some were written before one failed."""

    def __init__(self, written: Sequence[str], cause: OrgshelfError) -> None:
        self.exit_code = cause.exit_code
        super().__init__(f"{cause} Written before that: {', '.join(written)}.")


class UnreadableError(OrgshelfError):
    """Some notes could not be read; the rest was done."""

    exit_code = 6


class BlockedError(OrgshelfError):
    """A change that Org's TODO dependencies forbid."""

    def __init__(self, title: str, blocker: str) -> None:
        super().__init__(f"{title!r} is blocked by {blocker}: finish that first, or use --force.")


class RepeaterError(OrgshelfError):
    """A repeater that Org itself refuses to move on."""

    def __init__(self, stamp: str) -> None:
        super().__init__(f"{stamp} repeats by hours but has no time of day: give it one.")


class ClockError(OrgshelfError):
    """A clock that does not run, or that cannot be started or stopped as asked."""


class MoveError(OrgshelfError):
    """A subtree that cannot be moved to where it should go."""


class ArchiveError(MoveError):
    """A location that nothing can be archived at."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"Nothing was archived: {problem}.")


class DuplicateError(OrgshelfError):
    """Something that the notes have already; ``where`` is its id and its line."""

    def __init__(self, title: str, where: str) -> None:
        super().__init__(f"{title!r} is there already, as {where}: add --force to have it twice.")


class MissingExtraError(OrgshelfError):
    """Something wants libraries that do not come with the program; ``extra`` names them."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"`{what}` needs more libraries: pip install 'orgshelf[{extra}]'.")


class PortError(OrgshelfError):
    """A port that another program has, or that is not for users."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(f"Port {port} cannot be had ({reason}): name another, like --port 8080.")


class NotPrivateError(OrgshelfError):
    """A folder or file that is to be this user's alone, and may hold what others wrote."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path} {problem}, so it is not used: {remedy}.")


class NotEditableError(OrgshelfError):
    """A file that is read but must not be written."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is left alone: {reason}.")
