"""Which key does what: as vi or Emacs has it, or as the configuration says."""

from collections.abc import Iterable, Mapping

from orgshelf.errors import UsageError
from orgshelf.tui.act_table import ACTS, BY_NAME
from orgshelf.tui.acts import Act

#: What a key is called on the screen.
_NAMES = {
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "backspace": "Backspace",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "shift": "Shift",
    "ctrl": "Ctrl",
    "alt": "Alt",
}

#: What is held down with another key.
_WITH = frozenset(("ctrl", "alt", "shift"))

Keys = Mapping[str, tuple[str, ...]]


def keys_of(style: str, renamed: Mapping[str, str]) -> Keys:
    """The keys of each act by its name, for ``vi`` or ``emacs``, some of them renamed.

    Raises:
        UsageError: there is no such act, or a key would do two things in one view.
    """
    for name in renamed:
        if name not in BY_NAME:
            raise UsageError(f"keys: there is no act {name!r}; use one of {', '.join(BY_NAME)}.")
    for key in renamed.values():
        *before, last = _parts(key)
        if not {*before} <= _WITH or (len(last) > 1 and last not in _NAMES.keys() - _WITH):
            raise UsageError(f"keys: there is no key {key!r}: write it like x, ctrl+r or pagedown.")
    found = {act.name: _keys(act, style, renamed) for act in ACTS}
    _check(found, renamed)
    return found


def _keys(act: Act, style: str, renamed: Mapping[str, str]) -> tuple[str, ...]:
    if act.name in renamed:
        return (renamed[act.name],)
    keys = act.vi if style == "vi" or act.emacs is None else act.emacs
    return tuple(keys.split())


def _check(keys: Keys, renamed: Mapping[str, str]) -> None:
    for name in renamed:
        act = BY_NAME[name]
        for other in ACTS:
            shared = {*keys[name]} & {*keys[other.name]}
            if other.name != name and shared and act.views & other.views:
                key = spelled(shared.pop())
                raise UsageError(
                    f"keys: {key} would be both {name} and {other.name}: give one another key."
                )


def act_of(keys: Keys, key: str, acts: Iterable[Act]) -> Act | None:
    """The act of a key among some."""
    return next((act for act in acts if key in keys[act.name]), None)


def _parts(key: str) -> list[str]:
    """``ctrl+r`` as its parts; the last one may be ``+`` itself."""
    return [*filter(None, key[:-1].split("+")), "+"] if key.endswith("+") else key.split("+")


def spelled(key: str) -> str:
    """A key as it is written on the screen: ``Ctrl-F``, ``Tab``, ``j``."""
    if len(key) == 1:
        return key
    *before, last = _parts(key)
    return "-".join((*(_NAMES[part] for part in before), _NAMES.get(last, last.upper())))
