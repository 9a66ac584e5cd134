"""Suggestions for unknown names in a query, and for words of other programs' queries."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from orgshelf.errors import QueryError
from orgshelf.query.predicates import DEFAULT
from orgshelf.query.spec import nearest
from orgshelf.query.tree import Arg, Node, Predicate, predicates

#: A function that returns the known names, by the word for such a name.
Known = Mapping[str, Callable[[], Collection[str]]]

#: The word for the names that a predicate takes.
_NAME_OF = {
    "kind": "kind",
    "todo": "keyword",
    "category": "category",
    "tags": "tag",
    "tags-all": "tag",
    "tags-local": "tag",
    "tags-inherited": "tag",
    "property": "property",
    "file": "file",
}

#: The words for names that a query must spell exactly.
_EXACT = frozenset(("keyword", "category", "tag"))


def check_names(node: Node, text: str, known: Known) -> None:
    """Check that the names in a query exist: kinds, keywords, tags, categories and others.

    Raises:
        QueryError: a kind is unknown, or another name is similar to one that is unknown.
    """
    for predicate in predicates(node):
        word = _NAME_OF.get(predicate.name)
        if word is None or word not in known:
            continue
        for arg in _args_with_names(predicate):
            _check_name(arg, word, known[word](), text)


def _args_with_names(predicate: Predicate) -> tuple[Arg, ...]:
    return predicate.args[:1] if predicate.name == "property" else predicate.args


def _check_name(arg: Arg, word: str, names: Collection[str], text: str) -> None:
    value = arg.value.casefold()
    lower = {name.casefold(): name for name in names}
    if (arg.value in names if word in _EXACT else value in lower) or not names:
        return
    if word == "file" and any(value in name for name in lower):
        return
    near = nearest(value, lower)
    if near is None and word != "kind":
        return
    hint = f"did you mean {lower[near]}?" if near else f"use one of {', '.join(sorted(names))}."
    raise QueryError(f"There is no {word} {arg.value!r}: {hint}", text, *arg.span)


#: Names that to-do lists and library programs have for our predicates.
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
    """The words of a query that look like another program's, each with its equivalent here."""
    for part in predicates(node):
        for word in part.args if part.name == DEFAULT else ():
            if meant := written_here(word.value):
                yield word.value, meant


def written_here(word: str) -> str | None:
    """The equivalent of a word in another program's notation; None for other words."""
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
