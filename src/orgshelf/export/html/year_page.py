"""A year in works as one page to share, which loads nothing."""

from markupsafe import Markup

from orgshelf.export.html import environment, policy, styles
from orgshelf.export.year_card import svg
from orgshelf.progress.year_review import YearReview
from orgshelf.progress.year_words import facts, figures, months, rating


def page(review: YearReview) -> str:
    """The page: the numbers, what stands out, the months and the works."""
    style = styles("year.css")
    made = (
        environment()
        .get_template("year.html")
        .render(
            review=review,
            figures=list(figures(review)),
            facts=list(facts(review)),
            months=months(review)[: review.until.month],
            most=max(*review.months, 1),
            rating=rating,
            card=Markup(svg(review)),
            style=style,
            policy=policy([style], [], live=False),
        )
    )
    return made.rstrip("\n") + "\n"
