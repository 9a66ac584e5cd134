"""Small files merged in memory."""

from merge.facts import document
from orgshelf.merge.three_way import Labels, Merged, merge_documents
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines


def merge(base: bytes | None, ours: bytes, theirs: bytes) -> Merged:
    """Merge the bytes of files; without a base where that is None."""
    over = None if base is None else document(base)
    return merge_documents(over, document(ours), document(theirs), _read, Labels())


def _read(lines: Lines) -> Document:
    return document(lines.to_bytes())


def merge_text(base: str | None, ours: str, theirs: str) -> str:
    """The same for texts."""
    over = None if base is None else base.encode()
    return merge(over, ours.encode(), theirs.encode()).data.decode()
