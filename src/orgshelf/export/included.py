"""A report whose files have taken in what they include."""

from collections.abc import Sequence
from dataclasses import replace

from orgshelf.export.report import Report
from orgshelf.org import reader
from orgshelf.org.document import Document
from orgshelf.org.inclusion import Inclusion, Placed
from orgshelf.org.lines import Lines
from orgshelf.shelf.entries import Entry, classify
from orgshelf.shelf.kinds import Kinds

#: What a page shows has no kind.
_NO_KINDS = Kinds((), {}, {})


def with_inclusions(report: Report) -> Report:
    """The report; a heading that was taken in is in it if the one is that it stands in."""
    including = {
        document.file: document
        for document in {entry.document for entry in report.library}
        if any(key == "INCLUDE" for key, _ in document.settings.pairs)
    }
    if not including:
        return report
    inclusion = Inclusion(report.read, report.tell)
    made = {file: _Including(document, inclusion, report) for file, document in including.items()}
    return replace(
        report,
        entries=_replaced(report.entries, made),
        library=_replaced(report.library, made),
    )


class _Including:
    """A file with what it includes, and for each heading the one of the file that it is of."""

    def __init__(self, document: Document, inclusion: Inclusion, report: Report) -> None:
        placed = inclusion.expanded(document.lines.texts, document.file)
        lines = Lines(tuple(text for text, _ in placed))
        read = reader.read(lines, document.file, org=document.org, setup=report.read)
        self.entries = classify(read, _NO_KINDS, report.dropped)
        self.owners = _owners(self.entries, placed)


def _owners(entries: Sequence[Entry], placed: Sequence[Placed]) -> list[int | None]:
    """The place, among the headings of the file itself, of each heading's; None above all."""
    owner, owners = -1, list[int | None]()
    for entry in entries:
        owner += placed[entry.heading.line - 1][1] is not None
        owners.append(owner if owner >= 0 else None)
    return owners


def _replaced(entries: Sequence[Entry], made: dict[str, _Including]) -> list[Entry]:
    """The entries with those of the files that include something in the place of their own."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.file, set()).add(entry.index)
    found: list[Entry] = []
    for entry in entries:
        if entry.file not in made:
            found.append(entry)
        elif wanted.get(entry.file):
            found += _of_file(made[entry.file], wanted.pop(entry.file))
    return found


def _of_file(including: _Including, wanted: set[int]) -> list[Entry]:
    pairs = zip(including.entries, including.owners, strict=True)
    return [entry for entry, owner in pairs if owner in wanted or (owner is None and 0 in wanted)]
