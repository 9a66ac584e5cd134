"""The use cases that set goals, which are kept in the configuration."""

from datetime import date
from pathlib import Path

from orgshelf.errors import NoGoalError, UsageError
from orgshelf.org.dates import read_period
from orgshelf.progress.goals import Goal
from orgshelf.query.expression import understand
from orgshelf.query.suggestions import check_names
from orgshelf.store.config_members import set_member
from orgshelf.store.library import Library


def make_goal(library: Library, query: str, count: int, since: str | None, by: str | None) -> Goal:
    """A goal from today, or the day ``since``, to the end of the year, or of the period ``by``.

    Raises:
        DateError: a day cannot be read.
        QueryError: the query cannot be understood.
        UsageError: it ends before it begins.
    """
    asked = understand(query, library.scope())
    check_names(asked.node, asked.text, library.names_by_word())
    today = library.now.date()
    first = read_period(since, today).first if since else today
    last = read_period(by, today).last if by else date(first.year, 12, 31)
    if last < first:
        raise UsageError(f"A goal from {first} cannot end by {last}: give a later day with --by.")
    return Goal(query, count, first, last)


def add_goal(library: Library, path: Path, name: str, goal: Goal, *, replace: bool) -> None:
    """Write a goal into a configuration file, or into its place where ``replace`` allows that.

    Raises:
        UsageError: there is one of that name.
        ConfigError: the file cannot be changed so.
    """
    from orgshelf.store.config_file import quoted
    from orgshelf.store.config_values import goals

    if name in library.config.goals and not replace:
        raise UsageError(f"There is already a goal {name!r}: add --replace to set it again.")
    days = {"since": goal.since, "by": goal.by}
    try:
        goals({name: {"query": goal.query, "count": goal.count, **days}})
    except ValueError as error:
        raise UsageError(f"A goal wants {error}.") from error
    texts = {"query": quoted(goal.query), "count": str(goal.count)}
    set_member(path, "goals", name, texts | {word: str(day) for word, day in days.items()})


def remove_goal(library: Library, path: Path, name: str) -> None:
    """Take a goal out of a configuration file.

    Raises:
        NoGoalError: there is none of that name.
        UsageError: it stands in another file.
        ConfigError: the file cannot be changed so.
    """
    if name not in library.config.goals:
        raise NoGoalError(name)
    if not set_member(path, "goals", name, None):
        raise UsageError(
            f"The goal {name!r} is not in {path}: take it out of your own file by hand."
        )
