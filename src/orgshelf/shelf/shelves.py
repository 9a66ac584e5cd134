"""Where a new work goes: its kind's shelf."""

from collections.abc import Iterable
from pathlib import PurePath

from orgshelf.errors import UsageError
from orgshelf.org.document import Document
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.file_works import work_kind
from orgshelf.shelf.kinds import Kinds, file_kind


def shelf_heading(entries: Iterable[Entry], kind: str) -> Entry | None:
    """The first heading that is a shelf of the kind."""
    return next(
        (e for e in entries if e.role is Role.SHELF and e.kind == kind and not e.hidden), None
    )


def shelf_file(documents: Iterable[Document], kinds: Kinds, kind: str) -> Document | None:
    """The first file that holds works of the kind; one called so itself before one in a folder."""
    of_files = ((document, file_kind(document, kinds)) for document in documents)
    of_kind = (document for document, given in of_files if given and given.kind == kind)
    found = [document for document in of_kind if work_kind(document, kinds) is None]
    named = (d for d in found if kinds.of_title(PurePath(d.file).stem) == kind)
    return next(named, next(iter(found), None))


def new_shelf(kind: str) -> tuple[str, str]:
    """The name of a new file for the kind, and the text it begins with.

    Raises:
        UsageError: no file can be called so, or not among the notes.
    """
    if kind.startswith(".") or not {"/", "\0", "\n"}.isdisjoint(kind):
        raise UsageError(f"{kind!r} cannot name a file: make a shelf for it, then add to that.")
    return f"{kind}s.org", f"* {kind.capitalize()}s\n"
