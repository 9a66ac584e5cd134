"""Checks of a file as a whole: its ``#+KEY:`` lines, its line ends and its encoding."""

import re
from collections.abc import Iterator
from itertools import pairwise

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile
from orgshelf.org.elements.node import Element
from orgshelf.org.lines import UNKNOWN, Splice

#: Affiliated keywords (org-element-affiliated-keywords).
_AFFILIATED = re.compile(
    r"CAPTION|DATA|HEADERS?|LABEL|NAME|PLOT|RESNAME|SOURCE|SRCNAME|TBLNAME|ATTR_[-_A-Z0-9]+",
    re.IGNORECASE,
)
_OBSOLETE = re.compile(
    r"[ \t]*#\+(DATA|LABEL|RESNAME|SOURCE|SRCNAME|TBLNAME|RESULT|HEADERS):", re.IGNORECASE
)
_NAMES = frozenset(("#+LABEL", "#+NAME", "#+RESNAME", "#+SOURCE", "#+SRCNAME", "#+TBLNAME"))
_RENAMED = {"HEADERS": "HEADER", "RESULT": "RESULTS"}
_WITHOUT_COLON = re.compile(r"[ \t]*#\+([^ \t\n:]*)(?: |$)")
_DUAL = re.compile(r"[ \t]*#\+(?:CAPTION|RESULTS)(?:\[.*\])?:(?: |$)", re.IGNORECASE)
_INCLUDE_MARKUP = re.compile(
    r'((?:".+"|[^ \t]+)[ \t]+)(ASCII|BEAMER|HTML|LATEX|MAN|MARKDOWN|MD|ODT|ORG|TEXINFO)',
    re.IGNORECASE,
)
_INCLUDED = re.compile(r'("[^"]+"|[^ \t]+)')


def _keywords(file: LintedFile, name: str = "") -> Iterator[Element]:
    """The keywords that are not affiliated, with one of some names or with any."""
    for element in file.of_kind("keyword"):
        if not name or element.name.upper() == name:
            yield element


def affiliated_lines(file: LintedFile) -> Iterator[tuple[int, str]]:
    """The lines (from 0) of affiliated keywords."""
    for element in file.elements:
        for number in range(element.begin, element.post_affiliated):
            yield number, file.lines[number]


def element_names(file: LintedFile) -> Iterator[tuple[int, str]]:
    """The names of elements with their lines (from 0); the last of equal names counts."""
    for element in file.elements:
        found = None
        for number in range(element.begin, element.post_affiliated):
            key, _, value = file.lines[number].partition(":")
            if key.strip().upper() in _NAMES and value.strip():
                found = number, value.strip()
        if found:
            yield found


def _without_colon(file: LintedFile) -> Iterator[Finding]:
    for number, line in enumerate(file.lines):
        match = _WITHOUT_COLON.match(line) if "#+" in line else None
        if match and not match[1].upper().startswith(("BEGIN", "END")) and not _DUAL.match(line):
            yield Finding(number + 1, f"#+{match[1]} has no colon, so it is ordinary text")


def _orphaned(file: LintedFile) -> Iterator[Finding]:
    for keyword in _keywords(file):
        if _AFFILIATED.fullmatch(keyword.name):
            text = f"#+{keyword.name}: belongs to what is right below it, and nothing is"
            yield Finding(keyword.post_affiliated + 1, text)


def _combining(file: LintedFile) -> Iterator[Finding]:
    elements = file.elements
    for keyword, below in pairwise(elements):
        if keyword.kind != "keyword" or keyword.text_end != keyword.end:
            continue
        if below.begin == keyword.end and below.begin < below.post_affiliated:
            text = f"#+{keyword.name}: does not belong to what is below it: leave a blank line"
            yield Finding(keyword.begin + 1, text)


def _obsolete(file: LintedFile) -> Iterator[Finding]:
    for number, line in affiliated_lines(file):
        if match := _OBSOLETE.match(line):
            new = _RENAMED.get(match[1].upper(), "NAME")
            fixed = f"{line[: match.start(1)]}{new}{line[match.end(1) :]}"
            fix = (Splice(number, number + 1, (fixed,)),)
            yield Finding(number + 1, f"#+{match[1]}: is now called #+{new}:", fix)


def _category(file: LintedFile) -> Iterator[Finding]:
    for keyword in list(_keywords(file, "CATEGORY"))[1:]:
        text = "a file has one #+CATEGORY: set the property CATEGORY of a heading instead"
        yield Finding(keyword.post_affiliated + 1, text)


def _include_markup(file: LintedFile) -> Iterator[Finding]:
    for keyword in _keywords(file, "INCLUDE"):
        if match := _INCLUDE_MARKUP.match(keyword.value):
            number = keyword.post_affiliated
            line = file.lines[number]
            place = line.index(keyword.value) + match.end(1)
            fix = (Splice(number, number + 1, (f"{line[:place]}export {line[place:]}",)),)
            yield Finding(number + 1, f"write export {match[2]}", fix)


def _include(file: LintedFile) -> Iterator[Finding]:
    for keyword in _keywords(file, "INCLUDE"):
        match = _INCLUDED.match(keyword.value)
        path = match[1].strip('"').partition("::")[0] if match else None
        if path is None:
            yield Finding(keyword.post_affiliated + 1, "#+INCLUDE names no file")
        elif path and not _is_there(file, path):
            yield Finding(keyword.post_affiliated + 1, f"#+INCLUDE: there is no file {path}")


def _setup_file(file: LintedFile) -> Iterator[Finding]:
    for keyword in _keywords(file, "SETUPFILE"):
        path = keyword.value.strip('"')
        if not _is_there(file, path):
            yield Finding(keyword.begin + 1, f"#+SETUPFILE: there is no file {path}")


def _is_there(file: LintedFile, path: str) -> bool:
    return "://" in path or file.around.exists(file.document.file, path)


def _names(file: LintedFile) -> Iterator[Finding]:
    """Names that occur more than once; each occurrence is reported."""
    found: dict[str, list[int]] = {}
    for number, name in element_names(file):
        found.setdefault(name, []).append(number)
    for name, numbers in found.items():
        if len(numbers) > 1 and name:
            for number in numbers:
                yield Finding(number + 1, f"#+NAME: {name} is used {len(numbers)} times")


def _mixed(file: LintedFile) -> Iterator[Finding]:
    lines = file.document.lines
    if not lines.mixed:
        return
    ends = [line.endswith("\r") for line in lines.raw[:-1]]
    number = ends.index(not ends[0])
    text = "some lines end in CRLF and some in LF; Emacs shows ^M and loses tags"
    yield Finding(number + 1, text)


def _stray(file: LintedFile) -> Iterator[Finding]:
    if not file.document.has_stray_bytes or file.document.lines.encoding != "utf-8":
        return
    for number, line in enumerate(file.lines):
        if not line.isascii() and any("\udc80" <= char <= "\udcff" for char in line):
            yield Finding(number + 1, "here is a byte that is not UTF-8")


def _not_utf8(file: LintedFile) -> Iterator[Finding]:
    encoding = file.document.lines.encoding
    if encoding == "latin-1":
        yield Finding(1, "not UTF-8; read and written as Latin-1")
    elif encoding == UNKNOWN:
        yield Finding(1, "not UTF-8, and in an unknown encoding; only ASCII is read")


def _uneditable(file: LintedFile) -> Iterator[Finding]:
    if reason := file.document.lines.uneditable:
        yield Finding(1, f"read but never written: {reason}")


CHECKS = (
    Check(
        "invalid-keyword-syntax",
        "warning",
        "A line like #+TITLE has no colon after its name, so it is ordinary text.",
        "#+TITLE My notes\n",
        _without_colon,
    ),
    Check(
        "orphaned-affiliated-keywords",
        "warning",
        "A line like #+CAPTION: has nothing right below it that it could belong to.",
        "#+CAPTION: The plan\n\n* Books\n",
        _orphaned,
    ),
    Check(
        "combining-keywords-with-affiliated",
        "note",
        "A line like #+TITLE: is right above one like #+CAPTION:, which belongs to what is below.",
        "#+TITLE: Books\n#+CAPTION: The plan\n| a | b |\n",
        _combining,
    ),
    Check(
        "obsolete-affiliated-keywords",
        "warning",
        "A line like #+TBLNAME: has a name that Org no longer uses.",
        "* Books\n#+TBLNAME: plan\n| a | b |\n",
        _obsolete,
        fixes="writes the new name",
        changes=frozenset(("elements",)),
    ),
    Check(
        "duplicate-name",
        "warning",
        "Two things in a file have the same #+NAME.",
        "#+NAME: plan\n| a |\n\n#+NAME: plan\n| b |\n",
        _names,
    ),
    Check(
        "deprecated-category-setup",
        "warning",
        "A file says #+CATEGORY more than once, and only one counts.",
        "#+CATEGORY: a\n#+CATEGORY: b\n",
        _category,
    ),
    Check(
        "obsolete-include-markup",
        "warning",
        "An #+INCLUDE names an export back-end as Org did before version 9.",
        '#+INCLUDE: "table.html" html\n',
        _include_markup,
        fixes="writes export before it",
        changes=frozenset(("settings", "elements")),
    ),
    Check(
        "wrong-include-link-parameter",
        "warning",
        "An #+INCLUDE names no file, or one that is not there.",
        '#+INCLUDE: "missing.org"\n',
        _include,
    ),
    Check(
        "non-existent-setupfile-parameter",
        "warning",
        "A #+SETUPFILE is not there.",
        "#+SETUPFILE: missing.org\n",
        _setup_file,
    ),
    Check(
        "mixed-line-ends",
        "warning",
        "Some lines of a file end as on Windows and some do not.",
        "* Books\r\n** Deep Work\n",
        _mixed,
    ),
    Check(
        "stray-bytes",
        "warning",
        "A file in UTF-8 has a byte that is not UTF-8.",
        "* Bücher\n** Deep \udcff Work\n",
        _stray,
    ),
    Check("not-utf8", "warning", "A file is not UTF-8 and read as Latin-1.", "* B\udcfccher\n",
          _not_utf8),
    Check(
        "uneditable",
        "warning",
        "A file is in a form that orgshelf can read but not write.",
        "* Books\r** Deep Work\r",
        _uneditable,
    ),
)  # fmt: skip
