"""A year in works as a picture to share: nothing is in it but titles, names and numbers."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from orgshelf.errors import MissingExtraError
from orgshelf.export.encodable import one_line
from orgshelf.progress.year_review import YearReview
from orgshelf.progress.year_words import facts, figures, months
from orgshelf.text import width

_WIDTH, _HEIGHT, _LEFT = 1200, 630, 72
_INK, _DIM, _PAPER, _GREEN, _TRACK = "#23201b", "#655f55", "#fbf9f5", "#17695a", "#ece7dd"
_FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif"
_MOST_FACTS, _MOST_LETTERS = 4, 62
_BARS_TOP, _BARS_HEIGHT, _BAR_WIDTH, _BAR_STEP = 482, 88, 56, 88


def svg(review: YearReview) -> str:
    """The card as SVG, 1200 by 630 as social media show pictures."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="{_FONT}" role="img"'
        f' aria-label="{review.year} in works">\n'
    )
    return head + "".join(f"{line}\n" for line in _parts(review)) + "</svg>\n"


def png(review: YearReview) -> bytes:
    """The same as PNG.

    Raises:
        MissingExtraError: CairoSVG or the library below it is not installed.
    """
    try:
        from cairosvg import svg2png
    except (ImportError, OSError) as error:
        raise MissingExtraError("png", "png") from error
    made: bytes = svg2png(bytestring=svg(review).encode())
    return made


def _parts(review: YearReview) -> Iterator[str]:
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>'
    yield f'<rect width="{_WIDTH}" height="10" fill="{_GREEN}"/>'
    yield _text(_LEFT, 96, f"{review.year} in works", 52, weight=700)
    for place, figure in enumerate(figures(review)):
        left = _LEFT + place * 272
        yield _text(left, 198, figure.number, 68, _GREEN, 700)
        yield _text(left, 236, figure.words, 25, _DIM)
    for place, (name, words) in enumerate(list(facts(review))[:_MOST_FACTS]):
        yield _text(_LEFT, 296 + place * 39, name, 23, _DIM)
        yield _text(_LEFT + 160, 296 + place * 39, _cut(words), 23)
    yield from _months(review)


def _months(review: YearReview) -> Iterator[str]:
    """A bar for each month, on a grey track."""
    most = max(*review.months, 1)
    for place, (name, number) in enumerate(months(review)):
        left = _LEFT + place * _BAR_STEP
        high = round(_BARS_HEIGHT * number / most)
        bottom = _BARS_TOP + _BARS_HEIGHT
        yield _bar(left, _BARS_TOP, _BARS_HEIGHT, _TRACK)
        yield _bar(left, bottom - high, high, _GREEN)
        middle = left + _BAR_WIDTH // 2
        yield _text(middle, bottom + 30, name[:3], 19, _DIM, anchor="middle")
        if number:
            yield _text(middle, _BARS_TOP - 10, str(number), 19, anchor="middle")


def _bar(left: int, top: int, high: int, colour: str) -> str:
    return (
        f'<rect x="{left}" y="{top}" width="{_BAR_WIDTH}" height="{high}" rx="4" fill="{colour}"/>'
    )


def _text(
    left: int,
    base: int,
    words: str,
    size: int,
    colour: str = _INK,
    weight: int = 400,
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{left}" y="{base}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
        f' text-anchor="{anchor}">{escape(one_line(words))}</text>'
    )


def _cut(words: str) -> str:
    """As many of the letters as there is room for."""
    if width(words) <= _MOST_LETTERS:
        return words
    cut = words
    while width(cut) >= _MOST_LETTERS:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"
