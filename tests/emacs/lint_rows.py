"""What org-lint finds in files and what our checks find, in one shape to compare.

``cd tests && ORGSHELF_ORG_LISP=… python -m emacs.lint_rows`` records what another Org finds.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from emacs.oracle import OTHER_ORG
from emacs.random_lint import org_file
from lint.linted import found_in
from orgshelf.lint.linter import CHECKS

LISP = Path(__file__).with_name("lint.el")
#: What Org 9.8.9 finds in the first files of the seed.
RECORD = Path(__file__).with_name("lint-of-org-9.8.9.json")
SEED, RECORDED = 1, 60

#: Where one checker of Org is several checks of ours.
_THEIR_NAME = {
    "timestamp-impossible": "timestamp-syntax",
    "timestamp-weekday": "timestamp-syntax",
}


class Difference(NamedTuple):
    """What we find and Org does not, or the other way round, where a line looks so; and why."""

    name: str
    ours: bool
    line: str
    why: str


#: All that may differ.
DIFFERENCES = (
    Difference(
        "percent-encoding-link-escape", False, "https://", "the web escapes its addresses so"
    ),
    Difference("timestamp-syntax", False, r"<2026-12-01 mar\.>", "people write other languages"),
    Difference(
        "timestamp-syntax", True, "(?i)^ *(DEADLINE|SCHEDULED|CLOSED):", "Org looks at no planning"
    ),
    Difference("clock-syntax", False, "^[ \t]*CLOCK: =>", "Org's manual writes a sum alone so"),
    Difference(
        "link-to-local-file", False, "attachment:", "Emacs's settings say where attachments are"
    ),
    Difference("misplaced-heading", False, "", "org-lint 9.8 tells of another line"),
    Difference("misplaced-heading", True, "", "org-lint 9.8 tells of another line"),
    Difference(
        "invalid-custom-id-link", False, r"\[\[#books\]\]", "of a key twice the first counts"
    ),
    Difference("item-number", False, "^[ \t]+", "an item may begin left of the one above it"),
    Difference("item-number", True, "^[ \t]+", "an item may begin left of the one above it"),
)
#: The same, for Org before 9.8: which keywords belong to what was another rule.
OLDER = (
    Difference("obsolete-affiliated-keywords", False, r"^#\+", "comments and clocks had keywords"),
    Difference("orphaned-affiliated-keywords", True, r"^#\+", "comments and clocks had keywords"),
)


def texts(count: int) -> list[str]:
    """The random files."""
    return [org_file(SEED, index) for index in range(count)]


def digest(some: Sequence[str]) -> str:
    """By which a record knows the files that it is of."""
    return sha1("\0".join(some).encode()).hexdigest()


def org_lint(some: Sequence[str], folder: Path) -> dict[str, Any]:
    """What org-lint finds in each: its version, its checkers, [line, checker] of each file."""
    files = [folder / f"{number}.org" for number in range(len(some))]
    for file, text in zip(files, some, strict=True):
        file.write_text(text, encoding="utf-8")
    other = ["-L", OTHER_ORG] if OTHER_ORG else []
    command = ["emacs", "--batch", "-Q", *other, "-l", str(LISP), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def shared(theirs: Mapping[str, Any]) -> set[str]:
    """The checkers that both have."""
    return {_THEIR_NAME.get(check.name, check.name) for check in CHECKS} & {*theirs["checkers"]}


def differences(theirs: Mapping[str, Any], some: Sequence[str]) -> Iterator[str]:
    """Each line of which only one tells, and that no difference explains."""
    both = shared(theirs)
    known = DIFFERENCES if _is_newest(theirs["version"]) else (*DIFFERENCES, *OLDER)
    for number, (text, found) in enumerate(zip(some, theirs["found"], strict=True)):
        failed = {name for line, name in found if line == 0}
        rows = {(line, name) for line, name in found if name in both - failed}
        ours = {row for row in _ours(text) if row[1] in both - failed}
        lines = ["", *text.split("\n")]
        for line, name in sorted(rows ^ ours):
            is_ours = (line, name) in ours
            if not any(_explains(each, name, is_ours, lines[line]) for each in known):
                who = "we" if is_ours else "Org"
                yield f"{number}.org:{line}: only {who}: {name}: {lines[line]}"


def _ours(text: str) -> set[tuple[int, str]]:
    found = found_in(text)
    return {(one.finding.line, _THEIR_NAME.get(one.check.name, one.check.name)) for one in found}


def _explains(difference: Difference, name: str, is_ours: bool, line: str) -> bool:
    same = (difference.name, difference.ours) == (name, is_ours)
    return same and re.search(difference.line, line) is not None


def _is_newest(version: str) -> bool:
    return [int(part) for part in version.split(".")[:2]] >= [9, 8]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        some = texts(RECORDED)
        record = {"digest": digest(some), **org_lint(some, Path(folder))}
    if not _is_newest(record["version"]):
        sys.exit("Name the folder of the newest Org in ORGSHELF_ORG_LISP.")
    lines = ",\n  ".join(json.dumps(found, separators=(",", ":")) for found in record.pop("found"))
    head = json.dumps(record, indent=1).removesuffix("\n}")
    RECORD.write_text(f'{head},\n "found": [\n  {lines}\n ]\n}}\n', encoding="utf-8")
