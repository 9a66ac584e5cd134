"""Names of people, as bibliographies and as sentences write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.people import read_people
from orgshelf.shelf.person import Person, read_person


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Navlakha", Person("Navlakha")),
        ("Brian W. Kernighan", Person("Kernighan", "Brian W.")),
        ("Ludwig van Beethoven", Person("Beethoven", "Ludwig", "van")),
        ("Charles de la Vallée Poussin", Person("Vallée Poussin", "Charles", "de la")),
        ("van Rossum", Person("Rossum", particle="van")),
        ("van Rossum, Guido", Person("Rossum", "Guido", "van")),
        ("Eddie Van Halen", Person("Van Halen", "Eddie")),
        ("García Márquez, Gabriel", Person("García Márquez", "Gabriel")),
        ("Steele, Jr., Guy L.", Person("Steele", "Guy L.", suffix="Jr.")),
        ("Guy L. Steele Jr.", Person("Steele", "Guy L.", suffix="Jr.")),
        ("Martin Luther King, Jr.", Person("King", "Martin Luther", suffix="Jr.")),
        ("William Gates III", Person("Gates", "William", suffix="III")),
        ("斎藤康毅", Person("斎藤康毅")),
        ("村上 春樹", Person("村上", "春樹")),
        ("{Simon and Schuster, Inc.}", Person("Simon and Schuster, Inc.", whole=True)),
        ("Texas Instruments, Inc.", Person("Texas Instruments, Inc.", whole=True)),
        (
            "Massachusetts Institute of Technology",
            Person("Massachusetts Institute of Technology", whole=True),
        ),
        ("al-Khwarizmi", Person("al-Khwarizmi")),
        ("Ibn al-Haytham", Person("Ibn al-Haytham")),
        ("José Ortega y Gasset", Person("Ortega y Gasset", "José")),
        ("Ursula K. Le Guin", Person("Le Guin", "Ursula K.")),
        ("bell hooks", Person("hooks", "bell")),
        ("Prof. Dr. Hans Müller", Person("Müller", "Hans")),
        ("European Commission", Person("European Commission", whole=True)),
        ("Davis Jr., Sammy", Person("Davis", "Sammy", suffix="Jr.")),
        ("Griffith, Ken, III", Person("Griffith", "Ken", suffix="III")),
        ("Müller, Hans-Peter von der", Person("Müller", "Hans-Peter", "von der")),
        ("Elizabeth II", Person("Elizabeth II")),
        ("The Beatles", Person("The Beatles", whole=True)),
        ("Various Authors", Person("Various Authors", whole=True)),
        ("", None),
        (" , ", None),
        ("{}", None),
    ],
)
def test_a_name_comes_apart(text: str, wanted: Person | None) -> None:
    assert read_person(text) == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann", ["Ann"]),
        ("Ann and Bob", ["Ann", "Bob"]),
        ("Ann Author, Bob Bee", ["Ann Author", "Bob Bee"]),
        ("Ann, Bob, and Cee", ["Ann", "Bob", "Cee"]),
        ("Doe, Jane and Roe, Sam", ["Jane Doe", "Sam Roe"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("Andersson, Anders and Andrew Andrews", ["Anders Andersson", "Andrew Andrews"]),
        ("Griffith, Ken, III and Smith, Jo", ["Ken Griffith III", "Jo Smith"]),
        ("{Barnes & Noble} and Doe, Jane", ["Barnes & Noble", "Jane Doe"]),
        ("Homer, Jane Austen, and Leo Tolstoy", ["Homer", "Jane Austen", "Leo Tolstoy"]),
        ("Poussin, Charles de la", ["Charles de la Poussin"]),
        ("Vallée Poussin, Charles Louis de la", ["Charles Louis de la Vallée Poussin"]),
        ("Ana García y Luis Vargas Llosa", ["Ana García", "Luis Vargas Llosa"]),
        ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
        ("Smith, Jones & Co.", ["Smith, Jones & Co."]),
        ("Knuth, Donald E.", ["Donald E. Knuth"]),
        ("de la Cruz, Juan", ["Juan de la Cruz"]),
        ("Doe, J., Roe, S., & Poe, E. A.", ["J. Doe", "S. Roe", "E. A. Poe"]),
        ("Martin Luther King, Jr. and Ann Bee", ["Martin Luther King Jr.", "Ann Bee"]),
        ("Martin Luther King, Jr., Ann Bee", ["Martin Luther King Jr.", "Ann Bee"]),
        ("King, Jr., Martin Luther and Doe, Jane", ["Martin Luther King Jr.", "Jane Doe"]),
        ("{Barnes and Noble} and Jane Doe", ["Barnes and Noble", "Jane Doe"]),
        ("{The Team, Inc.}; Roe, Sam", ["The Team, Inc.", "Sam Roe"]),
        ("Dayhoff, Judith; Chan", ["Judith Dayhoff", "Chan"]),
        ("村上 春樹、斎藤康毅", ["村上 春樹", "斎藤康毅"]),
        ("Gabriel García y Vega", ["Gabriel García y Vega"]),
        ("Dr. Jane Doe, PhD", ["Jane Doe PhD"]),
        ("Doe J, Roe S", ["J Doe", "S Roe"]),
        ("Doe JA, van der Berg P-J, O'Neil S Jr.", ["JA Doe", "P-J van der Berg", "S O'Neil Jr."]),
        ("Goodfellow I., Bengio Y.", ["I. Goodfellow", "Y. Bengio"]),
        ("Достоевский Ф. М.", ["Ф. М. Достоевский"]),
        ("Malcolm X", ["Malcolm X"]),
        ("Open AI", ["Open AI"]),
        ("Strunk, W., Jr., & White, E. B.", ["W. Strunk Jr.", "E. B. White"]),
        ("King, Martin Luther, Jr.", ["Martin Luther King Jr."]),
        ("Kernighan, Brian W., Ritchie, Dennis M.", ["Brian W. Kernighan", "Dennis M. Ritchie"]),
        ("Harold Abelson with Julie Sussman", ["Harold Abelson", "Julie Sussman"]),
        ("Jane Doe (Editor), John Roe (ed.)", ["Jane Doe", "John Roe"]),
        ("by Jane Austen", ["Jane Austen"]),
        ("José Saramago, trans. Margaret Jull Costa", ["José Saramago"]),
        ("Jane Doe | John Roe", ["Jane Doe", "John Roe"]),
        (
            "National Institute of Standards and Technology",
            ["National Institute of Standards and Technology"],
        ),
        ("n/a", []),
        (" and ", []),
        ("{unclosed and Ann", ["{unclosed", "Ann"]),
    ],
)
def test_people_come_apart(text: str, names: list[str]) -> None:
    assert [str(person) for person in read_people(text).persons] == names


def test_in_a_headline_a_comma_parts_families() -> None:
    assert [str(p) for p in read_people("Navlakha, Bar-Joseph", families=True).persons] == [
        "Navlakha",
        "Bar-Joseph",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("Silver et al.", "Silver et al", "Silver and others", "Silver, et al."),
        *("Silver and 3 others", "Silver [et al.]", "Silver u. a.", "Silver et al., 2017"),
    ],
)
def test_there_are_more_people_than_are_named(text: str) -> None:
    assert read_people(text) == ((Person("Silver"),), True)
    assert read_people("Silver") == ((Person("Silver"),), False)


@given(st.text())
def test_any_name_has_a_family_and_keeps_its_words(text: str) -> None:
    person = read_person(text)
    if person is not None:
        assert person.family
        parts = (person.given, person.particle, person.family, person.suffix)
        words = text.replace(",", " , ").split() + text.split()
        assert all(word in text or word in words for part in parts for word in part.split())


@given(st.text())
def test_any_text_is_people(text: str) -> None:
    assert all(person.family for person in read_people(text).persons)
