"""The targets of links and footnotes on a page."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from orgshelf.export.affiliated import affiliated
from orgshelf.export.exported import included, options_of
from orgshelf.export.link_targets import safe_address, web_address
from orgshelf.export.page_blocks import pieces
from orgshelf.export.page_code import LineNumbers, numbered_labels
from orgshelf.export.page_context import Anchor, PageContext, page_words
from orgshelf.export.page_pieces import joined
from orgshelf.export.page_sections import Section, targets_among
from orgshelf.export.page_text import markdown
from orgshelf.export.report import Report
from orgshelf.export.source_text import SourceText
from orgshelf.org.elements.node import of_kind, walk
from orgshelf.org.elements.section import read_section
from orgshelf.org.elements.spans import object_texts
from orgshelf.org.entry_spans import FILE
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.links import target_name
from orgshelf.org.syntax.objects import Footnote, Literal, Mark
from orgshelf.org.syntax.plain_words import words_of
from orgshelf.shelf.entries import Entry

_FILE = re.compile(r"(?:file:)?([^:]+\.org)(?:::(.*))?", re.DOTALL)
# A link of another type, which need not be resolved.
_ELSEWHERE = re.compile(r"(?!file:|id:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FILE_LINK = re.compile(r"file(?:\+(?:emacs|sys))?:(.*)", re.DOTALL | re.IGNORECASE)
_NEARBY = re.compile(r"\.{1,2}/")
_SEARCH = re.compile(r"::.*", re.DOTALL)
_COLON_FIRST = re.compile(r"[^/]*:")
#: A link target: its file, "" for any, and its name in links.
Key = tuple[str, str]

_SIGN = re.compile(r"<<|^[ \t]*#\+(?:name|label|tblname|srcname):", re.IGNORECASE)

_BLOCK = re.compile(r"[ \t]*#\+begin_(?:src|example)", re.IGNORECASE)


@dataclass
class Targets:
    """The anchors of a page, and the footnotes referenced so far."""

    sections: Callable[[], Iterable[Section]]
    report: Report
    sources: SourceText
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    texts: list[tuple[Entry, Footnote]] = field(default_factory=list)
    tables: Counter[str] = field(default_factory=Counter)
    code: LineNumbers = field(default_factory=LineNumbers)
    _contexts: dict[tuple[str, bool], PageContext] = field(default_factory=dict)

    def of_file(self, entry: Entry, *, leads: bool = True) -> PageContext:
        """The context of titles of the entry's file; without ``leads`` links become text."""
        if (entry.file, leads) not in self._contexts:
            if any(key == "CITE_EXPORT" for key, _ in entry.document.settings.pairs):
                self.report.tell(
                    f"{entry.file}: #+CITE_EXPORT is not followed: citations are text."
                )
            self._contexts[entry.file, leads] = self._made(entry, leads=leads)
        return self._contexts[entry.file, leads]

    def context(self, section: Section, *, above: bool = False) -> PageContext:
        """The context of a section's text, or of the text ``above`` its file's headings."""
        entry = section.entry
        properties = entry.document.properties if above else entry.heading.inherited
        return replace(self.of_file(entry), radio=section.radio.pattern, properties=properties)

    def _made(self, entry: Entry, *, leads: bool) -> PageContext:
        folder = posixpath.join(self.report.options.to_notes, posixpath.dirname(entry.file))
        return PageContext(
            lambda target: self._anchor(entry.file, target),
            lambda note: self._reference(entry, note),
            lambda target: link_address(target, folder),
            options_of(entry),
            tell=lambda remark: self.report.tell(f"{entry.file}: {remark}."),
            next_table=lambda: self._next_table(entry.file),
            number_lines=lambda shown, count: self.code.before(entry.file, shown, count),
            leads=leads,
        )

    def _next_table(self, file: str) -> int:
        self.tables[file] += 1
        return self.tables[file]

    def footnotes(self) -> Iterator[str]:
        """The lines of the referenced footnotes, whose text can reference more."""
        if self.texts:
            language = options_of(self.texts[0][0]).language
            yield from ("", f"# {page_words(language).footnotes}")
        for number, (entry, note) in enumerate(self.texts, 1):
            context = self.of_file(entry)
            sign = f'<sup><a id="fn.{number}" href="#fnr.{number}">{number}</a></sup>'
            if note.children is None:
                lines = joined(pieces(self._definitions[entry.file, note.label], context))
            else:
                lines = markdown(note.children, context).strip().split("\n")
            yield from ("", f"{sign} {lines[0] if lines else ''}".rstrip(), *lines[1:])

    def _anchor(self, file: str, target: str) -> Anchor | None:
        """The anchor of a link in a file."""
        if web_address(target):
            return None
        if target.startswith("id:"):
            return self._anchors.get(("", target))
        if match := _FILE.fullmatch(target):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
            target = match[2] or ""
        if target.startswith(("#", "(")):
            return self._anchors.get((file, target))
        if target.startswith("<<"):
            return self._anchors.get((file, f"<<{target_name(target[2:-2])}>>"))
        key = target_name(target.removeprefix("*"))
        named = None if target.startswith("*") else self._anchors.get((file, f"<<{key}>>"))
        return named or self._anchors.get((file, key))

    def sections_of(self, file: str) -> Sequence[Section]:
        """All sections of a file that contains ``#+TOC``."""
        return self._with_contents.get(file, ())

    @cached_property
    def _with_contents(self) -> Mapping[str, Sequence[Section]]:
        found: dict[str, list[Section]] = {}
        for section in self.sections():
            if any(key == "TOC" for key, _ in section.entry.document.settings.pairs):
                found.setdefault(section.entry.file, []).append(section)
        return found

    @cached_property
    def _anchors(self) -> Mapping[Key, Anchor]:
        return anchors(self.sections)

    def _reference(self, entry: Entry, note: Footnote) -> str | None:
        """The number of a footnote as a link to its definition; None if the file has none."""
        key = entry.file, note.label
        if note.children is None and key not in self._definitions and key not in self.used:
            return None
        is_new = not note.label or key not in self.used
        if is_new:
            self.texts.append((entry, note))
            self.used[key] = len(self.texts)
        number = self.used[key]
        id_ = f' id="fnr.{number}"' if is_new else ""
        return f'<sup><a{id_} class="footref" href="#fn.{number}">{number}</a></sup>'

    @cached_property
    def _definitions(self) -> Mapping[tuple[str, str], list[str]]:
        """The definition of each footnote by file and label."""
        found: dict[tuple[str, str], list[str]] = {}
        for entry in included(self.report.library, self.report):
            if any(line.startswith("[fn:") for line in entry.body):
                for label, lines in _definitions(self.sources.body(entry)):
                    found.setdefault((entry.file, label), lines)
        return found


def _definitions(lines: Sequence[str]) -> Iterable[tuple[str, list[str]]]:
    for note in of_kind(read_section(lines, below="headline"), "footnote-definition"):
        text = list(lines[note.contents_begin : note.contents_end])
        yield note.name, [text[0][note.offset :], *text[1:]] if text else []


def link_address(target: str, folder: str) -> str | None:
    """The address of an external link: a web address or the relative path of a file; else None.

    ``folder`` is the path from the page to the folder of the note. Absolute paths are None: they
    exist on the user's own disk only.
    """
    if address := web_address(target):
        return address
    match = _FILE_LINK.fullmatch(target)
    if match is None and not _NEARBY.match(target):
        return None
    path = _SEARCH.sub("", match[1] if match else target)
    if not path or path.startswith(("/", "~", "$")):
        return None
    path = posixpath.normpath(posixpath.join(folder, path))
    # A colon in the first part would make it a URL with a scheme.
    return safe_address(f"./{path}" if _COLON_FIRST.match(path) else path)


def anchors(sections: Callable[[], Iterable[Section]]) -> Mapping[Key, Anchor]:
    """The anchors by link target; the first of equal ones counts."""
    found: dict[Key, Anchor] = {}
    counts, numbers = Counter[str](), LineNumbers()
    for section in sections():
        if section.number:
            for key in _heading_keys(section.entry):
                found.setdefault(key, Anchor(section.anchor, section.label, section.title))
        for name, number in _named(section, counts):
            key = section.entry.file, f"<<{target_name(name)}>>"
            found.setdefault(key, Anchor(f"target-{len(found)}", number))
        for label, words in _labels(section, numbers):
            found.setdefault((section.entry.file, f"({label})"), Anchor("", words))
    return found


def _heading_keys(entry: Entry) -> Iterator[Key]:
    """The link targets that denote a heading."""
    heading = entry.heading
    if id_ := heading.properties.get("ID"):
        yield "", f"id:{id_}"
    if id_ := heading.properties.get("CUSTOM_ID"):
        yield entry.file, f"#{id_}"
    yield entry.file, target_name(heading.text)
    if entry.index in (FILE, 0):
        yield entry.file, ""
        if id_ := entry.document.properties.get("ID"):
            yield "", f"id:{id_}"


def _named(section: Section, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """The targets and named elements of a section, each with the number that links show."""
    for node in _targets(section):
        yield words_of(node) if isinstance(node, Mark) else node.text, section.label
    for lines in _texts(section):
        for element in walk(read_section(lines)):
            counts[f"{section.entry.file} {element.kind}"] += 1
            if name := affiliated(lines, element).name:
                yield name, str(counts[f"{section.entry.file} {element.kind}"])


def _labels(section: Section, numbers: LineNumbers) -> Iterator[tuple[str, str]]:
    """The labels of lines of code, each with the text of links to it."""
    for lines in (section.preamble, section.body):
        if any(map(_BLOCK.match, lines)):
            for block in of_kind(read_section(lines), "src-block", "example-block"):
                yield from numbered_labels(lines, block, section.entry.file, numbers)


def _texts(section: Section) -> Iterator[Sequence[str]]:
    """The lines above and below the headline, if they contain names or targets."""
    for lines in (section.preamble, section.body):
        if lines and any(map(_SIGN.search, lines)):
            yield lines


def _targets(section: Section) -> Iterator[Literal | Mark]:
    """The targets in the title and text of a section."""
    if "<<" in section.entry.heading.text:
        yield from targets_among(section.title)
    for lines in _texts(section):
        for text in object_texts(lines):
            if "<<" in text:
                yield from targets_among(parse(text))
