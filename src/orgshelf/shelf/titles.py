"""Who wrote a work and when, from its properties or its title."""

import re
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.shelf.people import NOBODY, People, families, read_people
from orgshelf.shelf.person import PARTICLES
from orgshelf.shelf.property_names import value_of, values_of
from orgshelf.shelf.years import Issued, is_month_name, read_issued

# Compiled when the first title has a tail that may be people.
_YEAR = (
    r"(.*?)\(?\b((?:c\.|ca\.|circa)? ?[12][0-9]{3}(?:[-–/][0-9]{2,4})?\??"
    r"|(?:c\.|ca\.|circa) ?[0-9]{1,4}(?: (?:BCE?|CE|AD))?|[0-9]{1,4} (?:BCE?|CE|AD))\)?"
)
#: A title that is only the number of a part: the text after the dash is the part's name.
_PART = (
    r"(?i)(?:chapter|ch|part|week|day|lecture|lesson|unit|module|section|episode|season|volume"
    r"|vol|book|kapitel|teil|woche|chapitre|cap[ií]tulo)\.? [\w.]+"
)
_DASH = r" [-–—] "
_ET_AL = r"(?i)\s+et\.? al\.?$"
_NO_NAME = r"[\d:?!/\\\"“”()\[\]]|\.\.|…"
_LONGEST_TAIL = 300
_MOST_WORDS = 6
#: Words of subtitles, editions and parts, which are rare in names.
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
#: Words that are names as well: without a year after them they belong to the title.
_OF_BOTH = """
one two three four five six seven eight nine ten first second third year years days new
chain kingdom empire world war life death home
"""
_TITLE_WORDS, _WORDS_OF_BOTH = frozenset(_OF_TITLES.split()), frozenset(_OF_BOTH.split())
#: Lower-case words between names.
_BETWEEN = ("and", "al.", "et")


class Credits(NamedTuple):
    """A work's bare title, its authors and its date of publication, as far as known."""

    title: str
    people: People = NOBODY
    issued: Issued | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names in spoken order."""
        return tuple(map(str, self.people.persons))

    @property
    def year(self) -> int | None:
        """The first year of publication; negative before Christ, None if unknown."""
        return self.issued.year if self.issued else None

    @property
    def byline(self) -> str:
        """``Ann Author, Bob Bee et al., c. 1984``."""
        issued = self.issued.text if self.issued else ""
        return ", ".join(filter(None, (str(self.people), issued)))


def credits_of(heading: Heading) -> Credits:
    """The credits from AUTHOR and YEAR or their other names, else from the title.

    Such a title is ``TITLE - AUTHORS YEAR``.
    """
    years = values_of(heading, "YEAR")  # PUBLISHED may be the publisher
    year = heading.get("YEAR") or next((y for y in years if read_issued(y).year is not None), None)
    return read_credits(heading.title, {"AUTHOR": value_of(heading, "AUTHOR"), "YEAR": year})


def read_credits(title: str, given: Mapping[str, str | None]) -> Credits:
    """The credits from a title and the values of AUTHOR and YEAR.

    The title stays whole if its end names other people than AUTHOR or does not look like names.
    """
    authors = read_people(author) if (author := given.get("AUTHOR")) else None
    found = _from_title(title, authors)
    issued = read_issued(year) if (year := given.get("YEAR")) else None
    if issued is None or (issued.year is None and found.year is not None):
        issued = found.issued
    return Credits(found.title, authors or found.people, issued)


def _from_title(title: str, authors: People | None) -> Credits:
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
    if authors and not families(people.persons) <= families(authors.persons):
        return Credits(title)
    return Credits(head, people, read_issued(year) if year else None)


def _are_people(names: str, has_year: bool) -> bool:
    """Whether the end of a title looks like names of people; a single word needs a year."""
    whole, names = names, re.sub(_ET_AL, "", names)
    others = names != whole
    if not names or re.search(_NO_NAME, names):
        return False
    words = [word.strip(",;.&") for word in names.split()]
    if any(not _is_of_name(word) for word in words) or _begins_as_subtitle(words, names):
        return False
    if not has_year and any(word.casefold() in _WORDS_OF_BOTH for word in words):
        return False
    persons = read_people(names, families=True).persons
    is_named = has_year or others or any(" " in str(person) for person in persons)
    return is_named and all(len(str(person).split()) <= _MOST_WORDS for person in persons)


def _begins_as_subtitle(words: list[str], names: str) -> bool:
    """Whether it is ``A Space Odyssey``, of which the A is no initial, or ``January`` alone."""
    if len(words) == 1:
        return is_month_name(words[0])
    return names.startswith("A ") and len(words) > 2 and len(words[1]) > 1


def _is_of_name(word: str) -> bool:
    if word.casefold() in _TITLE_WORDS and not (len(word) == 1 and word.isupper()):
        return False
    if re.search("['’]s$", word):
        return False
    if not word or not word[0].islower() or "-" in word:
        return True
    return word in _BETWEEN or re.fullmatch(PARTICLES, word) is not None
