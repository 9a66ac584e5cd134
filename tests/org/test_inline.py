"""Objects in text, by the examples of the Org manual and at their edges."""

import pytest

from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Footnote, Literal, Mark, Node, Reference


@pytest.mark.parametrize(
    ("text", "kind"),
    [("*x*", "bold"), ("/x/", "italic"), ("_x_", "underline"), ("+x+", "strike")],
)
def test_emphasis(text: str, kind: str) -> None:
    assert parse(f"a {text}, b") == ("a ", Mark(kind, ("x",)), ", b")


@pytest.mark.parametrize("text", ["a*b*", "* b*", "*b *", "*b*c", "2 * 3", "*a\nb\nc*"])
def test_what_is_no_emphasis(text: str) -> None:
    assert parse(text) == (text,)


def test_emphasis_may_go_over_one_line_end_and_hold_more() -> None:
    assert parse("*a\n/b/*") == (Mark("bold", ("a\n", Mark("italic", ("b",)))),)


def test_code_holds_nothing() -> None:
    assert parse("=*a*= ~b_c~") == (Literal("code", "*a*"), " ", Literal("code", "b_c"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("w_ij", ("w", Mark("sub", ("ij",)))),
        ("x^{2 a}b", ("x", Mark("sup", ("2 a",), braced=True), "b")),
        ("(_Ada_ptive", ("(", Mark("sub", ("Ada",)), Mark("sub", ("ptive",)))),
        (" _Li_near", (" _Li", Mark("sub", ("near",)))),
        ("x^(y)", ("x", Mark("sup", ("(y)",)))),
        ("a_-1.5.", ("a", Mark("sub", ("-1.5",)), ".")),
        ("_a", ("_a",)),
    ],
)
def test_subscripts_and_superscripts(text: str, found: tuple[Node, ...]) -> None:
    assert parse(text) == found


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[[https://x.org/a_b]]", "https://x.org/a_b"),
        ("<https://x.org/a b>", "https://x.org/a b"),
        ("https://x.org/a_(b)", "https://x.org/a_(b)"),
        (r"[[https://x.org/\[a\]]]", "https://x.org/[a]"),
        ("[[file:a\n  b]]", "file:a b"),
    ],
)
def test_links(text: str, target: str) -> None:
    assert parse(text) == (Reference(target, ()),)


def test_words_of_a_link_have_markup_but_no_links() -> None:
    words = ("see ", Mark("bold", ("it",)), " https://y.org")
    assert parse("[[https://x.org][see *it* https://y.org]].") == (
        Reference("https://x.org", words),
        ".",
    )


def test_a_plain_link_ends_before_punctuation_and_begins_a_word() -> None:
    assert parse("(https://x.org/a).") == ("(", Reference("https://x.org/a", ()), ").")
    assert parse("xhttps://x.org") == ("xhttps://x.org",)


def test_entities_formulas_and_breaks() -> None:
    assert parse(r"\alpha{}x \to") == (
        Literal("entity", "&alpha;", r"\alpha{}"),
        "x ",
        Literal("entity", "&rarr;", r"\to"),
    )
    assert parse(r"\(x_1\) $y$ 3$ 4$") == (
        Literal("math", r"\(x_1\)"),
        " ",
        Literal("math", "$y$"),
        " 3$ 4$",
    )
    assert parse("a \\\\\nb") == ("a ", Literal("break", ""), "b")


def test_stamps_cookies_footnotes_and_snippets() -> None:
    assert parse("<2026-11-23 Mon>--<2026-11-24 Tue>[1/2][fn:a][fn::b *c*]@@html:<b>@@") == (
        Literal("stamp", "<2026-11-23 Mon>--<2026-11-24 Tue>"),
        Literal("cookie", "[1/2]"),
        Footnote("a", None),
        Footnote("", ("b ", Mark("bold", ("c",)))),
        Literal("snippet", "<b>"),
    )


def test_source_in_a_line_is_code() -> None:
    assert parse("x src_sh[:x y]{ls {a}} src_") == ("x ", Literal("code", "ls {a}"), " src_")
