"""YAML: the JSON document, which loads back equal to it."""

import yaml

from orgshelf.export.fields import document
from orgshelf.export.report import Report

# libyaml is several times as fast where it is there, and writes the same but for letters
# beyond U+FFFF, which it escapes.
_BASE: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDE = 1_000_000


class _Dumper(_BASE):  # type: ignore[misc] # which of two classes is known at run time only
    """Writes a list that is met twice in full twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def render(report: Report) -> str:
    """The document of ``schema`` in block style, no line folded."""
    return str(
        yaml.dump(
            document(report), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE
        )
    )
