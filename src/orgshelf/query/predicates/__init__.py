"""The table of predicates, for the parser, the compiler and the reference.

A new predicate is a ``Spec`` in a module of its family, and nothing else. A module is imported on
the first lookup that reaches it: most queries are only words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain

from orgshelf.query.spec import Spec

#: The modules of each family, by the family's heading in the reference.
_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "State": ("todo",),
    "Text and place": ("words", "body"),
    "Tags, properties, works": ("attributes",),
    "Dates": ("time",),
    "Headings around, named queries": ("family",),
}

#: The predicate of a bare word.
DEFAULT = "rifle"

_OF_DEFAULT = "words"


def families() -> Mapping[str, tuple[Spec, ...]]:
    """The predicates by the family's heading in the reference."""
    return {
        heading: tuple(chain.from_iterable(map(_predicates, modules)))
        for heading, modules in _FAMILIES.items()
    }


@cache
def _predicates(module: str) -> tuple[Spec, ...]:
    """All predicates that a module defines, in order."""
    defined = vars(import_module(f"{__name__}.{module}")).values()
    return tuple(value for value in defined if isinstance(value, Spec))


class _Table(Mapping[str, Spec]):
    """The predicates by name; lookups begin with the module of bare words."""

    def __init__(self, names: Callable[[Spec], Iterable[str]]) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Spec:
        for module in dict.fromkeys((_OF_DEFAULT, *chain(*_FAMILIES.values()))):
            for spec in _predicates(module):
                if name in self._names(spec):
                    return spec
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._names, chain(*families().values())))

    def __len__(self) -> int:
        return len(list(iter(self)))


TABLE: Mapping[str, Spec] = _Table(lambda spec: (spec.name,))

#: The predicates by all of their names.
BY_NAME: Mapping[str, Spec] = _Table(lambda spec: (spec.name, *spec.aliases))
