"""People as bibliographies name them: read from BibTeX's forms and from natural ones."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

# These are compiled when they are first needed: most names are plain, and it takes longer than
# to read a small shelf.
_SUFFIX = r"(?i)(?:[JS]r\.?|I{2,3}|IV|V|VI{1,3}|Esq\.?|Ph\.?D\.?|M\.?D\.?)"
_LEGAL_FORM = r"(?i)(?:Inc|Ltd|LLC|LLP|PLC|GmbH|AG|Corp|Co|S\.?A|N\.?V|B\.?V)\.?"
_OTHERS = (
    r"(?i)(?:^|[\s,]+)(?:et\.? al\.?|(?:and )?(?:\d+ )?others|u\.\s?a\.|and colleagues"
    r"|\[(?:et al\.?|and others|u\. ?a\.)\]|\.\.\.|…)[\s,]*$"
)
#: What is said of people besides their names.
_YEAR = r"[\s,]+\(?[12][0-9]{3}\)?$"
_ROLE = (
    r"(?i)\s*[(\[](?:eds?|editors?|hrsg|hg|trans|translators?|übers|illustrators?|authors?"
    r"|narrators?|contributors?|foreword)\.?[)\]]"
)
_BY = r"(?i)^(?:(?:written|edited|ed\.|translated) )?by\s+"
_OTHER_ROLE = r"(?:trad|trans|transl|übers|illus|ill)\.\s.*|translated by\s.*"
_HONORIFIC = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|PD|Dipl\.-\w+|Dr\.? h\.? ?c)\.?\s+)+(?=\S)"
_NOBODY = r"(?i)n/a|none|unknown|unbekannt|[-?.…\s]+"
#: ``Y.``, ``J.-P.``, ``D. E.``, ``YB``: given names of which only the initials are told.
_INITIALS = r"(?:[^\W\d_]\.[ -]?)+|[A-Z]{1,2}"
#: Written large these begin the family name that they belong to.
_LARGE = "V[ao]n|Vom|De[lnr]?|Della|D[aiu]|Dos|Te[nr]|L[ae]"
#: With these first a name is all family; ``y`` joins two families.
_PATRONYMIC = "Ibn|Abu|Abū"
_BETWEEN_FAMILIES = "y"
#: ``Doe JA`` and ``Doe J.``, as medical journals and Russian ones have it. Nobody is called so:
_FAMILY_AND_INITIALS = (
    r"(?P<family>\S*[^\W\d_]{2}\S*(?: \S*[^\W\d_]{2}\S*){0,3}) (?P<given>%s)(?: (?P<suffix>%s))?"
)
_GIVEN = r"[A-Z](?:-?[A-Z]){0,2}|(?:[^\W\d_]\.[ -]?){1,4}"
_NO_INITIALS = r".* (?:X|AI|EU|UK|US|USA|UN|TV|IT|II|III|IV|VI)"
#: Small words that family names begin with; any other small word makes no person's name.
PARTICLES = (
    "af|al|av|bint?|da|das|d'|de[ilmnrs]?|della|di|dos?|du|el?|ibn|la|las|le|los|op|'t|te[nr]"
    "|und|vande[nr]?|van|vom|von|y|zum?|zur"
)
_ORGANISATION = (
    r"\b(?:of|for|the|University|Universität|Université|Institute?|Foundation|Society|Group"
    r"|Association|Team|Committee|Consortium|Corporation|Company|Council|Collaboration"
    r"|Organi[sz]ation|Project|Press|Contributors|Inc|Ltd|LLC|GmbH|Nations|Commission|Agency"
    r"|Bank|Ministry|Department|Bureau|Cent(?:er|re)|College|Academy|Laborator(?:y|ies)|Labs"
    r"|Union|Federation|Alliance|Authority|Staff|Community|Verlag|Verein|Gesellschaft)\b"
)
_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff々・ ]+"
_MARK = r"(?i)[{}]|;|；|、|,?\s+(?:and|und|et|with)\s+(?!al\b)|,?\s*&\s*|\s*[|·•]\s*|\s+/\s+"
_SEMICOLON = "[{}]|[;；]"
_COMMA = r"[{},]"


class Person(NamedTuple):
    """A name in its parts; one that is not a person's, or has one part only, is all family.

    ``particle`` is a small ``von`` or ``de la``, ``suffix`` a ``Jr.``; ``whole`` says that the
    family is a name that must not be taken apart, such as a company's.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    whole: bool = False

    def __str__(self) -> str:
        """The name as it is spoken; Chinese, Japanese and Korean ones begin with the family."""
        parts = [self.given, self.particle, self.family, self.suffix]
        if self.given and _is_cjk(self.family):
            parts = [self.family, self.given]
        return " ".join(part for part in parts if part)


class People(NamedTuple):
    """The people who are named, and whether there are others (``et al.``)."""

    persons: tuple[Person, ...]
    others: bool = False

    def __str__(self) -> str:
        """All in one line."""
        names = ", ".join(map(str, self.persons))
        return f"{names} et al." if names and self.others else names


NOBODY = People(())


@lru_cache(maxsize=1024)
def read_people(text: str, *, families: bool = False) -> People:
    """Read the names of a line: ``Doe, Jane and Roe, Sam``, ``Ada Lovelace, Charles Babbage``.

    Names stand apart by ``;``, else by ``and``, ``&`` and commas; what is in braces is one name.
    ``families`` says that a comma between two words parts two people, as in a headline.
    """
    line = " ".join(text.split())
    bare = re.sub(_ROLE, "", re.sub(_BY, "", re.sub(_YEAR, "", line)))
    named = re.sub(_OTHERS, "", bare)
    listed = ";" in named or "；" in named
    mark = _SEMICOLON if listed else _MARK
    chunks = _with_rests(
        [c for c in (chunk.strip(" ,") for chunk in _split(f" {named} ", mark)) if c]
    )
    apart = listed or _are_family_first(chunks)
    lists = families or len(chunks) > 1
    names = chunks if apart else [n for chunk in chunks for n in _by_commas(chunk, lists)]
    known = [name for name in names if not re.fullmatch(f"{_NOBODY}|{_OTHER_ROLE}", name)]
    persons = tuple(person for name in known if (person := _read(name, len(known) > 1)))
    skipped = any(re.fullmatch(r"[.…\s]+", name) for name in names)
    return People(persons, named != bare or skipped)


def _with_rests(chunks: list[str]) -> list[str]:
    """The names, each with the rest of its own: ``Institute of Standards and Technology``."""
    found: list[str] = []
    for chunk in chunks:
        if found and " " not in chunk and re.search(r" (?:of|for) ", found[-1]):
            found[-1] += f" and {chunk}"
        else:
            found.append(chunk)
    return found


def _read(name: str, listed: bool) -> Person | None:
    """A name of some; one alone is taken for family and initials only where nobody is called so."""
    match = re.fullmatch(_FAMILY_AND_INITIALS % (_GIVEN, _SUFFIX.removeprefix("(?i)")), name)
    is_known = match and not re.fullmatch(_NO_INITIALS, name) and not re.search(_ORGANISATION, name)
    if not match or not is_known or "," in name or _is_cjk(match["family"]):
        return read_person(name)
    particle, family = _small_first(match["family"].split())
    return Person(family, match["given"].strip(), particle, match["suffix"] or "")


def read_person(text: str) -> Person | None:
    """Read ``Given von Family``, ``von Family, Given`` or ``{A Name As It Is}``; None if empty."""
    line = re.sub(f"^{_HONORIFIC}", "", " ".join(text.split()))
    if line.startswith("{") and line.endswith("}"):
        inner = line.strip("{} ")
        return Person(inner, whole=True) if inner else None
    parts = [part for part in map(str.strip, line.split(",")) if part]
    if len(parts) == 2 and re.fullmatch(_SUFFIX, parts[1]):
        return _in_order(parts[0].split())._replace(suffix=parts[1])
    if len(parts) > 3 or any(re.fullmatch(_LEGAL_FORM, part) for part in parts[1:]):
        return Person(line, whole=True)
    if len(parts) < 2:
        return _of_one_part(parts[0]) if parts else None
    particle, family = _small_first(parts[0].split())
    given, suffix = parts[-1], parts[1] if len(parts) == 3 else ""
    if suffix and re.fullmatch(_SUFFIX, given):
        given, suffix = suffix, given
    return Person(family, given, particle, suffix)


def _of_one_part(text: str) -> Person:
    if " " in text and re.search(_ORGANISATION, text):
        return Person(text, whole=True)
    words = text.split()
    if len(words) == 2 and _is_cjk(text):
        return Person(words[0], words[1])
    return _in_order(words)


def _are_family_first(chunks: list[str]) -> bool:
    """Whether each of several names has a comma: ``Dayhoff, Judith`` and ``Chan, Hau``."""
    return len(chunks) > 1 and all(_is_family_first(chunk) for chunk in chunks)


def _is_family_first(chunk: str) -> bool:
    parts = [part.strip() for part in _split(chunk, _COMMA)]
    return len(parts) == 2 or (len(parts) == 3 and bool(re.fullmatch(_SUFFIX, parts[1])))


def _by_commas(chunk: str, families: bool) -> Iterator[str]:
    """The names of a list with commas; a suffix and initials belong to what is before them."""
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
    """Whether families and given names take turns: ``Kernighan, Brian W., Ritchie, Dennis M.``."""
    families, given = parts[::2], parts[1::2]
    if len(families) < 2 or len(families) != len(given):
        return False
    is_one = all(len(_small_first(family.split())[1].split()) == 1 for family in families)
    return is_one and all(_has_initials(name) for name in given)


def _belongs_to_name(part: str) -> bool:
    return bool(re.fullmatch(_SUFFIX, part) or re.fullmatch(_LEGAL_FORM, part))


def _is_one_person(parts: list[str], families: bool) -> bool:
    """Whether the parts are family, suffix and given names of one person."""
    if len(parts) == 3:
        short = len(_small_first(parts[0].split())[1].split()) == 1
        suffixes = [bool(re.fullmatch(_SUFFIX, part)) for part in parts[1:]]
        is_suffixed = suffixes == [False, True] and not families
        return short and (is_suffixed or (suffixes[0] and not _belongs_to_name(parts[2])))
    if len(parts) != 2 or _belongs_to_name(parts[1]):
        return False
    given = parts[1].split()
    if any(re.fullmatch(_INITIALS, word) for word in given):
        return len(_small_first(parts[0].split())[1].split()) < 3 and not _has_initials(parts[0])
    if families:
        return False
    family = _small_first(parts[0].split())[1].split()
    return not _has_initials(parts[0]) and (len(family) == 1 or len(given) == 1)


def _is_cjk(name: str) -> bool:
    return not name.isascii() and re.fullmatch(_CJK, name) is not None


def _has_initials(name: str) -> bool:
    return any(re.fullmatch(_INITIALS, word) for word in name.split()) and " " in name


def _split(text: str, mark: str) -> Iterator[str]:
    """The pieces between the marks that are in no braces; linear in the text."""
    depth = start = 0
    closed = text.count("{") == text.count("}")
    for match in re.finditer(mark, text):
        if match[0] in "{}":
            depth = max(0, depth + (1 if match[0] == "{" else -1)) if closed else 0
        elif depth == 0:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _in_order(words: list[str]) -> Person:
    """The name of words that stand as they are spoken."""
    suffix = words.pop() if len(words) > 2 and _is_roman_or_suffix(words[-1]) else ""
    start = _start_of_family(words)
    particle, family = _small_first(words[start:])
    given = " ".join(words[:start])
    if suffix and not given:
        return Person(f"{family} {suffix}", particle=particle)
    return Person(family, given, particle, suffix)


def _start_of_family(words: list[str]) -> int:
    """Where the family name begins in a name as it is spoken."""
    if re.fullmatch(_PATRONYMIC, words[0]):
        return 0
    if _BETWEEN_FAMILIES in words[2:-1]:
        return words.index(_BETWEEN_FAMILIES, 2) - 1
    is_small = all(word[0].islower() for word in words)
    if is_small and not re.fullmatch(PARTICLES, words[0]):
        return len(words) - 1
    begins = (i for i, word in enumerate(words[:-1]) if _begins_family(word, i))
    return next(begins, len(words) - 1)


def _is_roman_or_suffix(word: str) -> bool:
    """Whether it is no name; a single ``V`` is one."""
    return word.upper() != "V" and re.fullmatch(_SUFFIX, word) is not None


def _begins_family(word: str, place: int) -> bool:
    return word[0].islower() or (place > 0 and re.fullmatch(_LARGE, word) is not None)


def _small_first(words: list[str]) -> tuple[str, str]:
    """The small words that a family name begins with, and the rest, which is not empty."""
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def families(people: Iterable[Person]) -> frozenset[str]:
    """Their family names in lower case."""
    return frozenset(person.family.casefold() for person in people)
