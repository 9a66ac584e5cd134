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
inner attribute is reached, nothing is changed, and no range is longer than 100,000. It may take
half a minute and two gigabytes. It stands alone: there are no other templates for it to include.
"""

import math
import re
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Protocol

from jinja2 import DictLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, meta
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from orgshelf.errors import UsageError
from orgshelf.export import titles_and_dates
from orgshelf.export.encodable import printable
from orgshelf.export.json_document import envelope, items
from orgshelf.export.link_targets import web_address
from orgshelf.export.md_text import escape
from orgshelf.export.report import Report
from orgshelf.export.summary import Counted
from orgshelf.model import Progress
from orgshelf.store.file_access import read_regular

_MARKUP = re.compile(r"\.(?:html?|xhtml|xml|svg)(?:\.(?:j2|jinja2?))?$", re.IGNORECASE)
_SIGNS = "█░"
_FRAME = "<template>"  # how Jinja2 calls a template that has no file
_SECONDS = 30
_MEMORY = 2 << 30  # bytes
_MOST_BITS = 14_000  # of a number of 4,200 digits

#: What a template may name, made only if it does.
VARIABLES: Mapping[str, Callable[[Report], object]] = {
    "items": lambda report: list(items(report)),
    "progress": lambda report: envelope(report)["progress"],
    "numbers": lambda report: report.numbers() if report.numbers else None,
    "generated": lambda report: report.generated,
    "today": lambda report: report.generated.date(),
    "notes": lambda report: report.notes,
}
_KIBI = 1024


class TimeIsUpError(Exception):
    """The work takes longer than it may."""


@contextmanager
def bounded(seconds: float, memory: int) -> Iterator[None]:
    """Let what is done meanwhile take so many seconds of the processor and so many bytes more.

    Off the main thread, where no alarm can be set, time is not bounded.

    Raises:
        TimeIsUpError: it takes longer.
        MemoryError: it needs more.
    """
    with _bounded_memory(memory), _bounded_time(seconds):
        yield


@contextmanager
def _bounded_memory(more: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = _address_space() + more
    limits = [limit for limit in (*before, most) if limit != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):  # a system without such limits
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), before[1]))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, before)


def _address_space() -> int:
    """How many bytes this process has now, which is what the limit counts."""
    with suppress(OSError):
        pages = read_regular(Path("/proc/self/statm")).split()[0]
        return int(pages) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI


@contextmanager
def _bounded_time(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _time_is_up)
    try:
        # Where somebody swallows what it raises it comes again.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeIsUpError


#: What is said of errors that do not say it so themselves. A ``SyntaxError`` is one of Python,
#: which a template is turned into.
_SAID: Mapping[type[Exception], str] = {
    TemplateNotFound: "a template cannot include another file.",
    TimeIsUpError: f"it takes more than {_SECONDS} seconds: make it simpler.",
    MemoryError: "it needs too much memory: make it simpler.",
    RecursionError: "its nesting or recursion goes too deep: make it simpler.",
    SyntaxError: "its nesting or recursion goes too deep: make it simpler.",
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
    with _told(name):
        named = meta.find_undeclared_variables(environment.parse(text))
        template = environment.from_string(text)
    given = {variable: make(report) for variable, make in VARIABLES.items() if variable in named}
    with _told(name):
        return printable(template.render(given))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Hold what a template does to its bounds, and say in a sentence what is wrong with it.

    Raises:
        UsageError: something is.
    """
    try:
        with bounded(_SECONDS, _MEMORY):
            yield
    except Exception as error:  # whatever the expressions of a template can raise
        raise UsageError(f"{name}:{_line(error)}: {_sentence(error)}") from error


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox whose numbers stay small: a power takes a time that no alarm ends."""

    intercepted_binops = frozenset(("**", "*"))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply or raise to a power what comes to no more digits than can be printed."""
        if isinstance(left, int) and isinstance(right, int):
            power = min(abs(right), _MOST_BITS + 1) if operator == "**" else 1
            bits = power * _bits(left) + (0 if operator == "**" else _bits(right))
            if bits > _MOST_BITS:
                raise UsageError("A number gets too large.")
        return super().call_binop(context, operator, left, right)


def _bits(number: int) -> float:
    return math.log2(abs(number) or 1)


def _environment(name: str) -> ImmutableSandboxedEnvironment:
    environment = _Sandbox(
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
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 1 for f in reversed(frames) if f.filename == _FRAME), 1)


def _sentence(error: Exception) -> str:
    if known := next((said for kind, said in _SAID.items() if isinstance(error, kind)), None):
        return known
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
    return titles_and_dates.bar(Counted(counted), min(max(cells, 0), 1000), _SIGNS)


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
