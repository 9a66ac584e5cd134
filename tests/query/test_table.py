"""The table of predicates has a case for each name, form, keyword and word that it shows."""

import re
from collections.abc import Callable, Mapping

import pytest

from oracle.query import TESTS
from orgshelf.query.compare import COMPARATORS
from orgshelf.query.date_words import WORDS
from orgshelf.query.expression import EXAMPLES, parse
from orgshelf.query.order import SORT_KEYS, SORT_WORDS
from orgshelf.query.predicates import TABLE
from orgshelf.query.source import OPERATORS
from orgshelf.query.spec import Spec
from orgshelf.query.tree import Predicate
from query.asking import TREE, scope
from query.test_dates import EVERYWHERE
from query.test_order import ORDERS
from query.test_predicates import ALL, CASES, LISP, found

#: A query as it is written, with what was read of it.
Case = tuple[str, Predicate]
Shape = Callable[[Case], bool]

_DAYS = re.compile(r"[-+]?[0-9]+[dwmy]?")


def cases(name: str) -> list[Case]:
    """The cases that are a question to this predicate and nothing else."""
    read = ((query, parse(query, scope(TREE))) for query in CASES)
    return [(q, n) for q, n in read if isinstance(n, Predicate) and n.name == name]


def values(case: Case) -> tuple[str, ...]:
    return tuple(arg.value for arg in case[1].args)


def nothing(case: Case) -> bool:
    return not (case[1].args or case[1].keywords or case[1].query)


def plain(count: int) -> Shape:
    """So many arguments, with no comparator or range among them."""
    return lambda case: (
        len(values(case)) == count
        and ".." not in case[0]
        and COMPARATORS.keys().isdisjoint(values(case))
        and not case[1].keywords
    )


def compared(sign: str) -> Shape:
    return lambda case: sign in values(case)


def ranged(pattern: str) -> Shape:
    return lambda case: re.search(pattern, case[0]) is not None


def keyed(name: str, value: str | None = None) -> Shape:
    return lambda case: any(
        key == name and value in (None, arg.value) for key, arg in case[1].keywords
    )


_ONE = (plain(1),)
_SEVERAL = (plain(1), plain(2))
_COMPARED = tuple(map(compared, COMPARATORS))
_RANGED = (ranged(r"[^:]\.\.."), ranged(r":\.\.."), ranged(r"[^:]\.\.$"))
#: What each form needs a case of; those of keywords are made of their names.
SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "": (nothing,),
    "(QUERY)": (lambda case: case[1].query is not None,),
    "DAYS": (
        lambda case: plain(1)(case) and _DAYS.fullmatch(values(case)[0]) is not None,
        lambda case: values(case)[:1] == ("+7",) or values(case)[:1] == ("-7",),
    ),
    "DATE": (lambda case: plain(1)(case) and not _DAYS.fullmatch(values(case)[0]),),
    "auto": (lambda case: values(case) == ("auto",),),
    "N": _ONE,
    "0:30": _ONE,
    "50%": _ONE,
    "WORDS": _ONE,
    "NAME": _ONE,
    "NAME,VALUE": (lambda case: plain(2)(case) and "=" not in case[0],),
    "NAME=VALUE": (lambda case: plain(2)(case) and "=" in case[0],),
    "NAME,>=,VALUE": _COMPARED,
    "untracked, not-started, in-progress, paused, finished, given-up": tuple(
        lambda case, word=word: word in values(case)  # type: ignore[misc]
        for word in ("untracked", "not-started", "in-progress", "finished")
    ),
    **dict.fromkeys(("N..N", "10..1:00", "10%..50%"), _RANGED),
    **dict.fromkeys((">=N", ">=B", ">0:30", "<50%"), _COMPARED),
    **dict.fromkeys(
        ("KEYWORD,...", "WORDS,...", "REGEXP,...", "TAG,...", "NAME,...", "KIND,...", "A,..."),
        _SEVERAL,
    ),
    "ID,...": _SEVERAL,
}


def shapes(spec: Spec, form: str) -> tuple[Shape, ...]:
    """What a form needs a case of."""
    keyword, _, value = form.partition("=")
    if keyword not in spec.keywords:
        return SHAPES[form]
    return (keyed(keyword, "t"), keyed(keyword, "nil")) if value == "t" else (keyed(keyword),)


@pytest.mark.parametrize("name", TABLE)
def test_every_form_of_every_predicate_has_its_cases(name: str) -> None:
    asked = cases(name)
    for form in TABLE[name].usage:
        for shape in shapes(TABLE[name], form):
            assert any(map(shape, asked)), form


@pytest.mark.parametrize("name", TABLE)
def test_every_keyword_is_shown_and_has_its_cases(name: str) -> None:
    spec = TABLE[name]
    shown = {form.partition("=")[0] for form in spec.usage}
    for keyword in spec.keywords:
        assert keyword in shown
        assert any(map(keyed(keyword), cases(name)))


def test_every_predicate_has_a_plain_test() -> None:
    assert TESTS.keys() == set(TABLE)


#: Every heading of one file has them or has them not; they have tests of their own.
_OF_FILES = {"path", "file", "blocked"}


@pytest.mark.parametrize("name", sorted(set(TABLE) - _OF_FILES))
def test_every_predicate_finds_some_and_not_all(name: str) -> None:
    assert any(CASES[query] not in ("", ALL) for query, _ in cases(name))


def test_every_operator_has_its_cases() -> None:
    for operator in OPERATORS:
        assert any(query.startswith(f"({operator}") for query in LISP)


def test_every_date_word_has_its_case() -> None:
    tested = {word for word, _, _ in EVERYWHERE}
    shown = ", ".join(word for word, _ in WORDS if ".." not in word)  # a range has its own
    assert set(shown.split(", ")) <= tested


def test_every_sort_key_has_its_case() -> None:
    tested = {key for keys, _ in ORDERS for key in re.split("[(), ]", keys)}
    assert {*SORT_KEYS, *SORT_WORDS} - {"random"} <= tested


@pytest.mark.parametrize("query", [query for query, _ in EXAMPLES])
def test_every_example_is_a_query(query: str) -> None:
    assert isinstance(found(query), str)
