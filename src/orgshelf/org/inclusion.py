"""What ``#+INCLUDE`` takes into a file (Org manual: Include Files).

Only what the loader gives is taken, which looks in the notes folder alone. Footnotes keep their
labels.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from orgshelf.org.export_options import PRIVATE
from orgshelf.org.lines import Lines
from orgshelf.org.preamble import headline_indexes, keyword_lines, read_settings
from orgshelf.org.settings import OrgSettings

_DEPTH = 10
_MOST_FILES = 100
_MOST_LINES = 200_000
_FILE = re.compile(r'"(?P<quoted>[^"]+)"|(?P<bare>\S+)')
_RANGE = re.compile(r':lines[ \t]+"([0-9]{0,9})-([0-9]{0,9})"')
_LEVEL = re.compile(r":minlevel[ \t]+([0-9]{1,3})")
_CONTENTS = re.compile(r":only-contents(?:[ \t]+([^: \t]\S*))?")
_BLOCK = re.compile(r"(?:^|[ \t])(?:(example)|(export|src)(?:[ \t]+(\S.*))?)[ \t]*$")
_FILE_LINK = re.compile(r"\[\[(?:file:(?![/~])|(?=\.{1,2}/))([^\]\[]+)")
_GUARDED = re.compile(r"[ \t]*,*(?:\*|#\+)")

#: A line, and the number that it had in the file itself, from 0; None where it was taken in.
Placed = tuple[str, int | None]


@dataclass
class Inclusion:
    """The lines that files take in, from no more files and with no more lines than anybody needs.

    ``read`` gives the text of a file by its path in the notes, ``tell`` is told what was refused.
    """

    read: Callable[[str], Lines | None]
    tell: Callable[[str], None]
    files: int = 0
    lines: int = 0

    def expanded(self, texts: Sequence[str], file: str) -> list[Placed]:
        """A file's lines with what it includes."""
        numbered = [(text, number) for number, text in enumerate(texts)]
        return list(self._expanded(numbered, file, 0, (file,)))

    def _expanded(
        self, placed: Sequence[Placed], file: str, level: int, above: tuple[str, ...]
    ) -> Iterator[Placed]:
        """The lines of a file that stands below a headline of some level."""
        texts = [text for text, _ in placed]
        found = {
            line: value
            for line, key, value in keyword_lines(texts, headline_indexes(texts))
            if key == "INCLUDE"
        }
        for number, (text, place) in enumerate(placed):
            level = _stars(text) or level
            if number not in found:
                yield text, place
            else:
                yield from ((line, None) for line in self._included(found[number], level, above))

    def _included(self, value: str, level: int, above: tuple[str, ...]) -> Sequence[str]:
        """The lines that a keyword takes in; none where it is refused."""
        match = _FILE.match(value)
        if match is None:
            return ()
        name, _, search = (match["quoted"] or match["bare"]).partition("::")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(above[-1]), name))
        lines = self._allowed(name, path, above)
        if lines is None:
            return ()
        texts = list(lines.texts[: len(lines.texts) - (lines.texts[-1:] == ("",))])
        rest = value[match.end() :]
        texts = _chosen(texts, search, rest)
        if block := _BLOCK.search(_RANGE.sub("", rest)):
            return _as_block(texts, block)
        wanted = _LEVEL.search(rest)
        texts = _shifted(texts, int(wanted[1]) if wanted else level + 1)
        inner = [(_linked(text, path, above[-1]), None) for text in texts]
        made = [text for text, _ in self._expanded(inner, path, level, (*above, path))]
        self.lines += len(made)
        return made

    def _allowed(self, name: str, path: str, above: tuple[str, ...]) -> Lines | None:
        """The text of a file that may be taken in."""
        self.files += 1
        if "://" in name or path.startswith(("/", "..", "~")):
            reason = "is not in the notes folder"
        elif path in above:
            reason = "includes itself"
        elif len(above) > _DEPTH or self.files > _MOST_FILES or self.lines > _MOST_LINES:
            reason = "is too much"
        elif (lines := self.read(path)) is None:
            reason = "is not there, or not in the notes folder"
        elif _is_private(lines, path):
            reason = "is private"
        else:
            return lines
        self.tell(f"{above[-1]}: #+INCLUDE: {name} {reason}; it is left out.")
        return None


def _is_private(lines: Lines, path: str) -> bool:
    headlines = headline_indexes(lines.texts)
    settings = read_settings(lines, headlines, path, OrgSettings(), None)
    return not PRIVATE.isdisjoint(settings.tags)


def _stars(text: str) -> int:
    return len(text) - len(text.lstrip("*")) if headline_indexes((text,)) else 0


def _chosen(texts: list[str], search: str, rest: str) -> list[str]:
    """The part of a file that is wanted: a heading by its title or CUSTOM_ID, then some lines."""
    if search:
        texts = _tree(texts, search)
        said = _CONTENTS.search(rest)
        if said and said[1] != "nil":
            texts = _without_head(texts)
    if match := _RANGE.search(rest):
        begin, end = (int(number) if number else 0 for number in match.groups())
        texts = texts[max(begin - 1, 0) : (end - 1 if end else len(texts))]
    return texts


def _tree(texts: Sequence[str], search: str) -> list[str]:
    """A heading with all below it."""
    places = headline_indexes(texts)
    for place, after in zip(places, (*places[1:], len(texts)), strict=True):
        if _is_meant(texts[place:after], search):
            return [texts[place], *_below(texts[place + 1 :], _stars(texts[place]))]
    return []


def _below(texts: Sequence[str], level: int) -> Iterator[str]:
    """The lines up to the next headline of a level, or of a higher one."""
    return takewhile(lambda text: not 0 < _stars(text) <= level, texts)


def _is_meant(entry: Sequence[str], search: str) -> bool:
    if search.startswith("#"):
        return any(line.split() == [":CUSTOM_ID:", search[1:]] for line in entry)
    title = re.sub(r"[ \t]+:[\w@#%:]+:[ \t]*$", "", entry[0].lstrip("*")).split()
    words = search.removeprefix("*").split()
    return bool(words) and title[-len(words) :] == words


def _without_head(texts: Sequence[str]) -> list[str]:
    """A tree without its headline, its dates and its properties."""
    rest = list(texts[1:])
    while rest and re.match(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):", rest[0]):
        rest.pop(0)
    if rest and rest[0].strip().upper() == ":PROPERTIES:":
        ends = [place for place, text in enumerate(rest) if text.strip().upper() == ":END:"]
        rest = rest[ends[0] + 1 :] if ends else rest
    return rest


def _shifted(texts: Sequence[str], level: int) -> list[str]:
    """The lines with their headlines moved, so that the highest is on a level."""
    places = set(headline_indexes(texts))
    offset = level - min((_stars(texts[place]) for place in places), default=level)
    return [_moved(text, offset) if at in places else text for at, text in enumerate(texts)]


def _moved(headline: str, offset: int) -> str:
    return "*" * max(_stars(headline) + offset, 1) + headline.lstrip("*")


def _linked(text: str, path: str, into: str) -> str:
    """A line of one file with the links to files that it has to have in another."""

    def there(match: re.Match[str]) -> str:
        target = posixpath.join(posixpath.dirname(path), match[1])
        return f"[[file:{posixpath.relpath(target, posixpath.dirname(into) or '.')}"

    return _FILE_LINK.sub(there, text) if "[[" in text else text


def _as_block(texts: Sequence[str], block: re.Match[str]) -> list[str]:
    name, arguments = block[1] or block[2], block[3] or ""
    guarded = [f",{text}" if _GUARDED.match(text) else text for text in texts]
    return [f"#+begin_{name} {arguments}".rstrip(), *guarded, f"#+end_{name}"]
