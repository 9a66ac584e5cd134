"""The JSON Schema of the JSON document (draft 2020-12)."""

import json
from collections.abc import Mapping

from orgshelf.export.report import Report
from orgshelf.export.shape import SCHEMA

_Schema = Mapping[str, object]

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_COUNT_OR_NULL = {"type": ["integer", "null"], "minimum": 0}
_LINE = {"type": "integer", "minimum": 1}
_DATE = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"}
_ID = {"type": "string", "pattern": "^[0-9a-f]{4,16}$"}
_UNITS = {"enum": ["items", "pages"]}
_STATUSES = {"enum": ["untracked", "not started", "in progress", "finished"]}
_PROGRESS = {"$ref": "#/$defs/progress"}


def _say(kind: _Schema, description: str) -> _Schema:
    return {"description": description, **kind}


def _list(of: _Schema, description: str) -> _Schema:
    return {"description": description, "type": "array", "items": of}


def _object(
    description: str, members: Mapping[str, _Schema], optional: tuple[str, ...] = ()
) -> _Schema:
    """An object that may have more members than these: a later version adds some."""
    return {
        "description": description,
        "type": "object",
        "properties": members,
        "required": [name for name in members if name not in optional],
    }


_DEFS: _Schema = {
    "item": _object(
        "One heading.",
        {
            "id": _say(_ID, "Its short id, as a command takes it; stable while titles are."),
            "kind": _say(_TEXT, "book, paper, tutorial, video, one of the configuration's, other."),
            "work": _say(_TEXT_OR_NULL, "The title of the work it is or belongs to."),
            "title": _say(_TEXT, "Its title as a person reads it: links as their description."),
            "heading": _say(_TEXT, "The raw text between priority and tags."),
            "state": _say(_TEXT_OR_NULL, "Its TODO keyword."),
            "done": _say({"type": "boolean"}, "Whether that keyword means done."),
            "priority": _say(_TEXT_OR_NULL, "The priority as it is set: A, B, C or a number."),
            "tags": _list(_TEXT, "All tags, inherited ones first."),
            "local_tags": _list(_TEXT, "The tags on the heading itself."),
            "level": _say(_LINE, "The number of its stars."),
            "path": _list(_TEXT, "The titles of the headings above it, outermost first."),
            "file": _say(_TEXT, "Its file, relative to the notes root, with slashes."),
            "line": _say(_LINE, "The line of the heading, from 1."),
            "scheduled": _say(_DATE, "When it is scheduled, ISO 8601."),
            "deadline": _say(_DATE, "When it is due, ISO 8601."),
            "closed": _say(_DATE, "When it was closed, ISO 8601."),
            "planning": _say({"$ref": "#/$defs/planning"}, "The same stamps as they are written."),
            "links": _list({"$ref": "#/$defs/link"}, "Links of title, URL, DOI and own text."),
            "authors": _list(_TEXT, "Who wrote it, or the work it belongs to."),
            "year": _say(_COUNT_OR_NULL, "When it, or the work it belongs to, came out."),
            "properties": {
                "description": "Its own properties by upper-case name; those set to nil left out.",
                "type": "object",
                "additionalProperties": _TEXT,
            },
            "effort_minutes": _say(_COUNT_OR_NULL, "The estimate in its EFFORT property."),
            "clocked_minutes": _say({"type": "integer"}, "Time clocked on the heading itself."),
            "progress": _say(_PROGRESS, "The items at and below it, or its pages."),
            "text": _say(_TEXT, "Its own text without log and drawers, where notes are asked for."),
            "quotes": _list({"$ref": "#/$defs/quote"}, "Its quotes, where notes are asked for."),
        },
        optional=("text", "quotes"),
    ),
    "progress": _object(
        "Done of total.",
        {
            "done": _say(_COUNT, "How many are done, dropped ones among them."),
            "total": _say(_COUNT, "How many there are."),
            "percent": _say({**_COUNT, "maximum": 100}, "Whole percent, rounded down."),
            "dropped": _say(_COUNT, "How many of those done were given up."),
            "unit": _say(_UNITS, "What is counted: pages for a work with PAGE and no parts."),
        },
    ),
    "planning": _object(
        "Timestamps as they are written, with repeater and warning.",
        {
            "scheduled": _say(_TEXT, "The stamp after SCHEDULED:"),
            "deadline": _say(_TEXT, "The stamp after DEADLINE:"),
            "closed": _say(_TEXT, "The stamp after CLOSED:"),
        },
        optional=("scheduled", "deadline", "closed"),
    ),
    "link": _object(
        "A link.",
        {
            "target": _say(_TEXT, "Where it leads."),
            "description": _say(_TEXT_OR_NULL, "Its words; null for a bare link."),
        },
    ),
    "quote": _object(
        "A quote block.",
        {
            "text": _say(_TEXT, "The quote."),
            "page": _say(_TEXT_OR_NULL, "The page it is from."),
            "line": _say(_LINE, "The first line of the block in the file."),
        },
    ),
    "kind": _object(
        "One kind of work.",
        {
            "kind": _say(_TEXT, "The kind."),
            "works": _say(_COUNT, "How many works of it are in the report."),
            "progress": _say(_PROGRESS, "Its items in the report."),
        },
    ),
    "work": _object(
        "One work.",
        {
            "id": _say(_ID, "Its short id."),
            "kind": _say(_TEXT, "Its kind."),
            "title": _say(_TEXT, "Its title."),
            "status": _say(_STATUSES, "How far it is, by its keyword, parts or pages."),
            "progress": _say(_PROGRESS, "Its items in the report, or its pages."),
        },
    ),
    "finished": _object(
        "An item that is done with.",
        {
            "id": _say(_ID, "Its short id."),
            "title": _say(_TEXT, "Its title."),
            "closed": _say(_DATE, "When it was closed; null where nobody noted it."),
        },
    ),
    "summary": _object(
        "The progress of all items in the report.",
        {
            "totals": _say(_PROGRESS, "All items."),
            "by_kind": _list({"$ref": "#/$defs/kind"}, "The same by kind."),
            "by_work": _list({"$ref": "#/$defs/work"}, "The same by work."),
            "finished": _list({"$ref": "#/$defs/finished"}, "Finished items, newest first."),
            "dropped": _list({"$ref": "#/$defs/finished"}, "Items given up, newest first."),
        },
    ),
}

#: The schema itself. Within a version fields are only ever added.
JSON_SCHEMA: _Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "orgshelf",
    "$defs": _DEFS,
    **_object(
        "What `orgshelf export json` and `orgshelf list --format json` print; "
        "a line of jsonl is one item of it.",
        {
            "schema": _say({"const": SCHEMA}, "The version of this shape."),
            "generated": _say(_TEXT, "When it was made, ISO 8601."),
            "notes": _say(_TEXT, "The folder of the notes."),
            "progress": _say({"$ref": "#/$defs/summary"}, "The progress; not in a list."),
            "items": _list({"$ref": "#/$defs/item"}, "The headings that were asked for."),
        },
        optional=("progress",),
    ),
}


def render(report: Report) -> str:
    """The schema as JSON; the same for every report."""
    return json.dumps(JSON_SCHEMA, indent=2) + "\n"
