"""Kinds of things to study, and the shelf names that mean them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

OTHER = "other"

#: The kinds everybody has.
BUILT_IN = ("book", "paper", "tutorial", "video")


class Kinds(NamedTuple):
    """All kinds; ``by_title`` finds one by a shelf's name in lower case."""

    names: tuple[str, ...]
    by_title: Mapping[str, str]

    def of_title(self, title: str) -> str | None:
        """The kind a shelf of this title, file name or folder name holds."""
        return self.by_title.get(title.strip().casefold())


def make_kinds(extra: Mapping[str, Iterable[str]]) -> Kinds:
    """The built-in kinds and those of the configuration, each with more shelf titles.

    A kind's own name and its plural in ``s`` always name its shelf.
    """
    more = {name.casefold(): titles for name, titles in extra.items()}
    names = tuple(dict.fromkeys((*BUILT_IN, *more)))
    by_title = {}
    for name in names:
        for title in (name, f"{name}s", *more.get(name, ())):
            by_title[title.casefold()] = name
    return Kinds(names, by_title)
