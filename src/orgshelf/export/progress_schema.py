"""The JSON Schema of the numbers of progress (draft 2020-12)."""

import json
from collections.abc import Mapping

from orgshelf.export.progress_json import SCHEMA, SPANS
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
from orgshelf.shelf.progress.numbers import Outlook

_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DAY_OR_NULL = {**_DAY, "type": ["string", "null"]}
_RATE = {"type": "number", "minimum": 0}
_OUTLOOKS = {"enum": [str(outlook) for outlook in Outlook]}
_SPANS: Mapping[str, Schema] = {
    "day": _DAY,
    "week": _DAY,  # its Monday
    "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    "year": {"type": "integer"},
}
_FORECAST = {"$ref": "#/$defs/forecast"}
_MEASURE = {"$ref": "#/$defs/measure"}


def _spans(unit: str, description: str) -> Schema:
    """Sums per day, week (under its Monday), month and year."""
    return members(
        description,
        {
            name: array(
                members(
                    f"One {word}.",
                    {word: say(_SPANS[word], f"The {word}."), unit: say(COUNT, f"Its {unit}.")},
                ),
                f"The {name} that have any, ascending.",
            )
            for name, word in SPANS.items()
        },
    )


_DEFS: Schema = {
    "progress": PROGRESS_DEF,
    "measure": members(
        "The numbers of all, of one kind, or of one work.",
        {
            "id": say({**ID, "type": ["string", "null"]}, "A work's short id; else null."),
            "name": say(TEXT, "all, the kind, or the title of the work."),
            "kind": say(TEXT_OR_NULL, "Its kind; null for all."),
            "status": say({"enum": [*STATUSES["enum"], None]}, "How far a work is; else null."),
            "progress": say(PROGRESS, "Done of total, in items or pages."),
            "recent": say(COUNT, "How many items were finished in the last 30 days."),
            "clocked_minutes": say(COUNT, "Time clocked."),
            "effort_minutes": say(COUNT, "Time estimated in EFFORT properties."),
            "effort_left_minutes": say(COUNT, "What of that is still pending."),
            "pace": members(
                "Finished per week.",
                {
                    "last_4_weeks": say(_RATE, "Over the last 4 weeks."),
                    "last_12_weeks": say(_RATE, "Over the last 12 weeks."),
                },
            ),
            "forecast": say(_FORECAST, "When all of it will be finished."),
        },
    ),
    "forecast": members(
        "When something will be finished, should the pace stay what it was.",
        {
            "outlook": say(_OUTLOOKS, "What can be said; only what is dated has dates."),
            "early": say(_DAY_OR_NULL, "Before this day in one case of ten."),
            "likely": say(_DAY_OR_NULL, "As likely before this day as after it."),
            "late": say(_DAY_OR_NULL, "After this day in one case of ten; null where too far."),
            "words": say(TEXT, "The same for people to read."),
        },
    ),
    "group": members(
        "One group of those asked for with --by.",
        {
            "name": say(TEXT, "Its name; (none) for what has none."),
            "kind": say(TEXT_OR_NULL, "The kind, where a group has one."),
            "progress": say(PROGRESS, "Its items; the pages of a work that is read by pages."),
            "recent": say(COUNT, "How many items were finished in the last 30 days."),
        },
    ),
    "goal": members(
        "A goal of the configuration.",
        {
            "name": say(TEXT, "Its name."),
            "query": say(TEXT, "Which items count."),
            "count": say(COUNT, "How many are to be finished."),
            "since": say(_DAY, "From this day on."),
            "by": say(_DAY, "Until the end of this day."),
            "done": say(COUNT, "How many are finished."),
            "expected": say(_RATE, "How many an even pace would have finished until now."),
            "ahead": say({"type": "number"}, "Done less expected: below zero when behind."),
            "forecast": say(_FORECAST, "When the count will be reached."),
        },
    ),
    "stale": members(
        "A work in progress of which nothing was noted for long.",
        {
            "id": say(ID, "Its short id."),
            "name": say(TEXT, "Its title."),
            "kind": say(TEXT, "Its kind."),
            "touched": say(_DAY, "When something was noted last."),
            "days": say(COUNT, "How many days ago that was."),
        },
    ),
    "burnt": members(
        "A day on which the number of done items changed.",
        {
            "day": say(_DAY, "The day."),
            "done": say(COUNT, "How many were done at its end."),
        },
    ),
    "streaks": members(
        "Days, and weeks from Monday, in a row in which something was finished.",
        {
            "days_now": say(COUNT, "Days until today or yesterday."),
            "days_longest": say(COUNT, "The most days there ever were."),
            "weeks_now": say(COUNT, "Weeks until this or the last one."),
            "weeks_longest": say(COUNT, "The most weeks there ever were."),
        },
    ),
}

#: The schema itself. Within a version fields are only ever added.
JSON_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "orgshelf progress",
    "$defs": _DEFS,
    **members(
        "What `orgshelf progress --format json` prints.",
        {
            "schema": say({"const": SCHEMA}, "The version of this shape."),
            "generated": say(TEXT, "When it was made, ISO 8601."),
            "notes": say(TEXT, "The folder of the notes."),
            "total": say(_MEASURE, "All items."),
            "kinds": array(_MEASURE, "The same of each kind."),
            "works": array(_MEASURE, "The same of each work."),
            "finished": _spans("items", "Items finished; one that repeats counts each time."),
            "clocked": _spans("minutes", "Time clocked."),
            "pages": _spans("pages", "Pages read."),
            "undated": say(COUNT, "Done items of which no day is known."),
            "burn_up": array({"$ref": "#/$defs/burnt"}, "How what is done has grown."),
            "streaks": say({"$ref": "#/$defs/streaks"}, "Streaks, now and longest."),
            "goals": array({"$ref": "#/$defs/goal"}, "The goals."),
            "stale": array({"$ref": "#/$defs/stale"}, "What waits, the longest first."),
            "by": say(TEXT, "What the groups go by, where --by asks for them."),
            "groups": array({"$ref": "#/$defs/group"}, "Those groups."),
        },
        optional=("by", "groups"),
    ),
}


def render(report: Report) -> str:
    """The schema as JSON; the same for every report."""
    return json.dumps(JSON_SCHEMA, indent=2) + "\n"
