"""What Open Library answers of books, asked for by ISBN (Open Library, Books API)."""

from collections.abc import Mapping

from orgshelf.importers.decoding import read_json
from orgshelf.importers.foreign_dates import read_year
from orgshelf.importers.imported import ImportedWork
from orgshelf.importers.json_values import Member, member_of, members_of, text_of
from orgshelf.lookup.reply import Reply
from orgshelf.shelf.identifiers import same_key

_WHAT = "an answer of Open Library"


def read_books(reply: Reply) -> Mapping[str, ImportedWork]:
    """The books by the keys of their ISBNs; what it does not know is not there.

    Raises:
        ImportFormatError: it is no JSON.
    """
    books = member_of(read_json(reply.data, _WHAT))
    isbns = ((key.partition(":")[2], member_of(book)) for key, book in books.items())
    return {same_key("isbn", isbn)[1]: _book(book) for isbn, book in isbns if book}


def _book(book: Member) -> ImportedWork:
    words = (text_of(book.get("title")), text_of(book.get("subtitle")))
    return ImportedWork(
        title=": ".join(filter(None, words)),
        kind="book",
        authors=_names(book, "authors"),
        year=read_year(text_of(book.get("publish_date"))),
        pages=text_of(book.get("number_of_pages")),
        properties=(("PUBLISHER", next(iter(_names(book, "publishers")), "")),),
    )


def _names(book: Member, member: str) -> tuple[str, ...]:
    return tuple(filter(None, (text_of(each.get("name")) for each in members_of(book.get(member)))))
