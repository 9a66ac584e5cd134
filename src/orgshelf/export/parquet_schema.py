"""The columns of ``parquet``, each with its type in the words of SQL and its meaning."""

from collections.abc import Iterator
from typing import Any, cast

from pyarrow import types

from orgshelf.export.parquet import ABOUT, TYPES
from orgshelf.export.report import Report
from orgshelf.export.schema import JSON_SCHEMA

_ABOUT = {
    "generated": "When the file was made.",
    "notes_root": "Whose notes they are: the folder's name, or what --root-name says.",
}
_NAMES = {"bool": "boolean", "int64": "bigint", "timestamp[us]": "timestamp"}


def render(report: Report) -> str:
    """A line for each column: name, type, meaning, tabs between them; ever the same."""
    return "".join("\t".join(line) + "\n" for line in _lines())


def _lines() -> Iterator[tuple[str, str, str]]:
    members = cast(Any, JSON_SCHEMA)["$defs"]["item"]["properties"]
    for name, of in TYPES.items():
        yield name, sql_type(of), members[name]["description"]
    for name, of in ABOUT.items():
        yield name, sql_type(of), _ABOUT[name]


def sql_type(of: Any) -> str:  # noqa: ANN401 - pyarrow has no types of its own
    """A column's type as Hive, Spark and Trino name it."""
    if types.is_dictionary(of):
        return sql_type(of.value_type)
    if types.is_list(of):
        return f"array<{sql_type(of.value_type)}>"
    if types.is_map(of):
        return f"map<{sql_type(of.key_type)}, {sql_type(of.item_type)}>"
    if types.is_struct(of):
        members = (f"{member.name}: {sql_type(member.type)}" for member in of)
        return f"struct<{', '.join(members)}>"
    return _NAMES.get(str(of), str(of))
