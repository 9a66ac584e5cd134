"""What arXiv answers: an Atom feed with an entry for each paper (arXiv API User's Manual)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from orgshelf.importers.foreign_dates import read_year
from orgshelf.importers.foreign_ids import doi
from orgshelf.importers.imported import ImportedWork
from orgshelf.importers.xml_trees import local, named, read_xml
from orgshelf.lookup.reply import Reply
from orgshelf.shelf.identifiers import parse_arxiv, same_key

_WHAT = "a feed of arXiv"


def read_feed(reply: Reply) -> Mapping[str, ImportedWork]:
    """The papers by their numbers without versions; what arXiv does not know is not there.

    Raises:
        ImportFormatError: it is no feed.
    """
    entries = named(read_xml(reply.data, _WHAT), "entry")
    papers = ((parse_arxiv(_text(entry, "id")), entry) for entry in entries)
    return {same_key("arxiv", number)[1]: _paper(entry) for number, entry in papers if number}


def _paper(entry: Element) -> ImportedWork:
    people = (_text(author, "name") for author in named(entry, "author"))
    return ImportedWork(
        title=_text(entry, "title"),
        kind="paper",
        authors=tuple(filter(None, people)),
        year=read_year(_text(entry, "published")),
        identifiers=(("DOI", doi(_text(entry, "doi"))),),
        properties=(("BTYPE", "preprint"),),
    )


def _text(element: Element, name: str) -> str:
    """The words of the first child of a name."""
    found = next((child for child in element if local(child) == name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
