"""Lists in Markdown: checkboxes, nested items, lists of links under headings."""

import re
from collections.abc import Iterator
from dataclasses import replace

from orgshelf.errors import ImportFormatError
from orgshelf.importers import org_page
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.foreign_fields import kind_of_address, web
from orgshelf.importers.imported import Imported, ImportedWork, Reading, State
from orgshelf.importers.outlines import Outline
from orgshelf.importers.task_marks import STATES, plain_links, read_marks

_WHAT = "a Markdown list"
_ITEM = re.compile(
    r"(?P<margin>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+"
    r"(?:\[(?P<box>[ xX/<>?!*-])\][ \t]+|"
    r"(?P<word>TODO|DOING|NOW|LATER|WAITING|DONE|CANCELL?ED)[ \t]+)?"
    r"(?:\[#(?P<priority>[A-C])\][ \t]+)?(?P<text>\S.*)"
)
_BOX = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\]|TODO|DONE)[ \t]+\S")
# What the programs say of their notes and blocks for themselves, and markup alone on a line.
_OWN = re.compile(r"(?:id|collapsed):: .*|</?\w+[^<>]*>|%%.*%%|<!--.*-->")
_PLANNED = re.compile(r"(?:SCHEDULED|DEADLINE): <")
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---(?:\n|\Z)", re.DOTALL)
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
    for line in _lines(data):
        fenced ^= bool(_FENCE.match(line))
        item = None if fenced else _ITEM.fullmatch(line)
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading:
            outline.add(len(heading[1]), _linked(heading[2]))
        elif item:
            depth = _HEADING_LEVELS + len(item["margin"].expandtabs(_TAB))
            outline.add(depth, _task(item))
            count += 1
        elif line.strip() and not _FENCE.match(line):
            outline.add_text(_plain(line.strip()))
    if not count:
        raise ImportFormatError(_WHAT, "it has no item, like `- [ ] title`")
    return Imported(outline.works())


def _lines(data: bytes) -> Iterator[str]:
    """The lines without what programs say for themselves; when a task is due belongs to it."""
    text = _FRONT_MATTER.sub("", "\n".join(lines_of(decode(data))), count=1)
    waiting: str | None = None
    for line in text.split("\n"):
        if _OWN.fullmatch(line.strip()):
            continue
        if waiting is not None and _PLANNED.match(line.strip()):
            waiting = f"{waiting} {line.strip()}"
            continue
        if waiting is not None:
            yield waiting
        waiting = line
    if waiting is not None:
        yield waiting


def _task(item: re.Match[str]) -> ImportedWork:
    """An item with what its marks say; what is not a task, is one that is not done."""
    marks = read_marks(item["text"])
    state = STATES.get(item["box"] or item["word"] or "", State.UNREAD)
    started, finished = marks.days.get("start"), marks.days.get("completion")
    is_over = state in (State.DONE, State.DROPPED)
    return replace(
        _linked(marks.words),
        state=state,
        added=marks.days.get("created"),
        deadline=marks.days.get("due"),
        scheduled=marks.days.get("scheduled") or (None if is_over else started),
        readings=(Reading(started, finished),) if is_over and finished else (),
        priority=item["priority"] or marks.priority,
        tags=marks.tags,
    )


def _linked(text: str) -> ImportedWork:
    """A title with its link, and what is said about it behind a dash."""
    link = _LINK.search(text)
    about = ""
    if link and not _plain(text[: link.start()]):
        rest = text[link.end() :]
        parted = _ABOUT.match(rest)
        about = _plain(rest[parted.end() :] if parted else rest)
        text = link["words"]
    address = web(link["target"] if link else "" if " " in text else text)
    return ImportedWork(
        title=_plain(text),
        kind=kind_of_address(address) if kind_of_address(address) == "video" else "",
        identifiers=(("URL", address),),
        text=about,
    )


def _plain(text: str) -> str:
    """The words of a line of Markdown."""
    text = plain_links(_LINK.sub(lambda link: link["words"], text))
    return _ESCAPE.sub(r"\1", _MARKS.sub(r"\2", text)).strip()
