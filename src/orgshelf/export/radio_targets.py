"""Targets in a text, and the words that lead to those on the radio (Org manual: Radio Targets)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from orgshelf.org.elements.spans import object_texts
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Literal, Mark, Node
from orgshelf.org.syntax.plain_words import words_of
from orgshelf.shelf.entries import Entry


@dataclass(frozen=True)
class RadioWords:
    """The words of the radio targets of a file, looked for when they are first asked for."""

    entries: Sequence[Entry]

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds them; None where there are none."""
        words = [
            words_of(node)
            for entry in self.entries
            if "<<<" in entry.text
            for text in object_texts(entry.body)
            for node in targets_among(parse(text))
            if isinstance(node, Mark)
        ]
        return _any_of(words) if words else None


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Any of some words, as words of their own (org-update-radio-target-regexp)."""
    longest_first = sorted(set(words), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)


def targets_among(nodes: Iterable[Node]) -> Iterator[Literal | Mark]:
    """The targets among some objects, and within them."""
    for node in nodes:
        if isinstance(node, Literal) and node.kind == "target":
            yield node
        elif isinstance(node, Mark):
            if node.kind == "radio":
                yield node
            yield from targets_among(node.children)
