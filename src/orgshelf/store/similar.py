"""Which entries can have a name that another one has, as SQL."""

import re
from collections.abc import Sequence

from orgshelf.query.sql import Condition, both, containing_text, titled

#: What a link is written with where its address has brackets.
_GUARDED = re.compile(r"[\\\[\]]+")


def similar_to(name: Sequence[str]) -> Condition:
    """Match the entries that can have a name (see ``shelf.duplicates.names_of``), and others.

    A DOI or an ISBN can be written in many ways, but never without the word.
    """
    what, *_, text = name
    if what in ("doi", "isbn"):
        return containing_text(what)
    if what == "address":
        return containing_text(_GUARDED.sub(" ", text.casefold()))
    written = containing_text(text)
    either_way = Condition(f"h.title NOT NULL OR {written.sql}", written.values)
    return both((either_way, titled(text.split())))
