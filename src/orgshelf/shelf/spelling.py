"""Texts as their words are looked for, in whatever way they are written.

That is in lower case (``ß`` is ``ss``), without accents and points, full-width letters as the
usual ones; words are what blanks and signs divide. A letter of a script that sets no blanks
between words is a word of its own, as are an emoji, and the signs of ``C++`` and ``C#``.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

#: Accents, and the points of Hebrew and Arabic.
_ACCENT = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+"
)
#: The one of a Russian й, without which it would be another letter.
_SHORT_I = ("\u0438\u0306", "\u0439")
#: Letters with a stroke and letters grown together, which Unicode does not take apart.
_PLAIN = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i", "\u00e6": "ae", "\u0153": "oe"}
)
#: Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean; then what is no letter.
_ALONE = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
    "\u2190-\u2bff\U0001f000-\U0001faff]+"
)
_FOREIGN = r"[^\0-\x7f]+"
_ENDING = r"[+#]+(?![^\W_+#])"
#: What is written as one letter with the accents on it, and signs that end a word.
_LETTER = (
    r"[^\W_][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*"
    r"(?:(?<!\d)[+#]+(?![^\W_+#]))?|."
)
#: Many letters that are spelled one by one, up to one that what follows may change.
_SIMPLE = r"[\0-\"$-*,-\x7f]+(?![\u0300-\u036f+#])"


class Span(NamedTuple):
    """Where something stands in a text; ``stop`` is not included."""

    start: int
    stop: int


def spelled(text: str) -> str:
    """A text as its words are looked for."""
    text = text.lower()
    if "+" in text or "#" in text:
        text = _compiled(_ENDING).sub(_after_a_letter, text)
    if not text.isascii():
        text = _compiled(_FOREIGN).sub(lambda match: _without_accents(match[0]), text)
    return text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


@lru_cache(4096)  # the same few letters come again and again
def _without_accents(letters: str) -> str:
    apart = normalize("NFKD", letters).casefold().replace(*_SHORT_I)
    bare = _compiled(_ACCENT).sub("", apart).translate(_PLAIN)
    return _compiled(_ALONE).sub(_apart, normalize("NFKC", bare))


def _apart(match: re.Match[str]) -> str:
    """Each letter as a word; a sign gets letters, since no word is made of signs."""
    words = (char if char.isalnum() else f"u{ord(char):x}" for char in match[0])
    return f" {' '.join(words)} "


def _after_a_letter(match: re.Match[str]) -> str:
    """The signs that end a word as words, other ones as they are."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    return _apart(match) if before.isalpha() else match[0]


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
    for match in _compiled(f"{_SIMPLE}|{_LETTER}").finditer(text):
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
