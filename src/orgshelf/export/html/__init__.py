"""The progress report as a page to look at: one file that loads nothing and works from the disk.

What the notes say is escaped by the templates. The page's policy allows its own style and
scripts by their digests and nothing else, so that a mistake there would still do no harm.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from orgshelf.export.html import phrases
from orgshelf.export.html.long_lists import rows_as_json
from orgshelf.export.html.view import view
from orgshelf.export.report import Report
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import standing


def render(report: Report) -> str:
    """The page; ends in one line end."""
    return page(report)


def page(report: Report, token: str | None = None) -> str:
    """The page; with a token it is the live one, which marks items done and loads itself anew."""
    shown = view(report)
    style = own("style.css")
    scripts = [own(name) for name in ("page.js", *(("live.js",) if token else ()))]
    template = environment().get_template("page.html")
    made = template.render(
        v=shown,
        total=shown.numbers.total,
        token=token,
        style=style,
        scripts=scripts,
        policy=policy([style], scripts, live=token is not None),
        rows=Markup(rows_as_json(shown)) if shown.large else None,
    )
    return made.rstrip("\n") + "\n"


def policy(styles: Sequence[str], scripts: Sequence[str], *, live: bool) -> str:
    """The Content-Security-Policy of a page: nothing but these styles and scripts.

    A live page also talks to where it came from.
    """
    parts = (
        "default-src 'none'",
        f"style-src {_digests(styles)}",
        f"script-src {_digests(scripts)}",
        "img-src data:",
        *(("connect-src 'self'",) if live else ()),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _digests(texts: Sequence[str]) -> str:
    digests = (sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


@cache
def environment() -> Environment:
    """What the templates are made with."""
    environment = Environment(
        loader=PackageLoader("orgshelf.export.html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        optimized=False,
    )
    environment.filters |= {
        "plain": phrases.plain,
        "host": phrases.host,
        "day": phrases.day_words,
        "month": phrases.month_words,
        "short_month": lambda day: f"{day:%b}",
        "forecast": in_words,
        "pace": phrases.span_words,
        "goal": standing,
        "share": phrases.share,
        "paragraphs": phrases.paragraphs,
    }
    return environment


def own(name: str) -> Markup:
    """One of the page's own files, which are no templates."""
    loader = environment().loader
    assert loader is not None
    return Markup(loader.get_source(environment(), name)[0])
