"""What is wrong with a file of another program."""

from orgshelf.errors.base import OrgshelfError


class ImportFormatError(OrgshelfError):
    """Data that are not of the format they were read as; nothing of them is taken over."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"This is not {what}: {problem}.")
