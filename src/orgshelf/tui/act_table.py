"""All acts, in one table: the keys, the footer, the help and the palette are made of it."""

from collections.abc import Iterator

from orgshelf.shelf.entries import Entry
from orgshelf.tui import look_acts
from orgshelf.tui.acts import Act, View
from orgshelf.tui.change_acts import CHANGING

#: Family after family, as the help shows them.
ACTS: tuple[Act, ...] = (
    *look_acts.MOVING,
    *look_acts.LOOKING,
    *look_acts.REVIEWING,
    *CHANGING,
    *look_acts.MARKING,
    *look_acts.AROUND,
)
BY_NAME = {act.name: act for act in ACTS}


def possible(view: View, entry: Entry | None) -> Iterator[Act]:
    """The acts that can be done in a view, with this heading as the current one."""
    return (act for act in ACTS if act.fits(view, entry))
