"""The interface of a parsed file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from orgshelf.org.entry_spans import FILE

if TYPE_CHECKING:
    from orgshelf.model import Heading
    from orgshelf.org.entry_spans import Spans
    from orgshelf.org.lines import Lines
    from orgshelf.org.preamble import FileSettings
    from orgshelf.org.settings import OrgSettings


class Document(Protocol):
    """A parsed file, from its text or from the index."""

    @property
    def file(self) -> str:
        """Its path, relative to the notes root."""

    @property
    def lines(self) -> "Lines":
        """Its text."""

    @property
    def settings(self) -> "FileSettings":
        """Its in-buffer settings."""

    @property
    def org(self) -> "OrgSettings":
        """The user's Org variables, changed by its ``#+STARTUP``."""

    @property
    def properties(self) -> Mapping[str, str]:
        """The properties that all its headings inherit."""

    @property
    def headings(self) -> "Sequence[Heading]":
        """Its headings in order."""

    @property
    def top(self) -> "Heading":
        """The file itself as a heading of level 0, above all others."""

    @property
    def spans(self) -> "Spans":
        """The lines of its entries."""

    @property
    def has_stray_bytes(self) -> bool:
        """Whether it contains bytes that are not UTF-8."""

    def title(self, place: int) -> str:
        """The title of a heading, without parsing the whole heading."""

    def places_titled(self, title: str) -> Iterator[int]:
        """The indexes of the headings with a title, in order."""

    def entry_lines(self, place: int) -> tuple[str, ...]:
        """The lines of a heading's entry, from its headline up to the next.

        For ``FILE`` they are the lines above the first headline.
        """

    def entry_text(self, place: int, start: int) -> str:
        """The text of an entry from a line on, counted from the headline."""


def heading_at(document: Document, place: int) -> "Heading":
    """The heading at an index; for ``FILE`` the file itself."""
    return document.top if place == FILE else document.headings[place]
