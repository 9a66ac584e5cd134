"""The effects of export options on objects (ox.el)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from orgshelf.org.export_options import ExportOptions
from orgshelf.org.syntax.objects import Footnote, Literal, Mark, Node, Reference

_MARKERS: Mapping[str, str] = {"bold": "*", "italic": "/", "strike": "+", "underline": "_"}
_SCRIPTS: Mapping[str, str] = {"sub": "_", "sup": "^"}
_QUOTE = re.compile("[\"']")
_WORD_OR_SIGN = re.compile(r"[^\s\"'()\[\]{}]")


def interpreted(
    nodes: Iterable[Node], options: ExportOptions, radio: re.Pattern[str] | None
) -> Sequence[Node]:
    """The exported objects, with adjacent texts joined.

    Objects that the options do not interpret become the text as written. Matches of ``radio``
    become links to their radio targets.
    """
    found: list[Node] = []
    for node in _interpreted(nodes, options):
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        elif node:
            found.append(node)
    if options.smart_quotes:
        found = with_quotes(found, options.language)
    return [linked for node in found for linked in _with_radio(node, radio)] if radio else found


def _with_radio(node: Node, radio: re.Pattern[str]) -> Iterator[Node]:
    if not isinstance(node, str):
        yield node
        return
    place = 0
    for match in radio.finditer(node):
        yield from filter(None, (node[place : match.start()],))
        yield Reference(f"<<{match[0]}>>", (match[0],))
        place = match.end()
    yield from filter(None, (node[place:],))


def _interpreted(nodes: Iterable[Node], options: ExportOptions) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Mark(kind="cite"):
                yield from _interpreted(node.children, options)
            case Mark() if sign := _sign(node, options):
                opening, closing = ("{", "}") if node.braced else ("", "")
                yield sign + opening
                yield from _interpreted(node.children, options)
                yield closing if node.kind in _SCRIPTS else sign
            case Literal() if (text := _in_place_of(node, options)) is not None:
                yield text
            case Footnote() if not options.footnotes:
                pass
            case _:
                yield node


def _sign(mark: Mark, options: ExportOptions) -> str:
    """The marker of a mark that stays text (org-export-with-emphasize); "" if it is interpreted."""
    if mark.kind in _SCRIPTS:
        is_script = options.scripts is True or (options.scripts == "{}" and mark.braced)
        return "" if is_script else _SCRIPTS[mark.kind]
    return "" if options.emphasize else _MARKERS.get(mark.kind, "")


def _in_place_of(literal: Literal, options: ExportOptions) -> str | None:
    """The text in place of an object that is not interpreted or not shown; None if it stays."""
    match literal.kind:
        case "macro":
            return literal.text
        case "entity" if not options.entities:
            return literal.written
        case "math" if options.latex is not True:
            return literal.text if options.latex == "verbatim" else ""
        case "snippet":
            return ""
        case "cookie" if not options.statistics:
            return ""
    return None


def without_lone_stamps(nodes: Sequence[Node], options: ExportOptions) -> Sequence[Node]:
    """A paragraph's objects; if all are timestamps, only those that the options want."""
    if options.timestamps is True or not all(map(_is_stamp_or_blank, nodes)):
        return nodes
    return [node for node in nodes if not _is_unwanted_stamp(node, options.timestamps)]


def _is_stamp_or_blank(node: Node) -> bool:
    if isinstance(node, str):
        return not node.strip()
    return isinstance(node, Literal) and node.kind == "stamp"


def _is_unwanted_stamp(node: Node, wanted: bool | str) -> bool:
    if not isinstance(node, Literal):
        return False
    sign = {"active": "<", "active-exclude-diary": "<", "inactive": "["}.get(str(wanted), "")
    return not (sign and node.text.startswith(sign))


# Typographic quotes (org-export-smart-quotes-alist).


class Quotes(NamedTuple):
    """The quotation marks of a language, outer and inner ones, and its apostrophe."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    apostrophe: str = "’"


_ENGLISH = Quotes("“", "”", "‘", "’")
_LANGUAGES: Mapping[str, Quotes] = {
    "ar": Quotes("«", "»", "‹", "›"),
    "en": _ENGLISH,
    "da": Quotes("»", "«", "›", "‹"),
    "de": Quotes("„", "“", "‚", "‘"),
    "es": Quotes("«", "»", "“", "”"),
    "el": Quotes("«", "»", "“", "”"),
    "fa": Quotes("«", "»", "‹", "›"),
    "fr": Quotes("«\u00a0", "\u00a0»", "“", "”"),
    "is": Quotes("„", "“", "‚", "‘"),
    "it": Quotes("“", "”", "‘", "’"),
    "nb": Quotes("«", "»", "‘", "’"),
    "nn": Quotes("«", "»", "‘", "’"),
    "no": Quotes("«", "»", "‘", "’"),
    "pl": Quotes("„", "”", "‚", "’"),
    "ro": Quotes("„", "”", "«", "»"),
    "ru": Quotes("«", "»", "„", "“", "'"),
    "sl": Quotes("«", "»", "„", "“"),
    "sv": Quotes("”", "”", "’", "’"),
}


def with_quotes(nodes: Sequence[Node], language: str) -> list[Node]:
    """The nodes with typographic quotes in their texts; the contents of marks are separate."""
    texts = "".join(node if isinstance(node, str) else _PLACE for node in nodes)
    signs = iter(_set(texts, _LANGUAGES.get(language[:2], _ENGLISH)))
    return [
        _QUOTE.sub(lambda _: next(signs), node) if isinstance(node, str) else node for node in nodes
    ]


#: Stands for an object between texts, and counts as a letter.
_PLACE = "x"


def _set(text: str, quotes: Quotes) -> Iterator[str]:
    """The typographic character for each quote of a text (org-export--smart-quote-status)."""
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
    """The single quotes that are pairs within double ones, each as opening or closing."""
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
