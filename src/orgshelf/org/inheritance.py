"""Inheritance of tags, properties and categories (Org manual: Tag Inheritance and others)."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgshelf.model import Heading
    from orgshelf.org.document import Document


def category_of(document: "Document", headings: "Iterable[Heading]") -> str:
    """The CATEGORY of the first of the headings that has one, else that of the file.

    The latter is set in the drawer at the file's top or by the last ``#+CATEGORY``, else it is the
    file's name.
    """
    for heading in headings:
        if own := heading.properties.get("CATEGORY"):
            return own
    settings = document.settings
    drawer = document.properties.get("CATEGORY")
    if drawer and drawer != settings.properties.get("CATEGORY"):
        return drawer
    return PurePath(document.file).stem if settings.category is None else settings.category


NO_PROPERTIES: Mapping[str, str] = MappingProxyType({})


def inherit_tags(above: tuple[str, ...], local: tuple[str, ...]) -> tuple[str, ...]:
    """All tags, outermost first; a tag that occurs twice counts as the more local one."""
    return tuple(reversed(dict.fromkeys(reversed((*above, *local)))))


def inherit_properties(
    above: Mapping[str, str], pairs: Sequence[tuple[str, str]]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """A heading's own properties, and those with what it inherits.

    ``KEY+`` adds to the heading's own value, or to the inherited one where it has none
    (org-entry-get-with-inheritance).
    """
    if not pairs:
        return NO_PROPERTIES, above
    from orgshelf.org.syntax.drawers import merge_pairs

    base, extra = merge_pairs(pairs)
    own = {key: _joined(_unless_nil(base, key, extra), extra.get(key)) for key in base | extra}
    merged = {
        key: value if key in base else _joined(above.get(key), value) for key, value in own.items()
    }
    return own, chained(merged, above)


def chained(merged: dict[str, str], above: Mapping[str, str]) -> Mapping[str, str]:
    """A heading's merged properties, chained with those that it inherits."""
    parents = above.maps if isinstance(above, ChainMap) else [dict(above)]
    return ChainMap(merged, *parents)


def _unless_nil(base: Mapping[str, str], key: str, extra: Mapping[str, str]) -> str | None:
    """A base value; ``nil`` counts as none if ``KEY+`` lines add to it."""
    value = base.get(key)
    return None if value == "nil" and key in extra else value


def _joined(*values: str | None) -> str:
    return " ".join(value for value in values if value is not None)
