"""The texts of a year in works, for the terminal, the page and the card."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.progress.year_review import FinishedWork, YearReview
from orgshelf.shelf.property_values import star_signs
from orgshelf.text import plural

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_MOST = 5
_HOUR = 60


class Figure(NamedTuple):
    """A number and its caption."""

    number: str
    words: str


def figures(review: YearReview) -> Iterator[Figure]:
    """The numbers that are not zero, the works first."""
    works = len(review.works)
    yield Figure(str(works), "work finished" if works == 1 else "works finished")
    if review.pages:
        yield Figure(f"{review.pages:,}", "pages read")
    elif review.pages_of_works:
        yield Figure(f"{review.pages_of_works:,}", "pages in them")
    if review.minutes >= _HOUR:
        yield Figure(f"{review.minutes // _HOUR:,}", "hours clocked")
    if review.streak > 1:
        yield Figure(str(review.streak), "days in a row")


def facts(review: YearReview) -> Iterator[tuple[str, str]]:
    """Highlights as (name, text)."""
    authors = [pair for pair in review.authors if pair[1] > 1]
    texts = {
        "Longest": _longest(review.longest),
        "Fastest": _fastest(review.fastest),
        "Best rated": _titles(review.best),
        "Authors": _counts(authors),
        "By kind": _counts(review.kinds) if len(review.kinds) > 1 else "",
        "By tag": _counts(review.tags),
        "Best month": _best_month(review),
        "Given up": plural(review.given_up, "work") if review.given_up else "",
        "Besides": _besides(review) if review.items > len(review.works) else "",
    }
    return ((name, words) for name, words in texts.items() if words)


def months(review: YearReview) -> Sequence[tuple[str, int]]:
    """The name of each month and the number of works finished in it."""
    return list(zip(_MONTHS, review.months, strict=True))


def rating(work: FinishedWork) -> str:
    """A rating in stars; "" without one."""
    return star_signs(work.rating or 0)


def _longest(work: FinishedWork | None) -> str:
    return f"{work.title}, {work.pages or 0:,} pages" if work else ""


def _fastest(work: FinishedWork | None) -> str:
    return f"{work.title}, in {plural(work.days or 0, 'day')}" if work else ""


def _titles(works: Sequence[FinishedWork]) -> str:
    """The titles of the first works, with the rating in stars."""
    more = f" and {len(works) - 3} more" if len(works) > 3 else ""
    stars = f" {rating(works[0])}" if works else ""
    return "; ".join(work.title for work in works[:3]) + more + stars


def _counts(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts[:_MOST])


def _best_month(review: YearReview) -> str:
    """None where each had as few as any other."""
    name, number = max(months(review), key=lambda month: month[1])
    return f"{name}, {number} works" if number > 1 else ""


def _besides(review: YearReview) -> str:
    repeats = f", {plural(review.repeats, 'repeat')}" if review.repeats else ""
    return f"{plural(review.items, 'item')} done{repeats}, on {plural(review.days, 'day')}"
