"""How the commands that read print what they have found, or say that there is nothing."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from orgshelf.cli.app import App
from orgshelf.cli.output import info, info_once, output
from orgshelf.cli.types import completed
from orgshelf.errors import NotFoundError, UsageError
from orgshelf.export import EXPORTERS
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from orgshelf.export.record import Data
    from orgshelf.export.report import Options, Report

    Writer = Callable[[Report], str]
    from orgshelf.store.library import Library


_ANYTHING = Query()
#: What other programs read; each shows any rows.
_FOR_PROGRAMS = tuple(name for name, exporter in EXPORTERS.items() if exporter.listing)
#: Of a shelf that nothing stands on yet.
EMPTY = 'Your shelf is empty. Try: `orgshelf add book "Title - Author 2026"`.'
#: Of one on which all is done.
ALL_DONE = "Nothing is left to do."


class Form(NamedTuple):
    """The chosen output: the name of a format, and the fields of each row."""

    format: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def for_programs(self) -> bool:
        """Whether the output is rows for programs rather than a page for people."""
        return bool(self.fields) or self.format in _FOR_PROGRAMS


def form_options(*others: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command --format and --fields, as one ``form``; ``others`` are formats of its own.

    Raises:
        UsageError: fields are asked for in a format that has none.
    """
    names = ["table", "plain", *_FOR_PROGRAMS, *others]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def with_form(
            *args: Any,  # noqa: ANN401 - whatever else the command takes
            format_: str | None,
            fields: str | None,
            **rest: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            if fields is not None and format_ in ("table", *others):
                raise UsageError(f"--fields is not for {format_}: leave one of them out.")
            wanted = [name.strip() for name in (fields or "").split(",")]
            form = Form(format_, tuple(filter(None, wanted)))
            return command(*args, form=form, **rest)

        format_option = click.option(
            "-f",
            "--format",
            "format_",
            type=click.Choice(names),
            help="How to print it, like --format json.  [default: table; plain when piped]",
        )
        fields_option = click.option(
            "--fields",
            metavar="NAMES",
            shell_complete=completed("fields", ","),
            help="Only these fields, like --fields id,title; `orgshelf help formats` has all.",
        )
        decorated: Callable[..., Any] = format_option(fields_option(with_form))
        return decorated

    return decorate


def print_listing(
    app: App,
    form: Form,
    report: "Callable[[], Report]",
    *,
    plain: Callable[[], str | Iterable[str]],
    table: "Callable[[], Iterable[RenderableType]]",
    others: "Mapping[str, Writer] | None" = None,
) -> None:
    """Print results in the format of ``form``, else as a table or plain lines.

    ``others`` write formats in a way of their own; all others are made of the ``report``.

    Raises:
        UsageError: a field was asked for that there is not.
    """

    def data(name: str) -> Iterable[bytes]:
        made = replace(report(), fields=form.fields)
        if others and name in others:
            return [others[name](made).encode("utf-8", "replace")]
        return EXPORTERS[name].pieces(made)

    if form.fields and form.format in (None, "plain"):
        form = form._replace(format="plain")
        chosen = replace(report(), fields=form.fields)
        output(app.color, form.format, plain=lambda: _columns(chosen), table=table)
    else:
        output(app.color, form.format, plain=plain, table=table, data=data)


def _columns(report: "Report") -> Iterator[str]:
    """The rows of a table in columns, without their names; an empty cell is a hyphen."""
    from orgshelf.export.table import rows
    from orgshelf.terminal.columns import aligned

    table = rows(report)
    next(table)
    return aligned(["-" if cell in (None, "") else str(cell) for cell in row] for row in table)


def _whole(module: str, source: object, report: "Report") -> "Data":
    """The document that a module of ``export`` makes of its source."""
    from importlib import import_module

    from orgshelf.export.json_document import document_of

    record = import_module(f"orgshelf.export.{module}").DOCUMENT
    return document_of(record, source, report.short_ids, report.fields)


def print_document(
    app: App,
    form: Form,
    module: str,
    source: Callable[[], Any],
    *,
    plain: Callable[[], str],
    table: "Callable[[], Iterable[RenderableType]]",
) -> None:
    """Print numbers that JSON and YAML have in a document of their own.

    ``module`` of ``export`` makes that of the ``source``, and the rows of the other formats.

    Raises:
        UsageError: a field was asked for that there is not.
    """
    from importlib import import_module

    source = cache(source)  # which both take

    def in_json(report: "Report") -> str:
        from orgshelf.export.encodable import document

        return document(_whole(module, source(), report))

    def in_yaml(report: "Report") -> str:
        from orgshelf.export.yaml_ import dumped

        return dumped(_whole(module, source(), report))

    def in_rows() -> "Report":
        made = import_module(f"orgshelf.export.{module}")
        return replace(report(app, (), listing=True), rows=made.rows(source()))

    others = {"json": in_json, "yaml": in_yaml}
    print_listing(app, form, in_rows, plain=plain, table=table, others=others)


def listing(app: App, name: str, sources: Iterable[object]) -> "Report":
    """What the formats of a listing are made from whose rows are no headings (``LISTINGS``)."""
    from orgshelf.export.listing_fields import LISTINGS
    from orgshelf.export.report import Rows

    rows = Rows(name, LISTINGS[name].record, sources)
    return replace(report(app, (), listing=True), rows=rows)


def report(
    app: App,
    entries: Sequence[Entry],
    query: Query = _ANYTHING,
    *,
    notes_text: bool = False,
    listing: bool = False,
    streamed: bool = False,
    options: "Options | None" = None,
) -> "Report":
    """What the formats of ``export`` and ``list`` are made from, for a query's entries.

    Only a listing, which is for the person alone, has what the notes keep private.
    ``streamed``: the format looks at one entry after the other, so that they need not be kept.
    """
    from orgshelf.export.report import Options, Report
    from orgshelf.store.entry_list import LazySequence
    from orgshelf.store.notes import read_text_inside

    library = app.library
    shown = Query(published=True, exported=query.exported)
    return Report(
        generated=library.now,
        notes=app.notes_name,
        entries=entries if listing or streamed else LazySequence(lambda: list(entries)),
        library=library.entries if listing else library.matching(shown),
        short_ids=library.short_ids,
        dropped=library.config.dropped,
        notes_text=notes_text,
        listing=listing,
        numbers=lambda: library.numbers(query),
        options=options or Options(),
        tell=info_once,
        read=lambda file: read_text_inside(library.root, file),
    )


def say_nothing(app: App, query: Query, otherwise: str = ALL_DONE) -> None:
    """Say that nothing matches a query; without one that the shelf is empty, or ``otherwise``."""
    if is_empty(app.library):
        info(EMPTY)
    elif asked := _asked(query):
        say_no_match(asked, _hints(app, query))
    else:
        info(otherwise)


def say_no_match(words: str, hints: str = "") -> None:
    """Say ``No match for 'zzz'.`` and the hints."""
    info(f"No match for {one_line(words)!r}.{hints}")


def is_empty(library: "Library") -> bool:
    """Whether there is neither a work nor anything to be done."""
    return not library.works(Query()) and not library.select(
        Query(all=True, states=("pending", "done"))
    )


def _asked(query: Query) -> str:
    """The query and the options, written as one query."""
    options = {"kind": query.kinds, "todo": query.states, "tags": query.tags, "work": query.works}
    words = [f"{name}:{shlex.quote(value)}" for name, given in options.items() for value in given]
    return " ".join((*words, *([query.expression.text] if query.expression else [])))


def _hints(app: App, query: Query) -> str:
    """How a word of another program is written here; that an id is one for `show`."""
    if query.expression is None:
        return ""
    from orgshelf.query.suggestions import foreign_words
    from orgshelf.shelf.refs import is_exact

    text, found = query.expression.text, foreign_words(query.expression.node)
    hints = [f" {word} is written `{meant}` here." for word, meant in found]
    with suppress(NotFoundError):
        if is_exact(text) and app.library.find(text):
            hints.append(f" `orgshelf show {text}` shows the heading of that id.")
    return "".join(hints)
