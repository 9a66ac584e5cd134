"""Showing the quotes and notes of the day, one after the other where somebody is there."""

from collections.abc import Mapping, Sequence

from orgshelf.actions import highlights
from orgshelf.cli.app import App
from orgshelf.cli.listing import report
from orgshelf.cli.one_key import LEAVE, Keyboard, can_ask_in_place, keyboard
from orgshelf.cli.output import info, output
from orgshelf.review.daily import Highlight, Wish
from orgshelf.terminal import daily_list

_KEYS: Mapping[str, Wish] = {
    **dict.fromkeys("\r\n k", Wish.KEEP),
    **dict.fromkeys("+m", Wish.MORE),
    **dict.fromkeys("-l", Wish.LESS),
    **dict.fromkeys("nx", Wish.NEVER),
}
_PROMPT = "[Enter] keep  [m]ore often  [l]ess often  [n]ever  [q]uit"


def show(app: App, shown: Sequence[Highlight], format_: str | None) -> None:
    """Print them, or show each and ask how often it is wanted."""
    if format_ is None and can_ask_in_place() and shown:
        with keyboard() as keys:
            _ask(app, keys, shown)
        return

    def as_json(_: str) -> list[bytes]:
        from orgshelf.export import review_json

        return [review_json.daily(report(app, (), listing=True), shown).encode()]

    output(
        app.color,
        format_ or "plain",
        plain=lambda: daily_list.plain(shown),
        table=list,
        data=as_json,
    )
    if not shown and format_ is None:
        info("There is neither a quote nor a note here that is wanted.")


def _ask(app: App, keys: Keyboard, shown: Sequence[Highlight]) -> None:
    for number, highlight in enumerate(shown, 1):
        _show_one(app, number, highlight)
        key = keys.wait(_PROMPT, (*_KEYS, LEAVE))
        if key == LEAVE:
            return
        if _KEYS[key] is not highlights.wish_of(app.library, highlight):
            highlights.wish_for_one(app.library, highlight, _KEYS[key])
            info(f"{_KEYS[key]}.")


def _show_one(app: App, number: int, highlight: Highlight) -> None:
    output(
        app.color,
        None,
        plain=lambda: daily_list.plain([highlight], number),
        table=lambda: [daily_list.styled(number, highlight)],
    )
