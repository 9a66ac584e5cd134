"""Filters of the templates: safe text, dates, durations and percentages."""

from datetime import date

from markupsafe import Markup

from orgshelf.export.encodable import one_line
from orgshelf.export.simple_html import simple_html
from orgshelf.model import Link
from orgshelf.org.syntax.links import display_links
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import Forecast


def plain(text: str) -> str:
    """Text on one line, without control characters."""
    return one_line(text)


def address(link: Link) -> Link:
    """A safe link with printable text."""
    return Link(plain(link.target), link.description and plain(link.description))


def host(target: str) -> str:
    """The host of an address, or the part after ``mailto:``."""
    place = target.partition(":")[2].removeprefix("//")
    return plain(place.partition("/")[0])


def day_words(day: date) -> str:
    """A date as ``23 November 2026``."""
    return f"{day.day} {day:%B} {day.year}"


def span_words(forecast: Forecast) -> str:
    """A forecast without the words ``at this pace``."""
    return in_words(forecast).removeprefix("at this pace: ")


def hours_words(minutes: int) -> str:
    """Minutes as ``12 h 30`` or ``45 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest:02}" if rest else f"{hours:,} h"


def month_words(day: date) -> str:
    """A month as ``November 2026``."""
    return f"{day:%B} {day.year}"


def share(part: float, whole: int) -> str:
    """A part in percent of the whole, from 0 to 100, for the width of a bar."""
    return f"{min(max(100 * part / whole, 0), 100) if whole else 0:.4g}"


def paragraphs(text: str) -> list[Markup]:
    """The paragraphs of a quote as HTML, each with its lines joined."""
    blocks = text.strip("\n").split("\n\n")
    shown = (plain(display_links(block)) for block in blocks if block.strip())
    return [rendered(block) for block in shown]


def rendered(text: str) -> Markup:
    """A line without links as safe HTML."""
    return Markup(simple_html(text))
