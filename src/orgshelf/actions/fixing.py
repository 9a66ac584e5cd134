"""Mending what lint finds, where that is safe: proved to change nothing else."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from orgshelf.actions.current import current, reread
from orgshelf.actions.entry_text import Section, sections
from orgshelf.actions.linting import Scope, linted, surroundings
from orgshelf.actions.proofs import same_title, says_the_same, top_lines
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit
from orgshelf.lint.check import Check, Part
from orgshelf.lint.linted_file import Surroundings
from orgshelf.lint.linter import Diagnostic, in_file
from orgshelf.model import Heading, Timestamp
from orgshelf.org.document import Document
from orgshelf.org.elements.node import walk
from orgshelf.org.elements.section import Above, read_section
from orgshelf.store.library import Library

#: So often a file is looked at again: what one fix moves another may have to wait for.
_ROUNDS = 10
#: What stands above the first heading, among the indexes of headings.
TOP = -1
#: What elements are, and what each is called.
_Shape = list[tuple[str, str]]


def fix(library: Library, checks: Sequence[Check], scope: Scope) -> Plan:
    """The plan to fix all that can be fixed safely, as one change."""
    safe = [check for check in checks if check.fixes]
    return Plan(library, lambda: _prepare(library, safe, scope))


def _prepare(library: Library, checks: Sequence[Check], scope: Scope) -> list[Change]:
    fixer = _Fixer(library, checks, scope, surroundings(library))
    changes = (fixer.change(file) for file in library.documents if scope.has_file(file.file))
    return [change for change in changes if change is not None]


@dataclass(frozen=True, slots=True)
class _Fixer:
    """What is to be fixed, and where."""

    library: Library
    checks: Sequence[Check]
    scope: Scope
    around: Surroundings

    def change(self, known: Document) -> Change | None:
        """What a file becomes; None where nothing is to be fixed, or it cannot be written."""
        if known.lines.uneditable or not self._wanted(known):
            return None
        note, document = current(self.library, known)
        after, done = document, list[str]()
        for _ in range(_ROUNDS):
            fixes = self._provable(after, list(_apart(after, self._wanted(after))))
            if not fixes:
                break
            done += [_told(one) for one in fixes]
            after = self._applied(after, fixes)
        return Change.of(note, document, after, done) if done else None

    def _wanted(self, document: Document) -> list[Diagnostic]:
        file = linted(self.library, document, self.around)
        return [
            found
            for found in in_file(file, self.checks)
            if found.finding.fix and self.scope.has(found.file, found.finding.line)
        ]

    def _provable(self, document: Document, fixes: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Those that do no more than they should, or some of them."""
        if not fixes or self._is_proved(document, fixes):
            return fixes
        half = len(fixes) // 2
        if not half:
            return ()
        return self._provable(document, fixes[:half]) or self._provable(document, fixes[half:])

    def _is_proved(self, document: Document, fixes: Sequence[Diagnostic]) -> bool:
        changes: dict[int, frozenset[Part]] = {}
        for one in fixes:
            place = _place(document, one)
            changes[place] = changes.get(place, frozenset()) | one.check.changes
        return only_fixes(document, self._applied(document, fixes), changes)

    def _applied(self, document: Document, fixes: Iterable[Diagnostic]) -> Document:
        splices = [splice for one in fixes for splice in one.finding.fix]
        return FileEdit.of(document, partial(reread, self.library)).applied(splices)


def _apart(document: Document, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Those that have no line in common; one that moves lines has its whole entry for itself."""
    taken: set[int] = set()
    for one in found:
        lines = set(_lines(document, one))
        if taken.isdisjoint(lines):
            taken |= lines
            yield one


def _lines(document: Document, one: Diagnostic) -> Iterator[int]:
    fixes = one.finding.fix
    if all(splice.stop - splice.start == len(splice.new) == 1 for splice in fixes):
        yield from (splice.start for splice in fixes)
        return
    place = _place(document, one)
    if place >= 0:
        heading = document.headings[place]
        yield from range(heading.line - 1, heading.end)
    else:
        yield from range(document.headings[0].line - 1 if document.headings else 0)


def _place(document: Document, one: Diagnostic) -> int:
    """The index of the heading that a finding is below; -1 above the first one."""
    return bisect_right(document.headings, one.finding.line, key=lambda heading: heading.line) - 1


def _told(one: Diagnostic) -> str:
    return f"{one.file}:{one.finding.line}: fixed: {one.finding.text} [{one.check.name}]"


def only_fixes(before: Document, after: Document, changes: Mapping[int, frozenset[Part]]) -> bool:
    """Whether some headings changed in the parts given for each, and all else is as it was."""
    old, new = sections(before), sections(after)
    return (
        len(old) == len(new)
        and _same_settings(before, after, changes)
        and all(
            _is_fixed(a, b, changes[index])
            if index in changes
            else same_title(a, b) and says_the_same(a, b)
            for index, (a, b) in enumerate(zip(old, new, strict=True))
        )
        and all(a.heading.level == b.heading.level for a, b in zip(old, new, strict=True))
    )


def _same_settings(
    before: Document, after: Document, changes: Mapping[int, frozenset[Part]]
) -> bool:
    """Whether the file's settings and top are unchanged, except for what may be fixed there."""
    parts = frozenset[Part]().union(*changes.values())
    same = "settings" in parts or before.settings == after.settings
    old, new = top_lines(before), top_lines(after)
    top_agrees = old == new
    if TOP in changes:
        top_agrees = _agree(_shape(old, "file"), _shape(new, "file"), changes[TOP])
    return same and before.properties == after.properties and top_agrees


def _is_fixed(old: Section, new: Section, parts: frozenset[Part]) -> bool:
    before, after = old.heading, new.heading
    shapes = [_shape(section.text, "headline") for section in (old, new)]
    return (
        _kept(before) == _kept(after)
        and ("text" in parts or before.text == after.text)
        and _same_moments(before, after, may_be_new="planning" in parts)
        and _same_properties(before, after, may_be_new="properties" in parts)
        and _agree(shapes[0], shapes[1], parts)
    )


def _kept(heading: Heading) -> tuple[object, ...]:
    return heading.keyword, heading.priority, heading.local_tags, heading.commented


def _same_moments(before: Heading, after: Heading, *, may_be_new: bool) -> bool:
    """Whether the planning means the same, however it is written, or is all new."""
    old, new = ([_meaning(stamp) for stamp in h.planning] for h in (before, after))
    return old == new or (may_be_new and not any(before.planning))


def _meaning(stamp: Timestamp | None) -> object:
    return stamp and (stamp.raw[0], *stamp[1:])


def _same_properties(before: Heading, after: Heading, *, may_be_new: bool) -> bool:
    return before.properties == after.properties or (may_be_new and not before.properties)


def _agree(old: _Shape, new: _Shape, parts: frozenset[Part]) -> bool:
    return "elements" in parts or old == new


def _shape(lines: tuple[str, ...], below: Above) -> _Shape:
    """The elements of some lines: what each is, and what it is called."""
    return [(element.kind, element.name) for element in walk(read_section(lines, below=below))]
