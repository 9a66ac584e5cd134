"""The live page as a whole: which page is at which path, and what becomes of a form."""

import secrets
import shlex
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from orgshelf.actions import history
from orgshelf.actions.transaction import Change
from orgshelf.actions.use_cases import Request
from orgshelf.digest import sha1_hex
from orgshelf.errors import MovedAwayError, NothingToUndoError, OrgshelfError
from orgshelf.export import html
from orgshelf.export.html.phrases import day_words, plain
from orgshelf.serve.desk import Desk
from orgshelf.serve.exchange import Asked, Reply
from orgshelf.serve.listed import path_of
from orgshelf.serve.live_pages import Page, page_at
from orgshelf.serve.named import Named, find_named
from orgshelf.serve.verbs import BY_NAME, Verb
from orgshelf.shelf.entries import Entry
from orgshelf.store.watch import index_state

T = TypeVar("T")

#: The other places, by their names.
PLACES: Sequence[tuple[str, str]] = (
    *(("Shelf", "/"), ("Agenda", "/agenda"), ("Review", "/review")),
    *(("Search", "/search"), ("Report", "/report")),
)
_REPORT, _PROBLEM = "/report", "problem.html"
_NOTHING_TYPED: Mapping[str, str] = MappingProxyType({"verb": ""})
_PAGES = 30  # that are kept as they were shown
_REMEMBERED = 500  # forms that were sent, and what was said of them
_STATUS: Mapping[int, HTTPStatus] = {2: HTTPStatus.BAD_REQUEST, 3: HTTPStatus.NOT_FOUND}


class Said(NamedTuple):
    """What a form came to: a sentence, and the number by which it is taken back."""

    text: str
    undo: int | None = None
    failed: bool = False


@dataclass(slots=True)
class Site:
    """Answers every request; called by one thread only.

    ``token`` is in each form. A form that is sent a second time changes nothing: each page has
    a number of its own in its forms, and what came of a form is remembered.
    """

    token: str
    _sent: "OrderedDict[str, str]" = field(default_factory=OrderedDict)
    _said: "OrderedDict[str, Said]" = field(default_factory=OrderedDict)
    _kept: "OrderedDict[str, tuple[object, Any]]" = field(default_factory=OrderedDict)

    def answer(self, desk: Desk, asked: Asked) -> Reply:
        """A page, or what comes of a form."""
        if asked.fields is not None:
            return self._act(desk, asked, asked.fields)
        return self._page(desk, asked, self._said.pop(asked.words.get("said", ""), None))

    def _page(
        self,
        desk: Desk,
        asked: Asked,
        said: Said | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        typed: Mapping[str, str] = _NOTHING_TYPED,
    ) -> Reply:
        """A page; where it cannot be made, what is wrong in its place."""
        if asked.path == _REPORT:
            return Reply(status, self._once(desk, asked, lambda: _report(desk)))
        page = page_at(asked.path)
        if page is None:
            return Reply(HTTPStatus.NOT_FOUND)
        asked = replace(asked, words={n: word for n, word in asked.words.items() if n != "said"})
        template = page.template
        try:
            shown = self._shown(desk, page, asked)
        except OrgshelfError as error:
            status = _STATUS.get(error.exit_code, HTTPStatus.CONFLICT)
            template, shown, said = _PROBLEM, {}, said or Said(str(error), failed=True)
        framed = {"page": page, "path": asked.path, "back": _address(asked)}
        made = self._made(desk, template, {**shown, **framed, "said": said, "typed": typed})
        return Reply(status, made)

    def _shown(self, desk: Desk, page: Page, asked: Asked) -> Mapping[str, Any]:
        """What a page shows."""
        if not page.keeps:
            return page.show(desk, asked.words)
        return self._once(desk, asked, lambda: page.show(desk, asked.words))

    def _once(self, desk: Desk, asked: Asked, make: Callable[[], T]) -> T:
        """What was made for the same request, where nothing has changed since."""
        state = (desk.today, desk.version, index_state(desk.library))
        name = repr((asked.path, sorted(asked.words.items())))
        if (kept := self._kept.get(name)) is None or kept[0] != state:
            kept = state, make()
            _keep(self._kept, name, kept, _PAGES)
        made: T = kept[1]
        return made

    def _made(self, desk: Desk, template: str, shown: Mapping[str, Any]) -> str:
        """The text of a page, with what all pages have."""
        style, script = html.styles("style.css") + _own("live.css"), _script()
        made = _environment().get_template(template)
        text = made.render(
            shown,
            places=PLACES,
            verbs=BY_NAME,
            kinds_known=desk.library.config.kinds.names,
            notes=plain(desk.notes),
            today=desk.today,
            version=desk.version,
            token=self.token,
            once=secrets.token_hex(8),
            live=True,
            style=style,
            script=script,
            policy=html.policy([style], [script], live=True),
        )
        return text.rstrip("\n") + "\n"

    def _act(self, desk: Desk, asked: Asked, fields: Mapping[str, str]) -> Reply:
        """Do what a form asks for, and lead back to where it was."""
        verb = BY_NAME.get(asked.path.removeprefix("/"))
        if verb is None:
            return Reply(HTTPStatus.NOT_FOUND)
        key = sha1_hex(repr(sorted(fields.items())).encode("utf-8", "surrogatepass"))
        if key not in self._sent:
            back = Asked.of(fields.get("back", "")) or Asked("/")
            try:
                said, place = _done(desk, verb, fields, back)
            except OrgshelfError as error:
                status = _STATUS.get(error.exit_code, HTTPStatus.CONFLICT)
                failed = Said(str(error), failed=True)
                return self._page(desk, back, failed, status, {**fields, "verb": verb.name})
            _keep(self._sent, key, self._address(place, said))
        return Reply(HTTPStatus.SEE_OTHER, location=self._sent[key])

    def _address(self, place: Asked, said: Said) -> str:
        """The address of a page that says something, once."""
        name = secrets.token_hex(8)
        _keep(self._said, name, said)
        return _address(replace(place, words={**place.words, "said": name}))


def _keep(kept: "OrderedDict[str, T]", name: str, what: T, most: int = _REMEMBERED) -> None:
    """Remember the newest of them."""
    kept[name] = what
    kept.move_to_end(name)
    while len(kept) > most:
        kept.popitem(last=False)


def _done(desk: Desk, verb: Verb, fields: Mapping[str, str], back: Asked) -> tuple[Said, Asked]:
    """Carry a verb out, as its command does: what is to be said, and on which page."""
    library, named = desk.library, Named.sent(fields)
    targets = [_shown_one(desk, named)] if verb.of_heading else []
    request = Request(library, library.load_full(targets), fields)
    words = verb.use_case.words([library.short_ids[target.id] for target in targets], request)
    changes = desk.commit(verb.use_case.plan(request), shlex.join(words))
    lines = [line for change in changes for line in change.told]
    if targets and path_of(named.id).startswith(back.path) and back.path != "/":
        back = replace(back, path=path_of(targets[0].id))  # which may have moved
    return Said(plain(" ".join(lines)), _number(desk, changes)), back


def _shown_one(desk: Desk, named: Named) -> Entry:
    """The heading that is meant, if the pages show it.

    Raises:
        MovedAwayError: they do not, or it cannot be told which one it is.
    """
    found = find_named(desk.library, named)
    if not desk.visible([found]):
        raise MovedAwayError(named.title or named.id)
    return found


def _number(desk: Desk, changes: Sequence[Change]) -> int | None:
    """By which number the changes are taken back; None where nothing was changed."""
    if not any(change.writes for change in changes) or changes[0].undoes is not None:
        return None
    with suppress(NothingToUndoError):
        return history.find(desk.library, None).number
    return None


def _address(asked: Asked) -> str:
    """The address of a page."""
    words = urlencode(asked.words)
    return quote(asked.path) + (f"?{words}" if words else "")


@cache
def _environment() -> Environment:
    """The templates here, and those of the report."""
    base = html.environment()
    assert base.loader is not None
    made = base.overlay(loader=ChoiceLoader([PackageLoader("orgshelf.serve"), base.loader]))
    made.filters = {**base.filters, "weekday": _weekday}
    return made


def _weekday(day: date) -> str:
    """``Monday, 23 November 2026``."""
    return f"{day:%A}, {day_words(day)}"


def _own(name: str) -> Markup:
    loader = _environment().loader
    assert loader is not None
    return Markup(loader.get_source(_environment(), name)[0])


def _report(desk: Desk) -> str:
    """The page of the report, which leads to the others."""
    return html.page(desk.report(), html.Live(_script(), PLACES, desk.version))


def _script() -> Markup:
    return _own("live.js")
