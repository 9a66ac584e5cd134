"""Plain data whose fields are described once: name, type, meaning, and how each is made.

A ``Record`` makes such data, and writes down its JSON Schema and the types of its columns.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, TypeAlias, TypeVar

S = TypeVar("S")
T = TypeVar("T")

Data = dict[str, Any]
Schema = Mapping[str, Any]
#: From ids to short ids.
ShortIds = Mapping[str, str]


@dataclass(frozen=True)
class Type:
    """A single value: its JSON Schema, and the type of a column of such values in SQL.

    ``few`` says that a column has few different values. Of an ``id`` the short one is written.
    """

    schema: Schema
    sql: str = "string"
    _: KW_ONLY
    few: bool = False
    id: bool = False


@dataclass(frozen=True)
class ListOf:
    """Any number of values of one type."""

    of: "Type | Record[Any]"

    @property
    def schema(self) -> Schema:
        """Its JSON Schema."""
        return {"type": "array", "items": self.of.schema}

    @property
    def sql(self) -> str:
        """The type of a column of such lists."""
        return f"array<{self.of.sql}>"


AnyType: TypeAlias = "Type | ListOf | Record[Any]"


@dataclass(frozen=True)
class Field(Generic[T]):
    """One field of the data that is made from a ``T``.

    An ``optional`` field is left out where it is None, and one of the ``notes`` where the texts
    of the notes were not asked for. ``width`` is that of its column in a spreadsheet.
    """

    name: str
    type: AnyType
    meaning: str
    make: Callable[[T], Any]
    _: KW_ONLY
    optional: bool = False
    notes: bool = False
    width: int = 12

    @property
    def schema(self) -> Schema:
        """The JSON Schema of its value."""
        meaning = {"description": self.meaning}
        return {**meaning, **self.type.schema, **meaning}

    def of(self, get: Callable[[S], T]) -> "Field[S]":
        """The same field of what has such a ``T``."""
        return Field(
            self.name,
            self.type,
            self.meaning,
            lambda source: self.make(get(source)),
            optional=self.optional,
            notes=self.notes,
            width=self.width,
        )

    def maker(self, ids: ShortIds) -> Callable[[T], Any]:
        """What makes its value; plain data, as JSON has it."""
        make, plain = self.make, _plain(self.type, ids)
        if plain is None:
            return make
        return lambda source: None if (value := make(source)) is None else plain(value)


def _plain(of: AnyType, ids: ShortIds) -> Callable[[Any], Any] | None:
    """What makes plain data of a value; None where the value is that already."""
    match of:
        case Record():
            return of.maker(ids)
        case ListOf(of=member):
            plain = _plain(member, ids)
            return list if plain is None else lambda values: [plain(value) for value in values]
        case Type(id=True):
            return ids.__getitem__
    return None


@dataclass(frozen=True)
class Record(Generic[T]):
    """Data that is made from a ``T``.

    It has a definition of its own in a JSON Schema, unless it is ``inline``. ``as_text`` is how
    a cell of a table shows it.
    """

    name: str
    meaning: str
    fields: tuple[Field[T], ...]
    _: KW_ONLY
    inline: bool = False
    as_text: Callable[[Data], str] = str

    @property
    def schema(self) -> Schema:
        """Its JSON Schema where it is a part of other data."""
        return self.definition if self.inline else {"$ref": f"#/$defs/{self.name}"}

    @property
    def definition(self) -> Schema:
        """Its JSON Schema; a later version may have more fields."""
        return {
            "description": self.meaning,
            "type": "object",
            "properties": {field.name: field.schema for field in self.fields},
            "required": [f.name for f in self.fields if not (f.optional or f.notes)],
        }

    @property
    def sql(self) -> str:
        """The type of a column of such data."""
        return f"struct<{', '.join(f'{field.name}: {field.type.sql}' for field in self.fields)}>"

    def maker(self, ids: ShortIds) -> Callable[[T], Data]:
        """What makes the data."""
        makers = [(field.name, field.maker(ids)) for field in self.fields]
        optional = {field.name for field in self.fields if field.optional}
        if not optional:
            return lambda source: {name: make(source) for name, make in makers}
        return lambda source: {
            name: value
            for name, make in makers
            if (value := make(source)) is not None or name not in optional
        }


def json_schema(title: str, document: Record[Any], *parts: Record[Any]) -> Schema:
    """The JSON Schema of a document with its parts (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "$defs": {record.name: record.definition for record in parts},
        **document.definition,
    }


TEXT = Type({"type": "string"})
_DAY_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DAY = Type(_DAY_SCHEMA)
DAY_OR_NULL = Type({**_DAY_SCHEMA, "type": ["string", "null"]})
TEXT_OR_NULL = Type({"type": ["string", "null"]})
#: A text of which there are few different ones.
WORD = Type({"type": "string"}, few=True)
WORD_OR_NULL = Type({"type": ["string", "null"]}, few=True)
#: Texts under names of their own.
TEXTS_BY_NAME = Type({"type": "object", "additionalProperties": TEXT.schema}, "map<string, string>")
FLAG = Type({"type": "boolean"}, "boolean")
COUNT = Type({"type": "integer", "minimum": 0}, "bigint")
COUNT_OR_NULL = Type({"type": ["integer", "null"], "minimum": 0}, "bigint")
_ID = {"type": "string", "pattern": "^[0-9a-f]{4,16}$"}
ID = Type(_ID, id=True)
ID_OR_NULL = Type({**_ID, "type": ["string", "null"]}, id=True)
