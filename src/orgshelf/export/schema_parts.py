"""What the JSON Schemas are put together from."""

from collections.abc import Mapping

Schema = Mapping[str, object]

TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
ID = {"type": "string", "pattern": "^[0-9a-f]{4,16}$"}
UNITS = {"enum": ["items", "pages"]}
STATUSES = {"enum": ["untracked", "not started", "in progress", "finished"]}
PROGRESS = {"$ref": "#/$defs/progress"}


def say(kind: Schema, description: str) -> Schema:
    """The same schema, told in words."""
    return {"description": description, **kind}


def array(of: Schema, description: str) -> Schema:
    """A list of such values."""
    return {"description": description, "type": "array", "items": of}


def members(
    description: str, fields: Mapping[str, Schema], optional: tuple[str, ...] = ()
) -> Schema:
    """An object that may have more members than these: a later version adds some."""
    return {
        "description": description,
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
    }


#: Done of total, as ``PROGRESS`` refers to it.
PROGRESS_DEF = members(
    "Done of total.",
    {
        "done": say(COUNT, "How many are done, dropped ones among them."),
        "total": say(COUNT, "How many there are."),
        "percent": say({**COUNT, "maximum": 100}, "Whole percent, rounded down."),
        "dropped": say(COUNT, "How many of those done were given up."),
        "unit": say(UNITS, "What is counted: pages for a work with PAGE and no parts."),
    },
)
