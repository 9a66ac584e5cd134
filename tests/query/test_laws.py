"""What holds for every query: it can be written in both syntaxes; and, or, not are of sets."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.query.expression import parse
from orgshelf.query.printing import to_plain, to_sexp
from orgshelf.query.tree import And, Arg, Node, Not, Or, Predicate
from orgshelf.shelf.entries import Entry
from query.asking import TREE, find, scope

SCOPE = scope(TREE)
TEXTS = st.text(max_size=8) | st.sampled_from(
    [
        "a, b",
        'say "x"',
        "back\\slash",
        "or",
        "not",
        "(x",
        "x)",
        "@week",
        "todo:",
        "1..2",
        ">=",
        "a=b",
    ]
)
WORDS = st.tuples(TEXTS.map(Arg)) | st.tuples(TEXTS.map(Arg), TEXTS.map(Arg))


@st.composite
def literal(draw: st.DrawFn) -> Predicate:
    name = draw(st.sampled_from(["rifle", "heading", "tags", "outline-path", "todo", "path"]))
    return Predicate(name, draw(WORDS))


FIXED = st.sampled_from(
    [
        Predicate("todo"),
        Predicate("done"),
        Predicate("level", (Arg("1"), Arg("2"))),
        Predicate("level", (Arg(">="), Arg("2"))),
        Predicate("priority", (Arg("<"), Arg("A"))),
        Predicate("year", (Arg("<"), Arg("="))),
        Predicate("progress", (Arg("1"), Arg(">="), Arg("50%"))),
        Predicate("property", (Arg("RATING"), Arg(">="), Arg("4"))),
        Predicate("deadline", (), (("from", Arg("today")), ("to", Arg("+7")))),
        Predicate("closed", (Arg("-30"),)),
        Predicate("link", (Arg("x y"),), (("regexp-p", Arg("t")),)),
        Predicate("property", (Arg("RATING"), Arg("4")), (("inherit", Arg("t")),)),
        Predicate("src", (), (("lang", Arg("python")), ("regexps", Arg("a b")))),
    ]
)


def nested(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    around = st.sampled_from(["parent", "ancestors", "children", "descendants"])
    return st.one_of(
        several.map(And),
        several.map(Or),
        inner.map(Not),
        st.builds(lambda name, query: Predicate(name, query=query), around, inner),
    )


NODES: st.SearchStrategy[Node] = st.recursive(literal() | FIXED, nested, max_leaves=6)


@given(NODES)
def test_the_plain_syntax_can_say_it_all(node: Node) -> None:
    assert parse(to_plain(node), SCOPE) == node


@given(NODES)
def test_the_s_expressions_can_say_it_all(node: Node) -> None:
    assert parse(to_sexp(node), SCOPE) == node


QUERIES = st.sampled_from(
    [
        "todo:",
        "done:",
        "tags:gpu",
        "level:<=2",
        "alpha",
        "priority:>=B",
        "parent:(todo:)",
        "closed:7",
        "kind:paper",
        '""',
        "(or)",
    ]
)


@cache
def found(text: str) -> frozenset[Entry]:
    return frozenset(find(TREE, text))


@given(QUERIES, QUERIES)
def test_and_or_and_not_are_those_of_sets(one: str, other: str) -> None:
    a, b = (to_plain(parse(text, SCOPE)) for text in (one, other))
    assert found(f"{a} {b}") == found(a) & found(b) == found(f"({a}) and ({b})")
    assert found(f"({a}) or ({b})") == found(a) | found(b)
    assert found(f"!({a})") == set(TREE) - found(a) == found(f"not ({a})")
    assert found(f"!({a} {b})") == found(f"!({a}) or !({b})")


@given(QUERIES, QUERIES)
def test_lisp_says_the_same(one: str, other: str) -> None:
    a, b = (to_sexp(parse(text, SCOPE)) for text in (one, other))
    assert found(f"(and {a} {b})") == found(a) & found(b)
    assert found(f"(or {a} {b})") == found(a) | found(b)
    assert found(f"(not {a})") == set(TREE) - found(a)
    assert found(f"(when {a} {b})") == found(a) & found(b)
    assert found(f"(unless {a} {b})") == found(b) - found(a)
    assert found(f"(children {a})") == {e.parent for e in found(a) if e.parent}
