"""The JSON Schemas (draft 2020-12) of the JSON documents, and the columns of ``parquet``."""

import json
from dataclasses import replace
from typing import Any

from orgshelf.export import progress_json
from orgshelf.export.field_table import ABOUT, ITEM, LINK, MATCH, NOTE, PLANNING, PROGRESS, QUOTE
from orgshelf.export.json_document import DOCUMENT, FINISHED, KIND, SUMMARY, WORK, DocumentSource
from orgshelf.export.listing_fields import LISTINGS
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
    progress_json.FORECAST,
)

#: The schema of ``json``. Within a version fields are only ever added.
JSON_SCHEMA: Schema = {
    **json_schema("orgshelf", _DOCUMENT, *_LISTED, *_PARTS),
    "anyOf": [{"required": [name]} for name in LISTINGS],
}


def render(report: Report) -> str:
    """The schema of ``json``; the same for every report."""
    return _dumped(JSON_SCHEMA)


def render_progress(report: Report) -> str:
    """The schema of ``progress --format json``; the same for every report."""
    return _dumped(json_schema("orgshelf progress", progress_json.DOCUMENT, *progress_json.PARTS))


def _dumped(schema: Schema) -> str:
    return json.dumps(schema, indent=2) + "\n"


def render_parquet(report: Report) -> str:
    """A line for each column: name, type and meaning, separated by tabs; always the same."""
    columns: tuple[Field[Any], ...] = (*ITEM.fields, *ABOUT)
    return "".join(f"{of.name}\t{of.type.sql}\t{of.meaning}\n" for of in columns)
