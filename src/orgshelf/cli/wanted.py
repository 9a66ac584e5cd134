"""What `add` is to add: the words behind it, and what is known of the work that they name."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import click

from orgshelf.actions.adding import NewWork
from orgshelf.actions.completing import IDENTIFYING
from orgshelf.actions.importing import ForeignFile, ImportOptions
from orgshelf.actions.wanted_work import WANTED, Wanted, known_kind, read_wanted
from orgshelf.cli.app import App
from orgshelf.cli.foreign_files import STDIN, stdin_bytes, take_over
from orgshelf.cli.output import counting_progress, info
from orgshelf.errors import OrgshelfError, UsageError
from orgshelf.importers.decoding import decode, lines_of
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.importers.imported import Imported, ImportedWork, State, cleaned
from orgshelf.shelf.identifiers import Identifier, read_identifier
from orgshelf.text import one_line, plural

#: Which keep a name whole in the notes.
_BRACES = str.maketrans("", "", "{}")

fetch_option = click.option(
    "--fetch/--no-fetch",
    default=None,
    help="Look it up on the web, by its identifier.  [default: as the configuration says]",
)


def what_is_wanted(app: App, words: Sequence[str]) -> Wanted:
    """Read the words behind the command; of stdin they name the kind alone.

    Raises:
        UsageError: they name no kind that there is, or nothing to be added.
        PropertyValueError: an ISBN is wrong.
    """
    if not words:
        raise UsageError(f"Name what to add: {WANTED}; `-` reads stdin.")
    if len(words) > 2:
        raise UsageError("Put the title into quotation marks, like `add book 'Org for all'`.")
    kind = words[0] if len(words) == 2 else ""
    if is_stdin(words):
        return Wanted(known_kind(app.library, kind) if kind else "")
    return read_wanted(app.library, kind, words[-1])


def is_stdin(words: Sequence[str]) -> bool:
    """Whether each line of stdin is to be added."""
    return words[-1:] == (STDIN,)


def known_work(app: App, wanted: Wanted, said: NewWork, *, fetch: bool) -> NewWork:
    """The work with all that its identifier, its document or the web says of it."""
    identifier = wanted.identifier or (None if wanted.document else _identifier(said))
    if fetch and identifier:
        known: ImportedWork | None = looked_up(app, [identifier])[identifier]
    else:
        known = wanted.work.known
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
