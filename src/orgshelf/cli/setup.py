"""Commands around the notes: making them, the configuration, the shell."""

import shlex
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from orgshelf.actions.annotating import checkboxes
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, info, output, print_text
from orgshelf.cli.types import QUERY_WORD, FileName
from orgshelf.errors import UsageError
from orgshelf.query.expression import understand
from orgshelf.query.suggestions import check_names
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.keyword_meanings import undeclared_keywords
from orgshelf.shelf.kinds import BUILT_IN, OTHER
from orgshelf.store import config_keys
from orgshelf.store.config import Config
from orgshelf.store.config_file import set_text
from orgshelf.store.files import create_note
from orgshelf.store.opening import library_in_memory
from orgshelf.store.root import FILE_NAME, config_to_write, find_root
from orgshelf.store.walk import note_paths
from orgshelf.terminal.columns import columns
from orgshelf.terminal.config_table import shown, table
from orgshelf.text import one_line, plural

#: What a new shelf can say of a work: that it is being read, that it was given up.
_KEYWORDS = "#+TODO: TODO READING | DONE DROPPED"
_CONFIG = "notes: .\n"


@click.command("init")
@click.argument("folder", type=FileName(file_okay=False, path_type=Path), required=False)
@click.option("-y", "--yes", is_flag=True, help="Write the configuration without asking.")
@click.option("--git", is_flag=True, help="Let git merge the notes heading by heading.")
@click.pass_obj
def init_command(app: App, folder: Path | None, yes: bool, git: bool) -> None:
    """Make a folder of notes with a shelf for each kind.

    In a folder that has Org files already it shows what they hold, and offers a configuration
    that makes them your notes. No existing file is changed. With --git the repository of the
    folder is set up to merge Org files with `orgshelf merge`.

    \b
    Examples:
      orgshelf init
      orgshelf init ~/org --yes
      orgshelf init ~/org --git
    """
    folder = folder or _folder_here()
    config = folder / FILE_NAME
    has_notes = any(path.name.endswith(".org") for path in note_paths(folder))
    if config.exists() and has_notes:
        info(f"{one_line(str(folder))} is already set up.")
    elif has_notes:
        _adopt(app, folder, config, yes=yes)
    else:
        _make(folder)
    if git:
        _set_merge_driver(folder)


def _set_merge_driver(folder: Path) -> None:
    from orgshelf.store.git import set_merge_driver

    attributes = set_merge_driver(folder)
    info(f"git merges Org files with `orgshelf merge` from now on ({one_line(str(attributes))}).")


def _folder_here() -> Path:
    """The working directory where it has Org files, else ``notes`` in it."""
    has_notes = any(path.suffix == ".org" for path in Path().glob("*.org"))
    return Path() if has_notes and not Path("notes").is_dir() else Path("notes")


def _make(folder: Path) -> None:
    contents = {FILE_NAME: _CONFIG}
    contents |= {f"{kind}s.org": f"{_KEYWORDS}\n\n* {kind.capitalize()}s\n" for kind in BUILT_IN}
    made = [
        folder / name
        for name, text in contents.items()
        if create_note(folder / name, text.encode())
    ]
    print_text("".join(f"{one_line(str(path))}\n" for path in made))
    named = "" if folder == Path("notes") else f"--notes {shlex.quote(str(folder))} "
    info(f'Add your first, like `orgshelf {named}add book "Title - Author 2026"`.')


def _adopt(app: App, folder: Path, config: Path, *, yes: bool) -> None:
    """Say what the files there hold, and write the configuration if that is wanted."""
    text, settings = _CONFIG, Config()
    entries = library_in_memory(folder, settings, app.now).entries
    if sequence := undeclared_keywords(entries, settings.dropped):
        text += f'todo_keywords: ["{sequence}"]\n'
        settings = settings._replace(org=settings.org._replace(todo_keywords=(sequence,)))
        entries = library_in_memory(folder, settings, app.now).entries
    print_text(f"{_census(entries)}\n")
    _hint_at_what_is_no_work(entries, sequence)
    path = one_line(str(config))
    if yes or (
        can_ask() and click.confirm(f"Write {path}, so that these are your notes?", err=True)
    ):
        create_note(config, text.encode())
        print_text(f"{path}\n")
    else:
        shown = ", ".join(f"`{line}`" for line in text.splitlines())
        info(f"Nothing was written: add --yes to write {path} with {shown}.")


def _hint_at_what_is_no_work(entries: Iterable[Entry], sequence: str | None) -> None:
    """Say of keywords that no file declares, and of lists on a shelf."""
    if sequence:
        info(f"No file says that these are keywords, so the configuration will: {sequence}.")
    boxes = sum(len(checkboxes(entry)) for entry in entries if entry.role is Role.SHELF)
    if boxes:
        counted = plural(boxes, "checkbox", "checkboxes")
        info(f"{counted} on a shelf: works are headings; `orgshelf import FILE` makes them.")


def _census(entries: Iterable[Entry]) -> str:
    """What there is: ``9 books, 4 papers; 2 files are one work each; 30 items about …``."""
    works: Counter[str] = Counter()
    others = files = 0
    for entry in entries:
        if entry.kind == OTHER:
            others += entry.is_item
        elif entry.role is Role.WORK:
            works[entry.kind] += 1
            files += entry.heading.level == 0
    found = ", ".join(plural(number, kind) for kind, number in works.most_common())
    whole = "1 file is one work" if files == 1 else f"{files} files are one work each"
    rest = f"{plural(others, 'item')} about something else"
    told = {found or "No work of a kind": 1, whole: files, rest: others or not found}
    return "; ".join(words for words, number in told.items() if number) + "."


@click.group("config", invoke_without_command=True)
@click.pass_context
def config_command(ctx: click.Context) -> None:
    """Show the configuration in force.

    \b
    Examples:
      orgshelf config
      orgshelf config keys
    """
    if ctx.invoked_subcommand is None:
        app: App = ctx.obj
        root, config = app.notes_root, app.config
        source = config.source or "none; these are the defaults"
        _print(app, [("notes", str(root)), ("file", str(source)), *shown(config)])


def _print(app: App, rows: list[tuple[str, ...]]) -> None:
    output(app.color, None, plain=lambda: columns(rows), table=lambda: [table(rows)])


@config_command.command("keys")
@click.pass_obj
def keys_command(app: App) -> None:
    """List every key, what it means and an example.

    \b
    Example:
      orgshelf config keys
    """
    _print(app, [(key.name, key.help, key.example) for key in config_keys.all_keys()])


@config_command.command("queries")
@click.pass_obj
def queries_command(app: App) -> None:
    """List the queries that have a name.

    \b
    Example:
      orgshelf config queries
    """
    named = app.config.queries
    _print(app, [(f"@{one_line(name)}", one_line(text)) for name, text in named.items()])
    if not named:
        info('No query has a name yet: name one like `queries: {week: "todo: deadline:+7"}`.')


@config_command.command("context")
@click.argument("words", nargs=-1, metavar="[QUERY]...", type=QUERY_WORD)
@click.option("--clear", is_flag=True, help="Show everything again.")
@click.pass_obj
def context_command(app: App, words: tuple[str, ...], clear: bool) -> None:
    """Narrow every listing to a query, or show the one in force.

    It is saved in the nearest .orgshelf.yaml.

    \b
    Examples:
      orgshelf config context tags:gpu
      orgshelf config context
      orgshelf config context --clear
    """
    text = " ".join(words)
    if words and clear:
        raise UsageError("Give a query, or --clear, not both.")
    if not words and not clear:
        context = app.config.context
        print_text(f"{one_line(context)}\n") if context else info("Listings show everything.")
        return
    if words:
        asked = understand(text, app.library.scope())
        check_names(asked.node, asked.text, app.library.names_by_word())
    path = config_to_write(app.notes_root, app.config, Path.cwd())
    set_text(path, "context", text or None)
    if clear and find_root(app.notes, app.config_file, Path.cwd())[1].context:
        set_text(path, "context", "")  # what the user's own file says is overruled
    info(f"Listings show {one_line(text) if text else 'everything'} now.")


@click.command("completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script for your shell.

    \b
    Examples:
      orgshelf completion bash >> ~/.bashrc
      orgshelf completion zsh >> ~/.zshrc
      orgshelf completion fish > ~/.config/fish/completions/orgshelf.fish
    """
    from orgshelf.cli.shell_completion import SHELLS

    print_text(SHELLS[shell].script)
