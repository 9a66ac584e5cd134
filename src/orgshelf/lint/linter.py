"""Running checks over files: findings of each, and what they are together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.clock_checks import spans
from orgshelf.lint.file_facts import FileFacts
from orgshelf.lint.link_checks import id_links, web_links
from orgshelf.lint.linted_file import LintedFile
from orgshelf.lint.property_checks import named
from orgshelf.lint.work_checks import tags, works


class Diagnostic(NamedTuple):
    """A finding with its file and its check."""

    file: str
    check: Check
    finding: Finding

    @property
    def place(self) -> tuple[list[str], int, str]:
        """What they are sorted by: file, line, name of the check."""
        return self.file.split("/"), self.finding.line, self.check.name


def in_file(file: LintedFile, checks: Iterable[Check]) -> Iterator[Diagnostic]:
    """What the checks find in one file."""
    for check in checks:
        if check.in_file:
            for finding in check.in_file(file):
                yield Diagnostic(file.document.file, check, finding)


def in_files(facts: Sequence[FileFacts], checks: Iterable[Check]) -> Iterator[Diagnostic]:
    """What the checks find in files together."""
    for check in checks:
        if check.in_files:
            for file, finding in check.in_files(facts):
                yield Diagnostic(file, check, finding)


def facts_of(file: LintedFile) -> FileFacts:
    """What a file says that only means something beside the others."""
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
