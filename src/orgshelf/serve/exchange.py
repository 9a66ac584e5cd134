"""What a browser asks of the live page, and what it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

_MOST_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path, the words of its query, and the fields of a form if one was sent."""

    path: str
    words: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] | None = None

    @classmethod
    def of(cls, address: str, fields: Mapping[str, str] | None = None) -> "Asked | None":
        """The request for an address; None where that cannot be read."""
        try:
            parts = urlsplit(address)
            words = pairs(parts.query)
        except ValueError:
            return None
        if parts.netloc or parts.scheme or not parts.path.startswith("/"):
            return None
        return cls(parts.path, words, fields)


@dataclass(frozen=True, slots=True)
class Reply:
    """A page, or with ``location`` the way to another one."""

    status: HTTPStatus
    text: str = ""
    location: str | None = None


def pairs(text: str) -> dict[str, str]:
    """The names and values of a form or a query; of lines that end as the web has it, our ends.

    Raises:
        ValueError: they are too many, or not as a browser writes them.
    """
    found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    return {name: value.replace("\r\n", "\n") for name, value in found}
