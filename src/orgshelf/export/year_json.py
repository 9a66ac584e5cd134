"""A year in works as a JSON document, and its works as rows of a table."""

from orgshelf.export.record import (
    COUNT,
    COUNT_OR_NULL,
    DAY,
    DAY_OR_NULL,
    ID,
    TEXT,
    Field,
    ListOf,
    Record,
    Type,
)
from orgshelf.export.report import Rows
from orgshelf.progress.year_review import FinishedWork, YearReview

SCHEMA = "orgshelf-year/1"
RATING = Type({"type": ["number", "null"], "minimum": 0, "maximum": 5})

WORK = Record[FinishedWork](
    "work",
    "A work that was finished.",
    (
        Field("id", ID, "Its short id.", lambda work: work.id),
        Field("title", TEXT, "Its title alone.", lambda work: work.title, width=40),
        Field("authors", ListOf(TEXT), "Who wrote it.", lambda work: work.authors, width=30),
        Field("kind", TEXT, "Its kind.", lambda work: work.kind),
        Field("tags", ListOf(TEXT), "Its tags, but for those of its kind.", lambda work: work.tags),
        Field("finished", DAY, "The day.", lambda work: work.day.isoformat()),
        Field("started", DAY_OR_NULL, "The first sign of it before that.",
              lambda work: work.started.isoformat() if work.started else None),
        Field("days", COUNT_OR_NULL, "How many days it took.", lambda work: work.days),
        Field("pages", COUNT_OR_NULL, "How many pages it has.", lambda work: work.pages),
        Field("rating", RATING, "Its rating, 0 to 5.", lambda work: work.rating),
    ),
    inline=True,
)  # fmt: skip


def _pair(word: str) -> Record[tuple[str, int]]:
    name = Field[tuple[str, int]](word, TEXT, f"The {word}.", lambda pair: pair[0])
    works = Field[tuple[str, int]]("works", COUNT, "How many works.", lambda pair: pair[1])
    return Record(word, f"The works of one {word}.", (name, works), inline=True)


DOCUMENT = Record[YearReview](
    "document",
    "What `orgshelf wrapped --format json` prints.",
    (
        Field("schema", Type({"const": SCHEMA}), "The version of this shape.", lambda _: SCHEMA),
        Field("year", COUNT, "The year.", lambda review: review.year),
        Field("until", DAY, "Its last day, or today.", lambda review: review.until.isoformat()),
        Field("works", ListOf(WORK), "What was finished, in its order.",
              lambda review: review.works),
        Field("given_up", COUNT, "How many works were given up.", lambda review: review.given_up),
        Field("items", COUNT, "How many items were finished.", lambda review: review.items),
        Field("repeats", COUNT, "How often what repeats was done.", lambda review: review.repeats),
        Field("months", ListOf(COUNT), "How many works in each month.",
              lambda review: review.months),
        Field("pages", COUNT, "Pages read, by the log.", lambda review: review.pages),
        Field("pages_of_works", COUNT, "Pages that the finished works have.",
              lambda review: review.pages_of_works),
        Field("clocked_minutes", COUNT, "Time clocked.", lambda review: review.minutes),
        Field("longest_streak", COUNT, "Days in a row with something finished.",
              lambda review: review.streak),
        Field("days", COUNT, "Days with something finished.", lambda review: review.days),
        Field("kinds", ListOf(_pair("kind")), "Works by kind.", lambda review: review.kinds),
        Field("tags", ListOf(_pair("tag")), "Works by tag.", lambda review: review.tags),
        Field("authors", ListOf(_pair("author")), "Works by author.",
              lambda review: review.authors),
    ),
)  # fmt: skip


def rows(source: YearReview) -> Rows:
    """What a table of a year has: the works."""
    return Rows("works", WORK, source.works)
