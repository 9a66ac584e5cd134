"""A work of which nothing is known yet but its identifier."""

from collections.abc import Mapping

from orgshelf.importers.imported import ImportedWork, Pair
from orgshelf.importers.saved_pages import kind_of_address
from orgshelf.shelf.identifiers import Identifier

_KINDS: Mapping[str, str] = {
    "isbn": "book",
    "doi": "paper",
    "arxiv": "paper",
    "pmid": "paper",
    "hdl": "paper",
    "youtube": "video",
}
#: The schemes that have a property of their own; what an address stands for has that.
_PROPERTIES: Mapping[str, str] = {"isbn": "ISBN", "doi": "DOI", "arxiv": "ARXIV", "pmid": "PMID"}
_NO_ADDRESS = ("isbn", "doi")


def identified_work(identifier: Identifier) -> ImportedWork:
    """The work, called as its identifier; its kind is what mostly has such a one."""
    return ImportedWork(
        title=str(identifier),
        kind=_KINDS.get(identifier.scheme) or kind_of_address(identifier.link),
        identifiers=identifying_pairs(identifier),
    )


def identifying_pairs(identifier: Identifier) -> tuple[Pair, ...]:
    """The properties that hold an identifier: its own, and its address where DOIs have none."""
    scheme = identifier.scheme
    own = ((_PROPERTIES[scheme], identifier.value),) if scheme in _PROPERTIES else ()
    return own if scheme in _NO_ADDRESS else (*own, ("URL", identifier.link))
