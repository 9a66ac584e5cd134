"""Predicates about tags, properties, and what a work is."""

from collections.abc import Callable, Iterable, Sequence

from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query.compare import COMPARATORS, FORMS, comparing, number, whole
from orgshelf.shelf.query.regexps import regexps
from orgshelf.shelf.query.spec import Call, Spec, Test
from orgshelf.shelf.titles import credits_of

_LEAST_ID = 4
_HEX = frozenset("0123456789abcdef")


def _category(call: Call) -> Test:
    from orgshelf.org.category import category_of  # which most queries have no use for

    wanted = frozenset(call.values)

    def test(entry: Entry) -> bool:
        headings = (above.heading for above in (entry, *entry.ancestors))
        return not wanted or category_of(entry.document, headings) in wanted

    return test


def _property(call: Call) -> Test:
    name, *rest = call.node.args
    inherit = bool(call.flag("inherit"))

    def value_of(entry: Entry) -> str | None:
        return entry.heading.get(name.value.upper(), inherit=inherit)

    if not rest:
        return lambda entry: value_of(entry) is not None
    if rest[0].value not in COMPARATORS:
        if len(rest) > 1:
            raise call.wrong("`property` wants a name and one value.", rest[1].span)
        return lambda entry: value_of(entry) == rest[0].value
    if len(rest) != 2:
        raise call.wrong(f"After {rest[0].value} goes one value.", rest[0].span)
    return _compared(value_of, rest[0].value, rest[1].value)


def _compared(value_of: Callable[[Entry], str | None], sign: str, limit: str) -> Test:
    """Compared as numbers where both are, else as texts."""
    compare, as_number = COMPARATORS[sign], number(limit)

    def test(entry: Entry) -> bool:
        value = value_of(entry)
        if not value:
            return False
        given = number(value)
        if given is None or as_number is None:
            return compare(value.casefold(), limit.casefold())
        return compare(given, as_number)

    return test


def _inherited_tags(entry: Entry) -> Sequence[str]:
    return entry.parent.heading.tags if entry.parent else entry.document.settings.tags


def _tagged(tags_of: Callable[[Entry], Sequence[str]]) -> Callable[[Call], Test]:
    """Any of the tags named; without a name any tag at all."""

    def build(call: Call) -> Test:
        wanted = frozenset(call.values)
        return lambda entry: (
            not wanted.isdisjoint(tags_of(entry)) if wanted else bool(tags_of(entry))
        )

    return build


def _tags_all(call: Call) -> Test:
    wanted = frozenset(call.values)
    return lambda entry: wanted <= frozenset(entry.heading.tags)


def _tags_regexp(call: Call) -> Test:
    patterns = regexps(call)

    def test(entry: Entry) -> bool:
        tags = entry.heading.tags
        if not patterns:
            return bool(tags)
        return any(pattern.search(tag) for pattern in patterns for tag in tags)

    return test


def _kind(call: Call) -> Test:
    wanted = {value.casefold() for value in call.values}
    return lambda entry: entry.kind in wanted


def _work(call: Call) -> Test:
    words = [value.casefold() for value in call.values]

    def test(entry: Entry) -> bool:
        title = entry.work.heading.title.casefold() if entry.work else None
        return title is not None and all(word in title for word in words)

    return test


def _author(call: Call) -> Test:
    words = [value.casefold() for value in call.values]

    def test(entry: Entry) -> bool:
        names = credits_of(entry.work.heading).authors if entry.work else ()
        return bool(names) and all(any(w in name.casefold() for name in names) for w in words)

    return test


def _year(call: Call) -> Test:
    fits = comparing(call, whole, "a year, like 1990")
    return lambda entry: fits(credits_of(entry.work.heading).year if entry.work else None)


def _id(call: Call) -> Test:
    wanted, prefixes = frozenset(call.values), short_ids(call.values)
    return lambda entry: (
        entry.heading.get("ID") in wanted
        or entry.heading.get("CUSTOM_ID") in wanted
        or entry.id.startswith(prefixes or ("-",))
    )


def short_ids(values: Iterable[str]) -> tuple[str, ...]:
    """Those of the values that can be the beginning of an id."""
    folded = (value.casefold() for value in values if len(value) >= _LEAST_ID)
    return tuple(value for value in folded if set(value) <= _HEX)


SPECS = (
    Spec(
        "tags",
        ("", "TAG,..."),
        "It has one of these tags, its own or inherited; without one: any tag.",
        "tags:gpu,maths",
        _tagged(lambda entry: entry.heading.tags),
    ),
    Spec(
        "tags-all",
        ("TAG,...",),
        "It has all of these tags, its own or inherited.",
        "tags-all:gpu,maths",
        _tags_all,
        aliases=("tags&",),
    ),
    Spec(
        "tags-inherited",
        ("", "TAG,..."),
        "It inherits one of these tags.",
        "itags:gpu",
        _tagged(_inherited_tags),
        aliases=("inherited-tags", "tags-i", "itags"),
    ),
    Spec(
        "tags-local",
        ("", "TAG,..."),
        "It has one of these tags itself.",
        "ltags:gpu",
        _tagged(lambda entry: entry.heading.local_tags),
        aliases=("local-tags", "tags-l", "ltags"),
    ),
    Spec(
        "tags-regexp",
        ("", "REGEXP,..."),
        "One of its tags matches one of these.",
        "tags-regexp:^gp",
        _tags_regexp,
        aliases=("tags*",),
    ),
    Spec(
        "category",
        ("", "NAME,..."),
        "It is in one of these categories.",
        "category:papers",
        _category,
        aliases=("c",),
    ),
    Spec(
        "property",
        ("NAME", "NAME,VALUE", "NAME=VALUE", "NAME,>=,VALUE", "inherit=t"),
        "It has the property, with this value.",
        "property:RATING,5",
        _property,
        least=1,
        most=3,
        keywords=("inherit",),
        pairs=True,
    ),
    Spec("kind", ("KIND,...",), "It is of one of these kinds.", "kind:paper", _kind, least=1),
    Spec(
        "work",
        ("WORDS,...",),
        "It is of a work with all of these in the title.",
        'work:"game of life"',
        _work,
    ),
    Spec("author", ("", "NAME,..."), "All of these wrote its work.", "author:turing", _author),
    Spec(
        "year",
        ("", *FORMS),
        "The year of its work.",
        "year:1990..2000",
        _year,
        most=2,
        compares=True,
    ),
    Spec(
        "id",
        ("ID,...",),
        "It has this ID or CUSTOM_ID, or its id here begins so.",
        "id:2a07",
        _id,
        least=1,
    ),
)
