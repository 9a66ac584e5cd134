"""The objects of a title or a paragraph (Org manual: Markup for Rich Contents; org-element).

Radio links, macros and Babel calls are read as plain text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from orgshelf.org.syntax.closings import BLANK, SPACE, Closings
from orgshelf.org.syntax.entities import ENTITIES
from orgshelf.org.syntax.links import (
    BRACKET_LINK,
    LINK_TYPES,
    WORD_START,
    angle_link,
    plain_link,
    unescape,
)
from orgshelf.org.syntax.macros import macro_at
from orgshelf.org.syntax.objects import Context, Footnote, Literal, Located, Mark, Node, Reference
from orgshelf.org.syntax.timestamps import STAMP

#: A node and the place after it.
_Found = tuple[Node, int] | None

# Deeper nesting is plain text: nobody writes it, and parsing it would not be linear.
_DEEPEST = 8
_BEFORE = re.compile(rf"{SPACE}|[-('\"{{]")
_MARKS: Mapping[str, str] = {"*": "bold", "/": "italic", "_": "underline", "+": "strike"}
_SCRIPTS: Mapping[str, str] = {"_": "sub", "^": "sup"}
_START = re.compile(rf"[*/+=~_^\[<\\$@]|\{{(?=\{{\{{)|{WORD_START}(?:src_|{LINK_TYPES}:)")
# The beginnings of objects (org-element.el).
_ALNUM = r"[^\W_]"
SCRIPT = re.compile(
    r"(?:_|\^(?=[-{(*+.,]|[^\W_]))(?:"
    r"\{(?P<inner>(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}"
    r"|(?P<outer>\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)"
    rf"|\*|[+-]?(?:[.,\\]*{_ALNUM})+))"
)
TARGET = re.compile(r"<<(<)?+([^<> \t\n](?:[^<>\n]*[^<> \t\n])?)>>(?(1)>)")
RANGE = re.compile(rf"{STAMP.pattern}(?:--{STAMP.pattern})?")
COOKIE = re.compile(r"\[\d*(?:%|/\d*)\]", re.ASCII)
FOOTNOTE = re.compile(r"\[fn:(?:(?P<name>[-\w]*)(?P<colon>:)|(?P<label>[-\w]+)\])")
ENTITY = re.compile(
    r"\\(?:(_ +)|(there4|sup[123]|frac[13][24]|[a-zA-Z]+)(?:\{\}|(?![^\W\d_])|$))", re.MULTILINE
)
LATEX_MACRO = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^][\n{}]*\]|\{[^{}\n]*\})*")
BREAK = re.compile(r"(?<!\\)\\\\[ \t]*(?:\n|\Z)")
FOLDED = re.compile(r"[ \t]*\n[ \t]*")
SNIPPET = re.compile(r"@@[-A-Za-z0-9]+:(.*?)@@", re.DOTALL)
SOURCE = re.compile(r"src_[^ \t\n\[{]+(?=[\[{])")
#: The beginning of a citation: ``[cite:`` or ``[cite/STYLE:``.
CITATION_START = re.compile(r"\[cite(?:/[-\w/]*)?:[ \t\n]*")
_KEY = re.compile(r"@([-\w.:?!`'/*@+|(){}<>&^$#%~]+)")


def parse(text: str, *, links: bool = True, breaks: bool = True) -> tuple[Node, ...]:
    """Read a title or a paragraph; linear in its length.

    Without ``links`` there is only what a link's words may hold, without ``breaks`` no line break.
    """
    return _parse(text, Context(links, breaks))


def locate(text: str) -> list[Located]:
    """All objects of a title or a paragraph, nested ones included, by their start."""
    found: list[Located] = []
    _parse(text, Context(found=found))
    return sorted(found, key=lambda object_: (object_.start, -object_.stop))


def _parse(text: str, context: Context) -> tuple[Node, ...]:
    if context.depth > _DEEPEST or not _START.search(text):
        return (text,) if text else ()
    reader = _Reader(text, context)
    nodes: list[Node] = []
    after = place = 0
    while match := _START.search(text, place):
        place = match.start()
        if found := reader.node(place):
            if after < place:
                nodes.append(text[after:place])
            if context.found is not None:
                start = context.origin + place
                context.found.append(Located(found[0], start, start + found[1] - place))
            nodes.append(found[0])
            after = place = found[1]
        else:
            place += 1
    if after < len(text):
        nodes.append(text[after:])
    return tuple(nodes)


@dataclass(frozen=True)
class _Reader:
    """Reads the object that begins at a place, if one does."""

    text: str
    context: Context

    @cached_property
    def _ends(self) -> Closings:
        return Closings(self.text)

    def node(self, place: int) -> _Found:
        """The object at a position, and the position after it."""
        read = _READERS.get(self.text[place], _Reader._word)
        return read(self, place)

    def inside(self, start: int, stop: int) -> tuple[Node, ...]:
        text = self.text[start:stop]
        if not _START.search(text):  # as in most marked words
            return (text,) if text else ()
        return _parse(text, self.context.inside(start))

    def _emphasis(self, place: int) -> _Found:
        sign = self.text[place]
        end = self._closing(place, sign)
        if end is None:
            return None
        if sign in _MARKS:
            return Mark(_MARKS[sign], self.inside(place + 1, end)), end + 1
        return Literal("code", self.text[place + 1 : end]), end + 1

    def _closing(self, place: int, sign: str) -> int | None:
        """The position of the marker that ends a span of emphasis, at most one line below."""
        text = self.text
        if place and not _BEFORE.match(text, place - 1):
            return None
        if place + 1 == len(text) or BLANK.match(text, place + 1):
            return None
        places = self._ends.marks[sign]
        found = bisect_left(places, place + 2)
        if found == len(places):
            return None
        lines = self._ends.lines
        if bisect_left(lines, places[found]) - bisect_left(lines, place) > 1:
            return None
        return places[found]

    def _script(self, place: int) -> _Found:
        if not place or BLANK.match(self.text, place - 1):
            return None
        match = SCRIPT.match(self.text, place)
        if not match:
            return None
        braced = match["inner"] is not None
        inside = self.inside(*match.span("inner" if braced else "outer"))
        return Mark(_SCRIPTS[self.text[place]], inside, braced), match.end()

    def _underscore(self, place: int) -> _Found:
        return self._script(place) or self._emphasis(place)

    def _bracket(self, place: int) -> _Found:
        if cookie := COOKIE.match(self.text, place):
            return Literal("cookie", cookie[0]), cookie.end()
        if not self.context.links:
            return None
        readers = (self._link, self._footnote, self._cite, self._stamp)
        return next(filter(None, (read(place) for read in readers)), None)

    def _link(self, place: int) -> _Found:
        end = self._ends.last("]]") + 2
        match = BRACKET_LINK.match(self.text, place, end) if end > place else None
        if not match:
            return None
        target = FOLDED.sub(" ", unescape(match["target"]))
        words = match["description"] or ""
        if not _START.search(words):
            return Reference(target, (words,) if words else ()), match.end()
        inside = self.context.inside(match.start("description"))
        children = _parse(words, inside._replace(links=False, breaks=False))
        return Reference(target, children), match.end()

    def _cite(self, place: int) -> _Found:
        match = CITATION_START.match(self.text, place)
        end = self._ends.brackets.get(place) if match else None
        text = citation_text(self.text[match.end() : end]) if match and end else None
        if text is None or end is None:
            return None
        children = parse(text, links=False, breaks=False)
        return Mark("cite", children), end + 1

    def _footnote(self, place: int) -> _Found:
        match = FOOTNOTE.match(self.text, place)
        if not match or match["label"]:
            return (Footnote(match["label"], None), match.end()) if match else None
        end = self._ends.brackets.get(place)
        if end is None:
            return None
        return Footnote(match["name"], self.inside(match.end(), end)), end + 1

    def _stamp(self, place: int) -> _Found:
        match = RANGE.match(self.text, place)
        return (Literal("stamp", match[0]), match.end()) if match else None

    def _angle(self, place: int) -> _Found:
        if not self.context.links or place > self._ends.last(">"):
            return None
        if target := TARGET.match(self.text, place):
            if target[1]:
                return Mark("radio", self.inside(*target.span(2))), target.end()
            return Literal("target", target[2]), target.end()
        return self._angle_link(place) or self._stamp(place)

    def _angle_link(self, place: int) -> _Found:
        is_closed = self._ends.angle_closes(place)
        match = angle_link().match(self.text, place) if is_closed else None
        return (Reference(FOLDED.sub("", match["angle"]), ()), match.end()) if match else None

    def _backslash(self, place: int) -> _Found:
        text = self.text
        if entity := ENTITY.match(text, place):
            if entity[1]:
                return Literal("entity", "&ensp;" * (len(entity[1]) - 1), entity[0]), entity.end()
            if entity[2] in ENTITIES:
                return Literal("entity", ENTITIES[entity[2]], entity[0]), entity.end()
        if text.startswith(("\\(", "\\["), place):
            return self._math(place, "\\)" if text[place + 1] == "(" else "\\]")
        if macro := LATEX_MACRO.match(text, place):
            return Literal("math", macro[0]), macro.end()
        if self.context.breaks and self.context.links and (end := BREAK.match(text, place)):
            return Literal("break", ""), end.end()
        return None

    def _math(self, place: int, closing: str) -> _Found:
        if place > self._ends.last(closing):
            return None
        end = self.text.find(closing, place + 2)
        return (Literal("math", self.text[place : end + 2]), end + 2) if end >= 0 else None

    def _dollar(self, place: int) -> _Found:
        text = self.text
        if text.startswith("$$", place):
            return self._math(place, "$$")
        end = text.find("$", place + 1)
        if end < 0 or text[place - 1 : place] == "$" or text[place + 1] in " \t\n,.;":
            return None
        if text[end - 1] in " \t\n,." or re.match(r"[-\w$%@+*/&|=~\\]", text[end + 1 : end + 2]):
            return None
        return Literal("math", text[place : end + 1]), end + 1

    def _snippet(self, place: int) -> _Found:
        match = SNIPPET.match(self.text, place)
        return (Literal("snippet", match[1]), match.end()) if match else None

    def _macro(self, place: int) -> _Found:
        found = macro_at(self._ends, place)
        return (Literal("macro", self.text[place : found[1]]), found[1]) if found else None

    def _word(self, place: int) -> _Found:
        """A plain link or inline source code."""
        if source := SOURCE.match(self.text, place):
            start = source.end()
            if self.text[start] == "[":
                start = self._ends.brackets.get(start, len(self.text)) + 1
            end = self._ends.brackets.get(start) if self.text[start : start + 1] == "{" else None
            return (Literal("code", self.text[start + 1 : end]), end + 1) if end else None
        match = plain_link().match(self.text, place) if self.context.links else None
        return (Reference(match["plain"], ()), match.end()) if match else None


_READERS: Mapping[str, Callable[[_Reader, int], _Found]] = {
    **dict.fromkeys("*/+=~", _Reader._emphasis),
    "_": _Reader._underscore,
    "^": _Reader._script,
    "[": _Reader._bracket,
    "<": _Reader._angle,
    "\\": _Reader._backslash,
    "$": _Reader._dollar,
    "@": _Reader._snippet,
    "{": _Reader._macro,
}


# Citations (Org manual: Citations) as plain text, since there is no bibliography.


def citation_text(inside: str) -> str | None:
    """A citation as text, ``(see knuth p. 3; lamport)``; None without a key."""
    parts = [part.strip() for part in inside.split(";")]
    keyed = [part for part in parts if _KEY.search(part)]
    if not keyed:
        return None
    keys = "; ".join(_KEY.sub(r"\1", part) for part in keyed)
    first, last = ("" if part in keyed else part for part in (parts[0], parts[-1]))
    return f"({' '.join(filter(None, (first, keys, last)))})"
