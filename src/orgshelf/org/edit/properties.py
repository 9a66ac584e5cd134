"""The property drawer of an entry (org-entry-put)."""

from orgshelf.org.edit.columns import indentation
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.layout import Layout


def put_property(draft: Draft, name: str, value: str, layout: Layout) -> Draft:
    """Set a property; a new one goes last into the drawer, which is made where there is none.

    A new drawer takes the indentation of the planning line above it, as Org 10 does.
    """
    text = f"{f':{name}:':<10} {value}".rstrip(" ")
    drawer = draft.drawer
    if drawer is None:
        indent = layout.blanks(metadata_column(draft, layout))
        new = (f"{indent}{line}" for line in (":PROPERTIES:", text, ":END:"))
        return draft.insert(draft.body, *new)
    text = layout.blanks(indentation(draft.lines[drawer.start])) + text
    for index, (key, _) in enumerate(drawer.pairs, drawer.start + 1):
        if key == name.upper():
            return draft.replace(index, text)
    return draft.insert(drawer.end, text)


def metadata_column(draft: Draft, layout: Layout) -> int:
    """The column of what follows planning line and drawer: theirs, else the entry's own."""
    if draft.drawer is not None:
        edge = draft.drawer.start if draft.drawer.pairs else draft.drawer.end
        return indentation(draft.lines[edge])
    if draft.planning is not None:
        return indentation(draft.lines[draft.planning])
    return layout.below(draft.level)
