"""What tells one state of the notes from another, by the index that was brought to them."""

from orgshelf.store.library import Library

_FILES = "SELECT group_concat(id || ':' || coalesce(digest, ''), ' ') FROM file"
_SETUPS = "SELECT group_concat(path || ':' || coalesce(digest, ''), ' ') FROM setup"


def index_state(library: Library) -> object:
    """A value that is another one after each change of notes, setup files or configuration."""
    texts = [library.connection.execute(query).fetchone()[0] for query in (_FILES, _SETUPS)]
    return (*texts, library.config)
