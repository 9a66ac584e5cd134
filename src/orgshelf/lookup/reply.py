"""What a service answers."""

from typing import NamedTuple


class Reply(NamedTuple):
    """The bytes of an answer; ``kind`` is its media type with parameters, in lower case."""

    data: bytes
    kind: str = ""
