"""What a file says, as facts that an edit adds or takes away: the truth of a merge in small.

It is told by the reader alone; nothing of the merge is asked. Each heading has a number in its
title, by which it is known wherever it goes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from orgshelf.merge.three_way import Merged
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.syntax.headline import COOKIE

_NUMBER = re.compile(r"h(\d+)\b")
#: Facts of which a heading has one of each.
_ALONE = frozenset(("title", "parent", "keyword", "priority", "planning", "property"))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of a heading: ``slot`` is what it is about, ``value`` what is said."""

    heading: str
    slot: tuple[str, ...]
    value: str


def number(heading: Heading) -> str:
    """What a heading is known by."""
    match = _NUMBER.search(heading.text)
    assert match is not None, heading.text
    return match[1]


def document(data: bytes) -> Document:
    """A file as it is read."""
    return read(Lines.from_bytes(data))


def facts(data: bytes) -> frozenset[Fact]:
    """All that a file says; but for the order of headings and of lines, and for counts."""
    return frozenset(_facts(document(data)))


def _facts(doc: Document) -> Iterator[Fact]:
    for index, heading in enumerate(doc.headings):
        name = number(heading)
        parent = "" if heading.parent is None else number(doc.headings[heading.parent])
        yield Fact(name, ("title",), COOKIE.sub("", heading.text).strip())
        yield Fact(name, ("parent",), parent)
        yield Fact(name, ("keyword",), heading.keyword or "")
        yield Fact(name, ("priority",), heading.priority or "")
        yield from (Fact(name, ("tag", tag), tag) for tag in heading.local_tags)
        for what in ("scheduled", "deadline", "closed"):
            stamp = getattr(heading.planning, what)
            yield Fact(name, ("planning", what), stamp.raw if stamp else "")
        for key, value in heading.properties.items():
            yield Fact(name, ("property", key), value)
        yield from _lines(name, doc, index)
    top = doc.lines.texts[: doc.headings[0].line - 1] if doc.headings else doc.lines.texts
    yield from (Fact("", ("line", line), line) for line in top if line.strip())


def _lines(name: str, doc: Document, index: int) -> Iterator[Fact]:
    """The lines of text with how often each stands there; drawers' edges say nothing."""
    heading = doc.headings[index]
    text = doc.entry_lines(index)[heading.body - heading.line :]
    counts = Counter(" ".join(COOKIE.sub("", line).split()) for line in text)
    for line, times in counts.items():
        if line and not re.fullmatch(r":\w+:", line):
            yield from (Fact(name, ("line", line, str(n)), line) for n in range(times))


def losses(base: bytes, ours: bytes, theirs: bytes, merged: Merged) -> list[str]:
    """What a merge has lost, or has brought back.

    What a side put in must be there where all conflicts are decided for it.
    """
    before, mine, other = map(facts, (base, ours, theirs))
    after = [facts(decided(merged.data, side)) for side in ("ours", "theirs")]
    found = [
        f"{who} {words}: {fact}"
        for who, made, beside, result in (
            ("ours", mine, other, after[0]),
            ("theirs", other, mine, after[1]),
        )
        for words, fact in _broken(before, made, beside, result)
    ]
    if merged.conflicts:
        return [problem for problem in found if "added" in problem]
    numbers = Counter(number(heading) for heading in document(merged.data).headings)
    return found + [f"heading {name} stands {n} times" for name, n in numbers.items() if n > 1]


def decided(data: bytes, side: str) -> bytes:
    """A file with all its conflicts decided for one side."""
    lines: list[str] = []
    there = "both"
    for line in data.decode().split("\n"):
        if line.startswith("<<<<<<< "):
            there = "ours"
        elif line == "=======" and there == "ours":
            there = "theirs"
        elif line.startswith(">>>>>>> "):
            there = "both"
        elif there in (side, "both"):
            lines.append(line)
    return "\n".join(lines).encode()


def _broken(
    before: frozenset[Fact], made: frozenset[Fact], beside: frozenset[Fact], after: frozenset[Fact]
) -> Iterator[tuple[str, Fact]]:
    """The edits of one side that are not in the result though the other left their place alone."""
    contested = _contested(before, made, beside)
    made = made - _words_of_both(before, made, beside, after)
    for fact in made - before:
        if fact not in after and (fact.heading, fact.slot) not in contested:
            yield "added", fact
    for fact in before - made:
        if fact in after and (fact.heading, fact.slot) not in contested and fact in beside:
            yield "took away", fact
    for fact in made - before:
        one = fact.slot[0] in _ALONE and (fact.heading, fact.slot) in contested
        if one and not any(
            f in after for f in (*made, *beside) if (f.heading, f.slot) == (fact.heading, fact.slot)
        ):
            yield "and theirs both set", fact


def _words_of_both(
    before: frozenset[Fact], made: frozenset[Fact], beside: frozenset[Fact], after: frozenset[Fact]
) -> frozenset[Fact]:
    """The lines that both sides changed, of which a line of the result has what was new."""
    changed = [fact for fact in before - made - beside if fact.slot[0] == "line"]
    known = {word for fact in changed for word in fact.value.split()}
    return frozenset(
        fact
        for fact in made - before
        if fact.slot[0] == "line"
        and any(old.heading == fact.heading for old in changed)
        and any(
            new.heading == fact.heading
            and set(fact.value.split()) - known <= set(new.value.split())
            for new in after - before
        )
    )


def _contested(
    before: frozenset[Fact], made: frozenset[Fact], beside: frozenset[Fact]
) -> set[tuple[str, tuple[str, ...]]]:
    """The slots for one value that the other side has changed too.

    CLOSED goes with the keyword; below what the other side took away nothing can be.
    """
    found = {(f.heading, f.slot) for f in beside ^ before if f.slot[0] in _ALONE}
    found |= {(name, ("planning", "closed")) for name, slot in found if slot == ("keyword",)}
    gone = {f.heading for f in before} - {f.heading for f in beside}
    return found | {(f.heading, f.slot) for f in made if f.slot == ("parent",) and f.value in gone}
