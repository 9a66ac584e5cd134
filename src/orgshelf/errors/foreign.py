"""What is wrong with a file of another program, or with what a service of the web answers."""

from orgshelf.errors.base import OrgshelfError


class ImportFormatError(OrgshelfError):
    """Data that are not of the format they were read as; nothing of them is taken over."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"This is not {what}: {problem}.")


class FetchError(OrgshelfError):
    """Nothing was had from a host of the web."""

    def __init__(self, host: str, problem: str) -> None:
        super().__init__(f"{host} could not be asked: {problem}.")


class UnknownWorkError(OrgshelfError):
    """A service that was asked knows no such work."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} knows no such work: see whether the identifier is right.")
