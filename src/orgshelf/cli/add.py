"""The command that adds a work to its shelf."""

from collections.abc import Iterator, Sequence

import click

from orgshelf.actions.adding import NewWork, add
from orgshelf.actions.fields import known_kinds
from orgshelf.actions.parts import MOST_PARTS, Parts, numbered, outline
from orgshelf.cli.app import App
from orgshelf.cli.completion_values import completed
from orgshelf.cli.editor import edit_file
from orgshelf.cli.output import text_from_stdin
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import REF
from orgshelf.errors import UsageError

_NAMED = ("author", "year", "url", "doi", "isbn")


@click.command("add")
@click.argument("kind", shell_complete=completed("kinds"))
@click.argument("title")
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
    help="With so many parts, like --parts 8; or `-`: with those whose titles stdin has.",
)
@click.option("--note", metavar="TEXT", help="A first note, like --note 'Ada lent it to me'.")
@click.option("--edit", is_flag=True, help="Open it in your editor then.")
@click.option("--force", is_flag=True, help="Add it even if it is there already.")
@dry_run_option
@click.pass_obj
def add_command(
    app: App,
    /,
    kind: str,
    title: str,
    tags: tuple[str, ...],
    pairs: tuple[str, ...],
    edit: bool,
    force: bool,
    dry_run: bool,
    **named: str | None,
) -> None:
    """Add a work to the shelf of its kind.

    It comes last on the shelf, which is made where there is none. What the notes have
    already, by DOI, ISBN, address or title, is not added again. Parts are finished one by one:
    stdin has a title a line, indented ones below the one above them.

    \b
    Examples:
      orgshelf add paper "A mathematical theory of communication" --author Shannon --year 1948
      orgshelf add book "Gödel, Escher, Bach" --isbn 978-0-465-02656-2 --set PAGES=777
      orgshelf add course "From Nand to Tetris" --parts 12
      orgshelf add book "Deep Work" --parts - < contents.txt
      orgshelf add video "Backpropagation" --url https://youtu.be/i94OvYb6noo --tag ml --edit
    """
    kind = known_kind(app, kind)
    work = NewWork(
        kind=kind,
        title=" ".join(title.split()),
        state=named["state"],
        tags=tuple(dict.fromkeys(tags)),
        properties=(*_properties(named, pairs),),
        deadline=named["deadline"],
        note=named["note"],
        under=app.find(named["under"]) if named["under"] else None,
        force=force,
        parts=_parts(named["parts"], kind) if named["parts"] else (),
    )
    _add(app, work, edit=edit, dry_run=dry_run)


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
        raise UsageError(f"{wanted!r} is no number of parts from 1 to {MOST_PARTS}, and not `-`.")
    return numbered(int(wanted), kind)


def known_kind(app: App, kind: str) -> str:
    """The kind by its name or by what its shelves are called.

    Raises:
        UsageError: there is no such kind.
    """
    known = known_kinds(app.library)
    found = app.config.kinds.of_title(kind) or kind.casefold()
    if found not in known:
        names = ", ".join(sorted(known))
        line = f"kinds: {{{kind}: {{}}}}"
        raise UsageError(
            f"There is no kind {kind!r}: use {names}, or add `{line}` to the configuration."
        )
    return found


def _properties(named: dict[str, str | None], pairs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The properties in the order of the options, those of --set last."""
    for name in _NAMED:
        if value := named[name]:
            yield name.upper(), value.strip()
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not (sign and name and value.strip()):
            raise UsageError(f"{pair!r} is no KEY=VALUE: write it like PAGES=777.")
        yield name, value.strip()
