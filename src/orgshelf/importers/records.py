"""Works as rows of any table, or objects of any JSON, by what their columns are called.

So come the lists of BookWyrm, Hardcover, Libib, Openreads, Letterboxd, Notion, Zotero's CSV and
spreadsheets; and the saved pages of Pinboard, Wallabag, Omnivore, Linkding, Firefox and Chrome.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    beginning,
    looks_like_json,
    member_of,
    read_json,
    text_of,
)
from orgshelf.importers.delimited import column_names, read_table
from orgshelf.importers.foreign_fields import (
    arxiv,
    doi,
    isbn,
    kind_of_address,
    left_out,
    numbered_series,
    people,
    read_date,
    read_year,
    split_series,
    web,
)
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import (
    Imported,
    ImportedQuote,
    ImportedWork,
    Reading,
    Skipped,
    State,
    bounded,
    cleaned_work,
)
from orgshelf.importers.record_columns import (
    COLUMNS,
    KINDS,
    NUMBERS,
    OTHERS,
    STATES,
    folded_name,
)
from orgshelf.text import plural

_WHAT = "a table of works"
_DELIMITERS = (",", ";", "\t")
_TITLES = ("title", "booktitle", "articletitle", "articlewebtitle")
_TELLING = ("authors", "isbn", "doi", "url")
_ALSO_TELLING = ("state", "rating", "finished", "year")
_KNOWN = frozenset(name for names in COLUMNS.values() for name in names)
_YES = frozenset(("yes", "true", "1", "x", "checked", "y", "✓", "☑"))
_NO = frozenset(("no", "false", "0", "n", ""))
_FLAGS = _YES | _NO
_APART = re.compile(r"[;,|\n]+")
_PAGES = re.compile(r"(\w*\d\w*)(?: ?[-–]+ ?(\w*\d\w*))?")
_DAYS = ("added", "started", "finished")
_STARS = re.compile("[★⭐]️?")
#: What the texts of a list are called, where each is an object.
_OF_LIST = ("name", "label", "tag", "title", "slug")
_MARKS = ("annotations", "highlights")
_FOLDERS = 10  # so many of the folders that a page is in are its tags, the innermost ones


def recognize(data: bytes, name: str) -> bool:
    """Whether the first row, or an object near the beginning, has a title and who, or where."""
    text = beginning(data)
    if looks_like_json(data):
        return _are_telling({folded_name(found) for found in re.findall(r'"([^"]{1,40})":', text)})
    return _delimiter(text) is not None


def _are_telling(names: Iterable[str]) -> bool:
    there = set(names)
    has = [name for name, columns in COLUMNS.items() if not there.isdisjoint(columns)]
    if there.isdisjoint(_TITLES):
        return "title" in has and any(name in has for name in _TELLING)
    return any(name in has for name in (*_TELLING, *_ALSO_TELLING))


def _delimiter(text: str) -> str | None:
    """What stands between the values of a table; None if it is no table of works."""
    columns = {each: map(folded_name, column_names(text, each)) for each in _DELIMITERS}
    return next((each for each, names in columns.items() if _are_telling(names)), None)


def read(data: bytes) -> Imported:
    """The works, in their order, and which columns say what notes have no name for.

    Raises:
        ImportFormatError: it has no title, or nothing else that a work is known by.
    """
    names, skipped = dict[str, str](), list[Skipped]()
    if looks_like_json(data):
        records = _objects(read_json(data, _WHAT), names, skipped)
    elif delimiter := _delimiter(beginning(data)):
        table = read_table(data, _WHAT, (), None, delimiter)
        skipped = table.skipped
        records = (_Record(_values(row.values.items(), names)) for row in table)
    else:
        raise ImportFormatError(_WHAT, "no column of it has titles beside people or addresses")
    unclear: list[str] = []
    works = bounded(cleaned_work(_work(record)) for record in _watched(records, unclear))
    if not any(work.title for work in works):
        raise ImportFormatError(_WHAT, "nothing in it has a title, and an author or an address")
    left = [written for name, written in names.items() if name not in _KNOWN]
    remarks = (*left_out(left), *_unclear(unclear))
    return Imported(works, tuple(skipped), remarks=remarks, is_clean=True)


def _watched(records: Iterable["_Record"], unclear: list[str]) -> Iterator["_Record"]:
    """The records; ``unclear`` grows with what is no day where one should be."""
    for record in records:
        said = filter(None, map(record.get, _DAYS))
        unclear += [text for text in said if not read_date(text) and text.casefold() not in _FLAGS]
        yield record


def _unclear(days: list[str]) -> tuple[str, ...]:
    if not days:
        return ()
    number = plural(len(days), "day")
    return (f"{number} could not be read, such as {days[0]!r}: write them like 2026-01-31",)


@dataclass(frozen=True, slots=True)
class _Record:
    """A row or an object: its texts by the folded names of their columns."""

    values: Mapping[str, str]
    quotes: tuple[ImportedQuote, ...] = ()
    folders: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """What the first column says that is called so and says anything."""
        return next((text for each in COLUMNS[name] if (text := self.values.get(each))), "")


def _values(columns: Iterable[tuple[str, str]], names: dict[str, str]) -> dict[str, str]:
    """The texts that are not empty by folded name; ``names`` gets each as it is written."""
    found: dict[str, str] = {}
    for written, text in columns:
        if text:
            name = folded_name(written)
            names.setdefault(name, written)
            found.setdefault(name, text)
    return found


def _objects(value: object, names: dict[str, str], skipped: list[Skipped]) -> Iterator[_Record]:
    """The objects that are works, at any depth, with the titles of those that they are in."""
    number = 0
    waiting: list[tuple[object, tuple[str, ...]]] = [(value, ())]
    while waiting:
        each, folders = waiting.pop()
        if isinstance(each, list):
            waiting += [(below, folders) for below in reversed(each)]
        elif isinstance(each, Member):
            record = _Record(_values(_texts(each), {}), _quotes(each), folders)
            number += bool(record.get("url"))
            if _is_work(record):
                _values(_texts(each), names)
                yield record
            elif record.get("url"):
                skipped.append(Skipped(number, "not a web address", "entry"))
            else:
                own = record.get("title")
                folders = (*folders, own)[-_FOLDERS:] if own else folders
                waiting += [(below, folders) for below in reversed(each.values())]


def _is_work(record: _Record) -> bool:
    return bool(web(record.get("url"))) or bool(
        record.get("title") and (record.get("authors") or record.get("isbn"))
    )


def _texts(item: Member) -> Iterator[tuple[str, str]]:
    """Each member as a text; what an object in it says as if it stood beside it."""
    for name, value in item.items():
        if isinstance(value, bool):
            yield name, "yes" if value else "no"
        elif isinstance(value, list):
            yield name, "\n".join(map(_name_of, value))
        elif isinstance(value, Member):
            yield from ((below, text_of(text)) for below, text in value.items())
        else:
            yield name, text_of(value)


def _name_of(value: object) -> str:
    """A text of a list, which can be an object with a name."""
    names = (text_of(member_of(value).get(name)) for name in _OF_LIST)
    return text_of(value) or next(filter(None, names), "")


def _quotes(item: Member) -> tuple[ImportedQuote, ...]:
    marks = [mark for name in _MARKS for mark in item.members(name)]
    return tuple(map(_quote, marks))


def _quote(mark: Member) -> ImportedQuote:
    """What was marked; where that is called the quote, the text is what was said about it."""
    quote, text = mark.text("quote"), mark.text("text")
    note = mark.text("note") or mark.text("annotation")
    return ImportedQuote(quote or text, note=note or (text if quote else ""))


def _work(record: _Record) -> ImportedWork:
    get = record.get
    title, series, volume = split_series(": ".join(filter(None, (get("title"), get("subtitle")))))
    if get("series"):
        series, volume = numbered_series(get("series"))
    address = web(get("url"))
    number, papers_doi = isbn(get("isbn")), doi(get("doi")) or doi(address)
    reading = Reading(read_date(get("started")), read_date(get("finished")))
    state, tag = _state(record, reading)
    kind = KINDS.get(folded_name(get("kind"))) or _kind(record, number, papers_doi)
    identifiers = (
        *((name, get(name)) for name in NUMBERS),
        *(("ISBN", number), ("DOI", papers_doi), ("ISSN", get("issn"))),
        *(("ARXIV", arxiv(get("arxiv")) or arxiv(address)), ("URL", address)),
    )
    texts = dict.fromkeys(plain_text(get(name)) for name in ("review", "notes", "abstract"))
    return ImportedWork(
        title=title or address,
        kind=kind,
        state=state,
        authors=people(get("authors")),
        editors=people(get("editors")),
        translators=people(get("translators")),
        year=read_year(get("year")),
        identifiers=identifiers,
        added=read_date(get("added")),
        readings=(reading,) if reading != Reading() else (),
        rating=_rating(get("rating")),
        pages=_pages(get("pages")) if kind != "video" else "",
        series=series,
        volume=volume or get("volume"),
        tags=(*_tags(record), *record.folders, tag),
        properties=tuple((name, get(name)) for name in OTHERS),
        text="\n\n".join(text for text in texts if text != title),
        quotes=record.quotes,
    )


def _tags(record: _Record) -> list[str]:
    """The tags; Pinboard alone, which calls an address so, has blanks between them."""
    tags = record.get("tags")
    return tags.split() if "href" in record.values else _APART.split(tags)


def _pages(text: str) -> str:
    """How many there are, or which they are of a journal."""
    match = _PAGES.fullmatch(text)
    return "--".join(filter(None, match.groups())) if match else ""


def _kind(record: _Record, number: str, papers_doi: str) -> str:
    """What the identifiers say, else what has pages or an author and no address is a book."""
    if number or papers_doi:
        return "book" if number else "paper"
    return kind_of_address(record.get("url")) if web(record.get("url")) else "book"


def _state(record: _Record, reading: Reading) -> tuple[State, str]:
    """How far it is, and the word for it where that is of the reader's own, which is a tag."""
    said = record.get("state")
    if state := STATES.get(folded_name(said)):
        return state, ""
    if record.get("finished").casefold() not in _NO or record.get("done").casefold() in _YES:
        return State.DONE, said
    if unread := record.get("unread").casefold():
        return State.UNREAD if unread in _YES else State.DONE, said
    if reading.started:
        return State.READING, said
    is_page = web(record.get("url")) and not (record.get("isbn") or record.get("doi"))
    return State.UNREAD if is_page else State.NONE, said


def _rating(text: str) -> str:
    """So many stars, without zeros that say nothing: ``4.50``, ``4.5/5`` and ``★★★★`` are some."""
    if stars := len(_STARS.findall(text)):
        return str(stars)
    said = text.partition("/")[0].strip()
    return "" if set(said) <= set("0.") else said.rstrip("0").rstrip(".") if "." in said else said
