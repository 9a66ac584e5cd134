"""What lint found as a JSON document."""

from collections.abc import Sequence

from orgshelf.export.json_text import array
from orgshelf.lint.linter import Diagnostic


def render(found: Sequence[Diagnostic]) -> str:
    """The document: each finding with its file, seen from the notes, and its line (from 1)."""
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
