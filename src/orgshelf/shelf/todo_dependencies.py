"""What Org's TODO dependencies hold back (Org manual: TODO dependencies)."""

from orgshelf.shelf.entries import Entry


def is_blocked(entry: Entry) -> bool:
    """Whether an entry that is still to do waits for something else, where Org enforces that."""
    org = entry.document.org
    enforced = org.enforce_todo_dependencies or org.enforce_todo_checkbox_dependencies
    # The document's own headings are only made where they are looked at.
    headings = entry.document.headings if entry.pending and enforced else ()
    if not headings:
        return False
    from orgshelf.org.edit import blocking  # which most notes have no use for

    return blocking.is_blocked(entry.document, headings[entry.index])
