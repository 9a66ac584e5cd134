"""More values of the configuration: one of several names, and a part of a whole."""

from collections.abc import Callable


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
