"""Records: plain data whose fields are described once, with name, type, meaning and getter.

A ``Record`` makes the data, its JSON Schema, and the types of its columns.
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
    """The type of a single value: its JSON Schema and its SQL type.

    ``few``: a column has few distinct values. ``id``: an id, which is written as a short id.
    """

    schema: Schema
    sql: str = "string"
    _: KW_ONLY
    few: bool = False
    id: bool = False


@dataclass(frozen=True)
class ListOf:
    """A list of values of one type."""

    of: "Type | Record[Any]"

    @property
    def schema(self) -> Schema:
        """Its JSON Schema."""
        return {"type": "array", "items": self.of.schema}

    @property
    def sql(self) -> str:
        """The SQL type of such a list."""
        return f"array<{self.of.sql}>"


AnyType: TypeAlias = "Type | ListOf | Record[Any]"


@dataclass(frozen=True)
class Field(Generic[T]):
    """A field of the data made from a ``T``.

    An ``optional`` field is omitted if it is None, one of the ``notes`` unless texts are requested.
    ``width`` is the width of its column in a spreadsheet.
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
        """The field for a source from which ``get`` returns a ``T``."""
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
        """A function that makes its value as plain data."""
        make, plain = self.make, _plain(self.type, ids)
        if plain is None:
            return make
        return lambda source: None if (value := make(source)) is None else plain(value)


def _plain(of: AnyType, ids: ShortIds) -> Callable[[Any], Any] | None:
    """A function that makes plain data of a value; None if values are plain already."""
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
    """The description of data made from a ``T``.

    It has its own definition in a JSON Schema, unless ``inline``. ``as_text`` returns the text
    for a table cell.
    """

    name: str
    meaning: str
    fields: tuple[Field[T], ...]
    _: KW_ONLY
    inline: bool = False
    as_text: Callable[[Data], str] = str

    @property
    def schema(self) -> Schema:
        """Its JSON Schema as a part of other data."""
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
        """The SQL type of such data."""
        return f"struct<{', '.join(f'{field.name}: {field.type.sql}' for field in self.fields)}>"

    def maker(self, ids: ShortIds) -> Callable[[T], Data]:
        """A function that makes the data."""
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
#: A text with few distinct values.
WORD = Type({"type": "string"}, few=True)
WORD_OR_NULL = Type({"type": ["string", "null"]}, few=True)
#: An object of texts.
TEXTS_BY_NAME = Type({"type": "object", "additionalProperties": TEXT.schema}, "map<string, string>")
FLAG = Type({"type": "boolean"}, "boolean")
COUNT = Type({"type": "integer", "minimum": 0}, "bigint")
COUNT_OR_NULL = Type({"type": ["integer", "null"], "minimum": 0}, "bigint")
_ID = {"type": "string", "pattern": "^[0-9a-f]{4,16}$"}
ID = Type(_ID, id=True)
ID_OR_NULL = Type({**_ID, "type": ["string", "null"]}, id=True)
