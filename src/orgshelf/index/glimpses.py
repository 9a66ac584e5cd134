"""As much of an entry as a test looks at, made of a few columns without the entry itself.

A test that looks further ends in an AttributeError, and the query is asked of the notes.
"""

from types import SimpleNamespace
from typing import cast

from orgshelf.index.schema import decoded, path_name
from orgshelf.index.stored import planning_of
from orgshelf.model import Heading
from orgshelf.shelf.entries import Entry

Text = str | bytes


class _Heading(SimpleNamespace):
    """Some fields of a heading."""

    get = Heading.get


def of_heading(priority: Text | None, text: Text) -> Entry:
    """The heading line without keyword and tags."""
    cookie = None if priority is None else decoded(priority)
    return _entry(heading=_Heading(priority=cookie, text=decoded(text)))


def of_text(text: Text) -> Entry:
    """All lines of an entry, still in one: for who puts them together, or looks within lines."""
    return _entry(lines=(decoded(text),))


def of_body(text: Text, start: int) -> Entry:
    """Those lines too that follow planning line and properties; ``start`` of all come before."""
    lines = decoded(text).split("\n")
    # The file's line and the page of a quote are not looked for.
    return _entry(lines=lines, body=lines[start:], heading=_Heading(body=0, properties={}))


def of_links(text: Text, start: int, title: Text, url: Text | None, doi: Text | None) -> Entry:
    """All that links stand in."""
    below = "\n".join(decoded(text).split("\n")[start:])
    given = {"URL": url, "DOI": doi}
    own = {name: decoded(value) for name, value in given.items() if value is not None}
    return _entry(text=below, heading=_Heading(text=decoded(title), properties=own))


def of_property(name: str, value: Text | None) -> Entry:
    """One property, its own or inherited."""
    own = {} if value is None else {name: decoded(value)}
    return _entry(heading=_Heading(properties=own, inherited=own))


def of_tag(tag: Text) -> Entry:
    """One tag."""
    return _entry(heading=_Heading(tags=(decoded(tag),)))


def of_file(key: bytes) -> Entry:
    """The file it is in."""
    return _entry(file=path_name(key))


def of_planning(line: Text | None, warning: str) -> Entry:
    """The planning line, and org-deadline-warning-days."""
    org = SimpleNamespace(deadline_warning_days=int(warning))
    heading = _Heading(planning=planning_of(line))
    return _entry(document=SimpleNamespace(org=org), heading=heading)


def _entry(**known: object) -> Entry:
    return cast("Entry", SimpleNamespace(**known))
