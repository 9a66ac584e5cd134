"""Other names that people have for the properties of a work.

Templates for org-capture, exports of other programs and other languages have their own. A
property under the name that orgshelf writes goes before all others.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgshelf.model import Heading

#: By the name that orgshelf writes, in upper case; the first that is there counts.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "AUTHOR": (
        *(
            "AUTHORS",
            "AUTHOR(S)",
            "BOOK_AUTHOR",
            "WRITER",
            "BY",
            "AUTOR",
            "AUTOREN",
            "AUTEUR",
            "AUTEURS",
        ),
        *("AUTORES", "AUTORE", "AUTORI", "SCHRIJVER", "АВТОР", "著者", "作者", "저자"),
    ),
    "YEAR": (
        *("ORIGINAL_PUBLICATION_YEAR", "PUBLICATION_YEAR", "YEAR_PUBLISHED", "PUBLISHED_YEAR"),
        *("PUB_YEAR", "PUBLICATION_DATE", "PUBLISH_DATE", "DATE_PUBLISHED", "PUB_DATE", "PUBDATE"),
        *("PUBLISHED", "JAHR", "ERSCHEINUNGSJAHR", "ANNÉE", "AÑO", "ANNO", "ANO", "JAAR", "ROK"),
        *("ГОД", "出版年", "年"),
    ),
    "PAGES": (
        *("PAGE_COUNT", "PAGECOUNT", "NUM_PAGES", "NUMBER_OF_PAGES", "TOTAL_PAGES", "SEITEN"),
        *("PÁGINAS", "PAGINAS", "PAGINE", "ページ数", "页数"),
    ),
    "PAGE": ("CURRENT_PAGE", "CURRENTPAGE", "PAGES_READ", "SEITE", "PÁGINA", "PAGINA", "ページ"),
    "RATING": (
        *("MY_RATING", "STARS", "SCORE", "BEWERTUNG", "VALORACIÓN", "PUNTUACIÓN", "VALUTAZIONE"),
        *("AVALIAÇÃO", "OCENA", "ОЦЕНКА", "評価", "评分"),
    ),
    "ISBN": ("ISBN13", "ISBN_13", "ISBN-13", "ISBN10", "ISBN_10", "ISBN-10"),
}
#: Properties that hold an identifier; its scheme has the same name in lower case (see
#: ``shelf.identifiers``, which is slow to import).
IDENTIFIERS = frozenset(("ARXIV", "DOI", "ISBN", "ISSN", "PMID"))


def value_of(heading: "Heading", name: str) -> str | None:
    """What a heading says under that name, else under another; None where it does not."""
    return next(values_of(heading, name), None)


def values_of(heading: "Heading", name: str) -> Iterator[str]:
    """All that it says so, that under the name itself first."""
    if heading.properties:
        names = (name, *OTHER_NAMES.get(name, ()))
        yield from filter(None, map(heading.get, names))
