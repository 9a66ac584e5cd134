"""Predicates about the text of an entry, its outline path and its file."""

from collections.abc import Callable, Iterable

from orgshelf.query.regexps import Regexp, regexps
from orgshelf.query.spec import Call, Spec
from orgshelf.query.sql import (
    EVERYTHING,
    FILE_NUMBER,
    TEXT,
    Condition,
    both,
    containing_text,
    either,
    holding,
    holding_in_text,
    nested,
    passing,
)
from orgshelf.shelf.spelling import folded


def _in_text(word: str) -> Condition:
    return holding_in_text(word)


def _in_heading(word: str) -> Condition:
    return both((containing_text(word), holding("h.text", word)))


def _in_outline(word: str) -> Condition:
    """Match a word in the heading or in an ancestor."""
    return _at_or_below(_in_heading(word))


def _at_or_below(heading: Condition) -> Condition:
    """Match the subtrees, as ranges of ids, of headings that meet a condition."""
    below = "heading h CROSS JOIN heading d ON d.id >= h.id AND d.id < h.last"
    return nested(f"h.id IN (SELECT d.id FROM {below} WHERE {{}})", heading)


RIFLE = Spec(
    "rifle",
    usage=("WORDS,...",),
    help="Each of these is in the entry or in a heading above it; what a bare word means.",
    example='rifle:gpu,"deep learning"',
    sql=lambda call: both(either((_in_text(w), _in_outline(w))) for w in call.words),
    aliases=("smart",),
)


def headline(priority: str | None, text: str) -> str:
    """The headline as ``org-get-heading`` returns it without keyword and tags."""
    return text if priority is None else f"[#{priority}] {text}"


def _heading(call: Call) -> Condition:
    words = call.words
    if not words:
        return EVERYTHING

    def test(priority: str | None, text: str) -> bool:
        return has_all(words, headline(priority, text))

    return both((*map(containing_text, words), passing(test, "h.priority", "h.text")))


HEADING = Spec(
    "heading",
    usage=("WORDS,...",),
    help="Its heading has all of these.",
    example="heading:turing,machine",
    sql=_heading,
    aliases=("h",),
)


def _heading_regexp(call: Call) -> Condition:
    patterns = regexps(call)

    def test(priority: str | None, text: str) -> bool:
        return match_all(patterns, headline(priority, text))

    return passing(test, "h.priority", "h.text")


HEADING_REGEXP = Spec(
    "heading-regexp",
    usage=("REGEXP,...",),
    help="Its heading matches all of these.",
    example=r'heading-regexp:"^ch[.] [0-9]+"',
    sql=_heading_regexp,
    aliases=("h*",),
)


def _regexp(call: Call) -> Condition:
    patterns = regexps(call)
    return passing(lambda text: match_all(patterns, text), TEXT)


REGEXP = Spec(
    "regexp",
    usage=("REGEXP,...",),
    help="The entry, up to the next heading, matches all of these.",
    example="regexp:gpus?",
    sql=_regexp,
    aliases=("r",),
)

OUTLINE_PATH = Spec(
    "outline-path",
    usage=("WORDS,...",),
    help="Each of these is in its heading or in one above it.",
    example="outline-path:videos,theano",
    sql=lambda call: both(map(_in_outline, call.words)),
    aliases=("olp",),
)


#: Chains of headings with one word each, followed upwards from the last.
_SEGMENTS = (
    "WITH RECURSIVE segment (last, above, length) AS ("
    "SELECT h.id, h.parent, 1 FROM heading h WHERE {} UNION ALL"
    " SELECT s.last, h.parent, s.length + 1 FROM segment s JOIN heading h ON h.id = s.above"
    " WHERE s.length < ? AND passes(?, s.length, h.text)"
    ") SELECT last FROM segment WHERE length = ?"
)


def _outline_path_segment(call: Call) -> Condition:
    """Match the subtrees of headings that end a chain of headings with one word each."""
    words, length = call.words[::-1], len(call.words)
    if not words:
        return EVERYTHING

    def test(place: int, text: str) -> bool:
        return place < length and words[place] in folded(text)

    start = both((Condition("h.level >= ?", (length - 1,)), _in_heading(words[0])))
    sql = f"h.id IN ({_SEGMENTS.format(start.sql)})"
    return _at_or_below(Condition(sql, (*start.values, length, test, length)))


OUTLINE_PATH_SEGMENT = Spec(
    "outline-path-segment",
    usage=("WORDS,...",),
    help="The same, in headings that follow one another.",
    example="olps:videos,theano",
    sql=_outline_path_segment,
    aliases=("olps",),
)


def _of_file(test: Callable[[str], bool]) -> Condition:
    """Match entries of files whose path below the notes root passes a test."""
    passed = passing(test, "path_name(key)")
    return Condition(f"{FILE_NUMBER} IN (SELECT id FROM file WHERE {passed.sql})", passed.values)


def _path(call: Call) -> Condition:
    patterns, root = regexps(call), call.scope.root
    if not patterns:
        return EVERYTHING
    return _of_file(lambda name: any(pattern.search(f"{root}/{name}") for pattern in patterns))


PATH = Spec(
    "path",
    usage=("", "REGEXP,..."),
    help="Its file's whole path matches one.",
    example="path:papers",
    sql=_path,
)


def _file(call: Call) -> Condition:
    words = call.words
    return _of_file(lambda name: any(word in folded(name) for word in words))


FILE = Spec(
    "file",
    usage=("WORDS,...",),
    help="Its file's path below the notes folder has one of these.",
    example="file:papers",
    sql=_file,
    min_args=1,
)


def has_all(words: Iterable[str], text: str) -> bool:
    """Whether a text contains all of the folded words, in any spelling."""
    text = folded(text)
    return all(word in text for word in words)


def match_all(patterns: Iterable[Regexp], text: str) -> bool:
    """Whether all regular expressions match somewhere in a text."""
    return all(pattern.search(text) for pattern in patterns)
