"""Which entries a request finds."""

import pytest

from oracle.asking import answers
from orgshelf.query import Query
from orgshelf.query.expression import Expression, understand
from orgshelf.shelf.entries import Entry
from query.asking import scope
from shelf.shelved import shelve, titles

NOTES = shelve(
    """\
    #+TODO: TODO WAIT | DONE CANCELLED
    * Books
    ** TODO Chaos and order                       :Maths:
    Nothing about the brain.
    *** WAIT Chapter on Turing                    :gpu:
    *** DONE Introduction
    *** Thoughts
    Machines dream.
    ** CANCELLED Theano in a week
    * Papers
    ** TODO Turing machines                       :gpu:
    ** TODO COMMENT Not now
    *** TODO Below it
    ** Put away                                   :ARCHIVE:
    *** TODO Archived
    """
)


def asking(text: str) -> Expression:
    return understand(text, scope(NOTES))


def select(query: Query) -> list[Entry]:
    return answers(NOTES, query, scope(NOTES), listing=True)


PENDING = ["Chaos and order", "Chapter on Turing", "Turing machines"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), PENDING),
        (Query(asking("turing")), ["Chapter on Turing", "Turing machines"]),
        (Query(asking("CHAOS")), ["Chaos and order", "Chapter on Turing"]),
        (Query(asking("chaos turing")), ["Chapter on Turing"]),
        (Query(asking("brain")), ["Chaos and order"]),
        (Query(asking("books")), ["Chaos and order", "Chapter on Turing"]),
        (Query(asking("nowhere")), []),
        (Query(kinds=("paper",)), ["Turing machines"]),
        (
            Query(kinds=("Paper", "BOOK")),
            PENDING,
        ),
        (Query(tags=("maths",)), ["Chaos and order", "Chapter on Turing"]),
        (Query(tags=("maths", "GPU")), ["Chapter on Turing"]),
        (Query(works=("chaos",)), ["Chaos and order", "Chapter on Turing"]),
        (
            Query(works=("machines", "order")),
            PENDING,
        ),
        (Query(states=("WAIT",)), ["Chapter on Turing"]),
        (Query(states=("done",)), ["Introduction", "Theano in a week"]),
        (Query(states=("CANCELLED", "WAIT")), ["Chapter on Turing", "Theano in a week"]),
        (Query(states=("none",), kinds=("book",)), ["Books", "Thoughts"]),
        (Query(asking("dream"), all=True), ["Thoughts"]),
        (Query(asking("turing"), kinds=("paper",), tags=("gpu",)), ["Turing machines"]),
    ],
)
def test_what_a_request_finds(query: Query, found: list[str]) -> None:
    assert titles(select(query)) == found


def test_all_is_every_heading() -> None:
    assert select(Query(all=True)) == list(NOTES)


def test_matching_does_not_look_at_states() -> None:
    assert titles(answers(NOTES, Query(asking("week")), scope(NOTES))) == ["Theano in a week"]


def test_what_is_commented_out_or_archived_is_hidden_with_all_below_it() -> None:
    hidden = [entry.heading.title for entry in NOTES if entry.hidden]
    assert hidden == ["COMMENT Not now", "Below it", "Put away", "Archived"]
