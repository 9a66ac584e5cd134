"""The tables of the index, and what their columns hold.

A heading's ``id`` is its file's number in the upper bits and its ordinal in the lower ones (see
``affected``), so that ids rise as the headings do in the notes, and stay when others are added
or taken away. What is below it are the ids from its own up to ``last``, which is not included;
that is kept as a small number, counted from its own.
The file itself has the ordinal 0. What texts are found by is another number, of their entry:
those follow one another, which makes the full-text tables small. Text that is no UTF-8 is kept
as bytes (see ``encoded``).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from orgshelf.model import NO_PLANNING, Heading, Planning
from orgshelf.org.inheritance import NO_PROPERTIES, chained, inherit_tags

#: How many bits of an id are the ordinal in the file: in most notes an id has no more than 32.
PLACE_BITS = 26

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,   -- its name, so encoded that its order is that of the paths
  size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER,
  read INTEGER,               -- when it was read, in nanoseconds
  digest TEXT,
  headings INTEGER,
  stray INTEGER,
  tags TEXT,
  pairs TEXT,                 -- its settings' lines, as ``joined`` makes them
  properties TEXT,            -- what its headings inherit, in the same way
  category TEXT               -- that of headings without one of their own
);
CREATE TABLE setup (file INTEGER, path TEXT, digest TEXT, PRIMARY KEY (file, path)) WITHOUT ROWID;
CREATE TABLE heading (
  id INTEGER PRIMARY KEY,
  entry INTEGER,              -- the id of its entry
  reach INTEGER,              -- from its id to the one after the last below it
  parent INTEGER,
  from_work INTEGER,          -- from the id of its work to its own
  place INTEGER, size INTEGER, -- its place among the headings of its file; how many it is with
                              -- those below it
  hash TEXT, kind TEXT, role TEXT,
  level INTEGER, line INTEGER,
  lines INTEGER, above_body INTEGER, -- of the entry: all, and those above its body
  keyword TEXT, done INTEGER, hidden INTEGER, commented INTEGER, dropped INTEGER,
  priority TEXT, text TEXT, title TEXT,
  tags TEXT, planning TEXT, properties TEXT, merged TEXT,
  scheduled TEXT, deadline TEXT, closed TEXT,
  stamped INTEGER,            -- whether more than these dates says when it is to be seen:
                              -- another active stamp, or how many days before
  items_done INTEGER, items INTEGER, items_dropped INTEGER,
  authors TEXT, year INTEGER,
  status INTEGER,             -- of an item or a work its place in the order of works
  percent INTEGER,            -- how much of what is counted is done
  blocked INTEGER,
  last INTEGER AS (id + reach), work INTEGER AS (id - from_work)
);
CREATE TABLE entry (id INTEGER PRIMARY KEY, heading INTEGER, text TEXT);
CREATE TABLE tag (
  tag TEXT, first INTEGER, reach INTEGER, last INTEGER AS (first + reach),
  PRIMARY KEY (tag, first)
) WITHOUT ROWID;
CREATE TABLE property (
  name TEXT, heading INTEGER, reach INTEGER,
  value TEXT,                 -- of the heading itself; a file has none
  below TEXT,                 -- what is handed down, where that is not the same
  last INTEGER AS (heading + reach),
  PRIMARY KEY (name, heading)
) WITHOUT ROWID;
CREATE TABLE fact (           -- see shelf.progress.facts; kind is that of the heading
  heading INTEGER, sort INTEGER, day INTEGER, minute INTEGER, amount INTEGER, kind TEXT,
  PRIMARY KEY (heading, sort, day, minute)
) WITHOUT ROWID;
CREATE TABLE work (           -- those that are listed: not hidden, or with an item
  id INTEGER PRIMARY KEY,
  rank INTEGER,               -- the place of its status in the order of works
  touched INTEGER             -- the last day of an inactive stamp, as an ordinal
);
CREATE TABLE kind (           -- one file's items of a kind
  first INTEGER PRIMARY KEY,  -- the first heading that is counted
  name TEXT, items INTEGER, done INTEGER, dropped INTEGER
);
"""

#: All of ASCII that is no blank is part of a trigram.
_LETTERS = "".join(letter for letter in map(chr, range(1, 128)) if not letter.isspace())

#: Finds the blocks of entries that can have some letters in their text.
TRIGRAMS = f"""
CREATE VIRTUAL TABLE trigram USING fts5 (
  trigrams, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '{_LETTERS.replace("'", "''").replace('"', '""')}'"
)"""

#: Finds the ids of entries that have some words; those of the first column take less room.
WORDS = """
CREATE VIRTUAL TABLE words USING fts5 (
  text, title, content = '', tokenize = 'unicode61 remove_diacritics 2'
)"""

#: What they are called.
NAMES = frozenset(part.split(" ", 1)[0] for part in TABLES.split("CREATE TABLE ")[1:])
FULL_TEXT_NAMES = frozenset(("trigram", "words"))

INDEXES = """
CREATE INDEX heading_hash ON heading (hash);
CREATE INDEX heading_work ON heading (kind, status, hidden) WHERE role = 'work';
CREATE INDEX heading_keyword ON heading (keyword, kind, done, hidden) WHERE keyword IS NOT NULL;
CREATE INDEX heading_deadline ON heading (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX heading_scheduled ON heading (scheduled) WHERE scheduled IS NOT NULL;
CREATE INDEX heading_stamped ON heading (stamped) WHERE stamped;
CREATE INDEX heading_closed ON heading (closed) WHERE closed IS NOT NULL;
CREATE INDEX fact_day ON fact (kind, sort, day, minute, amount);
CREATE INDEX work_rank ON work (rank, touched DESC);
CREATE INDEX setup_path ON setup (path);
"""


def encoded(text: str | None) -> str | bytes | None:
    """A text as SQLite keeps it: bytes where it has letters that UTF-8 has not."""
    if text is None or text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def decoded(value: str | bytes) -> str:
    """The text that ``encoded`` was given.

    Raises:
        sqlite3.DatabaseError: it was given none such; the index is broken.
    """
    try:
        return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")
    except (AttributeError, UnicodeDecodeError) as error:
        raise sqlite3.DatabaseError("what the index holds makes no sense") from error


@contextmanager
def corrupt_rows_as_errors() -> Iterator[None]:
    """Whoever comes upon rows that nobody wrote so is told that the index is broken.

    Raises:
        sqlite3.DatabaseError: it is.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise sqlite3.DatabaseError("what the index holds makes no sense") from error


def joined(pairs: Iterable[tuple[str, str]]) -> str | bytes | None:
    """Pairs of texts, none of them longer than a line, as SQLite keeps them."""
    return encoded("\n".join(chain.from_iterable(pairs)))


def parted(value: str | bytes) -> Iterator[tuple[str, str]]:
    """The pairs that ``joined`` was given.

    Raises:
        sqlite3.DatabaseError: it was given none such; the index is broken.
    """
    lines = decoded(value).split("\n") if value else []
    if len(lines) % 2:
        raise sqlite3.DatabaseError("what the index holds makes no sense")
    return zip(lines[::2], lines[1::2], strict=True)


def searchable(text: str) -> str:
    """A text as the full-text tables take it, which end at a NUL and want UTF-8."""
    text = text.replace("\0", "\ufffd")
    if isinstance(encoded(text), bytes):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def data_version(connection: sqlite3.Connection) -> int:
    """What SQLite raises whenever another connection writes to the index."""
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


def span(number: int) -> tuple[int, int]:
    """The first and the last id that a file, and what is in it, can have."""
    return number << PLACE_BITS, ((number + 1) << PLACE_BITS) - 1


def path_key(name: str) -> bytes:
    """A file's name so that the order of bytes is that of paths, folder by folder."""
    return name.replace("/", "\0").encode("utf-8", "surrogatepass")


def path_name(key: bytes) -> str:
    """The name that ``path_key`` was given."""
    return key.decode("utf-8", "surrogatepass").replace("\0", "/")


def heading_of(
    row: Sequence[Any],
    parent: int | None,
    inherited_tags: tuple[str, ...],
    inherited: Mapping[str, str],
) -> Heading:
    """A heading of its columns, with what the one above it, or its file, hands down."""
    (level, line, lines, above_body, keyword, done, commented, priority, text, title,
     tags, planning, properties, merged) = row  # fmt: skip
    text = decoded(text)
    own = NO_PROPERTIES
    if properties:
        own = dict(parted(properties))
        inherited = chained(own if merged is None else dict(parted(merged)), inherited)
    local = words_of(tags)
    return Heading(
        line,
        line + lines,
        line + above_body,
        level,
        parent,
        None if keyword is None else decoded(keyword),
        bool(done),
        None if priority is None else decoded(priority),
        text,
        text if title is None else decoded(title),
        local,
        inherit_tags(inherited_tags, local) if local else inherited_tags,
        planning_of(planning),
        own,
        inherited,
        bool(commented),
    )


def planning_of(line: str | bytes | None) -> Planning:
    """The stamps of a planning line."""
    if line is None:
        return NO_PLANNING
    from orgshelf.org.syntax.timestamps import parse_planning

    return parse_planning(decoded(line))


def words_of(value: str | bytes | None) -> tuple[str, ...]:
    """Tags, as a row has them."""
    return tuple(decoded(value).split(" ")) if value else ()
