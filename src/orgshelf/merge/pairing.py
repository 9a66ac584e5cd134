"""Pairing of the headings of two versions.

In this order: by ids, by outline path, by title and text anywhere, by contents, and by similarity
in the same place. Each step considers the headings that are still unpaired, in linear time.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from orgshelf.merge.sequences import alike
from orgshelf.merge.version import Version

_LONGEST_GAP = 12  # siblings of the same title that are compared
_SAYING = 6  # the least letters of a line that distinguishes entries
_TELLING = 12  # the least letters of a title that identifies an entry by itself
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBERS = re.compile(r"\d+")

Key = Callable[[Version, int], Hashable]
Agree = Callable[[Version, int, Version, int], bool]
_Places = dict[Hashable, list[int]]


def _always(_old: Version, _first: int, _new: Version, _second: int) -> bool:
    return True


@dataclass(slots=True)
class _Pairs:
    """The pairs found so far, and the headings that are still unpaired."""

    old: Version
    new: Version
    rest: tuple[set[int], set[int]]
    found: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)

    def put(self, first: int, second: int) -> None:
        """Add a pair, unless one of the headings is paired already, or their IDs differ."""
        free = first in self.rest[0] and second in self.rest[1]
        if free and not _named_apart(self.old, first, self.new, second):
            self.found[first], self.back[second] = second, first
            self.rest[0].discard(first)
            self.rest[1].discard(second)

    def by(self, key: Key, agree: Agree = _always, *, alone: bool = True) -> None:
        """Pair headings with the same key, if ``agree`` accepts the pair.

        With ``alone`` only keys that are unique in both versions count, else equal keys are paired
        in order.
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
        """Pair headings of the same title below paired ones, from the top down."""
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
    """The index in ``new`` of each heading of ``old`` that is in both versions."""
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
    """Pair headings that both sides added."""
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
    pairs.by(lambda version, index: (path(version, index), version.entry(index).normalized()))
    pairs.by(path, alone=False)
    pairs.below_pairs()


def _paths(version: Version) -> list[int]:
    """A hash of each heading's outline path and title."""
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
    """Whether two entries of the same title may be one that was moved and changed."""
    texts = {*filter(_says, old.entry(first).text)}, {*filter(_says, new.entry(second).text)}
    if all(texts):
        return not texts[0].isdisjoint(texts[1])
    return len(old.headings[first].title) >= _TELLING


def _title_and_text(version: Version, index: int) -> Hashable:
    return version.headings[index].title, version.entry(index).text


def _text(version: Version, index: int) -> Hashable:
    """The distinctive lines of the entry; None without any."""
    return tuple(line for line in version.entry(index).text if _says(line)) or None


def _place_and_text(version: Version, index: int) -> Hashable:
    text = _text(version, index)
    above = version.headings[index].parent
    title = None if above is None else version.headings[above].title
    return None if text is None else (title, text)


def _says(line: str) -> bool:
    return len(line.strip()) >= _SAYING and not _is_edge(line)


def _is_edge(line: str) -> bool:
    """Whether a line is blank, or the first or last line of a drawer."""
    text = line.strip()
    return not text or (text.startswith(":") and text.endswith(":"))


def _grouped(keyed: Iterable[tuple[Hashable, int]]) -> _Places:
    """The indexes by key, without None."""
    found: _Places = defaultdict(list)
    for key, index in keyed:
        if key is not None:
            found[key].append(index)
    return found


def _by_what_they_hold(pairs: _Pairs) -> None:
    """Pair entries that share most of their lines or of their children."""
    votes = Counter(_votes(pairs))
    sizes = [
        _sizes(version, rest)
        for version, rest in zip((pairs.old, pairs.new), pairs.rest, strict=True)
    ]
    for (first, second), number in votes.most_common():
        if 2 * number >= min(sizes[0][first], sizes[1][second]):
            pairs.put(first, second)


def _votes(pairs: _Pairs) -> Iterator[tuple[int, int]]:
    """A pair for each line that is unique in both versions, and for the parents of each pair."""
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
    """For each entry the number of its distinctive lines and of its children."""
    below = Counter(heading.parent for heading in version.headings)
    return {i: sum(map(_says, version.entry(i).text)) + below[i] for i in rest}


def _by_likeness(pairs: _Pairs) -> None:
    """Pair unpaired entries in the same place that have a similar title or similar lines."""
    old, new = _Siblings.of(pairs.old), _Siblings.of(pairs.new)
    for first in sorted(pairs.rest[0]):
        for second in _same_place(pairs, old, new, first):
            titles = pairs.old.headings[first].title, pairs.new.headings[second].title
            same_numbers = _NUMBERS.findall(titles[0]) == _NUMBERS.findall(titles[1])
            same_title = same_numbers and (alike(*titles) or _is_within(*titles))
            if same_title or _lines_alike(pairs, first, second):
                pairs.put(first, second)


def _is_within(first: str, second: str) -> bool:
    """Whether one title contains all words of the other: ``Tides``, ``High tides``."""
    words = [set(_WORD.findall(title.casefold())) for title in (first, second)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def _lines_alike(pairs: _Pairs, first: int, second: int) -> bool:
    """Whether two entries share most of their lines, and more than one."""
    ours, theirs = (
        Counter(line.strip() for line in version.entry(index).lines[1:] if not _is_edge(line))
        for version, index in ((pairs.old, first), (pairs.new, second))
    )
    common = (ours & theirs).total()
    return common > 1 and 2 * common >= max(ours.total(), theirs.total())


@dataclass(frozen=True, slots=True)
class _Siblings:
    """The children of each heading, and the position of each heading among its siblings."""

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
    """Unpaired headings beside the pairs of the heading's neighbours."""
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
