"""The JSON Schema of the JSON document (draft 2020-12); the tables of fields say what is in it."""

import json
from dataclasses import replace

from orgshelf.export.field_table import LINK, MATCH, NOTE, PLANNING, PROGRESS, QUOTE
from orgshelf.export.json_document import DOCUMENT, FINISHED, KIND, SUMMARY, WORK, DocumentSource
from orgshelf.export.listing_fields import LISTINGS
from orgshelf.export.progress_json import FORECAST
from orgshelf.export.record import Field, ListOf, Schema, json_schema
from orgshelf.export.report import Report

_LISTED = [listed.record for listed in LISTINGS.values()]
_MEMBERS: tuple[Field[DocumentSource], ...] = tuple(
    Field(name, ListOf(listed.record), listed.meaning, lambda _: None, optional=True)
    for name, listed in LISTINGS.items()
)
_DOCUMENT = replace(DOCUMENT, fields=(*DOCUMENT.fields, *_MEMBERS))
_PARTS = (
    *(PROGRESS, PLANNING, LINK, QUOTE, NOTE, MATCH, KIND, WORK, FINISHED, SUMMARY),
    FORECAST,
)

#: The schema itself. Within a version fields are only ever added.
JSON_SCHEMA: Schema = {
    **json_schema("orgshelf", _DOCUMENT, *_LISTED, *_PARTS),
    "anyOf": [{"required": [name]} for name in LISTINGS],
}


def render(report: Report) -> str:
    """The schema as JSON; the same for every report."""
    return json.dumps(JSON_SCHEMA, indent=2) + "\n"
