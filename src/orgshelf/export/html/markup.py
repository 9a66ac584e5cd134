"""Org's markup as HTML that the templates take as it is."""

from markupsafe import Markup

from orgshelf.export.simple_html import simple_html


def rendered(text: str) -> Markup:
    """A line without links as safe HTML."""
    return Markup(simple_html(text))
