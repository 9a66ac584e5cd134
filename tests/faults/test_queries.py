"""Queries that nobody would write: each is answered, or shown with a caret under the spot."""

import random
import re

import pytest

from orgshelf.query.predicates import BY_NAME, TABLE
from program import Program

QUERIES_IN_A_ROUND = 100
#: What a terminal would act on.
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: What stands quoted in a sentence, with stops of its own.
QUOTED = re.compile(r"`[^`]*`|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\.\.\.")

_NAMES = (*BY_NAME, "hedaing", "or", "and", "not", "unless", "rating", "@week", "@bad", "@loop")
_KEYWORDS = sorted({keyword for spec in TABLE.values() for keyword in spec.keywords} | {"form"})
_VALUES = (
    *("gpu", "a", "2026-11-23", "today", "+7", "+2w", "mon", "2026-W99", "9" * 20, "-", "A", "..3"),
    *(
        "1..2",
        "4..",
        ">=",
        "<",
        "50%",
        "nil",
        "auto",
        '"a, b"',
        '"\\""',
        '"unclosed',
        "",
        " ",
        "\t",
    ),
    *(
        "(",
        ")",
        "[",
        "*",
        "a(b",
        "(?P<x",
        "[z-a]",
        "\\",
        "a{99999999999}",
        "(?<=a*)b",
        "'",
        "!",
        ",",
    ),
    *("日本", "e\u0301", "\u202e", "\x1b[31m", "\u2028", "\udc80", "İ", "🙂", "@", "()", '""', ":"),
)
_COMMANDS = (
    *("list", "list --all", "list --explain", "list --sort title -n 3", "next", "tree", "works"),
    *("progress", "export json", "tags", "quotes", "clock report", "config context"),
)


def plain(chance: random.Random) -> str:
    """Something like the plain syntax."""
    words = (
        lambda: f"{chance.choice(_NAMES)}:{chance.choice(_VALUES)}",
        lambda: f"{chance.choice(_NAMES)}:{chance.choice(_KEYWORDS)}={chance.choice(_VALUES)}",
        lambda: chance.choice(_VALUES),
        lambda: chance.choice(_NAMES),
    )
    blanks = (" ", " ", " ", ",", "")
    return "".join(
        chance.choice(words)() + chance.choice(blanks) for _ in range(chance.randrange(1, 7))
    )


def lisp(chance: random.Random, depth: int = 0) -> str:
    """Something like an s-expression."""
    inside = " ".join(
        chance.choice(
            (
                lambda: f'"{chance.choice(_VALUES)}"',
                lambda: chance.choice(_VALUES),
                lambda: f":{chance.choice(_KEYWORDS)} {chance.choice(_VALUES)}",
                lambda: lisp(chance, depth + 1) if depth < 3 else "t",
            )
        )()
        for _ in range(chance.randrange(4))
    )
    return f"({chance.choice(_NAMES)} {inside}{chance.choice((')', ')', ')', ''))}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """As many rounds as hold the queries asked for by --fuzz-cases."""
    rounds = -(-metafunc.config.getoption("--fuzz-cases") // QUERIES_IN_A_ROUND)
    metafunc.parametrize("seed", range(rounds))


def test_every_query_is_answered(run: Program, seed: int) -> None:
    run.note("a.org", "* TODO [#A] Gpu :gpu:\n:PROPERTIES:\n:RATING: 4\n:END:\nText\n* DONE b\n")
    queries = 'queries: {week: "todo:", bad: "tood:", loop: "@loop"}\n'
    chance = random.Random(seed)
    for _ in range(QUERIES_IN_A_ROUND):
        query = plain(chance) if chance.random() < 0.6 else lisp(chance)
        query *= chance.choice((1, 1, 1, 1, 1, 1, 1, 1, 1, 300))
        path = chance.choice(([], ["--no-index"]))
        (run.folder / ".orgshelf.yaml").write_text(queries)
        ran = run(*path, *chance.choice(_COMMANDS).split(), "--", query)
        assert ran.code in (0, 2), (query, ran.err)
        if ran.code == 2:
            assert ran.out == ""
            said, shown, caret = ran.err.splitlines()
            assert said.startswith("orgshelf: ")
            assert not re.search(r"[.?!] [A-Z]", QUOTED.sub("", said)), (query, said)
            assert shown.startswith("  ")
            assert re.fullmatch(r" +\^+", caret), (query, caret)
            assert not CONTROLS.search(ran.err)
