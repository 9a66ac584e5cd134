"""Checks of headlines: words, priorities, tags, levels, statistics cookies."""

import re
from collections.abc import Iterator

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile
from orgshelf.model import Heading
from orgshelf.org.edit.checkbox import lines_with_boxes_counted
from orgshelf.org.edit.statistics import counted_headline, has_word
from orgshelf.org.edit.tags import aligned
from orgshelf.org.elements.node import of_kind
from orgshelf.org.lines import Splice
from orgshelf.org.preamble import Priorities
from orgshelf.org.syntax.headline import COOKIE

#: Common keywords: a headline that begins with one that its file lacks is probably a mistake.
_COMMON_KEYWORDS = frozenset(
    ("TODO", "NEXT", "WAIT", "WAITING", "HOLD", "STARTED", "SOMEDAY", "DONE", "CANCELLED")
)
_STARS_IN_LINE = re.compile(r"[^*\n\r ,]\*\*+ ")
_PRIORITY = re.compile(r"\[#([^][]*)(\]?)")
_HIGHEST = 64  # the highest numeric priority


def _misplaced(file: LintedFile) -> Iterator[Finding]:
    for number, line in enumerate(file.lines):
        if "** " in line and _STARS_IN_LINE.search(line):
            element = file.element_at(number)
            if element is None or element.kind == "paragraph":
                yield Finding(number + 1, "these stars look like a heading on a line of its own")


def _foreign_keyword(file: LintedFile) -> Iterator[Finding]:
    # A shorter keyword of one file may be an ordinary word in a title of another.
    others = {word for word in file.around.keywords if len(word) > 2 and word.isupper()}
    for heading in file.headings:
        word = heading.text.partition(" ")[0]
        if heading.keyword is None and (word in _COMMON_KEYWORDS or word in others):
            yield Finding(
                heading.line,
                f"{word} is not a TODO keyword of this file, so it is title text",
            )


def _priority(file: LintedFile) -> Iterator[Finding]:
    """Priority cookies that Org 9.8 reads as title text (org-priority-regexp), or out of range."""
    for heading in file.headings:
        text = f"[#{heading.priority}]" if heading.priority else heading.text
        if not (match := _PRIORITY.match(text)):
            continue
        value = _priority_value(match[1]) if match[2] == "]" else None
        if value is None:
            yield Finding(heading.line, f"{match[0]} is not a priority, so it is title text")
        elif not _in_range(value, file.document.settings.priorities):
            text = f"priority {match[1]} is out of the range of this file"
            yield Finding(heading.line, text)


def _priority_value(text: str) -> int | None:
    """The numeric value of a priority: up to 64, or the code of a letter; None if it is neither."""
    if re.fullmatch("[A-Za-z]", text):
        return ord(text.upper())
    return int(text) if re.fullmatch("[0-9]{1,2}", text) and int(text) <= _HIGHEST else None


def _in_range(value: int, bounds: Priorities) -> bool:
    return bounds.highest <= value <= bounds.lowest


def _quote_section(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        if heading.text.removeprefix("COMMENT ").startswith("QUOTE "):
            yield Finding(heading.line, "Org no longer has QUOTE sections: use a quote block")


def _spurious_colon(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        number = heading.line - 1
        line = file.lines[number].rstrip(" \t")
        word = line[max(line.rfind(" "), line.rfind("\t")) + 1 :]
        if "::" in word and heading.local_tags:
            new = f"{line.removesuffix(word)}:{':'.join(heading.local_tags)}:"
            fix = (Splice(number, number + 1, (new,)),)
            yield Finding(heading.line, f"{word} has a colon too many", fix)


def _level(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        above = file.headings[heading.parent].level if heading.parent is not None else None
        if above is not None and heading.level > above + 1:
            yield Finding(
                heading.line,
                f"level {heading.level} is below level {above}: one is skipped",
            )


def _unaligned(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        number = heading.line - 1
        if heading.local_tags:
            new = aligned(file.lines[number], file.document)
            if new != file.lines[number]:
                text = "the tags are not in their column"
                yield Finding(heading.line, text, (Splice(number, number + 1, (new,)),))


def _cookie(file: LintedFile) -> Iterator[Finding]:
    """Cookies that count neither the checkboxes of their entry nor the items below it.

    A cookie with nothing to count was written by hand, and is left alone.
    """
    for index, heading in enumerate(file.headings):
        number = heading.line - 1
        if not any(map(COOKIE.search, file.lines[number : heading.end])):
            continue
        below = file.headings[index + 1 : file.entries[index].end]
        boxed = dict(_counted_boxes(file, index))
        possible = [boxed[number]] if number in boxed else []
        if any(item.keyword for item in below) and not _counts(heading, "checkbox"):
            possible.append(counted_headline(file.document, heading, below))
        boxed.pop(number, None)
        if possible and file.lines[number] not in possible:
            yield _miscounted(file, number, possible[0])
        for line, new in boxed.items():
            yield _miscounted(file, line, new)


def _counted_boxes(file: LintedFile, index: int) -> Iterator[tuple[int, str]]:
    """The right headline of an entry with checkboxes, and each other line that is wrong."""
    section, heading = file.sections[index + 1], file.headings[index]
    has_boxes = any(item.head and item.head.checkbox for item in of_kind(section, "item"))
    if has_boxes and not _counts(heading, "todo"):
        changed = lines_with_boxes_counted(file.document, heading)
        yield heading.line - 1, file.lines[heading.line - 1]
        yield from changed.items()


def _counts(heading: Heading, word: str) -> bool:
    """Whether COOKIE_DATA contains a word."""
    return has_word((heading.get("COOKIE_DATA") or "").lower(), word)


def _miscounted(file: LintedFile, number: int, new: str) -> Finding:
    wrong, right = (" ".join(COOKIE.findall(line)) for line in (file.lines[number], new))
    return Finding(number + 1, f"{wrong} should be {right}", (Splice(number, number + 1, (new,)),))


CHECKS = (
    Check(
        "misplaced-heading",
        "warning",
        "Stars and a blank are within a line, where they do not begin a heading.",
        "* Books\nThe last word** Papers\n",
        _misplaced,
    ),
    Check(
        "foreign-keyword",
        "warning",
        "A heading begins with a TODO keyword that its file does not have, so it is title text.",
        "* WAITING for the library\n",
        _foreign_keyword,
    ),
    Check(
        "priority",
        "warning",
        "A priority is out of the file's range, or written so that Org reads it as title text.",
        "* TODO [#high] Read this\n",
        _priority,
    ),
    Check(
        "quote-section",
        "warning",
        "A heading begins with QUOTE, which Org no longer knows.",
        "* QUOTE Seneca\n",
        _quote_section,
    ),
    Check(
        "spurious-colons",
        "warning",
        "There are two colons in a row among the tags.",
        "* Deep Work :book::focus:\n",
        _spurious_colon,
        fixes="removes the colon",
    ),
    Check(
        "level-jump",
        "note",
        "A heading is more than one level deeper than the one above it.",
        "* Books\n*** Deep Work\n",
        _level,
    ),
    Check(
        "unaligned-tags",
        "note",
        "Tags are not in the column where Emacs would put them.",
        "* Deep Work :focus:\n",
        _unaligned,
        fixes="moves them to it",
        on=False,
    ),
    Check(
        "statistics-cookie",
        "warning",
        "A cookie like [1/3] does not say what is done below its heading.",
        "* Deep Work [2/2]\n** DONE Part 1\n** TODO Part 2\n",
        _cookie,
        fixes="counts again, as Emacs does",
        changes=frozenset(("text",)),
    ),
)
