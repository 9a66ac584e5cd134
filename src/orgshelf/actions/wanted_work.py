"""The work that a person names in words: a kind and a title, or an identifier."""

from orgshelf.actions.adding import NewWork
from orgshelf.errors import UsageError
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.shelf.identifiers import read_identifier
from orgshelf.store.library import Library


def wanted_work(library: Library, kind: str, text: str) -> NewWork:
    """The work of a title, or of an identifier, about which nobody is asked.

    Raises:
        UsageError: there is no such kind, or none is named where a title does not say it.
        PropertyValueError: an ISBN is wrong.
    """
    text = " ".join(text.split())
    known = identified_work(found) if (found := read_identifier(text)) else None
    if not (kind or known):
        raise UsageError(f"{text!r} has no kind: write one before it, like book {text}.")
    found_kind = known_kind(library, kind) if kind else ""
    if known is None:
        return NewWork(found_kind, text)
    return NewWork(found_kind or known.kind, known=known)


def known_kind(library: Library, kind: str) -> str:
    """The kind by its name or by what its shelves are called.

    Raises:
        UsageError: there is no such kind.
    """
    known = library.known_kinds()
    found = library.config.kinds.of_title(kind) or kind.casefold()
    if found not in known:
        names = ", ".join(sorted(known))
        line = f"kinds: {{{kind}: {{}}}}"
        raise UsageError(
            f"There is no kind {kind!r}: use {names}, or add `{line}` to the configuration."
        )
    return found
