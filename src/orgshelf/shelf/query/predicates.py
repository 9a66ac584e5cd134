"""The table of predicates: what the parser knows and what the reference shows.

A family's module is imported when it is looked in: most queries are words and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain
from typing import cast

from orgshelf.shelf.query.spec import Spec

#: The families by their heading in the reference, in its order, each with the module it is in.
_FAMILIES: Mapping[str, str] = {
    "State": "about_state",
    "Text and place": "about_text",
    "Tags, properties, works": "about_fields",
    "Dates": "about_dates",
    "Headings around, named queries": "about_family",
}

#: What a bare word means.
DEFAULT = "rifle"

_OF_DEFAULT = "about_text"


def families() -> Mapping[str, tuple[Spec, ...]]:
    """The rows by family, with the family's heading in the reference."""
    return {heading: _rows(module) for heading, module in _FAMILIES.items()}


@cache
def _rows(module: str) -> tuple[Spec, ...]:
    return cast("tuple[Spec, ...]", import_module(f"{__package__}.{module}").SPECS)


class _Table(Mapping[str, Spec]):
    """The rows by their names; the family of bare words is looked in first."""

    def __init__(self, names: Callable[[Spec], Iterable[str]]) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Spec:
        for module in dict.fromkeys((_OF_DEFAULT, *_FAMILIES.values())):
            for spec in _rows(module):
                if name in self._names(spec):
                    return spec
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._names, chain(*families().values())))

    def __len__(self) -> int:
        return len(list(iter(self)))


TABLE: Mapping[str, Spec] = _Table(lambda spec: (spec.name,))

#: Every name a predicate can be called by.
BY_NAME: Mapping[str, Spec] = _Table(lambda spec: (spec.name, *spec.aliases))
