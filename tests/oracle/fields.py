"""Plain tests of the predicates about tags, properties, and what a work is."""

from collections.abc import Callable, Mapping, Sequence

from oracle.question import Build, Question, Test
from oracle.state import compares
from oracle.text import regexps
from orgshelf.org.inheritance import category_of
from orgshelf.query.compare import COMPARATORS, number, whole
from orgshelf.shelf.entries import LEAST_ID, Entry
from orgshelf.shelf.spelling import folded
from orgshelf.shelf.titles import credits_of


def _category(asked: Question) -> Test:
    wanted = frozenset(asked.values)

    def test(entry: Entry) -> bool:
        headings = (above.heading for above in (entry, *entry.ancestors))
        return not wanted or category_of(entry.document, headings) in wanted

    return test


def _property(asked: Question) -> Test:
    name, *rest = asked.values
    inherit = bool(asked.call.flag("inherit"))

    def value_of(entry: Entry) -> str | None:
        return entry.heading.get(name.upper(), inherit=inherit)

    if not rest:
        return lambda entry: value_of(entry) is not None
    if rest[0] in COMPARATORS:
        return lambda entry: _compares(value_of(entry), *rest)
    return lambda entry: value_of(entry) == rest[0]


def _compares(value: str | None, sign: str, limit: str) -> bool:
    """Whether a value compares so: as numbers where both are, else as texts."""
    if not value:
        return False
    one, other = number(value), number(limit)
    if one is None or other is None:
        return COMPARATORS[sign](value.casefold(), limit.casefold())
    return COMPARATORS[sign](one, other)


def _inherited_tags(entry: Entry) -> Sequence[str]:
    return entry.parent.heading.tags if entry.parent else entry.document.settings.tags


def _tagged(tags_of: Callable[[Entry], Sequence[str]]) -> Build:
    """Any of the tags named; without a name any tag at all."""

    def build(asked: Question) -> Test:
        wanted = frozenset(asked.values)
        return lambda entry: (
            not wanted.isdisjoint(tags_of(entry)) if wanted else bool(tags_of(entry))
        )

    return build


def _tags_all(asked: Question) -> Test:
    wanted = frozenset(asked.values)
    return lambda entry: wanted <= frozenset(entry.heading.tags)


def _tags_regexp(asked: Question) -> Test:
    patterns = regexps(asked)

    def test(entry: Entry) -> bool:
        tags = entry.heading.tags
        if not patterns:
            return bool(tags)
        return any(pattern.search(tag) for pattern in patterns for tag in tags)

    return test


def _kind(asked: Question) -> Test:
    return lambda entry: entry.kind in asked.words


def _work(asked: Question) -> Test:
    def test(entry: Entry) -> bool:
        title = folded(entry.work.heading.title) if entry.work else None
        return title is not None and all(word in title for word in asked.words)

    return test


def _author(asked: Question) -> Test:
    def test(entry: Entry) -> bool:
        names = credits_of(entry.work.heading).authors if entry.work else ()
        return bool(names) and all(any(w in folded(n) for n in names) for w in asked.words)

    return test


def _year(asked: Question) -> Test:
    fits = compares(asked, whole)
    return lambda entry: fits(credits_of(entry.work.heading).year if entry.work else None)


def _id(asked: Question) -> Test:
    wanted = frozenset(asked.values)
    starts = tuple(word for word in asked.words if len(word) >= LEAST_ID)
    return lambda entry: (
        entry.heading.get("ID") in wanted
        or entry.heading.get("CUSTOM_ID") in wanted
        or entry.id.startswith(starts)
    )


TESTS: Mapping[str, Build] = {
    "tags": _tagged(lambda entry: entry.heading.tags),
    "tags-all": _tags_all,
    "tags-inherited": _tagged(_inherited_tags),
    "tags-local": _tagged(lambda entry: entry.heading.local_tags),
    "tags-regexp": _tags_regexp,
    "category": _category,
    "property": _property,
    "kind": _kind,
    "work": _work,
    "author": _author,
    "year": _year,
    "id": _id,
}
