"""What is looked for, and where in a text as it is written it stands."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from orgshelf.shelf.spelling import spelled

#: What is written as one letter with the accents on it, and signs that end a word.
_LETTER = (
    r"[^\W_][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*"
    r"(?:(?<!\d)[+#]+(?![^\W_+#]))?|."
)
#: Many letters that are spelled one by one, up to one that what follows may change.
_SIMPLE = r"[\0-\"$-*,-\x7f]+(?![\u0300-\u036f+#])"
_PIECES = re.compile(f"{_SIMPLE}|{_LETTER}", re.DOTALL)


class Span(NamedTuple):
    """Where something stands in a text; ``stop`` is not included."""

    start: int
    stop: int


class Traced(NamedTuple):
    """A text as it is spelled, and where in the text itself each letter of that comes from."""

    letters: str
    starts: Sequence[int]
    stops: Sequence[int]

    def span(self, match: re.Match[str]) -> Span:
        """Where in the text itself stands what was found in the letters."""
        return Span(self.starts[match.start()], self.stops[match.end() - 1])


def traced(text: str) -> Traced:
    """A text as its words are looked for, and where they come from."""
    letters, starts, stops = list[str](), list[int](), list[int]()
    for match in _PIECES.finditer(text):
        start, stop = match.span()
        found = spelled(match[0])
        letters.append(found)
        if len(found) == stop - start:
            starts += range(start, stop)
            stops += range(start + 1, stop + 1)
        else:
            starts += [start] * len(found)
            stops += [stop] * len(found)
    return Traced("".join(letters), starts, stops)


class Term(NamedTuple):
    """Words that stand one after the other; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@cache
def pattern(wanted: Term) -> re.Pattern[str]:
    """What a term looks like in a text that is spelled."""
    inside = r"[\W_]+".join(map(re.escape, wanted.words))
    end = r"[^\W_]*" if wanted.prefix else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){inside}{end}")


def term(text: str, *, prefix: bool = False) -> Term:
    """The words of a text as a term."""
    return Term(tuple(re.findall(r"[^\W_]+", spelled(text))), prefix)
