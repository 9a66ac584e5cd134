"""Completion of REFs, and of the words that a command takes behind them."""

from itertools import islice

import click
from click.shell_completion import CompletionItem

from orgshelf.cli.completion_values import AFTER_REFS, completing_app, completions
from orgshelf.errors import OrgshelfError
from orgshelf.store.candidates import titles
from orgshelf.store.library import Library

_MOST_TITLES = 100


def complete_ref(ctx: click.Context, start: str) -> list[CompletionItem]:
    """Words that can follow the REFs that are typed already, then ids and titles."""
    words = _words(ctx)
    sort = AFTER_REFS.get(ctx.command.name or "") if words else None
    if sort == "keywords":
        further = _of_file(ctx, words, start)
    else:
        further = completions(ctx, sort, start) if sort else []
    try:
        return further + _headings(completing_app(ctx).library, start)
    except OrgshelfError:
        return further


def _words(ctx: click.Context) -> list[str]:
    """The words before the one that is completed, whichever arguments they went to."""
    found = list[str]()
    for param in ctx.command.params:
        if isinstance(param, click.Argument) and param.name is not None:
            value = ctx.params.get(param.name)
            found += [value] if isinstance(value, str) else list(value or ())
    return found


def _of_file(ctx: click.Context, words: list[str], start: str) -> list[CompletionItem]:
    """The keywords of the file that the first REF is in; all where that is not known."""
    try:
        found = completing_app(ctx).library.find(words[0])
    except OrgshelfError:
        return completions(ctx, "keywords", start)
    names = dict.fromkeys(k for entry in found for k in entry.document.settings.keywords.names)
    folded = start.casefold()
    return [CompletionItem(n) for n in (*names, "none") if n.casefold().startswith(folded)]


def _headings(library: Library, start: str) -> list[CompletionItem]:
    """Ids with their titles; and the titles themselves once a letter of them is typed."""
    ids = [CompletionItem(short, help=title) for short, title in library.ids(start)]
    folded = start.casefold()
    found = (t for t in titles(library.connection) if folded and t.casefold().startswith(folded))
    return ids + [CompletionItem(title) for title in islice(found, _MOST_TITLES)]
