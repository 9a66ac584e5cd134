"""The property drawer of an entry (org-entry-put)."""

from orgshelf.org.edit.columns import blanks, indentation
from orgshelf.org.edit.draft import Draft


def put_property(draft: Draft, name: str, value: str, *, adapt_indentation: bool) -> Draft:
    """Set a property; a new one goes last into the drawer, which is made where there is none.

    A new drawer takes the indentation of the planning line above it, as Org 10 does.
    """
    text = f"{f':{name}:':<10} {value}".rstrip(" ")
    drawer = draft.drawer
    if drawer is None:
        indent = blanks(metadata_indentation(draft, adapt_indentation=adapt_indentation))
        new = (f"{indent}{line}" for line in (":PROPERTIES:", text, ":END:"))
        return draft.insert(draft.body, *new)
    text = blanks(indentation(draft.lines[drawer.start])) + text
    for index, (key, _) in enumerate(drawer.pairs, drawer.start + 1):
        if key == name.upper():
            return draft.replace(index, text)
    return draft.insert(drawer.end, text)


def metadata_indentation(draft: Draft, *, adapt_indentation: bool) -> int:
    """The column of what follows planning line and drawer: theirs, else the entry's own."""
    if draft.drawer is not None:
        return indentation(draft.lines[draft.drawer.start])
    if draft.planning is not None:
        return indentation(draft.lines[draft.planning])
    return draft.level + 1 if adapt_indentation else 0
