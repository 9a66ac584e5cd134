"""The category of a heading (org-get-category)."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgshelf.model import Heading
    from orgshelf.org.document import Document


def category_of(document: "Document", headings: "Iterable[Heading]") -> str:
    """The first CATEGORY of a heading and those above it, the nearest first; else the file's.

    That is the one in its own drawer, its last ``#+CATEGORY``, or its name.
    """
    for heading in headings:
        if own := heading.properties.get("CATEGORY"):
            return own
    settings = document.settings
    drawer = document.properties.get("CATEGORY")
    if drawer and drawer != settings.properties.get("CATEGORY"):
        return drawer
    return PurePath(document.file).stem if settings.category is None else settings.category
