"""A report from the user's own Jinja2 template.

Variables:

- ``items``: the items, each as in ``json`` (see ``schema``)
- ``progress``: that of ``json``: ``totals``, ``by_kind``, ``by_work``, ``finished``, ``dropped``
- ``numbers``: all numbers of progress (``progress.numbers.Numbers``)
- ``generated``, ``today``: the current moment and its day
- ``notes``: the folder of the notes

Filters besides those of Jinja2: ``bar(cells)`` of a progress, ``date(form)`` of a date or moment,
``days(number)`` after a date, ``hours`` of minutes, ``md`` escapes text for Markdown, and ``web``
returns a link's target if it is safe to click, else "".

An undefined variable is an error, and null is written as "". In a template for HTML or XML, by its
file name, texts are escaped. Templates run in a sandbox without access to files, modules, private
attributes and other templates; they cannot change anything, and ranges are limited to 100,000. They
may take half a minute and two gigabytes.
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
from orgshelf.export.markdown import escape
from orgshelf.export.report import Report
from orgshelf.export.summary import Counted
from orgshelf.model import Progress
from orgshelf.store.file_access import read_regular

_MARKUP = re.compile(r"\.(?:html?|xhtml|xml|svg)(?:\.(?:j2|jinja2?))?$", re.IGNORECASE)
_SIGNS = "█░"
_FRAME = "<template>"  # Jinja2's name of a template without a file
_SECONDS = 30
_MEMORY = 2 << 30  # bytes
_MOST_BITS = 14_000  # of a number of 4,200 digits

#: The variables, each computed only if the template uses it.
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
    """The time limit is exceeded."""


@contextmanager
def bounded(seconds: float, memory: int) -> Iterator[None]:
    """Limit the processor time and the additional memory of the body.

    Outside of the main thread, where signals cannot be handled, time is not limited.

    Raises:
        TimeIsUpError: the time limit is exceeded.
        MemoryError: the memory limit is exceeded.
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
    """The size of this process's address space in bytes, which the limit applies to."""
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
        # It repeats, in case the exception is swallowed.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeIsUpError


#: Messages for errors whose own message is not helpful. A ``SyntaxError`` is one of the Python code
#: that a template is compiled to.
_MESSAGES: Mapping[type[Exception], str] = {
    TemplateNotFound: "a template cannot include another file.",
    TimeIsUpError: f"it takes more than {_SECONDS} seconds: make it simpler.",
    MemoryError: "it needs too much memory: make it simpler.",
    RecursionError: "its nesting or recursion goes too deep: make it simpler.",
    SyntaxError: "its nesting or recursion goes too deep: make it simpler.",
}


class _Counts(Protocol):
    """Progress as in ``numbers``."""

    done: int
    total: int


def render(report: Report) -> str:
    """The rendered template without control characters.

    Raises:
        UsageError: the template fails or exceeds a limit; the message names its line.
    """
    name, text = report.options.template_name, report.options.template or ""
    environment = _environment(name)
    with _template_errors(name):
        named = meta.find_undeclared_variables(environment.parse(text))
        template = environment.from_string(text)
    given = {variable: make(report) for variable, make in VARIABLES.items() if variable in named}
    with _template_errors(name):
        return printable(template.render(given))


@contextmanager
def _template_errors(name: str) -> Iterator[None]:
    """Apply the limits, and convert all errors of a template.

    Raises:
        UsageError: the template fails or exceeds a limit; the message names its line.
    """
    try:
        with bounded(_SECONDS, _MEMORY):
            yield
    except Exception as error:  # expressions of a template can raise anything
        raise UsageError(f"{name}:{_line(error)}: {_sentence(error)}") from error


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that limits numbers: no signal interrupts the computation of a large power."""

    intercepted_binops = frozenset(("**", "*"))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply or raise to a power, unless the result is too large."""
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
    del environment.globals["lipsum"]  # has no limit
    environment.filters.update(bar=bar, date=day, days=later, hours=hours, md=markdown, web=web)
    return environment


def _line(error: Exception) -> int:
    """The innermost line of the template that raised an error."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 1 for f in reversed(frames) if f.filename == _FRAME), 1)


def _sentence(error: Exception) -> str:
    if known := next(
        (message for kind, message in _MESSAGES.items() if isinstance(error, kind)), None
    ):
        return known
    message = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    return f"{printable(message or type(error).__name__).strip().rstrip('.')}."


def bar(progress: Mapping[str, int] | _Counts, cells: int = 20) -> str:
    """A progress bar, from a progress in ``items``, ``progress`` or ``numbers``."""
    try:
        if isinstance(progress, Mapping):
            counted = Progress(progress["done"], progress["total"])
        else:
            counted = Progress(progress.done, progress.total)
    except (AttributeError, KeyError) as error:
        raise FilterArgumentError("bar wants a progress, like item.progress") from error
    return titles_and_dates.bar(Counted(counted), min(max(cells, 0), 1000), _SIGNS)


def day(moment: str | date | None, form: str = "%Y-%m-%d") -> str:
    """A date or a moment formatted by ``strftime``; "" for None."""
    if moment is None:
        return ""
    return (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).strftime(form)


def later(day: date, number: int) -> date:
    """The date a number of days later, or earlier if it is negative."""
    return day + timedelta(days=number)


def hours(minutes: int | None) -> str:
    """Minutes as ``1:05``; "" for None."""
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


def markdown(text: str | None) -> str:
    """Text escaped for Markdown, on one line; "" for None."""
    return "" if text is None else escape(text)


def web(target: str | None) -> str:
    """The address if it is safe to click (http, https, mailto, doi), else ""."""
    return web_address(target or "") or ""
