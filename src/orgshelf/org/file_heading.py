"""A file as a heading of level 0: the text above its first headline is its entry.

Org has it so too: ``org-entry-put`` at the beginning of a buffer edits the drawer there.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.model import NO_PLANNING, Heading
from orgshelf.org.inheritance import inherit_properties
from orgshelf.org.syntax.drawers import PropertyDrawer, property_drawer
from orgshelf.org.syntax.plain_words import readable_title

if TYPE_CHECKING:
    from orgshelf.org.preamble import FileSettings


_NAME = (
    r"[0-9]{8}T[0-9]{4}(?:[0-9]{2})?(?:@@[^=_-]*)?"
    r"(?:==(?P<signature>.+?))??(?:--(?P<title>.+?))??(?:__(?P<keywords>[^_].*))?"
)


def file_drawer(texts: Sequence[str], stop: int) -> PropertyDrawer | None:
    """The property drawer at the file's top, after comments and blank lines only."""
    start = 0
    while start < stop and (not texts[start].strip(" \t") or is_comment(texts[start])):
        start += 1
    found = property_drawer(texts, start, stop)
    return found if isinstance(found, PropertyDrawer) else None


def is_comment(line: str) -> bool:
    """Whether a line is a comment (org-at-comment-p)."""
    bare = line.strip(" \t")
    return bare == "#" or line.lstrip(" \t").startswith("# ")


def after_comments(texts: Sequence[str], stop: int) -> int:
    """The line for a new drawer: below the comments at the file's top."""
    return next((i for i in range(stop) if not is_comment(texts[i])), stop)


def after_keywords(texts: Sequence[str], start: int, stop: int) -> int:
    """The line where a file's text begins, below its keywords, comments and blank lines.

    ``start`` is the line after its drawer. Where nothing follows, it is the line after the last.
    """
    places = (i for i in range(start, stop) if not _is_head(texts[i]))
    return next(places, stop)


def head_end(texts: Sequence[str], stop: int) -> int:
    """The line for a new keyword: below the keywords at the file's top, or its drawer."""
    drawer = file_drawer(texts, stop)
    start = drawer.end + 1 if drawer else 0
    end = after_keywords(texts, start, stop)
    return next((i + 1 for i in range(end - 1, start - 1, -1) if texts[i].strip(" \t")), start)


def _is_head(line: str) -> bool:
    return not line.strip(" \t") or is_comment(line) or _is_keyword(line)


def _is_keyword(line: str) -> bool:
    name = line.lstrip(" \t").partition(" ")[0]
    return name.startswith("#+") and ":" in name and not name.lower().startswith("#+attr_")


def file_heading(
    file: str,
    texts: Sequence[str],
    stop: int,
    settings: "FileSettings",
    inherited: Mapping[str, str],
) -> Heading:
    """A file as the heading above all others; ``stop`` is the line of the first of these.

    ``inherited`` is what the headings inherit. Its title is ``#+TITLE``, else what its name says.
    """
    drawer = file_drawer(texts, stop)
    pairs = drawer.pairs if drawer else ()
    body = after_keywords(texts, drawer.end + 1 if drawer else 0, stop)
    title = settings.title or file_title(file)
    return Heading(
        line=1,
        end=stop,
        body=body + 1,
        level=0,
        parent=None,
        keyword=None,
        done=False,
        priority=None,
        text=title,
        title=readable_title(title),
        local_tags=settings.tags,
        tags=settings.tags,
        planning=NO_PLANNING,
        properties=inherit_properties(settings.properties, pairs)[0],
        inherited=inherited,
        commented=False,
    )


def file_title(file: str) -> str:
    """The title in a file name: ``20260101T1200--deep-work__book.org`` is ``deep work``."""
    stem = PurePath(file).stem
    return read_name(stem).title or " ".join(stem.split())  # a name may have line ends


def name_tags(file: str) -> tuple[str, ...]:
    """The keywords in a file name of denote."""
    return read_name(PurePath(file).stem).keywords


# File names of denote: ``DATE==SIGNATURE--TITLE__KEYWORDS`` (denote manual).


class DenoteName(NamedTuple):
    """The title and keywords in a file name."""

    title: str = ""
    keywords: tuple[str, ...] = ()


def read_name(stem: str) -> DenoteName:
    """Parse a file name without its extension; empty if it is not one of denote."""
    match = re.fullmatch(_NAME, stem) if stem[8:9] == "T" else None
    if match is None:
        return DenoteName()
    title = " ".join((match["title"] or "").replace("-", " ").split())
    keywords = (match["keywords"] or "").split("_")
    return DenoteName(title, tuple(filter(None, keywords)))
