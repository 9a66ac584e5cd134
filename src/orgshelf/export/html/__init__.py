"""The progress report as an HTML page in one file, which loads nothing and works offline.

Texts from the notes are escaped by the templates. The Content-Security-Policy allows only the
page's own style and scripts, by their digests, so that an escaping mistake would do no harm.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from orgshelf.export.html import phrases
from orgshelf.export.html.view import rows_as_json, view
from orgshelf.export.report import Report
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import standing


def render(report: Report) -> str:
    """The page; ends in one line end."""
    return page(report)


@dataclass(frozen=True, slots=True)
class Live:
    """The extra parts of a served page: its ``script``, and the names and paths of other pages.

    ``version`` identifies the state of the notes that it was made from.
    """

    script: Markup
    places: Sequence[tuple[str, str]]
    version: str


def page(report: Report, live: Live | None = None) -> str:
    """The page; a live one reloads itself and links to the others."""
    shown = view(report)
    style = styles("style.css")
    scripts = [own("page.js"), *([live.script] if live else [])]
    template = environment().get_template("page.html")
    made = template.render(
        v=shown,
        total=shown.numbers.total,
        live=live,
        style=style,
        scripts=scripts,
        policy=policy([style], scripts, live=live is not None),
        rows=Markup(rows_as_json(shown)) if shown.large else None,
    )
    return made.rstrip("\n") + "\n"


def policy(styles: Sequence[str], scripts: Sequence[str], *, live: bool) -> str:
    """The Content-Security-Policy of a page: nothing but these styles and scripts.

    A live page may also connect to its own server, by its script and its forms.
    """
    target = "'self'" if live else "'none'"
    parts = (
        "default-src 'none'",
        f"style-src {_digests(styles)}",
        f"script-src {_digests(scripts)}",
        "img-src data:",
        *((f"connect-src {target}",) if live else ()),
        "base-uri 'none'",
        f"form-action {target}",
    )
    return "; ".join(parts)


def _digests(texts: Sequence[str]) -> str:
    digests = (sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


@cache
def environment() -> Environment:
    """The environment of the templates."""
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


def styles(*names: str) -> Markup:
    """Style sheets, after the palette of all pages."""
    return Markup("").join(map(own, ("palette.css", *names)))


def own(name: str) -> Markup:
    """A static file of the page."""
    loader = environment().loader
    assert loader is not None
    return Markup(loader.get_source(environment(), name)[0])
