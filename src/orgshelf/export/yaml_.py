"""YAML: the JSON document, which loads back equal to it."""

from collections.abc import Iterator
from itertools import islice

import yaml

from orgshelf.export.document import envelope, items
from orgshelf.export.report import Report

# libyaml is several times as fast where it is there, and writes the same but for letters
# beyond U+FFFF, which it escapes.
_BASE: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDE = 1_000_000
#: So many items are written together.
_AT_ONCE = 100


class _Dumper(_BASE):  # type: ignore[misc] # which of two classes is known at run time only
    """Writes a list that is met twice in full twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def render(report: Report) -> Iterator[str]:
    """The document of ``schema`` in block style, no line folded."""
    yield _dumped(envelope(report))
    members = items(report)
    start = "items:\n"
    while some := list(islice(members, _AT_ONCE)):
        yield start + _dumped(some)
        start = ""
    if start:
        yield _dumped({"items": []})


def _dumped(value: object) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE))
