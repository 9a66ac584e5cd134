"""Checks of blocks, drawers and lists: unclosed ones, and those in the wrong place."""

import re
from collections.abc import Iterator

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile
from orgshelf.org.elements.node import Element, Kind
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.drawers import drawer_name, property_drawer

_BLOCKS: frozenset[Kind] = frozenset(
    (
        *("center-block", "comment-block", "dynamic-block", "example-block", "export-block"),
        *("quote-block", "special-block", "src-block", "verse-block"),
    )
)
_VERBATIM: frozenset[Kind] = frozenset(
    ("comment-block", "example-block", "export-block", "src-block", "verse-block")
)
_EDGE = re.compile(r"[ \t]*#\+(BEGIN|END)(?::|_[^ \t\n]*)?[ \t]*", re.IGNORECASE)
_DEPRECATED = frozenset(
    ("ASCII", "BEAMER", "HTML", "LATEX", "MAN", "MARKDOWN", "MD", "ODT", "ORG", "TEXINFO")
)
_NUMBER = re.compile(r"[0-9]+")


def _invalid_block(file: LintedFile) -> Iterator[Finding]:
    for number, line in enumerate(file.lines):
        match = _EDGE.match(line) if "#+" in line else None
        if match is None:
            continue
        element = file.element_at(number)
        if match[1].upper() == "END" and match.end() < len(line):
            yield Finding(
                number + 1,
                f"{line.strip()} ends no block: nothing may follow it",
            )
        elif element is None or element.kind not in _BLOCKS:
            yield Finding(
                number + 1, f"{line.strip()} is half of a block: the other half is missing"
            )


def _deprecated_export(file: LintedFile) -> Iterator[Finding]:
    for block in file.of_kind("special-block"):
        if block.name.upper() in _DEPRECATED:
            number = block.post_affiliated
            text = f"write #+begin_export {block.name.lower()}"
            yield Finding(number + 1, text, tuple(_as_export(file, block)))


def _as_export(file: LintedFile, block: Element) -> Iterator[Splice]:
    name, first, last = block.name, block.post_affiliated, block.text_end - 1
    for number, new in ((first, f"export {name.lower()}"), (last, "export")):
        line = file.lines[number]
        place = line.lower().index(f"_{name.lower()}") + 1
        yield Splice(number, number + 1, (f"{line[:place]}{new}{line[place + len(name) :]}",))


def _diary(file: LintedFile) -> Iterator[Finding]:
    for number, line in enumerate(file.lines):
        if "%%(" not in line or not re.match(r"[ \t]+%%\(", line):
            continue
        element = file.element_at(number)
        if element is None or element.kind not in (*_VERBATIM, "diary-sexp"):
            fix = (Splice(number, number + 1, (line.lstrip(" \t"),)),)
            yield Finding(number + 1, "Org sees a diary entry at the line's beginning only", fix)


def _incomplete_drawer(file: LintedFile) -> Iterator[Finding]:
    """Drawers without an end, and ends without a drawer (org-lint-incomplete-drawer)."""
    number = 0
    while number < len(file.lines):
        line = file.lines[number]
        number += 1
        if ":" not in line or drawer_name(line) is None:
            continue
        element = file.element_at(number - 1)
        match element.kind if element else None:
            case "drawer" | "property-drawer":
                assert element is not None
                if element.kind == "drawer":
                    yield from _misleading(file, number, element)
                number = max(number, element.end)
            case kind if kind not in _VERBATIM:
                yield Finding(
                    number, f"{line.strip()} is half of a drawer: the other half is missing"
                )


def _misleading(file: LintedFile, start: int, drawer: Element) -> Iterator[Finding]:
    for number in range(start, drawer.contents_end):
        if drawer_name(file.lines[number]):
            text = f"{file.lines[number].strip()} looks like a drawer inside this one"
            yield Finding(number + 1, text)


def _properties(file: LintedFile) -> Iterator[Finding]:
    """Drawers called PROPERTIES that Org does not read as properties."""
    for drawer in file.of_kind("drawer"):
        if drawer.name.upper() != "PROPERTIES":
            continue
        number = drawer.post_affiliated
        index = file.heading_at(number)
        place = _property_place(file, index)
        junk = _junk(file, drawer)
        if number == place:
            yield Finding(
                number + 1, f"Org ignores these properties: line {junk} is not a property"
            )
        else:
            text = "Org ignores these properties: they must be right below heading and planning"
            fix = () if junk or index is None else tuple(_to_heading(file, index, drawer))
            yield Finding(number + 1, text, fix)


def _property_place(file: LintedFile, index: int | None) -> int:
    """The line where a property drawer must begin, from 0."""
    if index is None:
        texts = file.lines
        return next((i for i, t in enumerate(texts) if t.strip() and t.strip()[:1] != "#"), 0)
    heading = file.headings[index]
    return heading.line + any(heading.planning)


def _junk(file: LintedFile, drawer: Element) -> int | None:
    """The first line (from 1) of a drawer that is not a property."""
    found = property_drawer(file.lines, drawer.post_affiliated, drawer.text_end)
    return found + 1 if isinstance(found, int) else None


def _to_heading(file: LintedFile, index: int, drawer: Element) -> Iterator[Splice]:
    """The move of a drawer below its heading, if that has no properties."""
    heading, first = file.headings[index], drawer.post_affiliated
    place = _property_place(file, index)
    if heading.properties or drawer_name(file.lines[place]) == "PROPERTIES":
        return
    lines = tuple(line.strip(" \t") for line in file.lines[first : drawer.text_end])
    yield Splice(place, place, lines)
    yield Splice(first, drawer.text_end, ())


def _item_number(file: LintedFile) -> Iterator[Finding]:
    for plain_list in file.of_kind("plain-list"):
        expected = 1
        for item in plain_list.children:
            assert item.head is not None
            counter = item.head.counter
            expected = int(counter) if counter and counter.isdecimal() else expected
            match = _NUMBER.match(item.head.bullet)
            if match and counter is None and int(match[0]) != expected:
                yield _misnumbered(file, item, match[0], expected)
            expected += 1


def _misnumbered(file: LintedFile, item: Element, number: str, expected: int) -> Finding:
    line = file.lines[item.begin]
    column = len(line) - len(line.lstrip(" \t"))
    new = f"{line[:column]}{expected}{line[column + len(number) :]}"
    # A bullet of another width would move the text below it out of the item.
    fixes = len(str(expected)) == len(number)
    fix = (Splice(item.begin, item.begin + 1, (new,)),) if fixes else ()
    return Finding(item.begin + 1, f"item {number} is number {expected} of its list", fix)


CHECKS = (
    Check(
        "invalid-block",
        "error",
        "A block has no end, or no beginning.",
        "* Deep Work\n#+begin_quote\nWork deeply.\n",
        _invalid_block,
    ),
    Check(
        "deprecated-export-blocks",
        "warning",
        "A block for one export back-end is written as Org did before version 9.",
        "* Deep Work\n#+begin_html\n<br>\n#+end_html\n",
        _deprecated_export,
        fixes="writes #+begin_export",
        changes=frozenset(("elements",)),
    ),
    Check(
        "incomplete-drawer",
        "error",
        "A drawer has no end, or no beginning.",
        "* Deep Work\n:LOGBOOK:\nno end\n",
        _incomplete_drawer,
    ),
    Check(
        "obsolete-properties-drawer",
        "error",
        "Org ignores a property drawer, for its place or a line in it.",
        "* Deep Work\nWords.\n:PROPERTIES:\n:RATING:   5\n:END:\n",
        _properties,
        fixes="moves it below its heading, if that has no properties",
        changes=frozenset(("properties", "elements")),
    ),
    Check(
        "indented-diary-sexp",
        "warning",
        "A diary entry is indented, so Org does not see it.",
        "* Deep Work\n  %%(diary-float t 4 2) Reading club\n",
        _diary,
        fixes="removes the indentation",
        changes=frozenset(("elements",)),
    ),
    Check(
        "item-number",
        "note",
        "The number of a list item is not its place in the list.",
        "* Deep Work\n1. Focus\n1. Rest\n",
        _item_number,
        fixes="writes the right number, if it has as many digits",
    ),
)
