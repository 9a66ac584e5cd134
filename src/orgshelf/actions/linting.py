"""Running the checks of ``lint`` over the notes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from orgshelf.actions.current import reread
from orgshelf.errors import UsageError
from orgshelf.lint.check import Check, FileFacts, Finding
from orgshelf.lint.linted_file import LintedFile, Surroundings
from orgshelf.lint.linter import (
    CHECKS,
    DEAD_LINK,
    UNREACHED_LINK,
    Diagnostic,
    by_name,
    facts_of,
    in_file,
    in_files,
)
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines
from orgshelf.query.spec import nearest
from orgshelf.store import files
from orgshelf.store.config import LintChoice
from orgshelf.store.files import is_there
from orgshelf.store.library import Library
from orgshelf.store.notes import classify, no_garbage_collection


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at: whole files, and lines of files; everything where both are None.

    ``lines`` has for a file the ranges of lines, from 1, that were asked for.
    """

    files: Collection[str] | None = None
    lines: Mapping[str, Sequence[range]] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is all notes."""
        return self.files is None and self.lines is None

    def has_file(self, file: str) -> bool:
        """Whether anything of a file is in it."""
        return self.is_whole or file in (self.files or ()) or file in (self.lines or {})

    def has(self, file: str, line: int) -> bool:
        """Whether a line of a file is in it."""
        if self.is_whole or file in (self.files or ()):
            return True
        return any(line in span for span in (self.lines or {}).get(file, ()))


EVERYTHING = Scope()


def chosen_checks(names: Sequence[str], choice: LintChoice) -> list[Check]:
    """The checks of these names; without names those that are on.

    Raises:
        UsageError: there is no check of a name.
    """
    for name in (*names, *choice.off, *choice.on):
        named_check(name)
    if names:
        return [check for check in CHECKS if check.name in names]
    return [c for c in CHECKS if (c.on or c.name in choice.on) and c.name not in choice.off]


def named_check(name: str) -> Check:
    """The check of a name.

    Raises:
        UsageError: there is none.
    """
    if check := by_name().get(name):
        return check
    near = nearest(name, by_name())
    hint = f"did you mean {near}?" if near else "`orgshelf help lint` lists all."
    raise UsageError(f"There is no check {name!r}: {hint}")


def of_files_alone(choice: LintChoice) -> list[Check]:
    """The checks that look at one file and find more than a matter of taste."""
    chosen = chosen_checks((), choice)
    return [check for check in chosen if check.in_file and check.level != "note"]


def lint(library: Library, checks: Sequence[Check], scope: Scope = EVERYTHING) -> list[Diagnostic]:
    """What is off, in the order of the notes."""
    with no_garbage_collection():
        found = [d for d in _all(library, checks, scope) if scope.has(d.file, d.finding.line)]
    return sorted({*_of_tree(library, checks, scope), *found}, key=lambda d: d.place)


def _all(library: Library, checks: Sequence[Check], scope: Scope) -> Iterator[Diagnostic]:
    wants_facts = any(check.in_files for check in checks)
    around = surroundings(library)
    facts: list[FileFacts] = []
    names = [document.file for document in library.documents]
    for name in names if wants_facts else filter(scope.has_file, names):
        if (document := _read(library, name)) is None:
            continue
        file = linted(library, document, around)
        if scope.has_file(name):
            yield from in_file(file, checks)
        if wants_facts:
            facts.append(facts_of(file))
    yield from in_files(facts, checks)


def facts_in(library: Library, scope: Scope) -> Iterator[FileFacts]:
    """What the files say that means something only beside others."""
    around = surroundings(library)
    for name in filter(scope.has_file, [document.file for document in library.documents]):
        if document := _read(library, name):
            yield facts_of(linted(library, document, around))


def _read(library: Library, name: str) -> Document | None:
    """A file as it is now; None where it is gone."""
    try:
        note = files.read(library.root / name, library.root)
    except OSError:
        return None
    return reread(library, Lines.from_bytes(note.content), name)


def _of_tree(library: Library, checks: Sequence[Check], scope: Scope) -> Iterator[Diagnostic]:
    """What was found as the notes were looked for."""
    known = {check.name: check for check in checks}
    if (check := known.get("unreadable-file")) and scope.is_whole:
        for file, reason in library.unreadable:
            yield Diagnostic(file, check, Finding(1, f"cannot be read: {reason}"))
    if (check := known.get("conflict-copy")) and scope.is_whole:
        for file in library.conflict_copies:
            text = "a copy made for a conflict: take over what you want, then remove it"
            yield Diagnostic(file, check, Finding(1, text))


def surroundings(library: Library) -> Surroundings:
    """What the checks ask for beyond a file."""
    exists = partial(is_there, library.root)
    kinds = library.config.kinds.names
    return Surroundings(library.now.replace(tzinfo=None), exists, kinds, library.keywords())


def linted(library: Library, document: Document, around: Surroundings) -> LintedFile:
    """A document as the checks see it."""
    entries = classify(document, library.config)
    return LintedFile(document, entries, around, entries.file)


def lint_links(
    library: Library, scope: Scope, tick: Callable[[int, int], None] | None = None
) -> list[Diagnostic]:
    """Ask for each web address in the notes, and report those that lead nowhere."""
    from orgshelf.lookup.web_pages import failures  # few who lint ask the web

    links = [
        (facts.file, link)
        for facts in facts_in(library, scope)
        for link in facts.web_links
        if scope.has(facts.file, link.line)
    ]
    found = failures((link.name for _, link in links), library.config, tick)
    return [
        Diagnostic(
            file,
            DEAD_LINK if found[link.name].gone else UNREACHED_LINK,
            Finding(link.line, f"{link.name}: {found[link.name].text}"),
        )
        for file, link in links
        if link.name in found
    ]
