"""The objects of a title or a paragraph (Org manual: Markup for Rich Contents; org-element).

Radio links, macros, citations and Babel calls are read as plain text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from orgshelf.org.syntax.case import NON_BLANK
from orgshelf.org.syntax.entities import ENTITIES
from orgshelf.org.syntax.links import BRACKET_LINK, unescape
from orgshelf.org.syntax.objects import Context, Footnote, Literal, Located, Mark, Node, Reference
from orgshelf.org.syntax.timestamps import STAMP

#: A node and the place after it.
_Found = tuple[Node, int] | None

# What is nested deeper is plain text: nobody writes it, and reading it is not linear.
_DEEPEST = 8
_SPACE = NON_BLANK.replace("[^", "[", 1).replace(r"\t", r"\t\n", 1)
_BLANK = re.compile(_SPACE)
_BEFORE = re.compile(rf"{_SPACE}|[-('\"{{]")
_AFTER = re.compile(rf"{_SPACE}|[-.,:!?;'\")}}\\\[]|\Z")
_CLOSER = re.compile(rf"(?<={NON_BLANK})(?<!\n)[*/_+=~]")
_MARKS: Mapping[str, str] = {"*": "bold", "/": "italic", "_": "underline", "+": "strike"}
_SCRIPTS: Mapping[str, str] = {"_": "sub", "^": "sup"}
_ALNUM = r"[^\W_]"
_SCRIPT = re.compile(
    r"(?:_|\^(?=[-{(*+.,]|[^\W_]))(?:"
    r"\{(?P<inner>(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}"
    r"|(?P<outer>\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)"
    rf"|\*|[+-]?(?:[.,\\]*{_ALNUM})+))"
)
_TYPES = (
    r"(?:bbdb|bibtex|docview|doi|elisp|eww|file(?:\+(?:emacs|sys))?|ftp|gnus|help|https?|info|irc"
    r"|mailto|mhe|news|rmail|shell|w3m)"
)
_NESTED = r"\((?:[^][ \t\n()<>]++|\([^][ \t\n()<>]*+\))*+\)"
_PLAIN_LINK = re.compile(
    rf"{_TYPES}:(?:[^][ \t\n()<>]|{_NESTED}){{2,}}(?:(?<=[^\W_]|/)|(?<=[^\x00-\x7f])|(?<=\)))"
)
_ANGLE_LINK = re.compile(rf"<({_TYPES}:[^>\n]*+(?:\n[ \t]*+[^> \t\n][^>\n]*+)*+)>")
_TARGET = re.compile(r"<<(<)?+([^<> \t\n](?:[^<>\n]*[^<> \t\n])?)>>(?(1)>)")
_RANGE = re.compile(rf"{STAMP.pattern}(?:--{STAMP.pattern})?")
_COOKIE = re.compile(r"\[\d*(?:%|/\d*)\]", re.ASCII)
_FOOTNOTE = re.compile(r"\[fn:(?:(?P<name>[-\w]*)(?P<colon>:)|(?P<label>[-\w]+)\])")
_ENTITY = re.compile(
    r"\\(?:(_ +)|(there4|sup[123]|frac[13][24]|[a-zA-Z]+)(?:\{\}|(?![^\W\d_])|$))", re.MULTILINE
)
_MACRO = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^][\n{}]*\]|\{[^{}\n]*\})*")
_BREAK = re.compile(r"(?<!\\)\\\\[ \t]*(?:\n|\Z)")
_SNIPPET = re.compile(r"@@[-A-Za-z0-9]+:(.*?)@@", re.DOTALL)
_SOURCE = re.compile(r"src_[^ \t\n\[{]+(?=[\[{])")
# Where a word begins: letters before it belong to it, but for those written without blanks.
_WORD_START = r"(?<![^\W_\u2e80-\U0010ffff])(?<![$%@'])"
_START = re.compile(rf"[*/+=~_^\[<\\$@]|{_WORD_START}(?:src_|{_TYPES}:)")


def parse(text: str, *, links: bool = True, breaks: bool = True) -> tuple[Node, ...]:
    """Read a title or a paragraph; linear in its length.

    Without ``links`` only what a link's words may hold is looked for, without ``breaks`` no
    line break.
    """
    return _parse(text, Context(links, breaks))


def locate(text: str) -> list[Located]:
    """Every object of a title or a paragraph, those in others too, as they begin."""
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

    def node(self, place: int) -> _Found:
        """The object there and the place after it."""
        read = _READERS.get(self.text[place], _Reader._word)
        return read(self, place)

    def inside(self, start: int, stop: int) -> tuple[Node, ...]:
        return _parse(self.text[start:stop], self.context.inside(start))

    def _last(self, closing: str) -> int:
        """Where it stands last, looked for once: past it nothing is closed."""
        if closing not in self._last_places:
            self._last_places[closing] = self.text.rfind(closing)
        return self._last_places[closing]

    @cached_property
    def _last_places(self) -> dict[str, int]:
        return {}

    def _emphasis(self, place: int) -> _Found:
        sign = self.text[place]
        end = self._closing(place, sign)
        if end is None:
            return None
        if sign in _MARKS:
            return Mark(_MARKS[sign], self.inside(place + 1, end)), end + 1
        return Literal("code", self.text[place + 1 : end]), end + 1

    def _closing(self, place: int, sign: str) -> int | None:
        """Where the sign stands that ends what this one begins; they may be a line apart."""
        text = self.text
        if place and not _BEFORE.match(text, place - 1):
            return None
        if place + 1 == len(text) or _BLANK.match(text, place + 1):
            return None
        places = self._closers[sign]
        found = bisect_left(places, place + 2)
        if found == len(places):
            return None
        lines = self._newlines
        if bisect_left(lines, places[found]) - bisect_left(lines, place) > 1:
            return None
        return places[found]

    @cached_property
    def _closers(self) -> Mapping[str, list[int]]:
        """For each sign the places where it can end something."""
        text = self.text
        found: dict[str, list[int]] = {sign: [] for sign in "*/_+=~"}
        for match in _CLOSER.finditer(text):
            if _AFTER.match(text, match.end()):
                found[match[0]].append(match.start())
        return found

    @cached_property
    def _newlines(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def _script(self, place: int) -> _Found:
        if not place or _BLANK.match(self.text, place - 1):
            return None
        match = _SCRIPT.match(self.text, place)
        if not match:
            return None
        start, stop = match.span("inner" if match["inner"] is not None else "outer")
        return Mark(_SCRIPTS[self.text[place]], self.inside(start, stop)), match.end()

    def _underscore(self, place: int) -> _Found:
        return self._script(place) or self._emphasis(place)

    def _bracket(self, place: int) -> _Found:
        if cookie := _COOKIE.match(self.text, place):
            return Literal("cookie", cookie[0]), cookie.end()
        if not self.context.links:
            return None
        return self._link(place) or self._footnote(place) or self._stamp(place)

    def _link(self, place: int) -> _Found:
        end = self._last("]]") + 2
        match = BRACKET_LINK.match(self.text, place, end) if end > place else None
        if not match:
            return None
        target = re.sub(r"[ \t]*\n[ \t]*", " ", unescape(match["target"]))
        words = match["description"] or ""
        inside = self.context.inside(match.start("description") if words else place)
        children = _parse(words, replace(inside, links=False, breaks=False))
        return Reference(target, children), match.end()

    def _footnote(self, place: int) -> _Found:
        match = _FOOTNOTE.match(self.text, place)
        if not match:
            return None
        if match["label"]:
            return Footnote(match["label"], None), match.end()
        end = self._pairs.get(place)
        if end is None:
            return None
        return Footnote(match["name"], self.inside(match.end(), end)), end + 1

    @cached_property
    def _pairs(self) -> Mapping[int, int]:
        """For each square or curly bracket the one that closes it, each kind for itself."""
        found: dict[int, int] = {}
        open_: dict[str, list[int]] = {"]": [], "}": []}
        for match in re.finditer(r"[\[\]{}]", self.text):
            if match[0] in "[{":
                open_["]" if match[0] == "[" else "}"].append(match.start())
            elif open_[match[0]]:
                found[open_[match[0]].pop()] = match.start()
        return found

    def _stamp(self, place: int) -> _Found:
        match = _RANGE.match(self.text, place)
        return (Literal("stamp", match[0]), match.end()) if match else None

    def _angle(self, place: int) -> _Found:
        if not self.context.links or place > self._last(">"):
            return None
        if target := _TARGET.match(self.text, place):
            children = self.inside(*target.span(2)) if target[1] else ()
            return Mark("target", children), target.end()
        if link := _ANGLE_LINK.match(self.text, place):
            return Reference(re.sub(r"[ \t]*\n[ \t]*", "", link[1]), ()), link.end()
        return self._stamp(place)

    def _backslash(self, place: int) -> _Found:
        text = self.text
        if entity := _ENTITY.match(text, place):
            if entity[1]:
                return Literal("entity", "&ensp;" * (len(entity[1]) - 1)), entity.end()
            if entity[2] in ENTITIES:
                return Literal("entity", ENTITIES[entity[2]]), entity.end()
        if text.startswith(("\\(", "\\["), place):
            return self._math(place, "\\)" if text[place + 1] == "(" else "\\]")
        if macro := _MACRO.match(text, place):
            return Literal("math", macro[0]), macro.end()
        if self.context.breaks and self.context.links and (end := _BREAK.match(text, place)):
            return Literal("break", ""), end.end()
        return None

    def _math(self, place: int, closing: str) -> _Found:
        if place > self._last(closing):
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
        match = _SNIPPET.match(self.text, place)
        return (Literal("snippet", match[1]), match.end()) if match else None

    def _word(self, place: int) -> _Found:
        """A plain link or source in the line."""
        if source := _SOURCE.match(self.text, place):
            start = source.end()
            if self.text[start] == "[":
                start = self._pairs.get(start, len(self.text)) + 1
            end = self._pairs.get(start) if self.text[start : start + 1] == "{" else None
            return (Literal("code", self.text[start + 1 : end]), end + 1) if end else None
        link = _PLAIN_LINK.match(self.text, place) if self.context.links else None
        return (Reference(link[0], ()), link.end()) if link else None


_READERS: Mapping[str, Callable[[_Reader, int], _Found]] = {
    **dict.fromkeys("*/+=~", _Reader._emphasis),
    "_": _Reader._underscore,
    "^": _Reader._script,
    "[": _Reader._bracket,
    "<": _Reader._angle,
    "\\": _Reader._backslash,
    "$": _Reader._dollar,
    "@": _Reader._snippet,
}
