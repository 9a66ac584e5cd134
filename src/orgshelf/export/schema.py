"""The JSON Schema of the JSON document (draft 2020-12)."""

import json

from orgshelf.export.report import Report
from orgshelf.export.schema_parts import (
    COUNT,
    ID,
    PROGRESS,
    PROGRESS_DEF,
    STATUSES,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    array,
    members,
    say,
)
from orgshelf.export.shape import SCHEMA

_COUNT_OR_NULL = {"type": ["integer", "null"], "minimum": 0}
_LINE = {"type": "integer", "minimum": 1}
_DATE = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"}

_DEFS: Schema = {
    "item": members(
        "One heading.",
        {
            "id": say(ID, "Its short id, as a command takes it; stable while titles are."),
            "kind": say(TEXT, "book, paper, tutorial, video, one of the configuration's, other."),
            "work": say(TEXT_OR_NULL, "The title of the work it is or belongs to."),
            "title": say(TEXT, "Its title as a person reads it: links as their description."),
            "heading": say(TEXT, "The raw text between priority and tags."),
            "state": say(TEXT_OR_NULL, "Its TODO keyword."),
            "done": say({"type": "boolean"}, "Whether that keyword means done."),
            "priority": say(TEXT_OR_NULL, "The priority as it is set: A, B, C or a number."),
            "tags": array(TEXT, "All tags, inherited ones first."),
            "local_tags": array(TEXT, "The tags on the heading itself."),
            "level": say(_LINE, "The number of its stars."),
            "path": array(TEXT, "The titles of the headings above it, outermost first."),
            "file": say(TEXT, "Its file, relative to the notes root, with slashes."),
            "line": say(_LINE, "The line of the heading, from 1."),
            "scheduled": say(_DATE, "When it is scheduled, ISO 8601."),
            "deadline": say(_DATE, "When it is due, ISO 8601."),
            "closed": say(_DATE, "When it was closed, ISO 8601."),
            "planning": say({"$ref": "#/$defs/planning"}, "The same stamps as they are written."),
            "links": array({"$ref": "#/$defs/link"}, "Links of title, URL, DOI and own text."),
            "authors": array(TEXT, "Who wrote it, or the work it belongs to."),
            "year": say(_COUNT_OR_NULL, "When it, or the work it belongs to, came out."),
            "properties": {
                "description": "Its own properties by upper-case name; those set to nil left out.",
                "type": "object",
                "additionalProperties": TEXT,
            },
            "effort_minutes": say(_COUNT_OR_NULL, "The estimate in its EFFORT property."),
            "clocked_minutes": say({"type": "integer"}, "Time clocked on the heading itself."),
            "progress": say(PROGRESS, "The items at and below it, or its pages."),
            "text": say(TEXT, "Its own text without log and drawers, where notes are asked for."),
            "quotes": array({"$ref": "#/$defs/quote"}, "Its quotes, where notes are asked for."),
            "match": say({"$ref": "#/$defs/match"}, "What `search` has found."),
        },
        optional=("text", "quotes", "match"),
    ),
    "progress": PROGRESS_DEF,
    "planning": members(
        "Timestamps as they are written, with repeater and warning.",
        {
            "scheduled": say(TEXT, "The stamp after SCHEDULED:"),
            "deadline": say(TEXT, "The stamp after DEADLINE:"),
            "closed": say(TEXT, "The stamp after CLOSED:"),
        },
        optional=("scheduled", "deadline", "closed"),
    ),
    "link": members(
        "A link.",
        {
            "target": say(TEXT, "Where it leads."),
            "description": say(TEXT_OR_NULL, "Its words; null for a bare link."),
        },
    ),
    "quote": members(
        "A quote block.",
        {
            "text": say(TEXT, "The quote."),
            "page": say(TEXT_OR_NULL, "The page it is from."),
            "line": say(_LINE, "The first line of the block in the file."),
        },
    ),
    "quotation": members(
        "A quote and what it is from.",
        {
            "text": say(TEXT, "The quote."),
            "page": say(TEXT_OR_NULL, "The page it is from."),
            "work": say(TEXT, "The title of the work, or of the heading where there is none."),
            "authors": array(TEXT, "Who wrote it."),
            "year": say(_COUNT_OR_NULL, "When it came out."),
            "kind": say(TEXT, "What kind of work it is."),
            "file": say(TEXT, "The file it stands in, as an item has it."),
            "line": say(_LINE, "The first line of the block in the file."),
        },
    ),
    "match": members(
        "The line that says most of what was looked for.",
        {
            "line": say(_LINE, "Its number in the file."),
            "text": say(TEXT, "What stands there; of a heading its title."),
            "page": say(TEXT_OR_NULL, "The page of the quote it is in."),
        },
    ),
    "kind": members(
        "One kind of work.",
        {
            "kind": say(TEXT, "The kind."),
            "works": say(COUNT, "How many works of it are in the report."),
            "progress": say(PROGRESS, "Its items in the report."),
        },
    ),
    "work": members(
        "One work.",
        {
            "id": say(ID, "Its short id."),
            "kind": say(TEXT, "Its kind."),
            "title": say(TEXT, "Its title."),
            "status": say(STATUSES, "How far it is, by its keyword, parts or pages."),
            "progress": say(PROGRESS, "Its items in the report, or its pages."),
        },
    ),
    "finished": members(
        "An item that is done with.",
        {
            "id": say(ID, "Its short id."),
            "title": say(TEXT, "Its title."),
            "closed": say(_DATE, "When it was closed; null where nobody noted it."),
        },
    ),
    "summary": members(
        "The progress of all items in the report.",
        {
            "totals": say(PROGRESS, "All items."),
            "by_kind": array({"$ref": "#/$defs/kind"}, "The same by kind."),
            "by_work": array({"$ref": "#/$defs/work"}, "The same by work."),
            "finished": array({"$ref": "#/$defs/finished"}, "Finished items, newest first."),
            "dropped": array({"$ref": "#/$defs/finished"}, "Items given up, newest first."),
        },
    ),
}

#: The schema itself. Within a version fields are only ever added.
JSON_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "orgshelf",
    "$defs": _DEFS,
    **members(
        "What `orgshelf export json` prints, and `list`, `search` and `quotes` with "
        "`--format json`; a line of jsonl is one item of it.",
        {
            "schema": say({"const": SCHEMA}, "The version of this shape."),
            "generated": say(TEXT, "When it was made, ISO 8601."),
            "notes": say(TEXT, "The folder of the notes."),
            "progress": say({"$ref": "#/$defs/summary"}, "The progress; not in a list."),
            "items": array({"$ref": "#/$defs/item"}, "The headings that were asked for."),
            "quotes": array({"$ref": "#/$defs/quotation"}, "What `quotes` has in their place."),
        },
        optional=("progress", "items", "quotes"),
    ),
    "anyOf": [{"required": ["items"]}, {"required": ["quotes"]}],
}


def render(report: Report) -> str:
    """The schema as JSON; the same for every report."""
    return json.dumps(JSON_SCHEMA, indent=2) + "\n"
