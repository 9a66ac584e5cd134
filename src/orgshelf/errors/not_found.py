"""Names that nothing has, or several things; exit codes 3 and 4."""

from collections.abc import Sequence

from orgshelf.errors.base import OrgshelfError


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


class NoMatchError(NotFoundError):
    """No heading matches the query that was to name what is changed."""

    def __init__(self, query: str) -> None:
        OrgshelfError.__init__(
            self, f"No heading matches {query!r}: `orgshelf list --all QUERY` shows what one finds."
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
        OrgshelfError.__init__(self, f"{why}, so `-` means none: name one by its id.")


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
