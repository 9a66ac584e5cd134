"""Commands that hand an item over to another program."""

import click

from orgshelf.cli.addresses import address, may_run
from orgshelf.cli.app import App
from orgshelf.cli.choosing import ref_argument
from orgshelf.cli.editor import edit_file
from orgshelf.cli.output import can_ask, print_text
from orgshelf.cli.types import COUNT
from orgshelf.errors import NoLinkError, OrgshelfError, UsageError
from orgshelf.model import Link
from orgshelf.shelf import contents
from orgshelf.text import one_line


@click.command("edit")
@ref_argument("words", several_words=True)
@click.pass_obj
def edit_command(app: App, words: tuple[str, ...]) -> None:
    """Open an item in your editor, at its line.

    The editor is what VISUAL or EDITOR says.

    \b
    Examples:
      orgshelf edit 2a07
      EDITOR=nano orgshelf edit "dynamical systems"
    """
    entry = app.find_target(" ".join(words))
    edit_file(app.library.root / entry.file, entry.heading.line)


@click.command("open")
@ref_argument("ref")
@click.argument("number", metavar="[N]", type=COUNT, required=False)
@click.option("--print", "only_print", is_flag=True, help="Only print the address.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before a file is opened that may run.")
@click.pass_obj
def open_command(app: App, ref: str, number: int | None, only_print: bool, yes: bool) -> None:
    """Open a link of an item in your browser or viewer.

    N is the link's number as `orgshelf show` has it; of several links without N there is
    only a list. Web and mail addresses, DOIs and files are opened; before a file that may run
    a program you are asked.

    \b
    Examples:
      orgshelf open 2a07
      orgshelf open 2a07 2
      orgshelf open 2a07 --print | xclip
    """
    entry = app.find_target(ref)
    links = contents.links(entry)
    if number is None and len(links) > 1:
        print_text("".join(f"{n}  {_described(link)}\n" for n, link in enumerate(links, 1)))
        return
    where = address(_chosen(links, number), app.library.root / entry.file)
    if only_print:
        print_text(f"{one_line(where)}\n")
        return
    if may_run(where) and not yes:
        _confirm(where)
    if click.launch(where) != 0:
        raise OrgshelfError(f"{where} was not opened: no program for it was found.")


def _confirm(where: str) -> None:
    """Ask before something is opened that may run: a note may be from somebody else."""
    if not can_ask():
        raise UsageError(f"{where} may run a program: add --yes to open it.")
    click.confirm(f"{one_line(where)} may run a program. Open it?", abort=True, err=True)


def _chosen(links: tuple[Link, ...], number: int | None) -> str:
    if not links:
        raise NoLinkError
    if (number or 1) > len(links):
        raise UsageError(f"There is no link {number}: the last one is {len(links)}.")
    return links[(number or 1) - 1].target


def _described(link: Link) -> str:
    name = f"{one_line(link.description)}  " if link.description else ""
    return name + one_line(link.target)
