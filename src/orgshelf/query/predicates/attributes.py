"""Predicates about tags, properties and works."""

from collections.abc import Callable

from orgshelf.query.compare import COMPARATORS, USAGE, compared, limits_of, number, whole
from orgshelf.query.regexps import regexps
from orgshelf.query.spec import Call, Spec
from orgshelf.query.sql import (
    EVERYTHING,
    FILE_NUMBER,
    NOTHING,
    Condition,
    among,
    both,
    distinct_tag,
    either,
    having,
    holding,
    of_work,
    passing,
    tagged_with,
    titled,
)
from orgshelf.shelf.entries import LEAST_ID
from orgshelf.shelf.property_names import IDENTIFIERS


def _tagged(within: str = "d.id >= t.first AND d.id < t.last") -> Callable[[Call], Condition]:
    """Make the SQL of a predicate about tags; ``within`` joins headings ``d`` with tags ``t``."""
    return lambda call: tagged_with(
        among("t.tag", call.values) if call.values else EVERYTHING, within
    )


TAGS = Spec(
    "tags",
    usage=("", "TAG,..."),
    help="It has one of these tags, its own or inherited; without one: any tag.",
    example="tags:gpu,maths",
    sql=_tagged(),
)

TAGS_ALL = Spec(
    "tags-all",
    usage=("TAG,...",),
    help="It has all of these tags, its own or inherited.",
    example="tags-all:gpu,maths",
    sql=lambda call: both(tagged_with(among("t.tag", [value])) for value in call.values),
    aliases=("tags&",),
)

TAGS_INHERITED = Spec(
    "tags-inherited",
    usage=("", "TAG,..."),
    help="It inherits one of these tags.",
    example="itags:gpu",
    sql=_tagged("d.id > t.first AND d.id < t.last"),
    aliases=("inherited-tags", "tags-i", "itags"),
)

TAGS_LOCAL = Spec(
    "tags-local",
    usage=("", "TAG,..."),
    help="It has one of these tags itself.",
    example="ltags:gpu",
    sql=_tagged("d.id = t.first"),
    aliases=("local-tags", "tags-l", "ltags"),
)


def _tags_regexp(call: Call) -> Condition:
    patterns = regexps(call)

    def test(tag: str) -> bool:
        return not patterns or any(pattern.search(tag) for pattern in patterns)

    return tagged_with(distinct_tag(passing(test, "tag")))


TAGS_REGEXP = Spec(
    "tags-regexp",
    usage=("", "REGEXP,..."),
    help="One of its tags matches one of these.",
    example="tags-regexp:^gp",
    sql=_tags_regexp,
    aliases=("tags*",),
)

#: For each heading the nearest heading, itself or an ancestor, with a property.
_NEAREST = (
    "SELECT d.id, max(p.heading) AS nearest FROM property p"
    " CROSS JOIN heading d ON d.id >= p.heading AND d.id < p.last WHERE {} GROUP BY d.id"
)


def _category(call: Call) -> Condition:
    """Match the category of the nearest heading that sets one, else that of the file."""
    if not call.values:
        return EVERYTHING
    own = "p.name = 'CATEGORY' AND p.value > ''"
    of_heading, of_file = among("p.value", call.values), among("category", call.values)
    nearest = f"SELECT heading FROM property p WHERE {own} AND {of_heading.sql}"
    near = f"h.id IN (SELECT id FROM ({_NEAREST.format(own)}) WHERE nearest IN ({nearest}))"
    files = f"{FILE_NUMBER} IN (SELECT id FROM file WHERE {of_file.sql})"
    rest = f"h.id NOT IN (SELECT id FROM ({_NEAREST.format(own)}))"
    return either(
        (Condition(near, of_heading.values), Condition(f"{files} AND {rest}", of_file.values))
    )


CATEGORY = Spec(
    "category",
    usage=("", "NAME,..."),
    help="It is in one of these categories.",
    example="category:papers",
    sql=_category,
    aliases=("c",),
)


#: Properties that hold an identifier, and its scheme.
_SCHEMES = {**{name: name.casefold() for name in (*IDENTIFIERS, "HDL", "URL")}, "EPRINT": "arxiv"}


def _property(call: Call) -> Condition:
    name, test = call.values[0].upper(), _property_test(call)
    if not call.flag("inherit"):
        return having(name, test)
    passed = passing(test, "nullif(coalesce(below, value), 'nil')")
    own = f"SELECT heading FROM property WHERE name = ? AND {passed.sql}"
    nearest = _NEAREST.format("p.name = ?")
    source = f"SELECT id FROM ({nearest}) WHERE nearest IN ({own})"
    return Condition(f"h.id IN ({source})", (name, name, *passed.values))


def _property_test(call: Call) -> Callable[[str | None], bool]:
    """Make the test of a property's value (None for ``nil``)."""
    _, *rest = call.node.args
    if not rest:
        return lambda value: value is not None
    wanted = rest[0].value
    if wanted not in COMPARATORS:
        if len(rest) > 1:
            raise call.wrong("`property` wants a name and one value.", rest[1].span)
        return _equals(call.values[0].upper(), wanted)
    if len(rest) != 2:
        raise call.wrong(f"After {wanted} put one value.", rest[0].span)
    return lambda value: _compares(value, wanted, rest[1].value)


def _equals(name: str, wanted: str) -> Callable[[str | None], bool]:
    """Make the test for one value; an identifier is the same in each way it is written."""
    scheme = _SCHEMES.get(name)
    if scheme is None:
        return lambda value: value == wanted
    from orgshelf.shelf.identifiers import same_key  # slow to import, and seldom asked for

    key = same_key(scheme, wanted)
    return lambda value: value is not None and same_key(scheme, value) == key


def _compares(value: str | None, sign: str, limit: str) -> bool:
    """Compare a value with a limit, as numbers if both are numbers, else as text."""
    if not value:
        return False
    compare, one, other = COMPARATORS[sign], number(value), number(limit)
    if one is None or other is None:
        return compare(value.casefold(), limit.casefold())
    return compare(one, other)


PROPERTY = Spec(
    "property",
    usage=("NAME", "NAME,VALUE", "NAME=VALUE", "NAME,>=,VALUE", "inherit=t"),
    help="It has the property, with this value.",
    example="property:RATING,5",
    sql=_property,
    min_args=1,
    max_args=3,
    keywords=("inherit",),
    pairs=True,
)

KIND = Spec(
    "kind",
    usage=("KIND,...",),
    help="It is of one of these kinds.",
    example="kind:paper",
    sql=lambda call: among("h.kind", (value.casefold() for value in call.values)),
    min_args=1,
)

WORK = Spec(
    "work",
    usage=("WORDS,...",),
    help="It is of a work with all of these in the title.",
    example='work:"game of life"',
    sql=lambda call: of_work(titled(call.words)),
)


def _author(call: Call) -> Condition:
    """Match authors, which the index stores one per line."""
    if any("\n" in word for word in call.words):
        return NOTHING
    words = (holding("h.authors", word) for word in call.words)
    return of_work(both((Condition("h.authors > ''"), *words)))


AUTHOR = Spec(
    "author",
    usage=("", "NAME,..."),
    help="All of these wrote its work.",
    example="author:turing",
    sql=_author,
)

YEAR = Spec(
    "year",
    usage=("", *USAGE),
    help="The year of its work.",
    example="year:1990..2000",
    sql=lambda call: of_work(compared("h.year", limits_of(call, whole, "a year, like 1990"))),
    max_args=2,
    compares=True,
)

_HEX = frozenset("0123456789abcdef")


def _id(call: Call) -> Condition:
    given = among("value", (value for value in call.values if value != "nil"))
    source = f"SELECT heading FROM property WHERE name IN ('ID', 'CUSTOM_ID') AND {given.sql}"
    starts = (word for word in call.words if len(word) >= LEAST_ID and _HEX.issuperset(word))
    short = (Condition("h.hash BETWEEN ? AND ?", (start, f"{start}g")) for start in starts)
    return either((Condition(f"h.id IN ({source})", given.values), *short))


ID = Spec(
    "id",
    usage=("ID,...",),
    help="It has this ID or CUSTOM_ID, or its id here begins so.",
    example="id:2a07",
    sql=_id,
    min_args=1,
)
