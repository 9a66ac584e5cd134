"""Findings of lint as JSON, and as SARIF 2.1.0 (OASIS) for editors and code hosts."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from orgshelf import __version__
from orgshelf.export.encodable import array, encode
from orgshelf.lint.check import Check
from orgshelf.lint.linter import Diagnostic

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "NOTES"


def as_json(found: Sequence[Diagnostic]) -> str:
    """The document: each finding with its file, relative to the notes, and its line (from 1)."""
    findings = "".join(array(_finding(one) for one in found))
    return f'{{"findings": {findings}}}\n'


def _finding(one: Diagnostic) -> dict[str, object]:
    return {
        "file": one.file,
        "line": one.finding.line,
        "level": one.check.level,
        "check": one.check.name,
        "text": one.finding.text,
        "fixable": bool(one.finding.fix),
    }


# SARIF


def as_sarif(found: Sequence[Diagnostic], root: Path) -> str:
    """The log of one run; files are relative to the notes root, which is given once."""
    checks = {one.check.name: one.check for one in found}
    driver = {
        "name": "orgshelf",
        "version": __version__,
        "rules": [_rule(check) for check in checks.values()],
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_ROOT: {"uri": f"{root.as_uri()}/"}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in found],
    }
    return encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(check: Check) -> dict[str, object]:
    return {
        "id": check.name,
        "shortDescription": {"text": check.help},
        "defaultConfiguration": {"level": check.level},
    }


def _result(one: Diagnostic) -> dict[str, object]:
    uri = quote(one.file.encode("utf-8", "surrogateescape"))
    place = {
        "artifactLocation": {"uri": uri, "uriBaseId": _ROOT},
        "region": {"startLine": one.finding.line},
    }
    return {
        "ruleId": one.check.name,
        "level": one.check.level,
        "message": {"text": one.finding.text},
        "locations": [{"physicalLocation": place}],
    }
