"""Mending what lint finds, where that is safe: proved to change nothing else."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from orgshelf.actions.current import current, reread
from orgshelf.actions.linting import Scope, linted, surroundings
from orgshelf.actions.mend_proofs import only_mends
from orgshelf.actions.plan import Plan
from orgshelf.actions.transaction import Change
from orgshelf.actions.working import FileEdit
from orgshelf.lint.check import Check, Part
from orgshelf.lint.linted_file import Surroundings
from orgshelf.lint.linter import Diagnostic, in_file
from orgshelf.org.document import Document
from orgshelf.store.library import Library

#: So often a file is looked at again: what one mend moves another may have to wait for.
_ROUNDS = 10


def mend(library: Library, checks: Sequence[Check], scope: Scope) -> Plan:
    """The plan to mend all that can be mended safely, as one change."""
    safe = [check for check in checks if check.mends]
    return Plan(library, lambda: _prepare(library, safe, scope))


def _prepare(library: Library, checks: Sequence[Check], scope: Scope) -> list[Change]:
    mender = _Mender(library, checks, scope, surroundings(library))
    changes = (mender.change(file) for file in library.documents if scope.has_file(file.file))
    return [change for change in changes if change is not None]


@dataclass(frozen=True, slots=True)
class _Mender:
    """What is to be mended, and where."""

    library: Library
    checks: Sequence[Check]
    scope: Scope
    around: Surroundings

    def change(self, known: Document) -> Change | None:
        """What a file becomes; None where nothing is to be mended, or it cannot be written."""
        if known.lines.uneditable or not self._wanted(known):
            return None
        note, document = current(self.library, known)
        after, done = document, list[str]()
        for _ in range(_ROUNDS):
            mends = self._provable(after, list(_apart(after, self._wanted(after))))
            if not mends:
                break
            done += [_told(one) for one in mends]
            after = self._applied(after, mends)
        return Change.of(note, document, after, done) if done else None

    def _wanted(self, document: Document) -> list[Diagnostic]:
        file = linted(self.library, document, self.around)
        return [
            found
            for found in in_file(file, self.checks)
            if found.finding.mend and self.scope.has(found.file, found.finding.line)
        ]

    def _provable(self, document: Document, mends: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Those that do no more than they should, or some of them."""
        if not mends or self._is_proved(document, mends):
            return mends
        half = len(mends) // 2
        if not half:
            return ()
        return self._provable(document, mends[:half]) or self._provable(document, mends[half:])

    def _is_proved(self, document: Document, mends: Sequence[Diagnostic]) -> bool:
        changes: dict[int, frozenset[Part]] = {}
        for one in mends:
            place = _place(document, one)
            changes[place] = changes.get(place, frozenset()) | one.check.changes
        return only_mends(document, self._applied(document, mends), changes)

    def _applied(self, document: Document, mends: Iterable[Diagnostic]) -> Document:
        splices = [splice for one in mends for splice in one.finding.mend]
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
    mends = one.finding.mend
    if all(splice.stop - splice.start == len(splice.new) == 1 for splice in mends):
        yield from (splice.start for splice in mends)
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
    return f"{one.file}:{one.finding.line}: mended: {one.finding.text} [{one.check.name}]"
