"""Names in a query that the notes do not have, each with the one that was probably meant."""

from collections.abc import Callable, Collection, Mapping

from orgshelf.errors import QueryError
from orgshelf.query.spec import nearest
from orgshelf.query.tree import Arg, Node, Predicate, predicates

#: The names that are known, by the word for them; each is asked for where it is needed.
Known = Mapping[str, Callable[[], Collection[str]]]

#: The word for what the arguments of a predicate name.
_NAMED = {
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

#: The words for what a query means by its exact letters.
_EXACT = frozenset(("keyword", "category", "tag"))


def check_names(node: Node, text: str, known: Known) -> None:
    """Make sure that what a query names is there: kinds, keywords, tags, categories and more.

    Raises:
        QueryError: there is no such kind, or another name is likely to be meant.
    """
    for predicate in predicates(node):
        word = _NAMED.get(predicate.name)
        if word is None or word not in known:
            continue
        for arg in _names(predicate):
            _check(arg, word, known[word](), text)


def _names(predicate: Predicate) -> tuple[Arg, ...]:
    return predicate.args[:1] if predicate.name == "property" else predicate.args


def _check(arg: Arg, word: str, names: Collection[str], text: str) -> None:
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
