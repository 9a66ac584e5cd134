"""The command that looks back on a year."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, print_document
from orgshelf.cli.options import expression, study_only
from orgshelf.cli.output import info
from orgshelf.cli.report_files import deliver, refuse_note
from orgshelf.cli.types import QUERY_WORD, FileName
from orgshelf.errors import MissingExtraError, UsageError
from orgshelf.progress.year_review import YearReview, review_year
from orgshelf.query import Query
from orgshelf.terminal import year_screen


def _page(review: YearReview) -> bytes:
    try:
        from orgshelf.export.html.year_page import page
    except ModuleNotFoundError as error:
        raise MissingExtraError("html", "html") from error
    return page(review).encode("utf-8", "replace")


def _svg(review: YearReview) -> bytes:
    from orgshelf.export.year_card import svg

    return svg(review).encode("utf-8", "replace")


def _png(review: YearReview) -> bytes:
    from orgshelf.export.year_card import png

    return png(review)


#: What makes a file with each ending.
_FILES: Mapping[str, Callable[[YearReview], bytes]] = {".html": _page, ".svg": _svg, ".png": _png}


@click.command("wrapped")
@click.argument("words", nargs=-1, metavar="[YEAR] [QUERY]...", type=QUERY_WORD)
@click.option(
    "-o",
    "--output",
    type=FileName(dir_okay=False, readable=False),
    metavar="FILE",
    help="Write a page or a picture to share, like -o year.html, year.svg or year.png.",
)
@form_options()
@click.pass_obj
def wrapped_command(app: App, words: tuple[str, ...], output: str | None, form: Form) -> None:
    """Look back on a year: what you finished, and what stands out.

    Without YEAR it is this year; in January the year before. A file to share has titles, names and
    numbers in it and nothing else of your notes; what is tagged `private` or `noexport` is left
    out.

    \b
    Examples:
      orgshelf wrapped
      orgshelf wrapped 2025 kind:book
      orgshelf wrapped -o year.html
      orgshelf wrapped 2025 -o year.png
    """
    year, rest = _year(words, app.now.date())
    review = _review(app, year, rest)
    if not review.works:
        info(f"No work was finished on a known day in {year}: `done` records the day.")
    if output is not None:
        _write(app, review, output)
        return
    print_document(
        app,
        form,
        "year_json",
        lambda: review,
        plain=lambda: year_screen.plain(review),
        table=lambda: year_screen.table(review),
    )


def _year(words: Sequence[str], today: date) -> tuple[int, Sequence[str]]:
    if words and re.fullmatch(r"[0-9]{4}", words[0], re.ASCII) and int(words[0]):
        return int(words[0]), words[1:]
    return max(today.year - (today.month == 1), 1), words


def _review(app: App, year: int, words: Sequence[str]) -> YearReview:
    library, config = app.library, app.config
    query = study_only(app, Query(expression(app, words)), everything=False)
    entries, numbers = library.matching(query), library.numbers(query, 0)
    return review_year(entries, numbers, year, config.kinds, config.dropped)


def _write(app: App, review: YearReview, output: str) -> None:
    path = Path(output)
    make = _FILES.get(path.suffix.lower())
    if make is None:
        raise UsageError(
            f"{output} is neither a page nor a picture: end its name in {', '.join(_FILES)}."
        )
    refuse_note(app, path)
    deliver(app, [make(review)], path)
