"""Words of the page: the notes' own made harmless, and numbers said aloud."""

from datetime import date

from markupsafe import Markup

from orgshelf.export.encodable import one_line
from orgshelf.export.simple_html import simple_html
from orgshelf.model import Link
from orgshelf.org.syntax.links import display_links
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import Forecast


def plain(text: str) -> str:
    """Text on one line, without what could turn the text around it about."""
    return one_line(text)


def address(link: Link) -> Link:
    """A link that is safe to click, in letters that are safe to show."""
    return Link(plain(link.target), link.description and plain(link.description))


def host(target: str) -> str:
    """Where a link leads, in few words: its host, or what follows ``mailto:``."""
    place = target.partition(":")[2].removeprefix("//")
    return plain(place.partition("/")[0])


def day_words(day: date) -> str:
    """``23 November 2026``."""
    return f"{day.day} {day:%B} {day.year}"


def span_words(forecast: Forecast) -> str:
    """A forecast for a place that says already what it goes by."""
    return in_words(forecast).removeprefix("at this pace: ")


def hours_words(minutes: int) -> str:
    """``12 h 30``, ``45 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest:02}" if rest else f"{hours:,} h"


def month_words(day: date) -> str:
    """``November 2026``."""
    return f"{day:%B} {day.year}"


def share(part: float, whole: int) -> str:
    """A part in percent of the whole for the width of a bar: from 0 to 100."""
    return f"{min(max(100 * part / whole, 0), 100) if whole else 0:.4g}"


def paragraphs(text: str) -> list[Markup]:
    """A quote's paragraphs, the lines of each put together."""
    blocks = text.strip("\n").split("\n\n")
    shown = (plain(display_links(block)) for block in blocks if block.strip())
    return [rendered(block) for block in shown]


def rendered(text: str) -> Markup:
    """A line without links as safe HTML."""
    return Markup(simple_html(text))
