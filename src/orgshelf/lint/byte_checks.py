"""Checks of a file's bytes: line ends and encoding."""

from collections.abc import Iterator

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile


def _mixed(file: LintedFile) -> Iterator[Finding]:
    lines = file.document.lines
    if not lines.mixed:
        return
    ends = [line.endswith("\r") for line in lines.raw[:-1]]
    number = ends.index(not ends[0])
    text = "some lines end in CRLF and some in LF; Emacs shows ^M and loses tags"
    yield Finding(number + 1, text)


def _stray(file: LintedFile) -> Iterator[Finding]:
    if not file.document.has_stray_bytes:
        return
    for number, line in enumerate(file.lines):
        if not line.isascii() and any("\udc80" <= char <= "\udcff" for char in line):
            yield Finding(number + 1, "here is a byte that is not UTF-8")


def _not_utf8(file: LintedFile) -> Iterator[Finding]:
    if file.document.lines.encoding == "latin-1":
        yield Finding(1, "not UTF-8; read and written as Latin-1")


def _uneditable(file: LintedFile) -> Iterator[Finding]:
    if reason := file.document.lines.uneditable:
        yield Finding(1, f"read but never written: {reason}")


CHECKS = (
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
        "A file in UTF-8 has a byte that is none.",
        "* Bücher\n** Deep \udcff Work\n",
        _stray,
    ),
    Check("not-utf8", "warning", "A file is not UTF-8 and read as Latin-1.", "* B\udcfccher\n",
          _not_utf8),
    Check(
        "uneditable",
        "warning",
        "A file is written so that orgshelf reads it and never writes it.",
        "* Books\r** Deep Work\r",
        _uneditable,
    ),
)  # fmt: skip
