"""Normalisation of spelling for searches.

That is in lower case (``ß`` is ``ss``), without accents and points, full-width letters as the
usual ones; words are what blanks and signs divide. A letter of a script that sets no blanks
between words is a word of its own, as are an emoji, and the signs of ``C++`` and ``C#``.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache

#: Accents, and the points of Hebrew and Arabic, as ranges.
#: Compiling a regular expression of so many letters takes longer than spelling a file.
_ACCENTS = tuple(
    map(
        ord,
        "\u0300\u0370\u0483\u0488\u0591\u05be\u05bf\u05c0\u05c1\u05c3\u05c4\u05c6\u05c7\u05c8"
        "\u0610\u061b\u064b\u0660\u0670\u0671\u06d6\u06dd\u06df\u06e5\u06e7\u06e9\u06ea\u06ee",
    )
)
#: The accent of the Russian й, which is a letter of its own.
_SHORT_I = ("\u0438\u0306", "\u0439")
#: Letters with a stroke and ligatures, which Unicode does not decompose.
_PLAIN = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i", "\u00e6": "ae", "\u0153": "oe"}
)
#: Quotation marks and dashes, mapped to those of a keyboard.
_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′‹›", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
#: Thai and Lao, Burmese, Khmer, signs, Chinese, Japanese and Korean, emoji.
_ALONE = tuple(
    map(
        ord,
        "\u0e00\u0f00\u1000\u10a0\u1780\u1800\u2190\u2c00\u3005\u3008\u3040\u3100\u3400\u4dc0"
        "\u4e00\ua000\uac00\ud7a4\uf900\ufb00\U0001f000\U0001fb00\U00020000\U00040000",
    )
)
_FOREIGN = re.compile(r"[^\0-\x7f]+")
_ENDING = re.compile(r"[+#]+(?![^\W_+#])")


def spelled(text: str) -> str:
    """A text normalised for searches of whole words."""
    text = text.lower()
    if "+" in text or "#" in text:
        text = _ENDING.sub(_after_a_letter, text)
    if not text.isascii():
        text = _FOREIGN.sub(lambda match: _without_accents(match[0]), text)
    return text


def folded(text: str) -> str:
    """A text normalised for searches of parts of words.

    It ignores case, accents, ligatures, widths, and kinds of quotation marks and dashes.
    """
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(lambda match: _folded(match[0]), text.lower())


@lru_cache(4096)  # few different letters occur
def _folded(letters: str) -> str:
    return _bare(letters).translate(_MARKS)


@lru_cache(4096)
def _without_accents(letters: str) -> str:
    return "".join(_apart(char) if _is_within(_ALONE, char) else char for char in _bare(letters))


def _bare(letters: str) -> str:
    """The letters in their usual form, without accents."""
    from unicodedata import normalize  # most texts are ASCII

    apart = normalize("NFKD", letters).casefold().replace(*_SHORT_I)
    bare = "".join(char for char in apart if not _is_within(_ACCENTS, char)).translate(_PLAIN)
    return normalize("NFKC", bare)


def _is_within(ranges: Sequence[int], char: str) -> bool:
    return bisect(ranges, ord(char)) % 2 == 1


def _apart(letters: str) -> str:
    """Each letter as a word of its own; symbols are mapped to letters."""
    words = (char if char.isalnum() else f"u{ord(char):x}" for char in letters)
    return f" {' '.join(words)} "


def _after_a_letter(match: re.Match[str]) -> str:
    """The signs that end a word mapped to letters, others unchanged."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    return _apart(match[0]) if before.isalpha() else match[0]
