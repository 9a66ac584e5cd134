"""Which changes of state are logged, and how (Org manual: Tracking TODO State Changes)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from orgshelf.org.edit.scene import Scene
from orgshelf.org.settings import Log, with_startup
from orgshelf.org.syntax.keywords import TodoKeyword, parse_sequence

How = Literal["time", "note"]
_FLAGS: Mapping[str, How] = {"!": "time", "@": "note"}


@dataclass(frozen=True, slots=True)
class LogRules:
    """What is logged: done states, repeated tasks, and the keywords with flags of their own."""

    done: Log
    repeat: Log
    flagged: Mapping[str, TodoKeyword]

    @property
    def active(self) -> bool:
        """Whether anything about states is logged; if not, not even CLOSED is taken away."""
        return bool(self.done or self.flagged)

    def wanted(self, state: str | None, previous: str | None) -> How | None:
        """How a change is to be noted: what entering asks for, else what leaving does."""
        entered, left = self.flagged.get(state or ""), self.flagged.get(previous or "")
        if state is None:
            return None
        return (entered and _FLAGS.get(entered.enter)) or (left and _FLAGS.get(left.leave)) or None


def log_rules(scene: Scene) -> LogRules:
    """The file's rules, or those of a LOGGING property, which replace them all."""
    if "LOGGING" in scene.heading.inherited:
        return inner_rules(scene)
    named = chain.from_iterable(sequence.keywords for sequence in scene.keywords.sequences)
    return LogRules(scene.org.log_done, scene.org.log_repeat, _flagged(named))


def inner_rules(scene: Scene) -> LogRules:
    """The rules while a repeater sets the keyword back: only a LOGGING property has a say.

    Its words are those of ``#+STARTUP`` and keywords with flags (org-local-logging).
    """
    words = scene.heading.inherited.get("LOGGING", "").split()
    cleared = with_startup(scene.org._replace(log_done="", log_repeat=""), words)
    named = (parse_sequence(word).keywords[0] for word in words if word != "|")
    known = (keyword for keyword in named if keyword.name in scene.keywords.all)
    return LogRules(cleared.log_done, cleared.log_repeat, _flagged(known))


def _flagged(keywords: Iterable[TodoKeyword]) -> dict[str, TodoKeyword]:
    return {keyword.name: keyword for keyword in keywords if keyword.enter or keyword.leave}
