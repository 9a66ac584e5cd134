"""The JSON Schema of the numbers of progress; the tables of fields say what is in it."""

import json

from orgshelf.export.progress_json import DOCUMENT, PARTS
from orgshelf.export.record import json_schema
from orgshelf.export.report import Report

#: The schema itself. Within a version fields are only ever added.
JSON_SCHEMA = json_schema("orgshelf progress", DOCUMENT, *PARTS)


def render(report: Report) -> str:
    """The schema as JSON; the same for every report."""
    return json.dumps(JSON_SCHEMA, indent=2) + "\n"
