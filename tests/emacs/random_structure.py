"""Random changes of the outline: the same ones for the same seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from emacs.random_moves import random_refile

TITLES = ("New", "New title  ", "a :b", "Wörter 日本", "x [1/2]", "[[http://x][y]]")


@dataclass(frozen=True, slots=True)
class RandomReshape:
    """A change of the subtree on a line: ``command`` is what the oracle is told."""

    data: bytes
    line: int
    command: Mapping[str, Any]
    settings: Mapping[str, Any]


def random_reshape(seed: int, index: int) -> RandomReshape:
    """The change with that number."""
    rng = Random(f"structure-{seed}-{index}")
    base = random_refile(seed, index)
    op = rng.choice(("move", "move", "promote", "demote", "cut", "rename"))
    command: dict[str, Any] = {"op": op, "line": base.line}
    if op == "move":
        command["steps"] = rng.choice((-2, -1, 1, 1, 2))
    if op == "rename":
        command["text"] = rng.choice(TITLES).strip()
    return RandomReshape(base.data, base.line, command, base.settings)
