"""What Emacs reads in Org files and what we read, in one shape to compare."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from emacs.oracle import emacs_command
from orgshelf.model import Heading, Timestamp
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read

DUMP = Path(__file__).with_name("dump.el")
#: Keys looked up with inheritance, as dump.el does.
INHERITED = ("KIND", "URL", "X")


def emacs_reading(files: Sequence[Path]) -> list[dict[str, Any]]:
    """Let one Emacs read all files."""
    result = subprocess.run(emacs_command(DUMP, *map(str, files)), capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    return [in_our_terms(entry) for entry in json.loads(result.stdout)]


def in_our_terms(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One file of a dump: keyword sets, done keywords, headings without null properties."""
    assert "error" not in entry, entry
    headings = [dict(heading) for heading in entry["headings"]]
    for heading in headings:
        assert "error" not in heading, heading
        heading["properties"] = _set_only(heading["properties"])
        heading["commented"] = bool(heading["commented"])
        for tags in ("tags", "local_tags"):  # Org 9.8 finds an empty one in :a::b:
            heading[tags] = [tag for tag in heading[tags] if tag]
    return {"sets": entry["sets"], "done": entry["done"], "headings": headings}


def our_reading(data: bytes, file: Path) -> dict[str, Any]:
    """The same of our own reader; setup files are looked for beside ``file``."""

    def setup(path: str) -> Lines | None:
        try:
            return Lines.from_bytes((file.parent / path).read_bytes())
        except OSError:
            return None

    document = read(Lines.from_bytes(data), file=file.name, setup=setup)
    keywords = document.settings.keywords
    return {
        "sets": [list(sequence.names) for sequence in keywords.sequences],
        "done": list(keywords.done),
        "headings": [_described(heading, document.headings) for heading in document.headings],
    }


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """What differs between two readings, one line each: where, ours, theirs."""
    found = [
        f"{key}: {ours[key]!r}, not {theirs[key]!r}"
        for key in ("sets", "done")
        if ours[key] != theirs[key]
    ]
    ours_at = {heading["line"]: heading for heading in ours["headings"]}
    theirs_at = {heading["line"]: heading for heading in theirs["headings"]}
    for line in sorted(ours_at.keys() | theirs_at.keys()):
        one, other = ours_at.get(line, {}), theirs_at.get(line, {})
        found += [
            f"line {line} {key}: {one.get(key)!r}, not {other.get(key)!r}"
            for key in one | other
            if one.get(key) != other.get(key)
        ]
    return found


def _described(heading: Heading, headings: Sequence[Heading]) -> dict[str, Any]:
    planning = heading.planning
    return {
        "line": heading.line,
        "end": heading.end,
        "body": heading.body,
        "parent": None if heading.parent is None else headings[heading.parent].line,
        "level": heading.level,
        "keyword": heading.keyword,
        "done": heading.done,
        "priority": heading.priority,
        "heading": heading.text,
        "tags": list(heading.tags),
        "local_tags": list(heading.local_tags),
        "planning": {
            "scheduled": _raw(planning.scheduled),
            "deadline": _raw(planning.deadline),
            "closed": _raw(planning.closed),
        },
        "properties": _set_only({key: heading.get(key) for key in heading.properties}),
        "commented": heading.commented,
        "inherited": _set_only({key: heading.get(key, inherit=True) for key in INHERITED}),
    }


def _raw(stamp: Timestamp | None) -> str | None:
    return stamp.raw if stamp else None


def _set_only(values: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value is not None}
