"""What lint found as a JSON document."""

from collections.abc import Sequence
from pathlib import Path

from orgshelf.export.json_text import array
from orgshelf.lint.linter import Diagnostic


def render(found: Sequence[Diagnostic], root: Path) -> str:
    """The document: each finding with its file, relative to ``notes``, and its line (from 1)."""
    del root
    findings = "".join(array(_finding(one) for one in found))
    return f'{{"findings": {findings}}}\n'


def _finding(one: Diagnostic) -> dict[str, object]:
    return {
        "file": one.file,
        "line": one.finding.line,
        "level": one.check.level,
        "check": one.check.name,
        "text": one.finding.text,
        "fixable": bool(one.finding.mend),
    }
