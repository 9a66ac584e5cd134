"""A person's name in its parts, as bibliographies want it."""

import re
from dataclasses import dataclass

from orgshelf.export.encodable import one_line

_SUFFIX = re.compile(r"(?:[JS]r|I{2,3}|IV)\.?", re.IGNORECASE)
_OTHERS = re.compile(r"(?:^|\s)(?:et al\.?|and others|others)$", re.IGNORECASE)
# Written large these begin the family name that they belong to.
_LARGE = re.compile("V[ao]n|Vom|De[lnr]?|Della|D[aiu]|Dos|Te[nr]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name; one that is not a person's, or has one part only, is all family.

    ``particle`` is a small ``von`` or ``de la``, ``suffix`` a ``Jr.``; ``whole`` says that the
    family is a name that must not be taken apart, such as a company's.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    whole: bool = False


def read_names(texts: tuple[str, ...]) -> tuple[tuple[Name, ...], bool]:
    """The names, and whether there are more people than they say: ``Silver et al.``."""
    lines = [one_line(text) for text in texts]
    found = (read_name(_OTHERS.sub("", line)) for line in lines)
    return tuple(name for name in found if name), any(map(_OTHERS.search, lines))


def read_name(text: str) -> Name | None:
    """Read ``Given von Family``, ``von Family, Given`` or ``{A Name As It Is}``; None if empty."""
    line = one_line(text)
    inner = one_line(line.strip("{}"))
    if line.startswith("{") and line.endswith("}"):
        return Name(inner, whole=True) if inner else None
    parts = [part for part in map(str.strip, line.split(",")) if part]
    if len(parts) > 3 or not parts:
        return Name(line, whole=True) if parts else None
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]):
        return _in_order([*parts[0].split(), parts[1]])
    if len(parts) == 1:
        return _in_order(parts[0].split())
    particle, family = _small_first(parts[0].split())
    return Name(family, parts[-1], particle, parts[1] if len(parts) == 3 else "")


def _in_order(words: list[str]) -> Name:
    """The name of words that stand as they are spoken."""
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = next((i for i, word in enumerate(words[:-1]) if _begins_family(word, i)), None)
    if start is None:
        start = len(words) - 1
    particle, family = _small_first(words[start:])
    given = " ".join(words[:start])
    if suffix and not given:
        return Name(f"{family} {suffix}", particle=particle)
    return Name(family, given, particle, suffix)


def _begins_family(word: str, place: int) -> bool:
    return word[0].islower() or (place > 0 and _LARGE.fullmatch(word) is not None)


def _small_first(words: list[str]) -> tuple[str, str]:
    """The small words that a family name begins with, and the rest, which is not empty."""
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
