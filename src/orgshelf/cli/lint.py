"""The command that finds problems in the notes, and fixes what is safe to fix."""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from orgshelf.actions import fixing, linting
from orgshelf.actions.linting import Scope
from orgshelf.cli.app import App
from orgshelf.cli.options import expression
from orgshelf.cli.output import counting_progress, info, info_once, print_data, print_text
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import QUERY_WORD, completed
from orgshelf.errors import NotFoundError
from orgshelf.lint.linter import Diagnostic
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.refs import is_exact
from orgshelf.terminal import lint_text


@click.command("lint")
@click.argument("words", nargs=-1, metavar="[REF|FILE|QUERY]...", type=QUERY_WORD)
@click.option(
    "--check",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=completed("checks"),
    help="Only this check, like --check duplicate-id; repeat it for more.",
)
@click.option(
    "--explain",
    metavar="NAME",
    shell_complete=completed("checks"),
    help="Say what a check means, like --explain clock-sum.",
)
@click.option("--fix", is_flag=True, help="Fix what can be fixed safely, as one change.")
@dry_run_option
@click.option(
    "--links", is_flag=True, help="Also ask the web for the pages that links lead to, one by one."
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print it, like --format json.",
)
@click.pass_context
def lint_command(
    ctx: click.Context,
    words: tuple[str, ...],
    names: tuple[str, ...],
    explain: str | None,
    fix: bool,
    dry_run: bool,
    links: bool,
    format_: str,
) -> None:
    """Find problems in your notes, and fix what is safe to fix.

    If there are none, nothing is printed and the exit code is 0; otherwise each has a line, as
    compilers print them, and the exit code is 1. `orgshelf help lint` lists the checks.

    \b
    Examples:
      orgshelf lint
      orgshelf lint papers.org --check duplicate-id
      orgshelf lint kind:book --fix --dry-run
      orgshelf lint --links
      orgshelf lint --explain statistics-cookie
    """
    app: App = ctx.obj
    if explain:
        print_text(lint_text.explanation(linting.named_check(explain)))
        return
    checks = linting.chosen_checks(names, app.config.lint)
    scope = _scope(app, words)
    if fix or dry_run:
        carry_out(app, fixing.fix(app.library, checks, scope), dry_run=dry_run)
        if dry_run:
            return
        app = replace(app)  # which reads the notes again
        scope = _scope(app, words)
    found = linting.lint(app.library, checks, scope) + (_ask_web(app, scope) if links else [])
    _print(app, sorted(found, key=lambda one: one.place), format_)
    if found:
        ctx.exit(1)


def _ask_web(app: App, scope: Scope) -> list[Diagnostic]:
    """What is found of the pages that links lead to."""
    with counting_progress("Asking", "links") as tick:
        return linting.lint_links(app.library, scope, tick)


def _print(app: App, found: Sequence[Diagnostic], format_: str) -> None:
    if format_ == "text":
        print_text(lint_text.lines(found))
        if found:
            info(lint_text.summary(found))
        return
    from orgshelf.export import lint_reports

    if format_ == "json":
        made = lint_reports.as_json(found)
    else:
        made = lint_reports.as_sarif(found, app.notes_root.resolve())
    print_data([made.encode()])


def _scope(app: App, words: Sequence[str]) -> Scope:
    """What the words name: files and folders, headings with all below them, else a query."""
    files: set[str] = set()
    entries: list[Entry] = []
    query: list[str] = []
    for word in words:
        if found := _files(app, word):
            files |= found
        elif entry := _entry(app, word):
            entries += [entry, *app.library.below(entry)]
        elif word.endswith((".org", ".org_archive")):
            _tell_no_note(word)
        else:
            query.append(word)
    if query:
        entries += app.library.matching(Query(expression(app, query), all=True))
    return Scope(files, _lines(entries)) if words else Scope()


def _entry(app: App, word: str) -> Entry | None:
    """The heading that an id or a line of a file names; None for a word that only looks like an id.

    Raises:
        NotFoundError: it can only be a name, and nothing is called so.
    """
    if not is_exact(word):
        return None
    try:
        return app.find(word)
    except NotFoundError:
        if word.isalnum():
            return None
        raise


def _files(app: App, word: str) -> set[str]:
    """The notes that a path means: itself, or all below it."""
    names = app.library.names(word)
    documents = [document.file for document in app.library.documents]
    if Path(word).is_dir() and app.notes_root.resolve().is_relative_to(Path(word).resolve()):
        return set(documents)
    return {
        file
        for file in documents
        for name in names
        if file == name or file.startswith(posixpath.join(name, ""))
    }


def _tell_no_note(word: str) -> None:
    if not Path(word).exists():
        raise NotFoundError(word)
    info_once(f"{word} is not one of the notes.")


def _lines(entries: Iterable[Entry]) -> dict[str, list[range]]:
    found: dict[str, list[range]] = {}
    for entry in entries:
        heading = entry.heading
        found.setdefault(entry.file, []).append(range(heading.line, heading.end + 1))
    return found
