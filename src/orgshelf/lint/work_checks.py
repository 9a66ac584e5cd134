"""Checks of works: duplicates, quotes without a page, tags that differ only in case."""

from collections.abc import Iterator, Sequence

from orgshelf.lint.check import Check, FileFacts, FileFinding, Finding, Named, Work
from orgshelf.lint.linted_file import LintedFile
from orgshelf.org.elements.quote_blocks import quotes_in
from orgshelf.shelf.contents import noted_page
from orgshelf.shelf.entries import Role
from orgshelf.shelf.identity import names_of
from orgshelf.shelf.kinds import OTHER

#: Kinds that have pages.
_WITH_PAGES = frozenset(("book", "paper"))


def works(file: LintedFile) -> Iterator[Work]:
    """The works of a file with their identity keys."""
    for entry in filter(None, (file.file_work, *file.entries)):
        if entry.role is Role.WORK and entry.kind != OTHER and not entry.hidden:
            yield Work(tuple(names_of(entry)), max(entry.heading.line, 1), entry.heading.title)


def tags(file: LintedFile) -> Iterator[Named]:
    """Each tag of a file, with the line of its first occurrence."""
    seen: set[str] = set()
    for heading in file.headings:
        for tag in heading.local_tags:
            if tag not in seen:
                seen.add(tag)
                yield Named(tag, heading.line)


def _same_work(files: Sequence[FileFacts]) -> Iterator[FileFinding]:
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    for file in files:
        for work in file.works:
            known = next((first[key] for key in work.keys if key in first), None)
            if known and known != (file.file, work.line):
                text = f"{work.title} is also at {known[0]}:{known[1]}"
                yield FileFinding(file.file, Finding(work.line, text))
            for key in work.keys:
                first.setdefault(key, (file.file, work.line))


def _tag_case(files: Sequence[FileFacts]) -> Iterator[FileFinding]:
    first: dict[str, tuple[str, str]] = {}
    for file in files:
        for tag in file.tags:
            name, where = first.setdefault(
                tag.name.casefold(), (tag.name, f"{file.file}:{tag.line}")
            )
            if name != tag.name:
                text = f"the tag {tag.name} is written {name} at {where}"
                yield FileFinding(file.file, Finding(tag.line, text))


def _without_page(file: LintedFile) -> Iterator[Finding]:
    for entry, section in zip(file.entries, file.sections[1:], strict=True):
        if entry.kind not in _WITH_PAGES or entry.work is None or entry.hidden:
            continue
        for quote in quotes_in(section, file.lines, 1, noted_page(entry)):
            if quote.page is None:
                yield Finding(quote.line, "this quote does not say which page it is from")


CHECKS = (
    Check(
        "same-work-twice",
        "warning",
        "A work is on the shelves twice: with the same DOI, ISBN, address or title.",
        "* Books\n** Deep Work\n** DEEP WORK\n",
        in_files=_same_work,
    ),
    Check(
        "quote-without-page",
        "note",
        "A quote from a book or a paper does not say which page it is from.",
        "* Books\n** Deep Work\n#+begin_quote\nWork deeply.\n#+end_quote\n",
        _without_page,
    ),
    Check(
        "tag-case",
        "warning",
        "Two tags differ only by capital letters, so that a search for one misses the other.",
        "* Books\n** Deep Work :focus:\n** Essays :Focus:\n",
        in_files=_tag_case,
    ),
)
