"""Identifiers as other programs write them, in the form that notes have them; empty for none."""

import re

from orgshelf.shelf.identifiers import has_check_digit, isbn_digits, parse_arxiv, parse_doi


def isbn(text: str) -> str:
    """An ISBN of ten or thirteen digits whose last one is right, without hyphens; else empty."""
    digits = isbn_digits(text)
    return digits if has_check_digit(digits) else ""


def written_isbn(text: str) -> str:
    """The first ISBN of a text as it is written there, with its hyphens; else empty."""
    return next((word for word in text.replace(",", " ").split() if isbn(word)), "")


def doi(text: str) -> str:
    """A DOI without what resolves it; else empty."""
    return parse_doi(text.strip().rstrip(".")) or ""


def arxiv(text: str) -> str:
    """The number of a paper on arXiv, with its version if it has one; else empty."""
    return parse_arxiv(text) or ""


def web(text: str) -> str:
    """An address of the web; anything else, such as a script, is none."""
    text = text.strip()
    return text if re.match(r"https?://[^\s]", text, re.IGNORECASE) else ""
