"""More values of the configuration: one of several names, and a part of a whole."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgshelf.store.config import KeyChoice

_KEYS = "vi or emacs, or acts with a key each"


def share(value: object) -> float:
    """A part of a whole that neither none nor all is."""
    if not isinstance(value, float) or not 0.5 <= value <= 0.99:
        raise ValueError("a number from 0.5 to 0.99")
    return value


def one_of(*names: str) -> Callable[[object], str]:
    """Reads one of some names."""

    def read(value: object) -> str:
        if value not in names:
            raise ValueError(f"{', '.join(names[:-1])} or {names[-1]}")
        return str(value)

    return read


def keys(value: object) -> "KeyChoice":
    """The keys of ``browse``; whether there are such acts is known where they are."""
    from orgshelf.store.config import KeyChoice

    if not isinstance(value, str | dict):
        raise ValueError(_KEYS)
    named = {"style": value} if isinstance(value, str) else {"style": "vi", **value}
    texts = all(isinstance(part, str) and part for pair in named.items() for part in pair)
    if not texts or named["style"] not in ("vi", "emacs"):
        raise ValueError(_KEYS)
    return KeyChoice(named.pop("style"), named)
