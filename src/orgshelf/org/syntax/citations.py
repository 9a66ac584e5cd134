"""Citations (Org manual: Citations), as the text that they can be without a bibliography."""

import re

#: What begins one: ``[cite:`` or ``[cite/STYLE:``.
CITATION_START = re.compile(r"\[cite(?:/[-\w/]*)?:[ \t\n]*")
_KEY = re.compile(r"@([-\w.:?!`'/*@+|(){}<>&^$#%~]+)")


def citation_text(inside: str) -> str | None:
    """What stands in a citation as text, ``(see knuth p. 3; lamport)``; None without a key."""
    parts = [part.strip() for part in inside.split(";")]
    keyed = [part for part in parts if _KEY.search(part)]
    if not keyed:
        return None
    said = "; ".join(_KEY.sub(r"\1", part) for part in keyed)
    first, last = ("" if part in keyed else part for part in (parts[0], parts[-1]))
    return f"({' '.join(filter(None, (first, said, last)))})"
