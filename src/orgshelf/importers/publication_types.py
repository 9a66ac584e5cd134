"""What works are called in BibTeX, RIS and CSL, and which kind of work that is."""

from collections.abc import Mapping
from typing import NamedTuple


class PublicationType(NamedTuple):
    """A kind of work, and the BibTeX type where the kind alone does not say it."""

    kind: str
    btype: str = ""


_BIBTEX: Mapping[str, PublicationType] = {
    "book": PublicationType("book"),
    "article": PublicationType("paper"),
    **dict.fromkeys(("online", "www", "electronic"), PublicationType("tutorial")),
    "video": PublicationType("video"),
    "movie": PublicationType("video"),
    **{
        name: PublicationType("book", name)
        for name in ("booklet", "manual", "proceedings", "mastersthesis", "phdthesis")
    },
    **{name: PublicationType("book", name) for name in ("collection", "mvbook", "thesis")},
}
_CSL: Mapping[str, str] = {
    "book": "book",
    "article-journal": "article",
    "webpage": "online",
    "motion_picture": "video",
    "document": "misc",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "article": "preprint",
    "broadcast": "video",
    "post-weblog": "online",
    "post": "online",
    "article-magazine": "article",
    "article-newspaper": "article",
    # Crossref's own names, which it has in its CSL.
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "posted-content": "preprint",
    "dissertation": "phdthesis",
}
_RIS: Mapping[str, str] = {
    "BOOK": "book",
    "EBOOK": "book",
    "JOUR": "article",
    "EJOUR": "article",
    "MGZN": "article",
    "ELEC": "online",
    "BLOG": "online",
    "VIDEO": "video",
    "MPCT": "video",
    "GEN": "misc",
    "CPAPER": "inproceedings",
    "CONF": "proceedings",
    "CHAP": "incollection",
    "ECHAP": "incollection",
    "PAMP": "booklet",
    "THES": "phdthesis",
    "RPRT": "techreport",
    "UNPB": "unpublished",
    "NEWS": "article",
    "WEB": "online",
    "EDBOOK": "book",
}


def of_bibtex(name: str) -> PublicationType:
    """A type of BibTeX or biblatex; what is unknown is a paper."""
    return _BIBTEX.get(name.lower()) or PublicationType("paper", name.lower())


def of_csl(name: str) -> PublicationType:
    """A type of CSL."""
    return of_bibtex(_CSL.get(name, "misc"))


def of_ris(name: str) -> PublicationType:
    """A type of RIS."""
    return of_bibtex(_RIS.get(name.upper(), "misc"))
