"""What `add` is to add: the words behind it, and what is known of the work that they name."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import click

from orgshelf.actions.adding import NewWork
from orgshelf.actions.completing import IDENTIFYING, known_kind
from orgshelf.actions.importing import ForeignFile, ImportOptions
from orgshelf.cli.app import App
from orgshelf.cli.import_ import (
    STDIN,
    is_document,
    looks_like_document,
    read_document,
    stdin_bytes,
    take_over,
)
from orgshelf.cli.output import counting_progress, info
from orgshelf.errors import OrgshelfError, UsageError
from orgshelf.importers.decoding import decode, lines_of
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.importers.imported import Imported, ImportedWork, State, cleaned
from orgshelf.shelf.identifiers import Identifier, read_identifier
from orgshelf.text import one_line, plural

_WANTED = "a title behind its kind, an identifier, a PDF or EPUB, or `-` for stdin"
#: Which keep a name whole in the notes.
_BRACES = str.maketrans("", "", "{}")

fetch_option = click.option(
    "--fetch/--no-fetch",
    default=None,
    help="Look it up on the web, by its identifier.  [default: as the configuration says]",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be added: a kind, if one is given, and a title, identifier, file or stdin."""

    kind: str | None
    title: str = ""
    identifier: Identifier | None = None
    file: Path | None = None
    is_stdin: bool = False


def what_is_wanted(app: App, words: Sequence[str]) -> Wanted:
    """Read the words behind the command.

    Raises:
        UsageError: they name no kind that there is, or nothing to be added.
        PropertyValueError: an ISBN is wrong.
    """
    if not words:
        raise UsageError(f"Name what to add: {_WANTED}.")
    if len(words) > 2:
        raise UsageError("Put the title into quotation marks, like `add book 'Org for all'`.")
    kind = known_kind(app.library, words[0]) if len(words) == 2 else None
    text = " ".join(words[-1].split())
    if words[-1] == STDIN:
        return Wanted(kind, is_stdin=True)
    if is_document(words[-1]):
        return Wanted(kind, file=Path(words[-1]))
    if identifier := read_identifier(text):
        return Wanted(kind, identifier=identifier)
    if _is_file(words[-1]):
        raise UsageError(f"{text} is a file: `orgshelf import {text}` takes over what is in it.")
    if kind is None:
        raise UsageError(_why_not(app, text))
    return Wanted(kind, text)


def _is_file(text: str) -> bool:
    """Whether there is a file of that name, with an ending; no title is in the way of one."""
    with suppress(OSError, ValueError):
        return bool(Path(text).suffix) and Path(text).is_file()
    return False


def _why_not(app: App, text: str) -> str:
    """Why a word alone is nothing that can be added."""
    if looks_like_document(Path(text)):
        return f"There is no file {text}."
    if app.config.kinds.of_title(text):
        return "A work needs a title: write it behind the kind."
    return f"{text!r} has no kind: name {_WANTED}, like `add book {text!r}`."


def known_work(app: App, wanted: Wanted, said: NewWork, *, fetch: bool) -> NewWork:
    """The work with all that its identifier, its file or the web says of it."""
    known = None
    if wanted.file is not None:
        known = read_document(wanted.file)
    elif identifier := wanted.identifier or (_identifier(said) if fetch else None):
        known = looked_up(app, [identifier])[identifier] if fetch else identified_work(identifier)
    if known is None:
        return said
    if not said.kind:
        info(f"Taken for {_a(known.kind)}.")
    return replace(said, kind=said.kind or known.kind, known=known)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"


def _identifier(said: NewWork) -> Identifier | None:
    """The identifier that the options say."""
    given = dict(said.properties)
    for name in IDENTIFYING:
        with suppress(OrgshelfError):
            if name in given and (found := read_identifier(given[name])):
                return found
    return None


def looked_up(app: App, identifiers: Sequence[Identifier]) -> dict[Identifier, ImportedWork]:
    """What the web says of works; of one that it says nothing of, its identifier alone."""
    found = {identifier: identified_work(identifier) for identifier in identifiers}
    works = look_up_all(app, [*found])
    found |= works
    if left := len(found) - len(works):
        info(f"{plural(left, 'work')} added by identifier alone: `orgshelf complete` asks again.")
    return found


def add_lines(app: App, said: NewWork, *, fetch: bool, dry_run: bool) -> None:
    """Add the work of each line of stdin as one change, with what the options say of all.

    Raises:
        UsageError: an option is for one work, or a title has no kind.
    """
    of_one = {"--state": said.state, "--deadline": said.deadline, "--note": said.note}
    if found := next((name for name, value in of_one.items() if value is not None), None):
        raise UsageError(f"{found} is for one work, not for all lines of stdin.")
    works = tuple(_with(said, work) for work in _works(app, said.kind, fetch=fetch))
    options = ImportOptions(kind=said.kind or None, under=said.under)
    file = ForeignFile("stdin", cleaned(Imported(works)))
    take_over(app, [file], options, dry_run=dry_run, yes=True)


def _works(app: App, kind: str, *, fetch: bool) -> Iterator[ImportedWork]:
    """The work of each line that is not empty."""
    lines = [text for line in lines_of(decode(stdin_bytes())) if (text := " ".join(line.split()))]
    named = {line: found for line in lines if (found := read_identifier(line))}
    fetched = looked_up(app, [*named.values()]) if fetch and named else {}
    for line in lines:
        if identifier := named.get(line):
            yield fetched.get(identifier) or identified_work(identifier)
        elif kind:
            yield ImportedWork(line)
        else:
            raise UsageError(f"{line!r} has no kind: name it, like `add book -`.")


def _with(said: NewWork, work: ImportedWork) -> ImportedWork:
    """A work with the options that hold for all of them."""
    return replace(
        work,
        state=State.UNREAD,
        tags=said.tags,
        properties=(*said.properties, *work.properties),
    )


def look_up_all(app: App, identifiers: Sequence[Identifier]) -> dict[Identifier, ImportedWork]:
    """The works that the web knows; each is shown, and of the others what went wrong."""
    from orgshelf.lookup.asking import look_up  # most works are added without the web

    with counting_progress("Asking", "works") as tick:
        found = look_up(identifiers, app.config, tick)
    works = dict[Identifier, ImportedWork]()
    for identifier, work in found.items():
        if isinstance(work, ImportedWork):
            info(f"{identifier}: {described(work)}")
            works[identifier] = work
        else:
            info(f"{identifier}: {work}")
    return works


def described(work: ImportedWork) -> str:
    """A work in a line, as it was found."""
    year = str(work.year) if work.year else ""
    return one_line(
        " - ".join(filter(None, (work.title, ", ".join(work.authors).translate(_BRACES), year)))
    )
