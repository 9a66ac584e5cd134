"""Texts as the checks see them."""

from collections.abc import Collection
from datetime import datetime

from orgshelf.lint.check import Check
from orgshelf.lint.linted_file import LintedFile, Surroundings
from orgshelf.lint.linter import CHECKS, Diagnostic, facts_of, in_file, in_files
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.store.config import Config
from orgshelf.store.notes import classify

NOW = datetime(2026, 11, 23, 9)


def linted_file(
    data: bytes, name: str = "a.org", files: Collection[str] = (), config: Config | None = None
) -> LintedFile:
    """A file as the checks see it, beside these other ``files``."""
    config = config or Config()
    document = read(Lines.from_bytes(data), name, org=config.org)
    around = Surroundings(NOW, lambda _, path: path in files, config.kinds.names)
    return LintedFile(document, classify(document, config), around)


def found_in(
    text: str | bytes, *names: str, files: Collection[str] = (), config: Config | None = None
) -> list[Diagnostic]:
    """What the checks of these names, or all of them, find in one file."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    file = linted_file(data, files=files, config=config)
    checks = [check for check in CHECKS if check.name in names or not names]
    return [*in_file(file, checks), *in_files([facts_of(file)], checks)]


def lines(text: str | bytes, name: str, files: Collection[str] = ()) -> list[int]:
    """The lines, from 1, where one check finds something."""
    return sorted(one.finding.line for one in found_in(text, name, files=files))


def with_examples() -> list[Check]:
    """The checks that have an example."""
    return [check for check in CHECKS if check.example]
