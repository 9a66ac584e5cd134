"""Calibre's books: its catalogue as CSV, ``calibredb list --for-machine``, or its database."""

from collections.abc import Callable, Iterator, Mapping

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    list_of,
    looks_like_json,
    member_of,
    members_of,
    read_json,
    text_of,
    texts_of,
)
from orgshelf.importers.delimited import has_columns, read_table
from orgshelf.importers.foreign_database import is_database, opened_database
from orgshelf.importers.foreign_fields import arxiv, doi, isbn, read_date, read_year, web
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedWork, Pair

_WHAT = "a list of Calibre's books"
_COLUMNS = ("title", "authors", "author_sort", "uuid")
_NAMES: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "doi": ("DOI", doi),
    "arxiv": ("ARXIV", arxiv),
    "goodreads": ("GOODREADS_ID", str.strip),
    "amazon": ("AMAZON_ID", str.strip),
    "mobi-asin": ("AMAZON_ID", str.strip),
    "issn": ("ISSN", str.strip),
    "url": ("URL", web),
    "uri": ("URL", web),
}
# What a book of the database has of a table: the field, the table, and the columns of both.
_LINKED = """
    (SELECT group_concat({of}, '{sign}') FROM (SELECT t.{of} FROM {table} AS t
     JOIN books_{table}_link AS l ON l.{by} = t.id WHERE l.book = b.id ORDER BY l.id)) AS {field}"""
_LINKS = [
    _LINKED.format(field=field, table=table, by=by, of=of, sign="&" if table == "authors" else ",")
    for field, table, by, of in (
        ("authors", "authors", "author", "name"),
        ("tags", "tags", "tag", "name"),
        ("series", "series", "series", "name"),
        ("publisher", "publishers", "publisher", "name"),
        ("rating", "ratings", "rating", "rating"),
        ("languages", "languages", "lang_code", "lang_code"),
    )
]
_BOOKS = f"""
    SELECT title, timestamp, pubdate, series_index, uuid, {",".join(_LINKS)},
        (SELECT group_concat(type || ':' || val) FROM identifiers WHERE book = b.id) AS identifiers,
        (SELECT text FROM comments WHERE book = b.id) AS comments
    FROM books AS b ORDER BY id
"""
_NO_DATE = 101  # the year that stands for a date that is not known


def recognize(data: bytes, name: str) -> bool:
    """Whether it has the columns of a catalogue, the members of a list, or Calibre's tables."""
    if is_database(data, b"books_authors_link"):
        return True
    return has_columns(data, _COLUMNS) or looks_like_json(data, "title", "authors", "uuid")


def read(data: bytes) -> Imported:
    """The books, in their order.

    Raises:
        ImportFormatError: it is none of them.
    """
    if is_database(data):
        return Imported(tuple(_of_database(data)))
    if not looks_like_json(data):
        table = read_table(data, _WHAT, _COLUMNS, "title")
        works = tuple(_work(row.values, 1.0) for row in table)
        return Imported(works, tuple(table.skipped))
    books = list_of(read_json(data, _WHAT))
    if not books or not all("authors" in member_of(book) for book in books[:1]):
        raise ImportFormatError(_WHAT, "it is not an array of books with authors")
    return Imported(tuple(_work(_texts(book), 2.0) for book in members_of(books)))


def _texts(book: Mapping[str, object]) -> dict[str, str]:
    """Every field as the catalogue would write it."""
    found = {}
    for name, value in book.items():
        if isinstance(value, list):
            found[name] = ("&" if name == "authors" else ",").join(texts_of(value))
        elif isinstance(value, dict):
            found[name] = ",".join(f"{key}:{text_of(each)}" for key, each in value.items())
        else:
            found[name] = text_of(value)
    return found


def _of_database(data: bytes) -> Iterator[ImportedWork]:
    """The books of a library; a comma in a name is a bar there."""
    with opened_database(data, _WHAT) as database:
        rows = database.execute(_BOOKS)
        names = [column[0] for column in rows.description]
        for row in rows:
            book = dict(zip(names, map(text_of, row), strict=True))
            yield _work(book | {"authors": book["authors"].replace("|", ",")}, 2.0)


def _work(book: Mapping[str, str], scale: float) -> ImportedWork:
    """A book; ``scale`` is how many points a star has."""

    def get(name: str) -> str:
        text = book.get(name, "")
        return "" if text == "None" else text

    return ImportedWork(
        title=get("title"),
        kind="book",
        authors=tuple(get("authors").split("&")),
        year=_year(get("pubdate")),
        identifiers=tuple(_identifiers(get("identifiers"), get("isbn"), get("uuid"))),
        added=read_date(get("timestamp")),
        rating=_stars(get("rating"), scale),
        pages=get("*pages") or get("#pages"),
        series=get("series"),
        volume=get("series_index").removesuffix(".0") if get("series") else "",
        tags=tuple(get("tags").split(",")),
        properties=(("PUBLISHER", get("publisher")), ("LANGUAGE", get("languages"))),
        text=plain_text(get("comments")),
    )


def _identifiers(text: str, number: str, uuid: str) -> list[Pair]:
    found = [("ISBN", isbn(number))]
    for part in text.split(","):
        scheme, _, value = part.strip().partition(":")
        if scheme.lower() == "isbn":
            found.append(("ISBN", isbn(value)))
        elif known := _NAMES.get(scheme.lower()):
            found.append((known[0], known[1](value)))
    return [pair for pair in (*found, ("CALIBRE_ID", uuid)) if pair[1]]


def _year(text: str) -> int | None:
    date = read_date(text)
    return read_year(text) if date and date.year > _NO_DATE else None


def _stars(text: str, scale: float) -> str:
    try:
        stars = float(text) / scale
    except ValueError:
        return ""
    return f"{stars:g}" if 0 < stars <= 5 else ""
