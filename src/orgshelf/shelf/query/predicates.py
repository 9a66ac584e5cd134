"""The table of predicates: what the parser knows and what the reference shows."""

from collections.abc import Mapping

from orgshelf.shelf.query import about_dates, about_family, about_fields, about_state, about_text
from orgshelf.shelf.query.spec import Spec

#: The rows by family, with the family's heading in the reference.
FAMILIES: Mapping[str, tuple[Spec, ...]] = {
    "State": about_state.SPECS,
    "Text and place": about_text.SPECS,
    "Tags, properties, works": about_fields.SPECS,
    "Dates": about_dates.SPECS,
    "Headings around, named queries": about_family.SPECS,
}

#: What a bare word means.
DEFAULT = "rifle"

TABLE: Mapping[str, Spec] = {spec.name: spec for specs in FAMILIES.values() for spec in specs}

#: Every name a predicate can be called by.
BY_NAME: Mapping[str, Spec] = {
    name: spec for spec in TABLE.values() for name in (spec.name, *spec.aliases)
}
