"""The table of all checks, and running them on single files and on all files together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from orgshelf.lint import (
    block_checks,
    clock_checks,
    date_checks,
    file_checks,
    footnote_checks,
    headline_checks,
    link_checks,
    property_checks,
    work_checks,
)
from orgshelf.lint.check import Check, FileFacts, Finding
from orgshelf.lint.clock_checks import spans
from orgshelf.lint.link_checks import id_links, web_links
from orgshelf.lint.linted_file import LintedFile
from orgshelf.lint.property_checks import named
from orgshelf.lint.work_checks import tags, works

#: Checks of the notes folder, which are run while it is walked.
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
#: Checks that access the web, which run on request only.
OF_WEB = (DEAD_LINK, UNREACHED_LINK)

CHECKS: tuple[Check, ...] = (
    *headline_checks.CHECKS,
    *date_checks.CHECKS,
    *clock_checks.CHECKS,
    *property_checks.CHECKS,
    *work_checks.CHECKS,
    *link_checks.CHECKS,
    *footnote_checks.CHECKS,
    *block_checks.CHECKS,
    *file_checks.CHECKS,
    *OF_TREE,
    *OF_WEB,
)


class Diagnostic(NamedTuple):
    """A finding with its file and its check."""

    file: str
    check: Check
    finding: Finding

    @property
    def place(self) -> tuple[list[str], int, str]:
        """The sort key: file, line and name of the check."""
        return self.file.split("/"), self.finding.line, self.check.name


def in_file(file: LintedFile, checks: Iterable[Check]) -> Iterator[Diagnostic]:
    """The findings in one file."""
    for check in checks:
        if check.in_file:
            for finding in check.in_file(file):
                yield Diagnostic(file.document.file, check, finding)


def in_files(facts: Sequence[FileFacts], checks: Iterable[Check]) -> Iterator[Diagnostic]:
    """The findings in several files together."""
    for check in checks:
        if check.in_files:
            for file, finding in check.in_files(facts):
                yield Diagnostic(file, check, finding)


def facts_of(file: LintedFile) -> FileFacts:
    """The facts of a file for the checks of several files."""
    return FileFacts(
        file.document.file,
        tuple(named(file, "ID")),
        tuple(named(file, "CUSTOM_ID")),
        tuple(id_links(file)),
        tuple(tags(file)),
        tuple(spans(file)),
        tuple(works(file)),
        tuple(web_links(file)),
    )


@cache
def by_name() -> Mapping[str, Check]:
    """The checks by name."""
    return {check.name: check for check in CHECKS}
