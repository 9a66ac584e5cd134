"""Predicates about links, source blocks, notes and quotes.

Parsers of Org syntax are imported by the predicates that need them: most queries have none.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from orgshelf.model import Link
from orgshelf.query.predicates.words import has_all, match_all
from orgshelf.query.regexps import Regexp, regexps
from orgshelf.query.spec import Call, Spec
from orgshelf.query.sql import (
    FILE_SETTINGS,
    LINES_ABOVE_BODY,
    NOT_COMMENTED,
    TEXT,
    Condition,
    both,
    containing_text,
    passing,
)
from orgshelf.query.tree import Arg
from orgshelf.shelf.spelling import folded

_Search = Callable[[str], bool]


def _link(call: Call) -> Condition:
    from orgshelf.org.elements.spans import plain_length, without_verbatim
    from orgshelf.org.syntax.links import find_bracket_links

    anywhere = _searches(call, call.node.args)
    targets, descriptions = (
        _searches(call, [arg] if (arg := call.keyword(name)) else [])
        for name in ("target", "description")
    )

    def fits(link: Link) -> bool:
        described = link.description or ""
        return (
            all(search(link.target) or search(described) for search in anywhere)
            and all(search(link.target) for search in targets)
            and all(search(described) for search in descriptions)
        )

    def test(text: str) -> bool:
        plain = plain_length(text)
        if any(map(fits, find_bracket_links(text[:plain]))):
            return True
        rest = any(map(fits, find_bracket_links(text[plain:])))
        return rest and any(map(fits, find_bracket_links(without_verbatim(text))))

    return both((NOT_COMMENTED, passing(test, TEXT)))


def _searches(call: Call, args: Iterable[Arg]) -> list[_Search]:
    """Make a search for each argument: for its text, or with ``regexp-p`` for a regexp."""
    if call.flag("regexp-p"):
        return [Regexp(call, arg).search for arg in args]
    return [_looking_for(folded(arg.value)) for arg in args]


def _looking_for(word: str) -> _Search:
    return lambda text: word in folded(text)


LINK = Spec(
    "link",
    usage=("", "WORDS", "description=WORDS", "target=WORDS", "regexp-p=t"),
    help="It has a link in brackets, to or called this.",
    example="link:target=arxiv",
    sql=_link,
    max_args=1,
    keywords=("description", "target", "regexp-p"),
)

_OWN = "(SELECT nullif(value, 'nil') FROM property WHERE heading = h.id AND name = '{}')"


def _url(call: Call) -> Condition:
    from orgshelf.shelf.contents import LINKING, all_links, expanded

    words = call.words
    abbreviations = cache(_abbreviations)

    def test(title: str, *rest: Any) -> bool:  # noqa: ANN401 - what the columns hold
        *own, text, above, settings = rest
        links = all_links(title, tuple(own), "\n".join(text.split("\n")[above:]))
        whole = expanded(links, abbreviations(settings or ""))
        return any(has_all(words, link.target) for link in whole)

    own = map(_OWN.format, LINKING)
    columns = ("h.text", *own, TEXT, LINES_ABOVE_BODY, FILE_SETTINGS)
    return both((NOT_COMMENTED, passing(test, *columns)))


def _abbreviations(settings: str) -> Mapping[str, str]:
    """The link abbreviations (``#+LINK``) in a file's settings."""
    from orgshelf.org.syntax.links import link_abbreviations

    lines = settings.split("\n")
    pairs = zip(lines[::2], lines[1::2], strict=False)
    return link_abbreviations(value for key, value in pairs if key == "LINK")


URL = Spec(
    "url",
    usage=("", "WORDS,..."),
    help="It has any link, also a plain one or the URL property, to this.",
    example="url:arxiv.org",
    sql=_url,
)


def _src(call: Call) -> Condition:
    from orgshelf.org.elements.spans import source_blocks

    patterns = regexps(call)
    patterns += [Regexp(call, arg) for name, arg in call.node.keywords if name == "regexps"]
    lang = call.keyword("lang")
    wanted = lang.value.casefold() if lang else None

    def test(text: str, above: int) -> bool:
        return any(
            wanted in (None, language.casefold()) and match_all(patterns, code)
            for language, code in source_blocks(text.split("\n")[above:])
        )

    return both((containing_text("_src"), passing(test, TEXT, LINES_ABOVE_BODY)))


SRC = Spec(
    "src",
    usage=("", "REGEXP,...", "lang=LANGUAGE", "regexps=REGEXP"),
    help="It has a source block that matches all of these.",
    example="src:lang=python,import",
    sql=_src,
    keywords=("lang", "regexps"),
)


def _note(call: Call) -> Condition:
    from orgshelf.org.elements.logbook import without_log

    words = call.words

    def test(text: str, above: int) -> bool:
        prose = "\n".join(without_log(text.split("\n")[above:])).strip("\n")
        return bool(prose) and has_all(words, prose)

    return both((*map(containing_text, words), passing(test, TEXT, LINES_ABOVE_BODY)))


NOTE = Spec(
    "note",
    usage=("", "WORDS,..."),
    help="Its own text, without log, has all of these.",
    example="note:",
    sql=_note,
)


def _quote(call: Call) -> Condition:
    from orgshelf.org.elements.quote_blocks import find_quotes

    words = call.words

    def test(text: str, above: int) -> bool:
        quotes = find_quotes(text.split("\n")[above:], first=0)
        return any(has_all(words, quote.text) for quote in quotes)

    marks = map(containing_text, ("begin_quote", *words))
    return both((NOT_COMMENTED, *marks, passing(test, TEXT, LINES_ABOVE_BODY)))


QUOTE = Spec(
    "quote",
    usage=("", "WORDS,..."),
    help="It has a quote with all of these.",
    example='quote:"free will"',
    sql=_quote,
)
