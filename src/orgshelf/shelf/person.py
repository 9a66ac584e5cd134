"""A person's name in parts, parsed from BibTeX notations and from natural ones."""

import re
from typing import NamedTuple

# Patterns are compiled on first use: most names need none, and compiling all takes longer than
# reading a small shelf.
SUFFIX = r"(?i)(?:[JS]r\.?|I{2,3}|IV|V|VI{1,3}|Esq\.?|Ph\.?D\.?|M\.?D\.?)"
LEGAL_FORM = r"(?i)(?:Inc|Ltd|LLC|LLP|PLC|GmbH|AG|Corp|Co|S\.?A|N\.?V|B\.?V)\.?"
_HONORIFIC = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|PD|Dipl\.-\w+|Dr\.? h\.? ?c)\.?\s+)+(?=\S)"
#: Capitalised particles, which begin the family name.
_LARGE = "V[ao]n|Vom|De[lnr]?|Della|D[aiu]|Dos|Te[nr]|L[ae]"
#: A name that begins with one of these is all family; ``y`` joins two family names.
_PATRONYMIC = "Ibn|Abu|Abū"
_BETWEEN_FAMILIES = "y"
#: Initials after the family name, as in medical and Russian journals: ``Doe JA``, ``Doe J.``.
_LAST_INITIALS = r"[A-Z](?:-?[A-Z]){0,2}|(?:[^\W\d_]\.-?){1,4}"
#: Words that look like trailing initials and are not: ``Malcolm X``, ``Open AI``.
_NO_INITIALS = r"X|AI|EU|UK|USA?|UN|TV|IT|I{2,3}|I?V|VI"
_MOST_FAMILIES = 4
#: Lower-case particles of family names; other lower-case words are no part of a name.
PARTICLES = (
    "af|al|av|bint?|da|das|d'|de[ilmnrs]?|della|di|dos?|du|el?|ibn|la|las|le|los|op|'t|te[nr]"
    "|und|vande[nr]?|van|vom|von|y|zum?|zur"
)
ORGANISATION = (
    r"\b(?:of|for|the|University|Universität|Université|Institute?|Foundation|Society|Group"
    r"|Association|Team|Committee|Consortium|Corporation|Company|Council|Collaboration"
    r"|Organi[sz]ation|Project|Press|Contributors|Inc|Ltd|LLC|GmbH|Nations|Commission|Agency"
    r"|Bank|Ministry|Department|Bureau|Cent(?:er|re)|College|Academy|Laborator(?:y|ies)|Labs"
    r"|Authors|Union|Federation|Alliance|Authority|Staff|Community|Verlag|Verein|Gesellschaft)\b"
)
_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff々・ ]+"


class Person(NamedTuple):
    """A name in parts; the name of an organisation, or of one word, is all family.

    ``particle`` is a lower-case ``von`` or ``de la``, ``suffix`` a ``Jr.``; ``whole``: the family
    must not be split, as with a company.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    whole: bool = False

    def __str__(self) -> str:
        """The name in spoken order: the family last, except in Chinese, Japanese and Korean."""
        parts = [self.given, self.particle, self.family, self.suffix]
        if self.given and is_cjk(self.family):
            parts = [self.family, self.given]
        return " ".join(part for part in parts if part)


def read_name(name: str) -> Person | None:
    """Parse a name that may have its initials last, such as ``van der Berg P-J``."""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and re.fullmatch(SUFFIX, words[-1]) else ""
    start = len(words)
    while (
        start > 1
        and re.fullmatch(_LAST_INITIALS, words[start - 1])
        and (start == len(words) or "." in words[start])
    ):
        start -= 1
    if not _are_families(words[:start]) or start == len(words) or "," in name:
        return read_person(name)
    if re.fullmatch(_NO_INITIALS, words[-1]) or re.search(ORGANISATION, name):
        return read_person(name)
    particle, family = small_first(words[:start])
    return Person(family, " ".join(words[start:]), particle, suffix)


def _are_families(words: list[str]) -> bool:
    """Whether there are a few words, each with two adjacent letters, unlike initials."""
    few = 0 < len(words) <= _MOST_FAMILIES
    return few and all(re.search(r"[^\W\d_]{2}", w) and not is_cjk(w) for w in words)


def read_person(text: str) -> Person | None:
    """Parse ``Given von Family``, ``von Family, Given`` or ``{Whole Name}``; None if empty."""
    line = re.sub(f"^{_HONORIFIC}", "", " ".join(text.split()))
    if line.startswith("{") and line.endswith("}"):
        inner = line.strip("{} ")
        return Person(inner, whole=True) if inner else None
    parts = [part for part in map(str.strip, line.split(",")) if part]
    if len(parts) == 2 and re.fullmatch(SUFFIX, parts[1]):
        return _in_order(parts[0].split())._replace(suffix=parts[1])
    if len(parts) > 3 or any(re.fullmatch(LEGAL_FORM, part) for part in parts[1:]):
        return Person(line, whole=True)
    if len(parts) < 2:
        return _of_one_part(parts[0]) if parts else None
    particle, family = small_first(parts[0].split())
    given, suffix = parts[-1], parts[1] if len(parts) == 3 else ""
    if suffix and re.fullmatch(SUFFIX, given):
        given, suffix = suffix, given
    if not suffix:
        family, suffix = _without_suffix(family)
    if not particle:
        given, particle = _without_particle(given)
    return Person(family, given, particle, suffix)


def _without_suffix(family: str) -> tuple[str, str]:
    """The family of ``Davis Jr., Sammy``, and the suffix."""
    words = family.split()
    if len(words) < 2 or not _is_roman_or_suffix(words[-1]):
        return family, ""
    return " ".join(words[:-1]), words[-1]


def _without_particle(given: str) -> tuple[str, str]:
    """The given names of ``Berg, Jan van den``, and the particle."""
    words = given.split()
    start = len(words)
    while start > 1 and re.fullmatch(PARTICLES, words[start - 1]):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _of_one_part(text: str) -> Person:
    if " " in text and (text.startswith("The ") or re.search(ORGANISATION, text)):
        return Person(text, whole=True)
    words = text.split()
    if len(words) == 2 and _is_roman_or_suffix(words[1]):
        return Person(text)
    if len(words) == 2 and is_cjk(text):
        return Person(words[0], words[1])
    return _in_order(words)


def is_cjk(name: str) -> bool:
    """Whether it is written in Chinese, Japanese or Korean script."""
    return not name.isascii() and re.fullmatch(_CJK, name) is not None


def _in_order(words: list[str]) -> Person:
    """The name whose words are in spoken order."""
    suffix = words.pop() if len(words) > 2 and _is_roman_or_suffix(words[-1]) else ""
    start = _start_of_family(words)
    particle, family = small_first(words[start:])
    given = " ".join(words[:start])
    if suffix and not given:
        return Person(f"{family} {suffix}", particle=particle)
    return Person(family, given, particle, suffix)


def _start_of_family(words: list[str]) -> int:
    """The index of the word that begins the family name, in spoken order."""
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
    """Whether it is a suffix; a single ``V`` is a name."""
    return word.upper() != "V" and re.fullmatch(SUFFIX, word) is not None


def _begins_family(word: str, place: int) -> bool:
    return word[0].islower() or (place > 0 and re.fullmatch(_LARGE, word) is not None)


def small_first(words: list[str]) -> tuple[str, str]:
    """The lower-case words that a family name begins with, and the rest, never empty."""
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
