"""All checks, in one table."""

from collections.abc import Mapping
from functools import cache

from orgshelf.lint import (
    block_checks,
    byte_checks,
    clock_checks,
    footnote_checks,
    headline_checks,
    link_checks,
    planning_checks,
    property_checks,
    setting_checks,
    stamp_checks,
    work_checks,
)
from orgshelf.lint.check import Check

#: What is found as the notes are looked for, and not in a file.
OF_TREE = (
    Check(
        "unreadable-file",
        "error",
        "A file or folder of the notes cannot be read.",
        "",
    ),
    Check(
        "conflict-copy",
        "warning",
        "A program that syncs has left a copy of a file that was changed in two places.",
        "",
    ),
)

DEAD_LINK = Check(
    "dead-web-link",
    "error",
    "With --links: a page of the web is gone.",
    "",
    on=False,
)
UNREACHED_LINK = Check(
    "unreached-web-link",
    "note",
    "With --links: a host of the web could not be asked, or refused to answer.",
    "",
    on=False,
)
#: What is found by asking the web, which is done only when it is asked for.
OF_WEB = (DEAD_LINK, UNREACHED_LINK)

CHECKS: tuple[Check, ...] = (
    *headline_checks.CHECKS,
    *planning_checks.CHECKS,
    *stamp_checks.CHECKS,
    *clock_checks.CHECKS,
    *property_checks.CHECKS,
    *work_checks.CHECKS,
    *link_checks.CHECKS,
    *footnote_checks.CHECKS,
    *block_checks.CHECKS,
    *setting_checks.CHECKS,
    *byte_checks.CHECKS,
    *OF_TREE,
    *OF_WEB,
)


@cache
def by_name() -> Mapping[str, Check]:
    """The checks by their names."""
    return {check.name: check for check in CHECKS}
