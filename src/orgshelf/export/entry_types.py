"""The type of a work in bibliographies: in BibTeX, in CSL and in RIS."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a work in BibTeX, in CSL and in RIS."""

    bibtex: str
    csl: str
    ris: str


_BOOK = Type("book", "book", "BOOK")
_EDITED = Type("collection", "book", "EDBOOK")
_ARTICLE = Type("article", "article-journal", "JOUR")
#: A paper without a journal, which classic BibTeX requires of an article.
_PAPER = Type("misc", "article-journal", "JOUR")
_PREPRINT = Type("misc", "article", "UNPB")
_ONLINE = Type("online", "webpage", "ELEC")
_VIDEO = Type("misc", "motion_picture", "VIDEO")
_OTHER = Type("misc", "document", "GEN")
_CONFERENCE = Type("inproceedings", "paper-conference", "CPAPER")
_IN_COLLECTION = Type("incollection", "chapter", "CHAP")
_IN_BOOK = Type("inbook", "chapter", "CHAP")
_PHD = Type("phdthesis", "thesis", "THES")
_MASTERS = Type("mastersthesis", "thesis", "THES")
_REPORT = Type("techreport", "report", "RPRT")
_TALK = Type("misc", "speech", "SLIDE")
_COURSE = Type("misc", "webpage", "ELEC")

#: The type of each built-in or common kind, unless the properties of the work say more.
_OF_KIND: Mapping[str, Type] = {
    "book": _BOOK,
    "paper": _PAPER,
    "article": _PAPER,
    "tutorial": _ONLINE,
    "video": _VIDEO,
    "preprint": _PREPRINT,
    "thesis": _PHD,
    "dissertation": _PHD,
    "report": _REPORT,
    "chapter": _IN_BOOK,
    "talk": _TALK,
    "lecture": _TALK,
    "presentation": _TALK,
    "course": _COURSE,
    "website": _ONLINE,
    "podcast": Type("misc", "broadcast", "SOUND"),
}
#: The values of the BTYPE property: the types of Org's ol-bibtex and of biblatex.
_OF_BTYPE: Mapping[str, Type] = {
    type_.bibtex: type_
    for type_ in (
        _BOOK,
        _EDITED,
        _ARTICLE,
        _ONLINE,
        _OTHER,
        _CONFERENCE,
        _IN_BOOK,
        _IN_COLLECTION,
        _MASTERS,
        _PHD,
        _REPORT,
        Type("booklet", "pamphlet", "PAMP"),
        Type("manual", "book", "BOOK"),
        Type("proceedings", "book", "CONF"),
        Type("unpublished", "manuscript", "UNPB"),
    )
} | {
    "thesis": _PHD,
    "report": _REPORT,
    "conference": _CONFERENCE,
    "electronic": _ONLINE,
    "www": _ONLINE,
    "preprint": _PREPRINT,
}


def type_of_work(kind: str, details: Mapping[str, str], *, is_preprint: bool) -> Type:
    """The type given by BTYPE, else the one that follows from kind and properties.

    ``details`` are its properties by lower-case name; ``is_preprint``: it is on arXiv.
    """
    if named := _OF_BTYPE.get(details.get("btype", "").casefold()):
        return named
    by_kind = _OF_KIND.get(kind, _OTHER)
    if by_kind == _PAPER:
        return _paper(details, is_preprint)
    if by_kind == _PHD:
        return _MASTERS if "master" in details.get("type", "").casefold() else _PHD
    if by_kind == _BOOK:
        return _book(details)
    if by_kind == _IN_BOOK:
        return _chapter(details)
    return by_kind


def _paper(details: Mapping[str, str], is_preprint: bool) -> Type:
    """The type of a paper by its container: journal, volume, school, institution or arXiv."""
    if "journal" in details:
        return _ARTICLE
    if "booktitle" in details:
        return _CONFERENCE
    if "school" in details:
        return _PHD
    if "institution" in details:
        return _REPORT
    return _PREPRINT if is_preprint else _PAPER


def _book(details: Mapping[str, str]) -> Type:
    if "booktitle" in details:
        return _chapter(details)
    return _BOOK if "author" in details or "editor" not in details else _EDITED


def _chapter(details: Mapping[str, str]) -> Type:
    return _IN_COLLECTION if "editor" in details else _IN_BOOK
