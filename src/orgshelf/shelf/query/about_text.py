"""Predicates about what is written in an entry, and where the entry is.

What reads Org's syntax is imported by the predicates that need it: most queries have none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from orgshelf.model import Link
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query.regexps import Regexp, regexps
from orgshelf.shelf.query.spec import Call, Spec, Test
from orgshelf.shelf.query.tree import Arg

_SRC = re.compile(
    r"^[ \t]*#\+begin_src[ \t]+(\S+)[^\n]*\n(.*?)^[ \t]*#\+end_src",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)

Search = Callable[[str], bool]


def _rifle(call: Call) -> Test:
    words = _folded(call)

    def test(entry: Entry) -> bool:
        places = [_whole(entry).casefold(), *(part.casefold() for part in outline(entry))]
        return all(any(word in place for place in places) for word in words)

    return test


def _heading(call: Call) -> Test:
    words = _folded(call)
    return lambda entry: _all_in(words, _title(entry))


def _heading_regexp(call: Call) -> Test:
    patterns = regexps(call)
    return lambda entry: _all_match(patterns, _title(entry))


def _regexp(call: Call) -> Test:
    patterns = regexps(call)
    return lambda entry: _all_match(patterns, _whole(entry))


def _outline_path(call: Call) -> Test:
    words = _folded(call)

    def test(entry: Entry) -> bool:
        path = [part.casefold() for part in outline(entry)]
        return all(any(word in part for part in path) for word in words)

    return test


def _outline_path_segment(call: Call) -> Test:
    words = _folded(call)

    def test(entry: Entry) -> bool:
        path = [part.casefold() for part in outline(entry)]
        return any(_begins(path[start:], words) for start in range(len(path) or 1))

    return test


def _begins(path: Sequence[str], words: Sequence[str]) -> bool:
    return len(words) <= len(path) and all(w in p for w, p in zip(words, path, strict=False))


def _path(call: Call) -> Test:
    patterns, root = regexps(call), call.scope.root
    return lambda entry: (
        not patterns or any(pattern.search(f"{root}/{entry.file}") for pattern in patterns)
    )


def _file(call: Call) -> Test:
    words = _folded(call)
    return lambda entry: any(word in entry.file.casefold() for word in words)


def _link(call: Call) -> Test:
    from orgshelf.org.syntax.text import find_bracket_links

    either = _searches(call, [*call.node.args])
    both = _searches(call, [arg for name in ("target",) if (arg := call.keyword(name))])
    named = _searches(call, [arg for name in ("description",) if (arg := call.keyword(name))])

    def fits(link: Link) -> bool:
        described = link.description or ""
        return (
            all(search(link.target) or search(described) for search in either)
            and all(search(link.target) for search in both)
            and all(search(described) for search in named)
        )

    return lambda entry: any(fits(link) for link in find_bracket_links(_whole(entry)))


def _searches(call: Call, args: Iterable[Arg]) -> list[Search]:
    """What looks for each argument: literally, or as the regexp it is said to be."""
    if call.flag("regexp-p"):
        return [Regexp(call, arg).search for arg in args]
    return [_contains(arg.value.casefold()) for arg in args]


def _contains(word: str) -> Search:
    return lambda text: word in text.casefold()


def _url(call: Call) -> Test:
    from orgshelf.shelf.contents import links

    words = _folded(call)
    return lambda entry: any(_all_in(words, link.target) for link in links(entry))


def _src(call: Call) -> Test:
    patterns = regexps(call)
    patterns += [Regexp(call, arg) for name, arg in call.node.keywords if name == "regexps"]
    lang = call.keyword("lang")
    wanted = lang.value.casefold() if lang else None

    def test(entry: Entry) -> bool:
        return any(
            wanted in (None, language.casefold()) and _all_match(patterns, code)
            for language, code in _blocks(_whole(entry))
        )

    return test


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    if "_src" in text.casefold():
        yield from _SRC.findall(text)


def _note(call: Call) -> Test:
    from orgshelf.shelf.contents import prose

    words = _folded(call)
    return lambda entry: bool(text := prose(entry)) and _all_in(words, text)


def _quote(call: Call) -> Test:
    from orgshelf.shelf.contents import quotes

    words = _folded(call)
    return lambda entry: any(_all_in(words, quote.text) for quote in quotes(entry))


def outline(entry: Entry) -> list[str]:
    """The headings above the entry and its own, outermost first, as they are written."""
    return [found.heading.text for found in (entry, *entry.ancestors)][::-1]


def _title(entry: Entry) -> str:
    """What org-get-heading gives without keyword and tags."""
    cookie = f"[#{entry.heading.priority}] " if entry.heading.priority else ""
    return f"{cookie}{entry.heading.text}"


def _whole(entry: Entry) -> str:
    """Heading line, planning, drawers and text, up to the next heading."""
    return "\n".join(entry.lines)


def _folded(call: Call) -> list[str]:
    return [value.casefold() for value in call.values]


def _all_in(words: Iterable[str], text: str) -> bool:
    text = text.casefold()
    return all(word in text for word in words)


def _all_match(patterns: Iterable[Regexp], text: str) -> bool:
    return all(pattern.search(text) for pattern in patterns)


SPECS = (
    Spec(
        "rifle",
        ("WORDS,...",),
        "Each of these is in the entry or in a heading above it; what a bare word means.",
        'rifle:gpu,"deep learning"',
        _rifle,
        aliases=("smart",),
    ),
    Spec(
        "heading",
        ("WORDS,...",),
        "Its heading has all of these.",
        "heading:turing,machine",
        _heading,
        aliases=("h",),
    ),
    Spec(
        "heading-regexp",
        ("REGEXP,...",),
        "Its heading matches all of these.",
        r'heading-regexp:"^ch[.] [0-9]+"',
        _heading_regexp,
        aliases=("h*",),
    ),
    Spec(
        "regexp",
        ("REGEXP,...",),
        "The entry, up to the next heading, matches all of these.",
        "regexp:gpus?",
        _regexp,
        aliases=("r",),
    ),
    Spec(
        "outline-path",
        ("WORDS,...",),
        "Each of these is in its heading or in one above it.",
        "outline-path:videos,theano",
        _outline_path,
        aliases=("olp",),
    ),
    Spec(
        "outline-path-segment",
        ("WORDS,...",),
        "The same, in headings that follow one another.",
        "olps:videos,theano",
        _outline_path_segment,
        aliases=("olps",),
    ),
    Spec("path", ("", "REGEXP,..."), "Its file's whole path matches one.", "path:papers", _path),
    Spec(
        "file",
        ("WORDS,...",),
        "Its file's path below the notes folder has one of these.",
        "file:papers",
        _file,
        least=1,
    ),
    Spec(
        "link",
        ("", "WORDS", "description=WORDS", "target=WORDS", "regexp-p=t"),
        "It has a link in brackets, to or called this.",
        "link:target=arxiv",
        _link,
        most=1,
        keywords=("description", "target", "regexp-p"),
    ),
    Spec(
        "url",
        ("", "WORDS,..."),
        "It has any link, also a plain one or the URL property, to this.",
        "url:arxiv.org",
        _url,
    ),
    Spec(
        "src",
        ("", "REGEXP,...", "lang=LANGUAGE", "regexps=REGEXP"),
        "It has a source block that matches all of these.",
        "src:lang=python,import",
        _src,
        keywords=("lang", "regexps"),
    ),
    Spec("note", ("", "WORDS,..."), "Its own text, without log, has all of these.", "note:", _note),
    Spec(
        "quote",
        ("", "WORDS,..."),
        "It has a quote with all of these.",
        'quote:"free will"',
        _quote,
    ),
)
