"""Files that are about one work each, as in org-roam, denote and citar."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from orgshelf.model import Heading
from orgshelf.org.file_heading import name_tags
from orgshelf.shelf.kinds import Given, Kinds, file_kind, own_kind, said_kind
from orgshelf.shelf.property_names import OTHER_NAMES
from orgshelf.shelf.titles import credits_of

if TYPE_CHECKING:
    from orgshelf.org.document import Document

#: Properties of a work that a chapter does not have.
_OF_WORKS = ("DOI", *("AUTHOR", *OTHER_NAMES["AUTHOR"]), *("ISBN", *OTHER_NAMES["ISBN"]))


def work_kind(document: "Document", kinds: Kinds) -> Given | None:
    """The kind of a file that is one work; None for any other file.

    ROAM_REFS or KIND in the file's property drawer or the tag of a kind makes a file a work, unless
    it is a shelf by its name or by its topmost headings.
    """
    if document.file.endswith("_archive") or kinds.of_title(PurePath(document.file).stem):
        return None
    given = _given_kind(document, kinds)
    return None if given is None or _is_shelf(document, kinds) else given


def _given_kind(document: "Document", kinds: Kinds) -> Given | None:
    """The kind that the file declares, which also applies to all headings in it."""
    top = document.top if document.properties or document.settings.tags else None
    kind = top and said_kind(top, kinds)
    if kind:
        return Given(kind, by_tag=True)
    if kind := kinds.of_tags((*document.settings.tags, *name_tags(document.file))):
        return Given(kind, by_tag=True)
    value = top.get("ROAM_REFS") if top else None
    if not value:
        return None
    from orgshelf.shelf.roam_refs import read_refs  # few files have any

    refs = read_refs(value)
    if not refs.keys + refs.addresses:
        return None
    found = file_kind(document, kinds)
    return Given(found.kind if found else refs.kind or "", by_tag=True)


def _is_shelf(document: "Document", kinds: Kinds) -> bool:
    """Whether any topmost heading is a shelf, a group or a work."""
    spans = document.spans
    is_about_one = document.top.get("ROAM_REFS") is not None
    plural = _has_plural_tag(document, kinds) and not is_about_one
    for place in spans.children(None):
        heading, has_children = document.headings[place], spans.ends[place] > place + 1
        if heading.keyword is None and kinds.of_title(heading.title):
            return True
        if plural and heading.keyword is not None:
            return True
        if not is_about_one and (
            own_kind(heading, kinds) or _is_work(heading) or _is_group(heading, kinds, has_children)
        ):
            return True
    return False


def _has_plural_tag(document: "Document", kinds: Kinds) -> bool:
    """Whether the tag of the kind is a plural, as on a shelf: ``:books:``."""
    if said_kind(document.top, kinds):
        return False
    found = (tag.casefold() for tag in document.settings.tags if kinds.of_tags((tag,)))
    return next(found, "").endswith("s")


def _is_work(heading: Heading) -> bool:
    """Whether a heading has an author with a year, or an identifier."""
    if not heading.properties.keys().isdisjoint(_OF_WORKS):
        return True
    credit = credits_of(heading)
    return bool(credit.people.persons) and credit.year is not None


def _is_group(heading: Heading, kinds: Kinds, has_children: bool) -> bool:
    if heading.get("GROUP") is not None:
        return True
    return heading.keyword is None and kinds.groups_by(heading.title, has_children=has_children)
