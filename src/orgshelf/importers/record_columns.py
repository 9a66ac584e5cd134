"""What programs call the columns of their tables, and what each of them says of a work."""

import re
from collections.abc import Mapping

from orgshelf.importers.imported import State

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def folded_name(name: str) -> str:
    """A column's name without case, blanks and signs: ``Date_Read`` and ``Date Read`` are one."""
    return _NOT_IN_NAMES.sub("", name.casefold())


def _columns(text: str) -> tuple[str, ...]:
    return tuple(map(folded_name, text.split(",")))


#: For each thing that is known of a work the columns that have it, the best one first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: _columns(text)
    for name, text in {
        "title": "Title, Book Title, Article Title, article__title, Name, Book, Description",
        "subtitle": "Subtitle",
        "authors": "Author, Authors, author_text, Author Name, Creators, Creator, Writer, By,"
        " Director, Directors, Published By",
        "editors": "Editor, Editors",
        "translators": "Translator, Translators",
        "year": "Original Publication Year, Publication Year, Year Published, Year, publish_date,"
        " Publish Date, Release Date, Release Year, Date Published, Published, published_at,"
        " Publication Date, pubdate, Date",
        "isbn": "ISBN 13, ean_isbn13, ISBN, ISBN/UID, ISBN 10, upc_isbn10",
        "issn": "ISSN",
        "doi": "DOI",
        "arxiv": "arXiv, arXiv ID",
        "url": "URL, href, Link, article__url, Source URL, Letterboxd URI, uri",
        "GOODREADS_ID": "goodreads_key, Goodreads ID",
        "OPENLIBRARY_ID": "openlibrary_key, OLID, Open Library ID",
        "LIBRARYTHING_ID": "librarything_key",
        "HARDCOVER_ID": "Hardcover Book ID",
        "PINBOARD_ID": "hash",
        "ZOTERO_KEY": "Key",
        "state": "Read Status, Reading Status, Status, Exclusive Shelf, Shelf, Bookshelf, State",
        "unread": "toread, to_read, unread",
        "done": "is_archived, archived, archive, is_read, Read, Finished, Completed",
        "added": "Date Added, Added, Added At, created_at, Created, Saved, Saved Date, Saved At,"
        " Shelf Date, Entry Date, Created Time, Date Created, time, time_added",
        "started": "Date Started, Started, Start Date, started_at, Started Reading, Began",
        "finished": "Date Read, Last Date Read, Date Finished, Finished, Finish Date, End Date,"
        " finished_at, Completed, Finished Reading, Date Completed, Watched Date, date_archived,"
        " archived_at, Read At, Stopped Date",
        "rating": "My Rating, Star Rating, Rating, Stars, User Rating, Score, Score /5",
        "pages": "Num Pages, Number of Pages, Page Count, page_length, Pages, Length",
        "series": "Series, Series Name, Series Title",
        "volume": "Series Position, Series Number, Series Index, Volume, Volume Number",
        "tags": "Tags, Manual Tags, Labels, Tag, Label, tag_names, Keywords, Genres, Genre, Lists,"
        " Collections, Group, Folder, Document Tags",
        "kind": "Item Type, item_type, Type, Kind, Category, Media Type",
        "notes": "Notes, Note, Private Notes, my_notes, Annotation, Extended, Comment, Comments",
        "review": "Review, My Review, review_content, Spoiler Review",
        "abstract": "Abstract, Abstract Note, Excerpt, article__excerpt, Summary, Description",
        "quotes": "Annotations, Highlights",
        "PUBLISHER": "Publisher, Publisher Name",
        "LANGUAGE": "Language, Languages, lang",
        "JOURNAL": "Publication Title, Journal, Journal Title",
        "EDITION": "Edition",
        "NUMBER": "Issue",
        "ADDRESS": "Place",
    }.items()
}  # fmt: skip
_PROPERTIES = tuple(name for name in COLUMNS if name.isupper())
#: The properties that hold the number which a program gave a work, and all others.
NUMBERS = tuple(name for name in _PROPERTIES if name.endswith(("_ID", "_KEY")))
OTHERS = tuple(name for name in _PROPERTIES if name not in NUMBERS)
#: What people and programs call a state, folded.
STATES: Mapping[str, State] = {
    folded_name(word): state
    for state, words in {
        State.UNREAD: "to read, want to read, unread, planned, plan to read, wishlist, not started,"
        " not begun, tbr, inbox, for later, later, watchlist, backlog, todo, new, active",
        State.READING: "reading, currently reading, in progress, started, watching, doing",
        State.DONE: "read, done, finished, completed, complete, archive, archived, watched, viewed",
        State.DROPPED: "did not finish, dnf, abandoned, unfinished, stopped, stopped reading,"
        " dropped, gave up, given up",
    }.items()
    for word in words.split(",")
}
#: What they call a kind of work; what is not here is decided by its identifiers.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("book", "booksection", "ebook", "audiobook", "thesis"), "book"),
    **dict.fromkeys(("journalarticle", "conferencepaper", "preprint", "report", "pdf"), "paper"),
    **dict.fromkeys(("article", "webpage", "blogpost", "newspaperarticle"), "article"),
    **dict.fromkeys(("movie", "film", "video", "videorecording", "youtube"), "video"),
    "course": "course",
}
