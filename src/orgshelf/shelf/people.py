"""Lists of names as bibliographies write them, with any separator."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from orgshelf.shelf.person import (
    COMPANY,
    LEGAL_FORM,
    PARTICLES,
    SUFFIX,
    Person,
    read_name,
    small_first,
)

# Compiled when they are first needed.
_OTHERS = (
    r"(?i)(?:^|[\s,]+)(?:et\.? al\.?|(?:and )?(?:\d+ )?others|u\.\s?a\.|and colleagues"
    r"|\[(?:et al\.?|and others|u\. ?a\.)\]|\.\.\.|…)[\s,]*$"
)
#: Text beside names: years, roles and the like.
_YEAR = r"[\s,]+\(?[12][0-9]{3}\)?$"
_ROLE = (
    r"(?i)\s*[(\[](?:eds?|editors?|hrsg|hg|trans|translators?|übers|illustrators?|authors?"
    r"|narrators?|contributors?|foreword)\.?[)\]]"
)
_BY = r"(?i)^(?:(?:written|edited|ed\.|translated) )?by\s+"
_OTHER_ROLE = r"(?:trad|trans|transl|übers|illus|ill)\.\s.*|translated by\s.*"
_NOBODY = r"(?i)n/a|none|unknown|unbekannt|[-?.…\s]+"
#: Initials: ``Y.``, ``J.-P.``, ``D. E.``, ``YB``.
_INITIALS = r"(?:[^\W\d_]\.[ -]?)+|[A-Z]{1,2}"
#: Spanish and Italian for "and", before a whole name: ``y`` and one word go on with a family.
_AND = r"\s+(?-i:[ye])\s+(?=[^\W\d_][^\s,]*\s+(?!(?:and|und|et|with|y|e|[js]r\.?)\b)[^\W\d_])"
_MARK = (
    r"(?i)[{}]|;|；|、|,?\s+(?:and|und|et|with)\s+(?!al\b)|,?\s*&\s*|\s*[|·•]\s*|\s+/\s+|" + _AND
)
_OXFORD_COMMA = r"(?i),\s*(?:and\s|&)"
#: ``Moor & Sons`` as one of several names.
_FIRM = (
    r"(?:^|(?<=[,;&] )|(?<=and ))(?:[^\W\d_]+, )*"
    rf"(?:(?! (?:and|und|&) )[^,;{{}}])+{COMPANY}"
    r"(?=\s*(?:$|[,;]| (?:and|und|&) ))"
)
_SEMICOLON = "[{}]|[;；]"
_COMMA = r"[{},]"


class People(NamedTuple):
    """Named people, and whether there are others (``et al.``)."""

    persons: tuple[Person, ...]
    others: bool = False

    def __str__(self) -> str:
        """The names on one line, with ``et al.`` if there are others."""
        names = ", ".join(map(str, self.persons))
        return f"{names} et al." if names and self.others else names


NOBODY = People(())


@lru_cache(maxsize=1 << 14)  # a library's people are asked for work by work, and again
def read_people(text: str, *, families: bool = False) -> People:
    """Parse a list of names: ``Doe, Jane and Roe, Sam``, ``Ada Lovelace, Charles Babbage``.

    Names are separated by ``;``, else by ``and``, ``&`` and commas; text in braces is one name.
    With ``families`` a comma between two words separates two people, as in a headline.
    """
    line = " ".join(text.split())
    bare = re.sub(_ROLE, "", re.sub(_BY, "", re.sub(_YEAR, "", line)))
    alone = re.sub(_OTHERS, "", bare)
    named = re.sub(_FIRM, r"{\g<0>}", alone)
    listed = ";" in named or "；" in named
    mark = _SEMICOLON if listed else _MARK
    chunks = _with_rests(
        [c for c in (chunk.strip(" ,") for chunk in _split(f" {named} ", mark)) if c]
    )
    mixed = not families and not re.search(_OXFORD_COMMA, named)
    apart = listed or _are_family_first(chunks, mixed)
    lists = families or len(chunks) > 1
    names = chunks if apart else [n for chunk in chunks for n in _by_commas(chunk, lists)]
    known = [name for name in names if not re.fullmatch(f"{_NOBODY}|{_OTHER_ROLE}", name)]
    persons = tuple(person for name in known if (person := read_name(name)))
    skipped = any(re.fullmatch(r"[.…\s]+", name) for name in names)
    return People(persons, alone != bare or skipped)


def _with_rests(chunks: list[str]) -> list[str]:
    """The names, with ``Institute of Standards and Technology`` put together again."""
    found: list[str] = []
    for chunk in chunks:
        if found and " " not in chunk and re.search(r" (?:of|for) ", found[-1]):
            found[-1] += f" and {chunk}"
        else:
            found.append(chunk)
    return found


def _are_family_first(chunks: list[str], mixed: bool) -> bool:
    """Whether each of several names has a comma: ``Dayhoff, Judith`` and ``Chan, Hau``.

    If they may be ``mixed``, some can stand in the other order, as ``Doe, Jane`` and ``Sam Roe``.
    """
    names = [[part.strip() for part in _split(chunk, _COMMA)] for chunk in chunks]
    if len(names) < 2:
        return False
    if all(map(_is_family_first, names)):
        return True
    is_any = any(len(parts) > 1 for parts in names)
    return mixed and is_any and all(map(_is_one_of_mixed, names))


def _is_family_first(parts: list[str]) -> bool:
    return len(parts) == 2 or (len(parts) == 3 and any(map(_is_suffix, parts[1:])))


def _is_one_of_mixed(parts: list[str]) -> bool:
    """Whether these are the parts of one name, be it whole or begin with a family of one word."""
    if len(parts) == 1:
        return " " in parts[0]
    is_short = len(small_first(parts[0].split())[1].split()) == 1
    return is_short and _is_family_first(parts) and not _belongs_to_name(parts[1])


def _is_suffix(part: str) -> bool:
    return re.fullmatch(SUFFIX, part) is not None


def _by_commas(chunk: str, families: bool) -> Iterator[str]:
    """The names of a list with commas; a suffix and initials belong to the name before them."""
    parts = [part.strip() for part in _split(chunk, _COMMA) if part.strip()]
    if _is_one_person(parts, families):
        yield chunk
        return
    if _are_pairs(parts):
        yield from (
            f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)
        )
        return
    inverted = any(re.fullmatch(_INITIALS, part) for part in parts[1::2])
    name = ""
    for part in parts:
        if name and (_belongs_to_name(part) or (inverted and re.fullmatch(_INITIALS, part))):
            name = f"{name}, {part}"
            continue
        if name:
            yield name
        name = part
    if name:
        yield name


def _are_pairs(parts: list[str]) -> bool:
    """Whether family and given names alternate: ``Kernighan, Brian W., Ritchie, Dennis M.``."""
    families, given = parts[::2], parts[1::2]
    if len(families) < 2 or len(families) != len(given):
        return False
    is_one = all(len(small_first(family.split())[1].split()) == 1 for family in families)
    return is_one and all(_has_initials(name) for name in given)


def _belongs_to_name(part: str) -> bool:
    return _is_suffix(part) or re.fullmatch(LEGAL_FORM, part) is not None


def _is_one_person(parts: list[str], families: bool) -> bool:
    """Whether the parts are the family name, suffix and given names of one person."""
    if len(parts) == 3:
        short = len(small_first(parts[0].split())[1].split()) == 1
        suffixes = [_is_suffix(part) for part in parts[1:]]
        is_suffixed = suffixes == [False, True] and not families
        return short and (is_suffixed or (suffixes[0] and not _belongs_to_name(parts[2])))
    if len(parts) != 2 or _belongs_to_name(parts[1]):
        return False
    given = parts[1].split()
    if re.fullmatch(PARTICLES, given[-1]):
        return True
    if any(re.fullmatch(_INITIALS, word) for word in given):
        return len(small_first(parts[0].split())[1].split()) < 3 and not _has_initials(parts[0])
    if families:
        return False
    family = small_first(parts[0].split())[1].split()
    return not _has_initials(parts[0]) and (len(family) == 1 or len(given) == 1)


def _has_initials(name: str) -> bool:
    return any(re.fullmatch(_INITIALS, word) for word in name.split()) and " " in name


def _split(text: str, mark: str) -> Iterator[str]:
    """The text split at the marks outside of braces; linear."""
    depth = start = 0
    closed = text.count("{") == text.count("}")
    for match in re.finditer(mark, text):
        if match[0] in "{}":
            depth = max(0, depth + (1 if match[0] == "{" else -1)) if closed else 0
        elif depth == 0:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def families(people: Iterable[Person]) -> frozenset[str]:
    """The family names in lower case."""
    return frozenset(person.family.casefold() for person in people)
