"""Quotes as a printer sets them (org-export-smart-quotes-alist)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from orgshelf.org.syntax.objects import Node

_QUOTE = re.compile("[\"']")
_WORD_OR_SIGN = re.compile(r"[^\s\"'()\[\]{}]")


class Quotes(NamedTuple):
    """What a language writes around a quote, around one within it, and as apostrophe."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    apostrophe: str = "’"


_ENGLISH = Quotes("“", "”", "‘", "’")
_LANGUAGES: Mapping[str, Quotes] = {
    "en": _ENGLISH,
    "da": Quotes("»", "«", "›", "‹"),
    "de": Quotes("„", "“", "‚", "‘"),
    "es": Quotes("«", "»", "“", "”"),
    "fr": Quotes("«\u00a0", "\u00a0»", "«\u00a0", "\u00a0»"),
    "is": Quotes("„", "“", "‚", "‘"),
    "it": Quotes("“", "”", "‘", "’"),
    "no": Quotes("«", "»", "‘", "’"),
    "pl": Quotes("„", "”", "‚", "’"),
    "ru": Quotes("«", "»", "„", "“", "'"),
    "sv": Quotes("”", "”", "’", "’"),
}


def with_quotes(nodes: Sequence[Node], language: str) -> list[Node]:
    """The nodes with the quotes of their texts set; what stands inside marks is set by itself."""
    texts = "".join(node if isinstance(node, str) else _PLACE for node in nodes)
    signs = iter(_set(texts, _LANGUAGES.get(language[:2], _ENGLISH)))
    return [
        _QUOTE.sub(lambda _: next(signs), node) if isinstance(node, str) else node for node in nodes
    ]


#: What stands for an object between texts: a letter of a word.
_PLACE = "x"


def _set(text: str, quotes: Quotes) -> Iterator[str]:
    """The sign for each quote of a text, in order (org-export--smart-quote-status)."""
    places = [match.start() for match in _QUOTE.finditer(text)]
    doubles = [place for place in places if text[place] == '"']
    unclosed = doubles[-1] if len(doubles) % 2 else len(text)
    inner = dict(_inner(text, [place for place in places if place < unclosed]))
    is_open = False
    for place in places:
        if text[place] == "'":
            yield {"(": quotes.inner_opening, ")": quotes.inner_closing}.get(
                inner.get(place, ""), quotes.apostrophe
            )
        elif place == unclosed:
            yield '"'
        else:
            is_open = not is_open
            yield quotes.opening if is_open else quotes.closing


def _inner(text: str, places: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The single quotes within double ones that are pairs, with what each of them is."""
    is_open, waiting = False, list[int]()
    for place in places:
        if text[place] == '"':
            is_open, waiting = not is_open, []
        elif is_open and _opens(text, place):
            waiting.append(place)
        elif is_open and _closes(text, place) and waiting:
            yield waiting.pop(), "("
            yield place, ")"


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before in " \t\n\"'([{") and bool(_WORD_OR_SIGN.match(after))


def _closes(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    ends = not after or bool(re.match(r"[\s\"')\]}.,;:!?]", after))
    return bool(_WORD_OR_SIGN.match(before)) and ends
