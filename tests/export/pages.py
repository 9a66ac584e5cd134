"""A page of notes as a Markdown parser and an HTML parser read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
_STATE = re.compile(r"(TODO|DONE) ?")
_ANCHOR = re.compile(r'<a id="(sec[-\d]*)" name="\1">')


@dataclass(frozen=True)
class Row:
    """A heading, or an item of a numbered list with its place below the last heading.

    ``number`` is ``3.2`` for a heading, ``3.2/1/4`` for an item; ``parent`` is the number of
    what it stands under.
    """

    number: str
    state: str
    title: str
    link: str

    @property
    def parent(self) -> str:
        if "/" in self.number:
            return self.number.rpartition("/")[0]
        return self.number.rpartition(".")[0]


def rows(page: str) -> list[Row]:
    """The headings and the items of numbered lists, in their order."""
    found: list[Row] = []
    heading, places = "", list[int]()
    waiting = False
    for token in PARSER.parse(page):
        if token.type == "heading_open":
            places.clear()
        _count(token, places)
        if token.type == "inline" and waiting:
            if anchor := _ANCHOR.search(token.content):
                heading = anchor[1].removeprefix("sec-").replace("-", ".")
            found.append(_row("/".join([heading, *map(str, filter(_COUNTED, places))]), token))
        waiting = token.type == "heading_open" or _begins_item(token, places, waiting)
    return found


_UNCOUNTED = -1
_COUNTED = _UNCOUNTED.__lt__


def _count(token: Token, places: list[int]) -> None:
    """Keep the place in each list, and that one is in a list or a quote without places."""
    if token.type == "ordered_list_open":
        places.append(0)
    elif token.type in ("bullet_list_open", "blockquote_open"):
        places.append(_UNCOUNTED)
    elif token.type in ("ordered_list_close", "bullet_list_close", "blockquote_close"):
        places.pop()
    elif token.type == "list_item_open" and places[-1] != _UNCOUNTED:
        places[-1] += 1


def _begins_item(token: Token, places: list[int], waiting: bool) -> bool:
    """Whether the words of a numbered item come next."""
    if token.type == "list_item_open":
        return places[-1] != _UNCOUNTED
    return waiting and token.type == "paragraph_open"


def _row(number: str, token: Token) -> Row:
    children = token.children or []
    links = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    words = "".join(
        child.content for child in children if not child.content.startswith(("<a ", "</a>"))
    )
    state = _STATE.match(words)
    title = words[state.end() :] if state else words
    return Row(number, state[1] if state else "", title, links[0] if links else "")


def html_of(page: str) -> str:
    """The page as a browser gets it."""
    return str(PARSER.render(page))


class Elements(HTMLParser):
    """The tags of a page with their attributes, and its table of contents as rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.contents: list[tuple[str, str, str]] = []
        self._link: list[str] | None = None
        self._open = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        if tag == "div":
            self._open += 1
        if tag == "a" and self._open and named.get("href", "").startswith("#sec"):
            self._link = [named["href"].removeprefix("#sec-"), "", ""]
        elif tag == "span" and self._link and named.get("class", "").split()[0] in ("todo", "done"):
            self._link[1] = named["class"].split()[1]

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._open -= 1
        if tag == "a" and self._link:
            number, state, words = self._link
            words = words.removeprefix(f"{number.replace('-', '.')}.").strip()
            title = words.removeprefix(state).strip()
            self.contents.append((number.replace("-", "."), state, title))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link:
            self._link[2] += data

    def values(self, name: str) -> Iterator[str]:
        """An attribute's values, wherever it is."""
        return (attributes[name] for _, attributes in self.tags if name in attributes)


def anchors_of(page: str) -> tuple[list[str], list[str]]:
    """The names that can be led to, and those that links on the page lead to."""
    elements = Elements(html_of(page))
    targets = [href[1:] for href in elements.values("href") if href.startswith("#")]
    return list(elements.values("id")), targets
