"""What a file of the notes is to everything above the reader."""

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
    """One file, as the reader read it or as it was kept."""

    @property
    def file(self) -> str:
        """Its path as it was named to the reader."""

    @property
    def lines(self) -> "Lines":
        """Its text."""

    @property
    def settings(self) -> "FileSettings":
        """What it says of itself."""

    @property
    def org(self) -> "OrgSettings":
        """The user's Org variables as its ``#+STARTUP`` changes them."""

    @property
    def properties(self) -> Mapping[str, str]:
        """What all its headings inherit from it."""

    @property
    def headings(self) -> "Sequence[Heading]":
        """Its headings in order."""

    @property
    def top(self) -> "Heading":
        """The file itself as the heading above all others, of level 0."""

    @property
    def spans(self) -> "Spans":
        """Where its entries are."""

    @property
    def has_stray_bytes(self) -> bool:
        """Whether anything in it cannot be written as UTF-8."""

    def title(self, place: int) -> str:
        """The title of a heading, which need not be made for that."""

    def places_titled(self, title: str) -> Iterator[int]:
        """The places of the headings with a title, in order."""

    def entry_lines(self, place: int) -> tuple[str, ...]:
        """The lines of a heading's entry, from its headline to the one before the next.

        At the place ``FILE`` are those of the file above its first headline.
        """

    def entry_text(self, place: int, start: int) -> str:
        """The same as one text, from a line on that is counted from the headline."""


def heading_at(document: Document, place: int) -> "Heading":
    """The heading at a place; at ``FILE`` it is the file itself."""
    return document.top if place == FILE else document.headings[place]
