"""What a shell can complete: REFs, and the values that options, arguments and predicates take.

A row of ``VALUES`` is a sort of value; ``types.completed`` ties it to an option, ``AFTER_REFS``
to the last words of a command, ``IN_QUERY`` to a predicate.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from orgshelf.errors import OrgshelfError
from orgshelf.store.candidates import titles
from orgshelf.store.library import Library

if TYPE_CHECKING:
    from orgshelf.cli.app import App


#: A value and what is told beside it.
Value = tuple[str, str]
_MOST_TITLES = 200
_MOST_REFS = 100


def completing_app(ctx: click.Context) -> "App":
    """The run that a shell asks to complete a word in: no callback has made one."""
    from orgshelf.cli.app import App

    params = {"notes": None, "config_file": None} | ctx.find_root().params
    return App(
        notes=params["notes"],
        config_file=params["config_file"],
        now=datetime.now(),
        color="never",
        verbose=False,
    )


def completions(
    ctx: click.Context, sort: str, start: str, before: str = ""
) -> "list[CompletionItem]":
    """The values that begin with ``start`` in any case, each with ``before`` in front."""
    from click.shell_completion import CompletionItem

    try:
        values = list(VALUES[sort](completing_app(ctx)))
    except OrgshelfError:  # what is wrong is said when the command is run
        return []
    folded = start.casefold()
    return [
        CompletionItem(f"{before}{value}", help=told)
        for value, told in values
        if value.casefold().startswith(folded)
    ]


def _names(words: Iterable[str]) -> list[Value]:
    return [(word, "") for word in sorted(words)]


def _kinds(app: "App") -> list[Value]:
    return _names(app.library.known_kinds())


def _tags(app: "App") -> Iterable[Value]:
    from orgshelf.query import Query
    from orgshelf.text import plural

    counts = app.library.tag_counts(Query())
    return ((tag, plural(number, "heading")) for tag, number in counts.items())


def _toggles(app: "App") -> list[Value]:
    return [(f"+{tag}", told) for tag, told in _tags(app)]


def _states(app: "App") -> list[Value]:
    from orgshelf.query import STATE_WORDS

    return [*((word, "") for word in STATE_WORDS), *_keywords(app)]


def _keywords(app: "App") -> list[Value]:
    return _names(app.library.keywords())


def _groupings(app: "App") -> list[Value]:
    from orgshelf.progress.counts import groupings

    return [(word, "") for word in groupings(app.library.property_names())]


def _sort_keys(_: "App") -> list[Value]:
    from orgshelf.query.order import SORT_KEYS, SORT_WORDS

    return [*((name, key.help) for name, key in SORT_KEYS.items()), *SORT_WORDS.items()]


def _works(app: "App") -> list[Value]:
    from itertools import islice

    from orgshelf.query import Query

    found = islice(app.library.works(Query()), _MOST_TITLES)
    return [(work.heading.title, work.kind) for work in found]


def _fields(app: "App") -> list[Value]:
    """Those of a heading, and the properties that headings have."""
    from orgshelf.export.field_table import ITEM

    properties = _names(app.library.property_names())
    return [*((field.name, field.meaning) for field in ITEM.fields), *properties]


def _changes(app: "App") -> list[Value]:
    from orgshelf.actions.history import changes

    found = (done for done in changes(app.library, _MOST_TITLES) if not done.taken_back)
    return [(str(done.number), f"orgshelf {done.record.command}") for done in found]


def _goals(app: "App") -> list[Value]:
    return [(name, f"{goal.count} by {goal.by}") for name, goal in app.config.goals.items()]


def _pages(_: "App") -> list[Value]:
    from orgshelf.terminal import handbook

    return [(page.name, page.summary) for page in handbook.topics().values()]


def _checks(_: "App") -> list[Value]:
    from orgshelf.lint.linter import CHECKS

    return [(check.name, check.help) for check in CHECKS]


def _statuses(_: "App") -> list[Value]:
    from orgshelf.model import Status

    return [(str(status).replace(" ", "-"), "") for status in Status]


#: The sorts of values.
VALUES: Mapping[str, Callable[["App"], Iterable[Value]]] = {
    "queries": lambda app: [(f"@{name}", text) for name, text in app.config.queries.items()],
    "kinds": _kinds,
    "tags": _tags,
    "toggles": _toggles,
    "states": _states,
    "keywords": _keywords,
    "properties": lambda app: _names(app.library.property_names()),
    "groupings": _groupings,
    "sort keys": _sort_keys,
    "works": _works,
    "fields": _fields,
    "changes": _changes,
    "checks": _checks,
    "goals": _goals,
    "pages": _pages,
    "statuses": _statuses,
    "files": lambda app: _names(document.file for document in app.library.documents),
    "priorities": lambda _: [("A", "the highest"), ("B", ""), ("C", "")],
    "dates": lambda _: [
        *(("today", ""), ("tomorrow", ""), ("fri", "the next Friday"), ("+2w", "in two weeks")),
        *(("eow", "the last day of this week"), ("eom", "of this month"), ("eoy", "of this year")),
    ],
    "ratings": lambda _: [(str(number), "★" * number) for number in range(1, 6)],
}

#: What the words of a command behind its REFs are.
AFTER_REFS = {
    "state": "keywords",
    "tag": "toggles",
    "set": "properties",
    "priority": "priorities",
    "schedule": "dates",
    "deadline": "dates",
    "rate": "ratings",
}

#: What the arguments of a predicate are.
IN_QUERY = {
    "kind": "kinds",
    "tags": "tags",
    "tags-all": "tags",
    "tags-local": "tags",
    "tags-inherited": "tags",
    "todo": "keywords",
    "done": "keywords",
    "status": "statuses",
    "property": "properties",
    "file": "files",
    "priority": "priorities",
    **dict.fromkeys(("deadline", "scheduled", "closed", "planning"), "dates"),
}


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
    return ids + [CompletionItem(title) for title in islice(found, _MOST_REFS)]
