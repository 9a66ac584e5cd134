"""What was read made fit for notes: lines that are one line, no control characters."""

from dataclasses import replace

from orgshelf.importers.decoding import clean_line, clean_text
from orgshelf.importers.imported import (
    Imported,
    ImportedLink,
    ImportedQuote,
    ImportedWork,
    Pair,
    Skipped,
)


def cleaned(imported: Imported) -> Imported:
    """The same without what a screen acts on, and without works that have no title."""
    works = tuple(map(_work, imported.works))
    lost = tuple(
        Skipped(number, "no title", "entry")
        for number, work in enumerate(works, 1)
        if not work.title
    )
    return replace(
        imported,
        works=tuple(work for work in works if work.title),
        skipped=(*imported.skipped, *lost),
    )


def _work(work: ImportedWork) -> ImportedWork:
    return replace(
        work,
        title=clean_line(work.title),
        authors=_lines(work.authors),
        editors=_lines(work.editors),
        translators=_lines(work.translators),
        identifiers=_pairs(work.identifiers),
        rating=clean_line(work.rating),
        pages=clean_line(work.pages),
        page=clean_line(work.page),
        series=clean_line(work.series),
        volume=clean_line(work.volume),
        priority=clean_line(work.priority),
        tags=_lines(work.tags),
        properties=_pairs(work.properties),
        links=tuple(map(_link, work.links)),
        text=clean_text(work.text),
        quotes=tuple(quote for quote in map(_quote, work.quotes) if quote.text or quote.note),
        parts=tuple(part for part in map(_work, work.parts) if part.title),
    )


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each as one line, once; none that is empty."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, texts))))


def _pairs(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The properties that have a value; of two with one name the first."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if line := clean_line(value):
            found.setdefault(name, line)
    return tuple(found.items())


def _link(link: ImportedLink) -> ImportedLink:
    return ImportedLink(clean_line(link.target), clean_line(link.words))


def _quote(quote: ImportedQuote) -> ImportedQuote:
    return replace(
        quote,
        text=clean_text(quote.text),
        page=clean_line(quote.page),
        location=clean_line(quote.location),
        note=clean_text(quote.note),
    )
