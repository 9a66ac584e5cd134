"""todo.txt: a task a line, ``x (A) 2026-01-02 2026-01-01 words +project @context due:…``."""

import re

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, clean_line, decode, lines_of
from orgshelf.importers.foreign_fields import read_date
from orgshelf.importers.imported import Imported, ImportedWork, Reading, Skipped, State, bounded

_WHAT = "a todo.txt file"
_DAY = r"\d{4}-\d\d-\d\d"
_TASK = re.compile(
    rf"(?P<done>x )?(?:\((?P<priority>[A-Z])\) )?(?:(?P<first>{_DAY})(?: |$))?"
    rf"(?:(?P<second>{_DAY})(?: |$))?"
    r"(?P<words>.*)"
)
_CERTAIN = re.compile(rf"x {_DAY} |\([A-Z]\) \S|{_DAY} \S")
_LIKELY = re.compile(r"x \S|.*(?:^| )[+@]\w|.* due:\d")
_OTHER = re.compile(r"[#*<{\[|>]|- |\d+[.)] ")
_TAG = re.compile(r"(?:^|(?<= ))[+@](\S+)")
_PAIR = re.compile(r"(?:^|(?<= ))([A-Za-z][\w-]*):(?!/)(\S+)")
_LOOKED_AT = 50


def recognize(data: bytes, name: str) -> bool:
    """Whether its lines are tasks: a priority, a day or a project tell, other markup tells not."""
    lines = [line for line in lines_of(beginning(data)) if line.strip()][:_LOOKED_AT]
    if not lines or any(map(_OTHER.match, lines)) or "\t" in lines[0] or "," in lines[0][:3]:
        return False
    certain = sum(1 for line in lines if _CERTAIN.match(line))
    likely = sum(1 for line in lines if _CERTAIN.match(line) or _LIKELY.match(line))
    return bool(certain or name.lower().endswith(("todo.txt", "done.txt"))) and (
        2 * likely >= len(lines)
    )


def read(data: bytes) -> Imported:
    """The tasks, in their order.

    Raises:
        ImportFormatError: no line of it is one.
    """
    lines = [(number, clean_line(line)) for number, line in enumerate(lines_of(decode(data)), 1)]
    tasks = [(number, _TASK.fullmatch(line)) for number, line in lines if line]
    skipped = tuple(Skipped(number, "no words") for number, task in tasks if not _words(task))
    works = bounded(_work(task) for _, task in tasks if task and _words(task))
    if not works:
        raise ImportFormatError(_WHAT, "it has no line that is a task")
    return Imported(works, skipped)


def _words(task: re.Match[str] | None) -> str:
    return task["words"].strip() if task else ""


def _work(match: re.Match[str]) -> ImportedWork:
    words = match["words"]
    pairs = {pair[1].lower(): pair[2] for pair in _PAIR.finditer(words)}
    done = bool(match["done"])
    finished = read_date(match["first"] or "") if done else None
    added = match["second"] if done else match["first"]
    return ImportedWork(
        title=_title(words),
        state=State.DONE if done else State.UNREAD,
        added=read_date(added or ""),
        readings=(Reading(finished=finished),) if finished else (),
        deadline=read_date(pairs.get("due", "")),
        scheduled=read_date(pairs.get("t", "") or pairs.get("threshold", "")),
        priority=match["priority"] or pairs.get("pri", ""),
        tags=tuple(_TAG.findall(words)),
    )


def _title(words: str) -> str:
    """The words without what has its own field; all of them if nothing else is there."""
    title = _TAG.sub("", _PAIR.sub(_kept_pair, words))
    return title.strip() or words


def _kept_pair(pair: re.Match[str]) -> str:
    return "" if pair[1].lower() in ("due", "t", "threshold", "pri") else pair[0]
