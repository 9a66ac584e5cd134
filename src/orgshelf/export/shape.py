"""The shape of the JSON document, which YAML and the tables share; ``schema`` describes it."""

from typing import NotRequired, TypedDict

SCHEMA = "orgshelf/1"


class ProgressFields(TypedDict):
    """Done of total, in items or pages."""

    done: int
    total: int
    percent: int
    dropped: int
    unit: str


class LinkFields(TypedDict):
    """A link; a bare one has no description."""

    target: str
    description: str | None


class QuoteFields(TypedDict):
    """A quote, its page and its first line in the file."""

    text: str
    page: str | None
    line: int


class QuotationFields(QuoteFields):
    """A quote with what it is from, in a document of quotes."""

    work: str
    authors: list[str]
    year: int | None
    kind: str
    file: str


class Item(TypedDict):
    """One heading; ``text`` and ``quotes`` only where notes were asked for."""

    id: str
    kind: str
    work: str | None
    title: str
    heading: str
    state: str | None
    done: bool
    priority: str | None
    tags: list[str]
    local_tags: list[str]
    level: int
    path: list[str]
    file: str
    line: int
    scheduled: str | None
    deadline: str | None
    closed: str | None
    planning: dict[str, str]
    links: list[LinkFields]
    authors: list[str]
    year: int | None
    properties: dict[str, str]
    effort_minutes: int | None
    clocked_minutes: int
    progress: ProgressFields
    text: NotRequired[str]
    quotes: NotRequired[list[QuoteFields]]


class KindFields(TypedDict):
    """Progress of one kind."""

    kind: str
    works: int
    progress: ProgressFields


class WorkHead(TypedDict):
    """One work."""

    id: str
    kind: str
    title: str
    status: str


class WorkFields(WorkHead):
    """Progress of one work."""

    progress: ProgressFields


class FinishedFields(TypedDict):
    """An item that is done with."""

    id: str
    title: str
    closed: str | None


class SummaryFields(TypedDict):
    """Totals, and the same by kind and work; what is finished and when."""

    totals: ProgressFields
    by_kind: list[KindFields]
    by_work: list[WorkFields]
    finished: list[FinishedFields]
    dropped: list[FinishedFields]


class Envelope(TypedDict):
    """What stands around the items; ``progress`` is left out of a listing."""

    schema: str
    generated: str
    notes: str
    progress: NotRequired[SummaryFields]


class Document(Envelope):
    """The whole document."""

    items: list[Item]
