"""YAML: the JSON document, which loads back equal to it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

import yaml

from orgshelf.export.json_document import envelope, items, member
from orgshelf.export.report import Report
from orgshelf.text import CONTROLS

# libyaml, if available, is several times as fast, with the same output except that it escapes
# characters beyond U+FFFF.
_BASE: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDE = 1_000_000
#: The number of items that are dumped at a time.
_AT_ONCE = 100
# YAML allows some of them unescaped, but a terminal may interpret them.
_CONTROL = re.compile(f"[{CONTROLS}]")


class _Dumper(_BASE):  # type: ignore[misc] # which of two classes is known at run time only
    """A dumper without aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """A string, quoted and escaped if it contains control characters."""
        style = '"' if _CONTROL.search(text) else None
        node = self.represent_scalar("tag:yaml.org,2002:str", text, style=style)
        return cast("yaml.ScalarNode", node)


_Dumper.add_representer(str, _Dumper.represent_text)


def render(report: Report) -> Iterator[str]:
    """The document of ``schema`` in block style, without folded lines."""
    yield dumped(envelope(report))
    rows = items(report)
    start = f"{member(report)}:\n"
    while some := list(islice(rows, _AT_ONCE)):
        yield start + dumped(some)
        start = ""
    if start:
        yield dumped({member(report): []})


def dumped(value: object) -> str:
    """Plain data as YAML."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)
    return _CONTROL.sub(lambda control: f"\\U{ord(control[0]):08x}", text)
