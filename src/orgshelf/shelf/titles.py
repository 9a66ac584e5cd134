"""Who wrote a work and when, from its properties or its title."""

import re
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.shelf.people import NOBODY, People, families, read_people
from orgshelf.shelf.person import PARTICLES
from orgshelf.shelf.property_names import value_of, values_of
from orgshelf.shelf.years import Issued, read_issued

# Compiled when the first title has a tail that may be people.
_YEAR = (
    r"(.*?)\(?\b((?:c\.|ca\.|circa)? ?[12][0-9]{3}(?:[-–/][0-9]{2,4})?\??"
    r"|(?:c\.|ca\.|circa) ?[0-9]{1,4}(?: (?:BCE?|CE|AD))?|[0-9]{1,4} (?:BCE?|CE|AD))\)?"
)
#: A title that only says which part it is: what follows names the part.
_PART = (
    r"(?i)(?:chapter|ch|part|week|day|lecture|lesson|unit|module|section|episode|season|volume"
    r"|vol|book|kapitel|teil|woche|chapitre|cap[ií]tulo)\.? [\w.]+"
)
_DASH = r" [-–—] "
_ET_AL = r"(?i)\s+et\.? al\.?$"
_NO_NAME = r"[\d:?!/\\\"“”()\[\]]|\.\.|…"
_LONGEST_TAIL = 300
_MOST_WORDS = 6
#: Words that begin or are in a subtitle, an edition or a part, and in hardly any name.
_OF_TITLES = """
a an the part parts vol volume edition ed chapter ch book books lecture lectures course
courses introduction intro guide handbook manual notes tutorial series season episode week
lesson lessons unit module section appendix revised updated extended illustrated complete
how why what when where who on in from to with without into about basics advanced beginner
beginners fundamentals foundations principles concepts concept theory practice methods
approach perspective perspectives applications systems science engineering design
programming learning data algorithms analysis algebra calculus mathematics physics chemistry
biology history philosophy language languages memoir novel biography overview summary review
exercises solutions problems answers questions reference essentials primer companion
workbook textbook video videos talk talks keynote podcast playlist project projects homework
draft slides version preprint final modern essays poems letters
"""
#: Words that some people are called as well: they are of a title where no year follows.
_OF_BOTH = """
one two three four five six seven eight nine ten first second third year years days new
chain kingdom empire world war life death home
"""
_TITLE_WORDS, _WORDS_OF_BOTH = frozenset(_OF_TITLES.split()), frozenset(_OF_BOTH.split())
#: Small words that join names.
_BETWEEN = ("and", "al.", "et")


class Credits(NamedTuple):
    """A work's bare title, its authors, and when it came out as far as that is told."""

    title: str
    people: People = NOBODY
    issued: Issued | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """Their names as they are spoken."""
        return tuple(map(str, self.people.persons))

    @property
    def year(self) -> int | None:
        """The first year that is told; negative before Christ."""
        return self.issued.year if self.issued else None

    @property
    def byline(self) -> str:
        """``Ann Author, Bob Bee et al., c. 1984``."""
        issued = self.issued.text if self.issued else ""
        return ", ".join(filter(None, (str(self.people), issued)))


def credits_of(heading: Heading) -> Credits:
    """Read AUTHOR and YEAR, also by other names, then ``TITLE - AUTHORS YEAR``."""
    years = values_of(heading, "YEAR")  # a PUBLISHED may be who published it
    year = heading.get("YEAR") or next((y for y in years if read_issued(y).year is not None), None)
    return read_credits(heading.title, {"AUTHOR": value_of(heading, "AUTHOR"), "YEAR": year})


def read_credits(title: str, given: Mapping[str, str | None]) -> Credits:
    """The same of a title and the values of properties.

    A title is left whole where AUTHOR names others than its end, or the end looks like no people.
    """
    told = read_people(author) if (author := given.get("AUTHOR")) else None
    found = _from_title(title, told)
    issued = read_issued(year) if (year := given.get("YEAR")) else None
    if issued is None or (issued.year is None and found.year is not None):
        issued = found.issued
    return Credits(found.title, told or found.people, issued)


def _from_title(title: str, told: People | None) -> Credits:
    dashes = deque(re.finditer(_DASH, title), maxlen=1)  # a title may be of any length
    if not dashes or not dashes[0].start() or len(title) - dashes[0].end() > _LONGEST_TAIL:
        return Credits(title)
    head, tail = title[: dashes[0].start()], title[dashes[0].end() :].strip()
    match = re.fullmatch(_YEAR, tail)
    if not match and re.fullmatch(_PART, head):
        return Credits(title)
    names, year = (match[1].strip(" ,"), match[2].strip()) if match else (tail, "")
    people = read_people(names, families=True) if _are_people(names, bool(year)) else NOBODY
    if not people.persons and (names or not year):
        return Credits(title)
    if told and not families(people.persons) <= families(told.persons):
        return Credits(title)
    return Credits(head, people, read_issued(year) if year else None)


def _are_people(names: str, has_year: bool) -> bool:
    """Whether a title's end looks like the names of people; a word alone needs a year."""
    whole, names = names, re.sub(_ET_AL, "", names)
    others = names != whole
    if not names or re.search(_NO_NAME, names):
        return False
    words = [word.strip(",;.&") for word in names.split()]
    if any(not _is_of_name(word) for word in words):
        return False
    if not has_year and any(word.casefold() in _WORDS_OF_BOTH for word in words):
        return False
    persons = read_people(names, families=True).persons
    several = len(persons) > 1 or others
    return all(len(str(person).split()) <= _MOST_WORDS for person in persons) and (
        has_year or several or len(words) > 1
    )


def _is_of_name(word: str) -> bool:
    if word.casefold() in _TITLE_WORDS and not (len(word) == 1 and word.isupper()):
        return False
    if not word or not word[0].islower() or "-" in word:
        return True
    return word in _BETWEEN or re.fullmatch(PARTICLES, word) is not None
