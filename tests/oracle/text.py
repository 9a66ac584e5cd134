"""Plain tests of the predicates about what is written in an entry, and where the entry is."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from oracle.question import Build, Question, Test
from orgshelf.model import Link
from orgshelf.org.elements.spans import source_blocks, without_verbatim
from orgshelf.org.syntax.links import find_bracket_links
from orgshelf.query.tree import Arg
from orgshelf.shelf.contents import links, prose, quotes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.spelling import folded

Search = Callable[[str], bool]


def _rifle(asked: Question) -> Test:
    def test(entry: Entry) -> bool:
        places = [folded(_whole(entry)), *(folded(part) for part in _outline(entry))]
        return all(any(word in place for place in places) for word in asked.words)

    return test


def _heading(asked: Question) -> Test:
    return lambda entry: _all_in(asked.words, _title(entry))


def _heading_regexp(asked: Question) -> Test:
    patterns = regexps(asked)
    return lambda entry: _all_match(patterns, _title(entry))


def _regexp(asked: Question) -> Test:
    patterns = regexps(asked)
    return lambda entry: _all_match(patterns, _whole(entry))


def _outline_path(asked: Question) -> Test:
    def test(entry: Entry) -> bool:
        path = [folded(part) for part in _outline(entry)]
        return all(any(word in part for part in path) for word in asked.words)

    return test


def _outline_path_segment(asked: Question) -> Test:
    def test(entry: Entry) -> bool:
        path = [folded(part) for part in _outline(entry)]
        return any(_begins(path[start:], asked.words) for start in range(len(path) or 1))

    return test


def _begins(path: Sequence[str], words: Sequence[str]) -> bool:
    return len(words) <= len(path) and all(w in p for w, p in zip(words, path, strict=False))


def _path(asked: Question) -> Test:
    patterns, root = regexps(asked), asked.scope.root
    return lambda entry: (
        not patterns or any(pattern.search(f"{root}/{entry.file}") for pattern in patterns)
    )


def _file(asked: Question) -> Test:
    return lambda entry: any(word in folded(entry.file) for word in asked.words)


def _link(asked: Question) -> Test:
    call = asked.call
    either = _searches(asked, asked.args)
    targets = _searches(asked, [arg] if (arg := call.keyword("target")) else [])
    named = _searches(asked, [arg] if (arg := call.keyword("description")) else [])

    def fits(link: Link) -> bool:
        described = link.description or ""
        return (
            all(search(link.target) or search(described) for search in either)
            and all(search(link.target) for search in targets)
            and all(search(described) for search in named)
        )

    def test(entry: Entry) -> bool:
        text = without_verbatim(_whole(entry))
        return not entry.heading.commented and any(map(fits, find_bracket_links(text)))

    return test


def _searches(asked: Question, args: Iterable[Arg]) -> list[Search]:
    """What looks for each argument: literally, or as the regexp it is said to be."""
    if asked.call.flag("regexp-p"):
        return [_matching(_pattern(arg)) for arg in args]
    return [_containing(folded(arg.value)) for arg in args]


def _matching(pattern: re.Pattern[str]) -> Search:
    return lambda text: pattern.search(text) is not None


def _containing(word: str) -> Search:
    return lambda text: word in folded(text)


def _url(asked: Question) -> Test:
    def test(entry: Entry) -> bool:
        found = any(_all_in(asked.words, link.target) for link in links(entry))
        return found and not entry.heading.commented

    return test


def _src(asked: Question) -> Test:
    patterns = regexps(asked)
    patterns += [_pattern(arg) for name, arg in asked.node.keywords if name == "regexps"]
    lang = asked.call.keyword("lang")
    wanted = lang.value.casefold() if lang else None

    def test(entry: Entry) -> bool:
        return any(
            wanted in (None, language.casefold()) and _all_match(patterns, code)
            for language, code in source_blocks(entry.body)
        )

    return test


def _note(asked: Question) -> Test:
    return lambda entry: bool(text := prose(entry)) and _all_in(asked.words, text)


def _quote(asked: Question) -> Test:
    return lambda entry: any(_all_in(asked.words, quote.text) for quote in quotes(entry))


def _outline(entry: Entry) -> list[str]:
    """The headings above the entry and its own, outermost first, as they are written."""
    return [found.heading.text for found in (entry, *entry.ancestors)][::-1]


def _title(entry: Entry) -> str:
    """What org-get-heading gives without keyword and tags."""
    cookie = f"[#{entry.heading.priority}] " if entry.heading.priority else ""
    return f"{cookie}{entry.heading.text}"


def _whole(entry: Entry) -> str:
    """Heading line, planning, drawers and text, up to the next heading."""
    return "\n".join(entry.lines)


def _all_in(words: Iterable[str], text: str) -> bool:
    text = folded(text)
    return all(word in text for word in words)


def _pattern(arg: Arg) -> re.Pattern[str]:
    return re.compile(arg.value, re.IGNORECASE | re.MULTILINE)


def regexps(asked: Question) -> list[re.Pattern[str]]:
    """The arguments as regular expressions."""
    return [_pattern(arg) for arg in asked.args]


def _all_match(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return all(pattern.search(text) for pattern in patterns)


TESTS: Mapping[str, Build] = {
    "rifle": _rifle,
    "heading": _heading,
    "heading-regexp": _heading_regexp,
    "regexp": _regexp,
    "outline-path": _outline_path,
    "outline-path-segment": _outline_path_segment,
    "path": _path,
    "file": _file,
    "link": _link,
    "url": _url,
    "src": _src,
    "note": _note,
    "quote": _quote,
}
