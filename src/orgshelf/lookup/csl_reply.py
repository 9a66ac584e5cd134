"""What doi.org answers: one item of CSL JSON, be it from Crossref or from DataCite."""

from dataclasses import replace

from orgshelf.importers.csl_items import read_item
from orgshelf.importers.decoding import read_json
from orgshelf.importers.html_text import plain_text
from orgshelf.importers.imported import ImportedWork
from orgshelf.importers.json_values import member_of
from orgshelf.lookup.page_head import read_page
from orgshelf.lookup.reply import Reply

_WHAT = "CSL JSON"


def read_csl(reply: Reply) -> ImportedWork | None:
    """The work; of a registrar that has no CSL, what the page says that the DOI leads to.

    Raises:
        ImportFormatError: it is neither.
    """
    if "html" in reply.kind:
        return read_page(reply)
    item = member_of(read_json(reply.data, _WHAT))
    if not item:
        return None
    work = read_item(item)
    own = tuple(pair for pair in work.identifiers if pair[0] in ("ISBN", "ISSN"))
    return replace(work, title=plain_text(work.title), identifiers=own, tags=(), text="")
