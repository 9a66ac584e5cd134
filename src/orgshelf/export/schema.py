"""The JSON Schema of the JSON document (draft 2020-12); the tables of fields say what is in it."""

import json
from typing import Any

from orgshelf.export.field_table import ITEM, LINK, MATCH, PLANNING, PROGRESS, QUOTE
from orgshelf.export.json_document import DOCUMENT, FINISHED, KIND, QUOTATION, SUMMARY, WORK
from orgshelf.export.record import Field, Record, Schema, json_schema
from orgshelf.export.report import Report
from orgshelf.shelf.hits import Hit

_MATCH = Field[Hit]("match", MATCH, "What `search` has found.", lambda hit: hit, optional=True)
_ITEM = Record[Any](ITEM.name, ITEM.meaning, (*ITEM.fields, _MATCH))

#: The schema itself. Within a version fields are only ever added.
JSON_SCHEMA: Schema = {
    **json_schema(
        "orgshelf",
        DOCUMENT,
        *(_ITEM, PROGRESS, PLANNING, LINK, QUOTE, QUOTATION, MATCH, KIND, WORK, FINISHED, SUMMARY),
    ),
    "anyOf": [{"required": ["items"]}, {"required": ["quotes"]}],
}


def render(report: Report) -> str:
    """The schema as JSON; the same for every report."""
    return json.dumps(JSON_SCHEMA, indent=2) + "\n"
