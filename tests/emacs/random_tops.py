"""Random files by what stands above their first headline, and properties to set there."""

from dataclasses import dataclass
from itertools import dropwhile
from random import Random
from typing import Any

from emacs.oracle import OTHER_ORG
from emacs.random_fields import NAMES, VALUES

FIRST = ("# -*- mode: org -*-", "#", "# a note", "#\ttab")
#: Before Org 9.8 a new drawer below an indented comment stood at the margin.
COMMENTS = (*FIRST, "  # indented")
PROPERTIES = (":ID:       x", ":RATING: 4", ":PAGE+: 2", ":rating: 3", ":X:", ":ID: y", ":日本: 1")
BELOW = (
    *("#+title: A", "#+FILETAGS: :a:b:", "#+STARTUP: indent", "#+STARTUP: noindent", ""),
    *("text", "- item", "# comment", ":PROPERTIES:\n:Y: 1\n:END:", "#+PROPERTY: RATING 1"),
)


@dataclass(frozen=True, slots=True)
class RandomTop:
    """A file and one command for its beginning, as apply-fields.el reads it."""

    data: bytes
    command: dict[str, Any]
    settings: dict[str, Any]


def random_top(seed: int, index: int) -> RandomTop:
    """The file and the command with that number."""
    chance = Random(f"top-{seed}-{index}")
    first = COMMENTS if OTHER_ORG else FIRST
    count = chance.choice((0, 0, 1, 2))
    lines = [chance.choice(COMMENTS if number else first) for number in range(count)]
    if chance.random() < 0.6:
        indent = chance.choice(("", "", "  "))
        inside = [chance.choice(PROPERTIES) for _ in range(chance.randrange(4))]
        lines += [indent + line for line in (":PROPERTIES:", *inside, ":END:")]
    below = [chance.choice(BELOW) for _ in range(chance.randrange(4))]
    # Below a blank line Org 9.8 sees no drawer and makes another; we edit the one that is there.
    lines += [*dropwhile(lambda line: not line, below)] or ["#+title: A"]
    lines += ["* H", "text"] if chance.random() < 0.5 else []
    ending = "\n" if chance.random() < 0.8 else ""
    adapt = chance.random() < 0.3
    return RandomTop(
        ("\n".join(lines) + ending).encode(), _command(chance), {"adapt_indentation": adapt}
    )


def _command(chance: Random) -> dict[str, Any]:
    name = chance.choice((*NAMES, "ID", "RATING"))
    if chance.random() < 0.3:
        return {"line": 1, "op": "delete", "name": name}
    return {"line": 1, "op": "put", "name": name, "value": chance.choice(VALUES)}
