"""What a heading is by where it stands: on a shelf, in a group, or in a work."""

from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.kinds import OTHER, Given, Kinds, describes_work


class Outline(NamedTuple):
    """What stands around a heading: anything below it, what is a work by itself, a work above."""

    has_children: bool
    holds_works: bool
    is_in_work: bool


def work_above(parent: Entry | None, own: Given | None) -> Entry | None:
    """The work a heading is in; one of a kind of its own is in none that has no kind."""
    above = parent.work if parent else None
    return None if own and above and above.kind == OTHER else above


def placed(
    heading: Heading, own: Given | None, inherited: Given, outline: Outline, kinds: Kinds
) -> tuple[Given, Role | None]:
    """A heading's kind, and whether it is a shelf or a group on one."""
    titled = kinds.of_title(heading.title)
    if titled is None and inherited.kind == OTHER and own is None and outline.has_children:
        titled = kinds.of_list(heading.title) if heading.keyword is None else None
    is_empty_shelf = heading.keyword is None and not describes_work(heading)
    if not (outline.has_children or is_empty_shelf):
        titled = None
    if titled and inherited.by_tag and outline.is_in_work:
        titled = None
    kind = own or (inherited if inherited.by_tag or not titled else Given(titled))
    if _is_shelf(heading, own, inherited, titled is not None, outline):
        return kind, Role.SHELF
    return kind, Role.GROUP if _is_group(heading, own, outline, kinds) else None


def _is_shelf(
    heading: Heading, own: Given | None, inherited: Given, titled: bool, outline: Outline
) -> bool:
    """Whether a heading is a shelf: by its title, or by a KIND property that says more of it.

    Such a property makes a shelf of a heading that holds others, stands on no shelf yet and
    has nothing that only a work has; everywhere else it says what the heading itself is.
    """
    bare = heading.keyword is None
    if own is None:
        return titled
    if own.by_tag:
        return titled and bare
    holds = bare and outline.has_children and inherited.kind == OTHER
    return holds and not describes_work(heading)


def _is_group(heading: Heading, own: Given | None, outline: Outline, kinds: Kinds) -> bool:
    """Whether a heading only groups works: it says so, or its title, or what is below it."""
    if heading.keyword is not None or outline.is_in_work or (own and not own.by_tag):
        return False
    said = heading.properties.get("GROUP")
    if said is not None:
        return said.casefold() not in ("nil", "")
    if describes_work(heading):
        return False
    titled = kinds.groups_by(heading.title, has_children=outline.has_children)
    return titled or (own is None and outline.holds_works)
