"""The command that adds a work to its shelf, or many from stdin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from orgshelf.actions.adding import MOST_PARTS, NewWork, Parts, add, numbered, outline
from orgshelf.actions.wanted_work import Wanted
from orgshelf.cli.app import App
from orgshelf.cli.open import edit_file
from orgshelf.cli.output import text_from_stdin
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import REF, completed
from orgshelf.cli.wanted import add_lines, fetch_option, is_stdin, known_work, what_is_wanted
from orgshelf.errors import UsageError

_NAMED = ("author", "year", "url", "doi", "isbn")


@click.command("add")
@click.argument(
    "words",
    metavar="[KIND] TITLE|IDENTIFIER|FILE|-",
    nargs=-1,
    shell_complete=completed("kinds"),
)
@click.option("--author", metavar="NAMES", help="Who made it, like --author 'Mytkowicz, Diwan'.")
@click.option("--year", metavar="YEAR", help="When it came out, like --year 2008.")
@click.option("--url", metavar="URL", help="Where it is, like --url https://example.org/a.pdf.")
@click.option("--doi", metavar="DOI", help="Its DOI, like --doi 10.1109/MICRO.2008.4771778.")
@click.option("--isbn", metavar="ISBN", help="Its ISBN, like --isbn 978-0-465-02656-2.")
@click.option(
    "--under", metavar="REF", type=REF, help="Below this heading, like --under 'deep learning'."
)
@click.option(
    "--state",
    metavar="KEYWORD|none",
    shell_complete=completed("keywords"),
    help="Its keyword, like --state READING.  [default: TODO]",
)
@click.option(
    "--tag",
    "tags",
    metavar="TAG",
    multiple=True,
    shell_complete=completed("tags"),
    help="A tag, like --tag gpu --tag ml.",
)
@click.option(
    "--deadline",
    metavar="DATE",
    shell_complete=completed("dates"),
    help="When it must be done, like --deadline 2026-12-01.",
)
@click.option(
    "--set",
    "pairs",
    metavar="KEY=VALUE",
    multiple=True,
    help="Another property, like --set PAGES=777.",
)
@click.option(
    "--parts",
    metavar="N|-",
    help="With this many parts, like --parts 8; `-` reads their titles from stdin.",
)
@click.option("--note", metavar="TEXT", help="A first note, like --note 'Ada lent it to me'.")
@fetch_option
@click.option("--edit", is_flag=True, help="Open it in your editor then.")
@click.option("--force", is_flag=True, help="Add it even if it is already there.")
@dry_run_option
@click.pass_obj
def add_command(
    app: App,
    /,
    words: tuple[str, ...],
    fetch: bool | None,
    parts: str | None,
    edit: bool,
    dry_run: bool,
    **given: Any,  # noqa: ANN401 - what the other options say of the work
) -> None:
    """Add a work to the shelf of its kind.

    An identifier is recognized by its form: a DOI, an ISBN, an arXiv number, a web address. With
    --fetch the work is looked up by it; `orgshelf complete` can do that later. A PDF or an
    EPUB is read. `-` reads a title or an identifier from each line of stdin.

    It is put last on its shelf, which is made if there is none. What the notes have already, by
    identifier, address or title, is not added again. Parts are finished one by one: with
    `--parts -` each line of stdin is a title, an indented one below the one above it.

    \b
    Examples:
      orgshelf add book "Gödel, Escher, Bach" --isbn 978-0-465-02656-2 --set PAGES=777
      orgshelf add 10.1145/359340.359342 --fetch
      orgshelf add course "From Nand to Tetris" --parts 12
      orgshelf add book "Deep Work" --parts - < contents.txt
      orgshelf add https://youtu.be/i94OvYb6noo --tag ml --edit
      orgshelf add book - < titles.txt
    """
    wanted = what_is_wanted(app, words)
    said = _said(app, wanted, given)
    fetch = app.config.fetch if fetch is None else fetch
    if is_stdin(words):
        if parts:
            raise UsageError("Parts are of one work: name it, or leave --parts out.")
        add_lines(app, said, fetch=fetch, dry_run=dry_run)
    else:
        work = known_work(app, wanted, said, fetch=fetch)
        work = replace(work, parts=_parts(parts, work.kind) if parts else ())
        _add(app, work, edit=edit, dry_run=dry_run)


def _said(app: App, wanted: Wanted, given: Mapping[str, Any]) -> NewWork:
    """What the command line itself says of the work."""
    return NewWork(
        kind=wanted.kind,
        title=wanted.title,
        state=given["state"],
        tags=tuple(dict.fromkeys(given["tags"])),
        properties=(*_properties(given, given["pairs"]),),
        deadline=given["deadline"],
        note=given["note"],
        under=app.find(given["under"]) if given["under"] else None,
        force=given["force"],
    )


def _add(app: App, work: NewWork, *, edit: bool, dry_run: bool) -> None:
    changes = carry_out(app, add(app.library, work), dry_run=dry_run)
    if edit:
        for change in changes:
            edit_file(change.note.path, change.line or 1)


def _parts(wanted: str, kind: str) -> Parts:
    """So many parts, or those whose titles stdin has.

    Raises:
        UsageError: it is neither a number nor ``-``.
    """
    if wanted == "-":
        return outline(text_from_stdin())
    if not wanted.isdecimal() or not 1 <= int(wanted) <= MOST_PARTS:
        raise UsageError(f"{wanted!r} is neither a number of parts from 1 to {MOST_PARTS} nor `-`.")
    return numbered(int(wanted), kind)


def _properties(named: Mapping[str, Any], pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The properties in the order of the options, those of --set last."""
    for name in _NAMED:
        if value := named[name]:
            yield name.upper(), value.strip()
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not (sign and name and value.strip()):
            raise UsageError(f"{pair!r} is not KEY=VALUE: write it like PAGES=777.")
        yield name, value.strip()
