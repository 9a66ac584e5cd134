"""The Markdown inside a line, as Org's export writes it, read back as Org text (ox-md).

What Org's export makes of a sign is undone: escapes, entities, HTML for what Markdown has no
signs for. Which of ``=`` and ``~`` marked code cannot be known: ``~`` it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from orgshelf.org.syntax.entities import ENTITIES

_CODE_LIMIT = 5000
_WORDS = r"(?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]++|\\.)*+\])*+"
_TARGET = r"(?:[^()\s]++|\([^()\s]*+\))*+"
_TOKEN = re.compile(
    r"(?P<escape>\\(?P<escaped>[!-%'-/:-@\[-`{-~]))"
    rf"|(?P<code>(?P<ticks>`++)(?P<inside>.{{1,{_CODE_LIMIT}}}?)(?<!`)(?P=ticks)(?!`))"
    r"|(?P<star>\*{1,3})"
    rf"|(?P<image>!\[img\]\((?P<source>{_TARGET})\))"
    rf"|(?P<link>\[(?P<words>{_WORDS})\]\((?P<target>{_TARGET})\))"
    r"|(?P<auto><(?P<address>[a-zA-Z][\w+.-]*:[^<>\s]*)>)"
    r"|(?P<note><sup><a [^<>]*href=\"#fn\.(?P<number>\d+)\"[^<>]*>\d+</a></sup>)"
    r"|(?P<stamp>(?:<span class=\"timestamp-wrapper\">)?<span class=\"timestamp\">"
    r"(?P<when>[^<]*+)</span>(?:</span>)?)"
    r"|(?P<html></?(?:sub|sup|del|b|i|span|code)(?: [^<>]*+)?>)"
    r"|(?P<entity>&(?:\#x?[0-9a-fA-F]+|\w+);)"
    r"|(?P<line>(?:  |<br ?/>|<br>)[ ]*\n)"
    r"|(?P<math>(?<!\$)\$(?![ \t\n,.;$])[^$]*(?<![ \t\n,.])\$(?![-\w$%@+*/&|=~\\]))",
    re.DOTALL,
)
_BARE_SCRIPT = re.compile(r"(?P<word>[+-]?(?:[.,\\]*[^\W_])+)|\*|\([^()]*\)")
_MORE_SCRIPT = re.compile(r"[.,\\]*[^\W_]|&")
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")
_COOKIE = re.compile(r"\[\d*(?:%|/\d*)\]", re.ASCII)
_IN_TARGET = re.compile(r"\\*[\[\]]")
#: What Org's export makes of dashes and dots (org-html-special-string-regexps).
_STRINGS: Mapping[str, str] = {
    "&#x00ad;": "\\-",
    "&#x2014;": "---",
    "&#x2013;": "--",
    "&#x2026;": "...",
    "&lt;": "<",
    "&gt;": ">",
    "&amp;": "&",
    "&#xa0;": "\\nbsp{}",
}
#: The same as Org has it since 9.6.
_NEWER: Mapping[str, str] = {"&shy;": "\\-", "&mdash;": "---", "&ndash;": "--", "&hellip;": "..."}
_ENTITY_NAMES = {reference: name for name, reference in reversed(tuple(ENTITIES.items()))}
_SIGNS = {"b": "*", "i": "/", "sub": "_", "sup": "^", "del": "+", "span": "_", "code": "~"}
_TAG = re.compile(r"<[^<>]*>")
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>|<(thead|tbody)\b", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)">((?:(?!</?a\b).)*)</a>', re.DOTALL)
_SPECIAL = re.compile(r"[*_`\[\]\\]")
_VERSE_END = re.compile(r"<br ?/>$")
_INDENTED = re.compile(r"(?:&#xa0;)+")
_DIV = re.compile(r'<div class="([\w-]+)">$')


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a page's links lead to: the title of a heading by its anchor.

    ``newer`` says that named entities such as ``&ndash;`` stand for dashes.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    newer: bool = False


@dataclass(slots=True)
class _Open:
    """An element that has begun: its sign and what was written since."""

    tag: str
    begun: str
    parts: list[str] = field(default_factory=list)


def org_text(markdown: str, anchors: Anchors) -> str:
    """The Org text that Org's export would make this Markdown of; linear in its length."""
    reader = _Reader(markdown, anchors, [_Open("", "")])
    place = 0
    for match in _TOKEN.finditer(markdown):
        reader.add(markdown[place : match.start()])
        kind = next(name for name in _READERS if match[name] is not None)
        _READERS[kind](reader, match)
        place = match.end()
    reader.add(markdown[place:])
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    text: str
    anchors: Anchors
    stack: list[_Open]

    def add(self, text: str) -> None:
        """Write text inside the innermost element."""
        if text:
            self.stack[-1].parts.append(text)

    def finish(self) -> str:
        """The text; what was never closed is text itself."""
        while len(self.stack) > 1:
            last = self.stack.pop()
            self.add(last.begun + "".join(last.parts))
        return "".join(self.stack[0].parts)

    def star(self, match: re.Match[str]) -> None:
        """Bold or italic begins or ends; three stars are both."""
        left = len(match[0])
        while left:
            inside = self.stack[-1].tag
            sign = "*" if left == 1 or (inside == "*" and left == 3) else "**"
            if inside == sign:
                self._close(sign)
            else:
                self.stack.append(_Open(sign, sign))
            left -= len(sign)

    def _close(self, tag: str, sign: str = "") -> None:
        last = self.stack.pop()
        sign = sign or {"*": "/", "**": "*"}[tag]
        self.add(f"{sign}{''.join(last.parts)}{sign}")

    def html(self, match: re.Match[str]) -> None:
        """A tag that Org's export writes; one that fits nowhere is text."""
        tag = match[0].strip("</>").split()[0]
        if not match[0].startswith("</"):
            self.stack.append(_Open(tag, match[0]))
        elif self.stack[-1].tag != tag:
            self.add(match[0])
        elif tag in ("sub", "sup"):
            self._script(_SIGNS[tag], match.end())
        else:
            self._html_end(tag)

    def _html_end(self, tag: str) -> None:
        last = self.stack[-1]
        inner = "".join(last.parts)
        is_cookie = tag == "code" and _COOKIE.fullmatch(inner)
        if is_cookie or (tag == "span" and "underline" not in last.begun):
            self.stack.pop()
            self.add(inner)
        else:
            self._close(tag, _SIGNS[tag])

    def _script(self, sign: str, end: int) -> None:
        """A subscript or superscript, in braces where it would end elsewhere without."""
        inner = "".join(self.stack.pop().parts)
        bare = _BARE_SCRIPT.fullmatch(inner)
        if bare and not (bare["word"] and _MORE_SCRIPT.match(self.text, end)):
            self.add(f"{sign}{inner}")
        else:
            self.add(f"{sign}{{{inner}}}")

    def code(self, match: re.Match[str]) -> None:
        """Code in a line."""
        inside = match["inside"]
        if "`" in inside and inside.startswith(" ") and inside.endswith(" "):
            inside = inside[1:-1]
        sign = "=" if "~" in inside else "~"
        self.add(f"{sign}{inside}{sign}")

    def link(self, match: re.Match[str]) -> None:
        """A link with words."""
        words = org_text(match["words"], self.anchors)
        target = self._target(match["target"])
        number = match["target"].partition("-")[2].replace("-", ".")
        has_words = words and not (match["target"].startswith("#") and words == number)
        self.add(f"[[{target}][{words}]]" if has_words else f"[[{target}]]")

    def image(self, match: re.Match[str]) -> None:
        """An image: a link without words."""
        self.add(f"[[{self._target(match['source'])}]]")

    def _target(self, address: str) -> str:
        if address.startswith("#") and address[1:] in self.anchors.titles:
            return f"*{_guarded(self.anchors.titles[address[1:]])}"
        if not address.startswith("#") and not _SCHEME.match(address):
            address = f"file:{address}"
        return _guarded(address)

    def entity(self, match: re.Match[str]) -> None:
        """A sign by its name or number."""
        name = match[0]
        known = self.anchors.newer and _NEWER.get(name)
        if known or (known := _STRINGS.get(name)):
            self.add(known)
        elif name in _ENTITY_NAMES:
            after = self.text[match.end() : match.end() + 1]
            self.add(f"\\{_ENTITY_NAMES[name]}{'{}' if after.isalpha() else ''}")
        else:
            self.add(name)

    def stamp(self, match: re.Match[str]) -> None:
        """A timestamp, which Org wraps."""
        self.add(org_text(match["when"], self.anchors))


def _guarded(target: str) -> str:
    """A link's target with a backslash before its brackets (org-link-escape)."""
    target = target.replace("&amp;", "&")
    return _IN_TARGET.sub(lambda found: "\\" * len(found[0]) + found[0], target)


_READERS: Mapping[str, Callable[[_Reader, re.Match[str]], None]] = {
    "escape": lambda reader, match: reader.add(match["escaped"]),
    "code": _Reader.code,
    "star": _Reader.star,
    "image": _Reader.image,
    "link": _Reader.link,
    "auto": lambda reader, match: reader.add(f"[[{_guarded(match['address'])}]]"),
    "note": lambda reader, match: reader.add(f"[fn:{match['number']}]"),
    "stamp": _Reader.stamp,
    "html": _Reader.html,
    "entity": _Reader.entity,
    "line": lambda reader, match: reader.add("\\\\\n"),
    "math": lambda reader, match: reader.add(match[0]),
}


def table(lines: Sequence[str], anchors: Anchors) -> list[str]:
    """An HTML table as an Org table, a rule between its groups of rows."""
    rows: list[str] = []
    for row in _ROW.finditer("\n".join(lines)):
        if row[2]:
            rows += ["|-"] if rows and rows[-1] != "|-" else []
        else:
            cells = (_cell(cell[1], anchors) for cell in _CELL.finditer(row[1]))
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def _cell(html: str, anchors: Anchors) -> str:
    return " ".join(_org(html, anchors).split()).replace("|", "\\vert{}")


def verse(lines: Sequence[str], anchors: Anchors) -> list[str]:
    """The lines between the tags of a verse."""
    return ["#+begin_verse", *(_verse_line(line, anchors) for line in lines), "#+end_verse"]


def _verse_line(line: str, anchors: Anchors) -> str:
    line = _VERSE_END.sub("", line)
    indent = _INDENTED.match(line)
    blanks = len(indent[0]) // len("&#xa0;") if indent else 0
    return " " * blanks + _org(line[indent.end() if indent else 0 :], anchors)


def block_name(line: str) -> str | None:
    """The name of the special block that a line begins, if it does."""
    match = _DIV.match(line)
    return match[1].removeprefix("org-") if match else None


def _org(html: str, anchors: Anchors) -> str:
    """HTML in a line, by way of the Markdown that means the same."""
    return org_text("".join(_markdown(html)), anchors)


def _markdown(html: str) -> Iterator[str]:
    place = 0
    for link in _LINK.finditer(html):
        yield _escaped(html[place : link.start()])
        yield f"[{_escaped(link[2])}]({unescape(link[1])})"
        place = link.end()
    yield _escaped(html[place:])


def _escaped(html: str) -> str:
    """Text between tags escaped for Markdown; the tags stay."""
    pieces, place = list[str](), 0
    for tag in _TAG.finditer(html):
        pieces += (_SPECIAL.sub(r"\\\g<0>", html[place : tag.start()]), tag[0])
        place = tag.end()
    return "".join((*pieces, _SPECIAL.sub(r"\\\g<0>", html[place:])))
