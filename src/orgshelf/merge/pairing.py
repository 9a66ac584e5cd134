"""Which heading of one version is which of another.

What names a heading comes first, then its title where it stands, then its title and text
elsewhere, then what it holds. Each step looks at what the ones before it have left, and takes
time that grows with the headings alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from orgshelf.merge.sequences import alike
from orgshelf.merge.version import Version

_LONGEST_GAP = 12  # headings whose titles are compared with each other
_SAYING = 6  # letters that a line has at least, if it tells one entry from others
_TELLING = 12  # letters of a title that tells it by itself
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBERS = re.compile(r"\d+")

Key = Callable[[Version, int], Hashable]
Agree = Callable[[Version, int, Version, int], bool]
_Places = dict[Hashable, list[int]]


def _always(_old: Version, _first: int, _new: Version, _second: int) -> bool:
    return True


@dataclass(slots=True)
class _Pairs:
    """The pairs found so far, of the headings that may have one."""

    old: Version
    new: Version
    rest: tuple[set[int], set[int]]
    found: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)

    def put(self, first: int, second: int) -> None:
        """Make a pair, unless the headings have different names of their own, or are taken."""
        free = first in self.rest[0] and second in self.rest[1]
        if free and not _named_apart(self.old, first, self.new, second):
            self.found[first], self.back[second] = second, first
            self.rest[0].discard(first)
            self.rest[1].discard(second)

    def by(self, key: Key, agree: Agree = _always, *, alone: bool = True) -> None:
        """Pair those that have the same key: the only ones, or else also as many in order.

        ``agree`` is asked of each pair.
        """
        places = [
            _grouped((key(version, index), index) for index in sorted(rest))
            for version, rest in zip((self.old, self.new), self.rest, strict=True)
        ]
        for name, firsts in places[0].items():
            seconds = places[1].get(name, [])
            if len(firsts) == len(seconds) == 1 or not alone:
                for first, second in zip(firsts, seconds, strict=False):
                    if agree(self.old, first, self.new, second):
                        self.put(first, second)

    def below_pairs(self) -> None:
        """Pair headings of the same title below what is paired, from the top down."""
        children = defaultdict[tuple[int, str], list[int]](list)
        for second in sorted(self.rest[1]):
            heading = self.new.headings[second]
            if heading.parent is not None:
                children[heading.parent, heading.title].append(second)
        for first in sorted(self.rest[0]):
            heading = self.old.headings[first]
            parent = self.found.get(-1 if heading.parent is None else heading.parent, -1)
            for second in children.get((parent, heading.title), ())[:_LONGEST_GAP]:
                self.put(first, second)


def pair(old: Version, new: Version) -> Mapping[int, int]:
    """The index in ``new`` of each heading of ``old`` that is in both."""
    pairs = _Pairs(old, new, (set(range(len(old.headings))), set(range(len(new.headings)))))
    _by_names(pairs)
    pairs.by(_title_and_text)
    pairs.by(_place_and_text)
    pairs.by(_text)
    _by_what_they_hold(pairs)
    pairs.below_pairs()
    pairs.by(_title, _may_be_moved)
    pairs.below_pairs()
    _by_likeness(pairs)
    pairs.below_pairs()
    return pairs.found


def pair_new(
    old: Version, new: Version, rest: tuple[Iterable[int], Iterable[int]]
) -> Mapping[int, int]:
    """The same for headings that two versions have both got, and nothing tells which is older."""
    pairs = _Pairs(old, new, (set(rest[0]), set(rest[1])))
    _by_names(pairs)
    pairs.by(_title_and_text)
    return pairs.found


def _by_names(pairs: _Pairs) -> None:
    pairs.by(_property("ID"))
    pairs.by(_property("CUSTOM_ID"))
    paths = {id(version): _paths(version) for version in (pairs.old, pairs.new)}

    def path(version: Version, index: int) -> Hashable:
        return paths[id(version)][index]

    pairs.by(path)
    pairs.by(lambda version, index: (path(version, index), version.entry(index).said()))
    pairs.by(path, alone=False)
    pairs.below_pairs()


def _paths(version: Version) -> list[int]:
    """A number for each heading that stands for its title and those above it."""
    found: list[int] = []
    for heading in version.headings:
        above = 0 if heading.parent is None else found[heading.parent]
        found.append(hash((above, heading.title)))
    return found


def _named_apart(old: Version, first: int, new: Version, second: int) -> bool:
    names = old.headings[first].properties.get("ID"), new.headings[second].properties.get("ID")
    return None not in names and names[0] != names[1]


def _property(name: str) -> Key:
    return lambda version, index: version.headings[index].properties.get(name)


def _title(version: Version, index: int) -> Hashable:
    return version.headings[index].title or None


def _may_be_moved(old: Version, first: int, new: Version, second: int) -> bool:
    """Whether entries of the same title in different places can be one that was changed too."""
    texts = {*filter(_says, old.entry(first).text)}, {*filter(_says, new.entry(second).text)}
    if all(texts):
        return not texts[0].isdisjoint(texts[1])
    return len(old.headings[first].title) >= _TELLING


def _title_and_text(version: Version, index: int) -> Hashable:
    return version.headings[index].title, version.entry(index).text


def _text(version: Version, index: int) -> Hashable:
    """The lines of the entry that say something; None where there are none."""
    return tuple(line for line in version.entry(index).text if _says(line)) or None


def _place_and_text(version: Version, index: int) -> Hashable:
    said = _text(version, index)
    above = version.headings[index].parent
    title = None if above is None else version.headings[above].title
    return None if said is None else (title, said)


def _says(line: str) -> bool:
    return len(line.strip()) >= _SAYING and not _is_edge(line)


def _is_edge(line: str) -> bool:
    """Whether a line is blank, or begins or ends a drawer."""
    text = line.strip()
    return not text or (text.startswith(":") and text.endswith(":"))


def _grouped(keyed: Iterable[tuple[Hashable, int]]) -> _Places:
    """The places of each key but None."""
    found: _Places = defaultdict(list)
    for key, index in keyed:
        if key is not None:
            found[key].append(index)
    return found


def _by_what_they_hold(pairs: _Pairs) -> None:
    """Pair what has most of its lines, or of the headings below it, in common."""
    votes = Counter(_votes(pairs))
    sizes = [
        _sizes(version, rest)
        for version, rest in zip((pairs.old, pairs.new), pairs.rest, strict=True)
    ]
    for (first, second), number in votes.most_common():
        if 2 * number >= min(sizes[0][first], sizes[1][second]):
            pairs.put(first, second)


def _votes(pairs: _Pairs) -> Iterator[tuple[int, int]]:
    """The pairs of entries that both have a line that no other one has; those above pairs."""
    places = [
        _grouped((line.strip(), i) for i in rest for line in version.entry(i).text if _says(line))
        for version, rest in zip((pairs.old, pairs.new), pairs.rest, strict=True)
    ]
    for line, firsts in places[0].items():
        seconds = places[1].get(line, ())
        if len(firsts) == len(seconds) == 1:
            yield firsts[0], seconds[0]
    for first, second in pairs.found.items():
        above = pairs.old.headings[first].parent, pairs.new.headings[second].parent
        if above[0] in pairs.rest[0] and above[1] in pairs.rest[1]:
            assert above[0] is not None  # it is among those
            assert above[1] is not None
            yield above[0], above[1]


def _sizes(version: Version, rest: Iterable[int]) -> dict[int, int]:
    """How many lines say something in each entry, and how many headings are right below it."""
    below = Counter(heading.parent for heading in version.headings)
    return {i: sum(map(_says, version.entry(i).text)) + below[i] for i in rest}


def _by_likeness(pairs: _Pairs) -> None:
    """Pair what is left in the same place, with a title or with lines that are much the same."""
    old, new = _Siblings.of(pairs.old), _Siblings.of(pairs.new)
    for first in sorted(pairs.rest[0]):
        for second in _same_place(pairs, old, new, first):
            titles = pairs.old.headings[first].title, pairs.new.headings[second].title
            same_numbers = _NUMBERS.findall(titles[0]) == _NUMBERS.findall(titles[1])
            same_title = same_numbers and (alike(*titles) or _is_within(*titles))
            if same_title or _lines_alike(pairs, first, second):
                pairs.put(first, second)


def _is_within(first: str, second: str) -> bool:
    """Whether one title is the other one with more words: ``Tides``, ``High tides``."""
    words = [set(_WORD.findall(title.casefold())) for title in (first, second)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def _lines_alike(pairs: _Pairs, first: int, second: int) -> bool:
    """Whether two entries have most of their lines in common, and more than one."""
    ours, theirs = (
        Counter(line.strip() for line in version.entry(index).lines[1:] if not _is_edge(line))
        for version, index in ((pairs.old, first), (pairs.new, second))
    )
    common = (ours & theirs).total()
    return common > 1 and 2 * common >= max(ours.total(), theirs.total())


@dataclass(frozen=True, slots=True)
class _Siblings:
    """The headings right below each heading, and the place of each among those."""

    below: Mapping[int | None, list[int]]
    place: list[int]

    @classmethod
    def of(cls, version: Version) -> "_Siblings":
        below = defaultdict[int | None, list[int]](list)
        place: list[int] = []
        for index, heading in enumerate(version.headings):
            place.append(len(below[heading.parent]))
            below[heading.parent].append(index)
        return cls(below, place)


def _same_place(pairs: _Pairs, old: _Siblings, new: _Siblings, first: int) -> Iterator[int]:
    """What is free after the pair of the heading before, or before that of the one after."""
    parent, place = pairs.old.headings[first].parent, old.place[first]
    above = None if parent is None else pairs.found.get(parent, -1)
    beside = old.below[parent]
    for step, end in ((-1, 0), (1, len(beside) - 1)):
        others = new.below.get(above, [])
        if place == end:
            goal = 0 if step < 0 else len(others) - 1
        elif (known := pairs.found.get(beside[place + step])) is None:
            continue
        else:
            others = new.below[pairs.new.headings[known].parent]
            goal = new.place[known] - step
        if 0 <= goal < len(others) and others[goal] in pairs.rest[1]:
            yield others[goal]
