"""Types of command-line values: what a user types, checked, turned into data and completed."""

import os
import re
from collections.abc import Callable, Container
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from orgshelf.errors import DateError, UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Makes the completions of a word, as click asks for them.
Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

_TIME = r"([0-9]{1,2}):([0-9]{2})"
#: Stands for a leading hyphen that begins no option.
MINUS = "\u2212"
#: What a word of a query may stand behind.
_BEFORE_A_WORD = " (!"


class SignedCommand(click.Command):
    """A command that takes words with a sign: ``-3d`` and ``-maths`` are no options of it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed; only the options that there are count as such."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        known = {name for option in options for name in option.opts}
        valued = {n for option in options if not option.is_flag for n in option.opts}
        words = [
            MINUS + arg[1:] if before not in valued and _is_signed(arg, known) else arg
            for before, arg in zip(("", *args), args, strict=False)
        ]
        return super().parse_args(ctx, words)


def _is_signed(arg: str, known: Container[str]) -> bool:
    """Whether it is a word with a sign: no option, and not in the shape of a long one."""
    return arg not in known and re.match(r"-[^-]|--[0-9]", arg) is not None


class FileName(click.Path):
    """A path that no system can have is one that is not there."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Check it as click does."""
        try:
            return super().convert(value, param, ctx)
        except ValueError:
            self.fail(f"{value!r} cannot name a file.", param, ctx)


class Moment(click.ParamType[datetime]):
    """A point in time in ISO 8601: a date, or a date and a time."""

    name = "ISO"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it; an offset from UTC is turned into local time."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
            return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
        except (ValueError, OverflowError) as error:
            raise DateError(str(value), "2026-12-01 or 2026-12-01T10:00") from error


class Past(Moment):
    """A point in time that is past: as ``Moment``, or a time of day, then the last such one."""

    name = "TIME"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Parse it, relative to the program's clock."""
        now: datetime = ctx.find_root().obj.now if ctx else datetime.now()
        if match := re.fullmatch(_TIME, str(value)):
            with suppress(ValueError, OverflowError):
                moment = now.replace(hour=int(match[1]), minute=int(match[2]), second=0)
                return moment if moment <= now else moment - timedelta(days=1)
        moment = super().convert(value, param, ctx)
        if moment > now:
            raise UsageError(f"{value} is still to come: give a time that is past.")
        return moment


class FirstDay(click.ParamType[date]):
    """A day, or the first day of a period like ``last week``."""

    name = "DATE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Parse it, relative to the program's clock; a point in time gives its day."""
        if isinstance(value, date):
            return value
        from orgshelf.shelf.day_plan import first_day

        now: datetime = ctx.find_root().obj.now if ctx else datetime.now()
        with suppress(DateError):
            return MOMENT.convert(value, param, ctx).date()
        return first_day(str(value), now.date())


class Whole(click.ParamType[int]):
    """A whole number from ``least`` to ``most``; an error says what it is not, and an example."""

    name = "N"

    def __init__(self, least: int, most: int, wanted: str) -> None:
        self._range, self._wanted = click.IntRange(least, most), wanted

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401
        """Parse it."""
        try:
            return int(self._range.convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"{value!r} is not {self._wanted}.", param, ctx)


class Ref(click.ParamType[str]):
    """A name of a heading, completed by the shell; behind one what the command takes besides."""

    name = "ref"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; a leading minus sign is the hyphen that was typed (``SignedCommand``)."""
        return f"-{value[1:]}" if value.startswith(MINUS) else value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """Ids and titles that begin so, each id with its title."""
        from orgshelf.cli.completion_values import complete_ref

        return complete_ref(ctx, incomplete)


class QueryWord(click.ParamType[str]):
    """A word of a query; the shell completes named queries and predicates."""

    name = "query"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """Named queries with their texts, then predicates once a letter is typed.

        Of words in quotation marks the last is completed, and behind a predicate its value.
        """
        from orgshelf.cli.completion_values import IN_QUERY, completions

        place = max(map(incomplete.rfind, _BEFORE_A_WORD)) + 1
        before, last = incomplete[:place], incomplete[place:]
        name, colon, value = last.partition(":")
        if colon:
            done, comma, start = value.rpartition(",")
            sort = IN_QUERY.get(name)
            return completions(ctx, sort, start, f"{before}{name}:{done}{comma}") if sort else []
        return [*completions(ctx, "queries", last, before), *_predicates(last, before)]


def _predicates(start: str, before: str) -> "list[CompletionItem]":
    """The predicates that begin so."""
    from click.shell_completion import CompletionItem

    from orgshelf.query.predicates import BY_NAME

    return [
        CompletionItem(f"{before}{name}:", help=spec.help)
        for name, spec in BY_NAME.items()
        if start and name.startswith(start)
    ]


def completed(sort: str, separator: str = "") -> Completer:
    """Complete a word by one sort of value; ``separator`` separates several of them."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        from orgshelf.cli.completion_values import completions

        before, sign, last = incomplete.rpartition(separator) if separator else ("", "", incomplete)
        return completions(ctx, sort, last, f"{before}{sign}")

    return complete


#: How many, or which one; no more than an index can count.
COUNT = Whole(1, 999_999_999, "a number from 1 on")
MOMENT = Moment()
PAST = Past()
FIRST_DAY = FirstDay()
YEAR = Whole(1, 9999, "a year: write it like 2026")
REF = Ref()
QUERY_WORD = QueryWord()
