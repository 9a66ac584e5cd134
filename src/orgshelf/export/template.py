"""A report in the words of the user's own Jinja2 template.

What a template may name:

- ``items``: the items, each as in ``json`` (see ``schema``)
- ``progress``: that of ``json``: ``totals``, ``by_kind``, ``by_work``, ``finished``, ``dropped``
- ``numbers``: every number of ``progress``, as ``shelf.progress.numbers.Numbers`` has them
- ``generated``, ``today``: the moment and its day
- ``notes``: the folder of the notes

Besides the filters of Jinja2: ``bar(cells)`` of a progress, ``date(form)`` of a date or moment,
``days(number)`` after a date, ``hours`` of minutes, ``md`` for text in Markdown, and ``web`` for
a link's target, which gives the address where it is safe to click, else nothing.

A name that there is not is an error, and what is null is written as nothing. In a template for
HTML or XML, by its name, texts are escaped. It runs in a sandbox: no file, no module and no
inner attribute is reached, nothing is changed, and no range is longer than 100,000. It stands
alone: there are no other templates for it to include.
"""

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from jinja2 import DictLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, meta
from jinja2.exceptions import FilterArgumentError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from orgshelf.errors import UsageError
from orgshelf.export import words
from orgshelf.export.document import envelope, items
from orgshelf.export.links import web_address
from orgshelf.export.md_text import escape
from orgshelf.export.report import Report
from orgshelf.export.summary import Counted
from orgshelf.export.text import printable
from orgshelf.model import Progress

_MARKUP = re.compile(r"\.(?:html?|xhtml|xml|svg)(?:\.(?:j2|jinja2?))?$", re.IGNORECASE)
_SIGNS = "█░"
_FRAME = "<template>"  # how Jinja2 calls a template that has no file

#: What a template may name, made only if it does.
VARIABLES: Mapping[str, Callable[[Report], object]] = {
    "items": lambda report: list(items(report)),
    "progress": lambda report: envelope(report)["progress"],
    "numbers": lambda report: report.numbers() if report.numbers else None,
    "generated": lambda report: report.generated,
    "today": lambda report: report.generated.date(),
    "notes": lambda report: report.notes,
}


class _Counts(Protocol):
    """Progress as the numbers have it."""

    done: int
    total: int


def render(report: Report) -> str:
    """What the template makes of the report, without control characters.

    Raises:
        UsageError: it is wrong, or does what it must not; the sentence names the line.
    """
    name, text = report.options.template_name, report.options.template or ""
    environment = _environment(name)
    try:
        named = meta.find_undeclared_variables(environment.parse(text))
        template = environment.from_string(text)
    except TemplateSyntaxError as error:
        raise UsageError(f"{name}:{error.lineno}: {_sentence(error)}") from error
    given = {variable: make(report) for variable, make in VARIABLES.items() if variable in named}
    try:
        return printable(template.render(given))
    except Exception as error:  # whatever the expressions of a template can raise
        raise UsageError(f"{name}:{_line(error)}: {_sentence(error)}") from error


def _environment(name: str) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=_MARKUP.search(name) is not None,
        finalize=lambda value: "" if value is None else value,
        keep_trailing_newline=True,
        loader=DictLoader({}),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    del environment.globals["lipsum"]  # which has no bound
    environment.filters.update(bar=bar, date=day, days=later, hours=hours, md=markdown, web=web)
    return environment


def _line(error: Exception) -> int:
    """The template's line that an error comes from, the innermost one."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 1 for f in reversed(frames) if f.filename == _FRAME), 1)


def _sentence(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return "a template cannot include another file."
    said = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    return f"{printable(said or type(error).__name__).strip().rstrip('.')}."


def bar(progress: Mapping[str, int] | _Counts, cells: int = 20) -> str:
    """A bar of a progress, from ``items``, ``progress`` or ``numbers``."""
    try:
        if isinstance(progress, Mapping):
            counted = Progress(progress["done"], progress["total"])
        else:
            counted = Progress(progress.done, progress.total)
    except (AttributeError, KeyError) as error:
        raise FilterArgumentError("bar wants a progress, like item.progress") from error
    return words.bar(Counted(counted), min(max(cells, 0), 1000), _SIGNS)


def day(moment: str | date | None, form: str = "%Y-%m-%d") -> str:
    """A date or a moment in the form of ``strftime``; nothing for none."""
    if moment is None:
        return ""
    return (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).strftime(form)


def later(day: date, number: int) -> date:
    """The date so many days later, or earlier below zero."""
    return day + timedelta(days=number)


def hours(minutes: int | None) -> str:
    """Minutes as ``1:05``; nothing for none."""
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


def markdown(text: str | None) -> str:
    """Text that Markdown shows letter by letter, on one line; nothing for none."""
    return "" if text is None else escape(text)


def web(target: str | None) -> str:
    """An address that is safe to click: http, https, mailto, doi; nothing for another."""
    return web_address(target or "") or ""
