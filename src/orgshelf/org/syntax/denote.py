"""Names of files as denote gives them: ``DATE==SIGNATURE--TITLE__KEYWORDS`` (denote manual)."""

import re
from typing import NamedTuple

_NAME = (
    r"[0-9]{8}T[0-9]{4}(?:[0-9]{2})?(?:@@[^=_-]*)?"
    r"(?:==(?P<signature>.+?))??(?:--(?P<title>.+?))??(?:__(?P<keywords>[^_].*))?"
)


class DenoteName(NamedTuple):
    """What a file's name says: a title in words, and keywords."""

    title: str = ""
    keywords: tuple[str, ...] = ()


def read_name(stem: str) -> DenoteName:
    """What a name without its ending says; nothing where denote did not make it."""
    match = re.fullmatch(_NAME, stem) if stem[8:9] == "T" else None
    if match is None:
        return DenoteName()
    title = " ".join((match["title"] or "").replace("-", " ").split())
    keywords = (match["keywords"] or "").split("_")
    return DenoteName(title, tuple(filter(None, keywords)))
