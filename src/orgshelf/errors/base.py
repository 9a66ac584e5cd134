"""What every error of the program is."""

from collections.abc import Sequence


class OrgshelfError(Exception):
    """Something a user can meet; its text is one sentence with what to do about it.

    ``details`` are lines shown below it, such as the candidates to choose from.
    """

    exit_code = 1
    details: Sequence[str] = ()
