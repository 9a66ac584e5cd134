"""Words of other programs' queries, each with what it is written as here."""

import re
from collections.abc import Iterator

from orgshelf.query.predicates import DEFAULT
from orgshelf.query.tree import Node, predicates

#: Names that todo lists and libraries have for what a predicate asks for.
PREDICATES = {
    "due": "deadline",
    "before": "deadline",
    "start": "scheduled",
    "wait": "scheduled",
    "when": "scheduled",
    "end": "closed",
    "completed": "closed",
    "finished": "closed",
    "state": "todo",
    "is": "todo",
    "tag": "tags",
    "label": "tags",
    "labels": "tags",
    "context": "tags",
    "prio": "priority",
    "pri": "priority",
    "title": "heading",
    "name": "heading",
    "description": "heading",
    "project": "work",
    "book": "work",
    "type": "kind",
    "by": "author",
}
_DONE = frozenset(("completed", "complete", "done", "finished", "closed"))
_TODO = frozenset(("pending", "open", "todo", "incomplete", "waiting"))
_EDGES = {"before": "..", "until": "..", "by": "..", "after": "", "since": "", "from": ""}

_TAG = re.compile(r"(?P<sign>[-!]?)[+#%](?P<tag>[^\W\d]\w*)|(?P<minus>-)(?P<without>[^\W\d]\w*)")
_DATED = re.compile(r"(?P<name>[a-z]+)[._](?P<edge>[a-z]+):(?P<date>\S+)")
_NAMED = re.compile(r"(?P<name>[a-z]+):(?P<value>\S+)")


def foreign_words(node: Node) -> Iterator[tuple[str, str]]:
    """The words of a query that look like another program's, each with what it is here."""
    for part in predicates(node):
        for word in part.args if part.name == DEFAULT else ():
            if meant := written_here(word.value):
                yield word.value, meant


def written_here(word: str) -> str | None:
    """How this program writes what looks like another one's query; None for other words."""
    if match := _TAG.fullmatch(word):
        without = match["sign"] or match["minus"]
        return f"{'!' if without else ''}tags:{match['tag'] or match['without']}"
    if match := _DATED.fullmatch(word):
        name, dots = PREDICATES.get(match["name"], match["name"]), _EDGES.get(match["edge"])
        if dots is None or name not in ("deadline", "scheduled", "closed"):
            return None
        return f"{name}:{dots}{match['date']}{'' if dots else '..'}"
    if (match := _NAMED.fullmatch(word)) and (name := PREDICATES.get(match["name"], "")):
        return _state(match["value"]) if name == "todo" else f"{name}:{match['value']}"
    return None


def _state(value: str) -> str:
    if value in _DONE:
        return "done:"
    return "todo:" if value in _TODO else f"todo:{value.upper()}"
