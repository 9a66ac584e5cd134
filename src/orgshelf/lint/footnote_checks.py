"""Checks of footnotes: references without a definition, and definitions without a reference."""

from collections import Counter
from collections.abc import Iterator

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile, Placed
from orgshelf.org.elements.node import Element, walk
from orgshelf.org.syntax.objects import Footnote

_SECTION = "Footnotes"  # org-footnote-section
_ALLOWED = frozenset(("comment", "comment-block", "footnote-definition", "property-drawer"))


def _references(file: LintedFile) -> Iterator[tuple[Placed, Footnote]]:
    for placed in file.objects:
        if isinstance(placed.node, Footnote):
            yield placed, placed.node


def _undefined(file: LintedFile) -> Iterator[Finding]:
    known = {element.name for element in file.of_kind("footnote-definition")}
    known |= {note.label for _, note in _references(file) if note.children is not None}
    for placed, note in _references(file):
        if note.children is None and note.label not in known:
            yield Finding(placed.line + 1, f"the footnote {placed.raw} has no text")


def _unreferenced(file: LintedFile) -> Iterator[Finding]:
    known = {note.label for _, note in _references(file)}
    for element in file.of_kind("footnote-definition"):
        if element.name not in known:
            yield Finding(element.post_affiliated + 1, f"nothing refers to footnote {element.name}")


def _duplicate(file: LintedFile) -> Iterator[Finding]:
    counts = Counter(element.name for element in file.of_kind("footnote-definition"))
    for element in file.of_kind("footnote-definition"):
        if counts[element.name] > 1:
            text = f"footnote {element.name} has {counts[element.name]} texts"
            yield Finding(element.post_affiliated + 1, text)


def _extraneous(file: LintedFile) -> Iterator[Finding]:
    for index, heading in enumerate(file.headings):
        if heading.text != _SECTION:
            continue
        below = file.entries[index + 1 : file.entries[index].end]
        others = any(not entry.heading.commented for entry in below)
        if others or any(map(_is_other, file.sections[index + 1].children)):
            yield Finding(heading.line, "only footnotes below this heading are exported")


def _is_other(element: Element) -> bool:
    return next(walk(element)).kind not in _ALLOWED


CHECKS = (
    Check(
        "undefined-footnote-reference",
        "warning",
        "A footnote has no text.",
        "* Deep Work\nWork deeply.[fn:1]\n",
        _undefined,
    ),
    Check(
        "unreferenced-footnote-definition",
        "warning",
        "Nothing refers to a footnote.",
        "* Deep Work\n[fn:1] A note.\n",
        _unreferenced,
    ),
    Check(
        "duplicate-footnote-definition",
        "warning",
        "A footnote has more than one text.",
        "* Deep Work\nWork[fn:1]\n\n[fn:1] One.\n\n[fn:1] Two.\n",
        _duplicate,
    ),
    Check(
        "extraneous-element-in-footnote-section",
        "warning",
        "Below a heading called Footnotes is something else, which Org does not export.",
        "* Footnotes\nThis is lost.\n",
        _extraneous,
    ),
)
