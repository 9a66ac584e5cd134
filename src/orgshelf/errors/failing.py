"""What every error of the program is, and what a run can fail at or is kept from writing by."""

from collections.abc import Sequence


class OrgshelfError(Exception):
    """Something a user can meet; its text is one sentence with what to do about it.

    ``details`` are lines shown below it, such as the candidates to choose from.
    """

    exit_code = 1
    details: Sequence[str] = ()


def of_system(error: OSError) -> str:
    """What the system refuses, as a sentence."""
    return f"{error.filename or 'The output'}: {error.strerror or error}."


class ConflictError(OrgshelfError):
    """A file that is locked or has changed under us; nothing was written."""

    exit_code = 5


class FileChangedError(ConflictError):
    """A file that another program wrote to between our reading and our writing."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is being changed by another program: try again.")


class UndoError(ConflictError):
    """A change that cannot be undone, because its lines were changed since."""

    def __init__(self, change: int, file: str, diff: Sequence[str], *, gone: bool = False) -> None:
        self.details = () if gone else diff
        changed = (
            "has been changed there since; below is what it wrote (-) and what is there now (+)"
        )
        problem = f"{file} {'is gone' if gone else changed}"
        super().__init__(f"Change {change} cannot be undone: {problem}.")


class PartlyDoneError(OrgshelfError):
    """Of several files some were written before one failed."""

    def __init__(self, written: Sequence[str], cause: OrgshelfError) -> None:
        self.exit_code = cause.exit_code
        super().__init__(
            f"{cause} Written before that: {', '.join(written)}; the next command completes it."
        )


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


class ForgottenClockError(ClockError):
    """A clock that has run for so long that it was hardly meant to; ``where`` is FILE:LINE."""

    def __init__(self, title: str, where: str, time: str, since: str) -> None:
        super().__init__(
            f"The clock of {title!r} has run for {time}, since {since}: stop it with"
            f" `orgshelf clock out {where} --at TIME`, or drop it with"
            f" `orgshelf clock cancel {where}`."
        )


class CardError(OrgshelfError):
    """A card that cannot be asked, graded or made so."""


class AnsweredError(CardError):
    """A card that was answered elsewhere since it was asked."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title!r} was answered elsewhere meanwhile, so nothing was kept.")


class MoveError(OrgshelfError):
    """A subtree that cannot be moved to where it should go."""


class ArchiveError(MoveError):
    """A location that nothing can be archived at."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"Nothing was archived: {problem}.")


class DuplicateError(OrgshelfError):
    """Something that the notes have already; ``where`` is its id and its line."""

    def __init__(self, title: str, where: str) -> None:
        super().__init__(f"{title!r} is already there, as {where}: add --force to have it twice.")


class MissingExtraError(OrgshelfError):
    """Something wants libraries that do not come with the program; ``extra`` names them."""

    def __init__(self, what: str, extra: str) -> None:
        from orgshelf.distribution import install_command  # slow to import

        super().__init__(f"`{what}` needs more libraries: {install_command(extra)}.")


class PortError(OrgshelfError):
    """A port that another program has, or that is not for users."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(f"Port {port} cannot be used ({reason}): name another, like --port 8080.")


class TooManyFilesError(OrgshelfError):
    """The system lets this process open no more files."""

    def __init__(self) -> None:
        super().__init__("Too many files are open: allow more, as with `ulimit -n 1024`.")


class IndexFailedError(OrgshelfError):
    """The index could not be used while a change was being prepared."""

    def __init__(self) -> None:
        super().__init__(
            "The index of the notes could not be used and nothing was changed: try again."
        )


class NotPrivateError(OrgshelfError):
    """A folder or file that is to be this user's alone, and may hold what others wrote."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path} {problem}, so it is not used: {remedy}.")


class NotEditableError(OrgshelfError):
    """A file that is read but must not be written."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is left alone: {reason}.")


class ImportFormatError(OrgshelfError):
    """Data that are not of the format they were read as; nothing of them is taken over."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"This is not {what}: {problem}.")


class FetchError(OrgshelfError):
    """Nothing was had from a host of the web."""

    def __init__(self, host: str, problem: str) -> None:
        super().__init__(f"{host} could not be asked: {problem}.")


class RefusedError(FetchError):
    """A host of the web gives one thing to nobody, or not so; others it may give."""


class UnknownWorkError(OrgshelfError):
    """A service that was asked knows no such work."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} does not know this work: check the identifier.")
