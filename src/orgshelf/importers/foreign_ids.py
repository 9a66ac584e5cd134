"""Identifiers as other programs write them, in the form that notes have them."""

import re
from urllib.parse import unquote

from orgshelf.shelf.identifiers import has_check_digit, isbn_digits

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi: ?)?(10\.\d{3,}/\S+)", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv: ?|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/"
    r"|(?:https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.)?"
    r"((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)(?:\.pdf)?",
    re.IGNORECASE,
)


def isbn(text: str) -> str:
    """An ISBN of ten or thirteen digits whose last one is right, without hyphens; else empty."""
    digits = isbn_digits(text)
    return digits if has_check_digit(digits) else ""


def written_isbn(text: str) -> str:
    """The first ISBN of a text as it is written there, with its hyphens; else empty."""
    return next((word for word in text.replace(",", " ").split() if isbn(word)), "")


def doi(text: str) -> str:
    """A DOI without what resolves it; else empty."""
    match = _DOI.fullmatch(text.strip())
    return unquote(match[1]).rstrip(".") if match else ""


def arxiv(text: str) -> str:
    """The number of a paper on arXiv, with its version if it has one; else empty."""
    match = _ARXIV.fullmatch(text.strip())
    return match[1] if match else ""


def web(text: str) -> str:
    """An address of the web; anything else, such as a script, is none."""
    text = text.strip()
    return text if re.match(r"https?://[^\s]", text, re.IGNORECASE) else ""
