"""Lists in Markdown: checkboxes, nested items, lists of links under headings."""

import re

from orgshelf.errors import ImportFormatError
from orgshelf.importers import org_page
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.foreign_fields import kind_of_address, web
from orgshelf.importers.imported import Imported, ImportedWork, State
from orgshelf.importers.outlines import Outline

_WHAT = "a Markdown list"
_ITEM = re.compile(
    r"(?P<margin>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[(?P<box>[ xX])\][ \t]+)?(?P<text>\S.*)"
)
_BOX = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S")
_LINKED = re.compile(r"[ \t]*[-*+] \[[^\]]+\]\(https?:")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_LINK = re.compile(
    r"!?\[(?P<words>(?:[^\[\]\\]++|\\.)*+)\]"
    r"\((?P<target>(?:[^()\s]++|\([^()\s]*+\))*+)[^()]*+\)"
)
_ABOUT = re.compile(r"[ \t]+[-–—:][ \t]+|: ")
_MARKS = re.compile(r"(\*\*|__|`|~~|\*)(?=\S)(.{1,300}?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAB, _HEADING_LEVELS = 4, 10
_FEW = 3


def recognize(data: bytes, name: str) -> bool:
    """Whether a line has a checkbox, or several are links, and Org did not make it."""
    lines = lines_of(beginning(data))
    links = sum(1 for line in lines if _LINKED.match(line))
    return (links >= _FEW or any(map(_BOX.match, lines))) and not org_page.recognize(data, name)


def read(data: bytes) -> Imported:
    """The items; headings are works that have the items below them as parts.

    Raises:
        ImportFormatError: it has no item.
    """
    outline = Outline()
    fenced = False
    count = 0
    for line in lines_of(decode(data)):
        fenced ^= bool(_FENCE.match(line))
        item = None if fenced else _ITEM.fullmatch(line)
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading:
            outline.add(len(heading[1]), _work(heading[2], State.NONE))
        elif item:
            depth = _HEADING_LEVELS + len(item["margin"].expandtabs(_TAB))
            outline.add(depth, _work(item["text"], _state(item["box"])))
            count += 1
        elif line.strip() and not _FENCE.match(line):
            outline.add_text(_plain(line.strip()))
    if not count:
        raise ImportFormatError(_WHAT, "it has no item, like `- [ ] title`")
    return Imported(outline.works())


def _state(box: str | None) -> State:
    return State.UNREAD if box in (None, " ") else State.DONE


def _work(text: str, state: State) -> ImportedWork:
    """A title with its link, and what is said about it behind a dash."""
    link = _LINK.search(text)
    about = ""
    if link and not _plain(text[: link.start()]):
        rest = text[link.end() :]
        parted = _ABOUT.match(rest)
        about = _plain(rest[parted.end() :] if parted else rest)
        text = link["words"]
    address = web(link["target"]) if link else ""
    return ImportedWork(
        title=_plain(text),
        kind=kind_of_address(address) if kind_of_address(address) == "video" else "",
        state=state,
        identifiers=(("URL", address),),
        text=about,
    )


def _plain(text: str) -> str:
    """The words of a line of Markdown."""
    text = _LINK.sub(lambda link: link["words"], text)
    return _ESCAPE.sub(r"\1", _MARKS.sub(r"\2", text)).strip()
