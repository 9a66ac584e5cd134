"""`add --fetch` and `complete`: what the web says of a work comes into the notes."""

from pathlib import Path

import pytest

from lookup.services import Services, running
from program import Program, Ran

#: Of 127.0.0.1, with its key; nobody trusts it who is not told to.
CERTIFICATE = Path(__file__).with_name("local.pem")
INCOMPLETE = """\
* Papers [0/3]
** TODO doi:10.1000/knots :rope:
:PROPERTIES:
:DOI:      10.1000/knots
:VOLUME:   mine
:END:
My own words.
** TODO My title
:PROPERTIES:
:ARXIV:    1706.03762
:AUTHOR:   Myself
:END:
** TODO https://doi.org/10.1000/data [1/2]
** TODO Whole - Ada Moor 1999
:PROPERTIES:
:DOI:      10.1000/whole
:END:
"""


@pytest.fixture
def shelf(run: Program, services: Services) -> Program:
    """Give the program, for which the server stands for all services."""
    (run.folder / "notes").mkdir()
    own = run.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(services.configuration(f"local_hosts: ['127.0.0.1:{services.port}']"))
    return run


def configure(run: Program, line: str) -> None:
    own = run.home / "config" / "orgshelf" / "config.yaml"
    own.write_text(own.read_text() + line)


def text(program: Program, name: str) -> str:
    return (program.folder / "notes" / name).read_text()


def test_a_work_is_added_with_what_is_known_of_it(shelf: Program) -> None:
    ran = shelf("add", "10.1000/knots", "--fetch", "--tag", "rope")
    assert ran == Ran(
        0,
        "papers.org:2 added  On knots & bends\n",
        "doi:10.1000/knots: On knots & bends - Ada Moor, Bo van Reef, The Rope Group - 1978\n"
        "Taken for a paper.\n",
    )
    assert text(shelf, "papers.org") == (
        "* Papers\n** TODO On knots & bends" + " " * 47 + ":rope:\n"
        ":PROPERTIES:\n"
        ":AUTHOR:   Ada Moor, Bo van Reef, {The Rope Group}\n"
        ":YEAR:     1978\n"
        ":DOI:      10.1000/knots\n"
        ":ISSN:     2049-3630\n"
        ":JOURNAL:  Journal of Rope\n"
        ":PUBLISHER: Rope Press\n"
        ":VOLUME:   21\n"
        ":NUMBER:   2\n"
        ":PAGES:    120-126\n"
        ":END:\n"
    )
    assert shelf("undo").code == 0
    assert [*(shelf.folder / "notes").iterdir()] == []


def test_without_fetch_nobody_is_asked(shelf: Program, services: Services) -> None:
    assert shelf("add", "10.1000/knots").code == 0
    assert shelf("complete").code == 0
    assert services.asked == []


def test_the_configuration_can_ask_always(shelf: Program, services: Services) -> None:
    configure(shelf, "fetch: true\n")
    assert shelf("add", "10.1000/data", "--no-fetch").code == 0
    assert services.asked == []
    assert shelf("add", "10.1000/knots").out.endswith(" added  On knots & bends\n")


def test_a_title_of_ones_own_stays(shelf: Program) -> None:
    ran = shelf("add", "book", "Mine", "--isbn", "978-0-465-02656-2", "--fetch", "--year", "2020")
    assert ran.code == 0
    assert "** TODO Mine\n" in text(shelf, "books.org")
    assert ":YEAR:     2020\n" in text(shelf, "books.org")
    assert ":PAGES:    312\n" in text(shelf, "books.org")


def test_what_was_found_is_not_added_again_under_its_title(shelf: Program) -> None:
    shelf.note("papers.org", "* Papers\n** On *Knots* and bends\n** ON KNOTS & BENDS\n")
    ran = shelf("add", "10.1000/knots", "--fetch")
    assert (ran.code, "is already there" in ran.err) == (1, True)


def test_what_cannot_be_looked_up_is_added_alone(shelf: Program, services: Services) -> None:
    for path in ("slow", "hostile"):
        assert shelf("add", f"{services.base}/{path}", "--fetch").code == 0
    ran = shelf("add", "10.1000/typo", "--fetch")
    assert "127.0.0.1 does not know this work: check the identifier.\n" in ran.err
    assert "added by identifier alone" in ran.err
    assert f"** TODO {services.base}/slow\n" in text(shelf, "articles.org")
    assert "** TODO doi:10.1000/typo\n" in text(shelf, "papers.org")


def test_a_hostile_page_is_text(shelf: Program, services: Services) -> None:
    ran = shelf("add", f"{services.base}/hostile", "--fetch", "--state", "none")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err + text(shelf, "articles.org")
    shown = shelf("list", "--all", "--format", "tsv", "url:*").out
    assert shelf("list", "--all", "todo: or tags:tag").out == "", shown


def test_lines_of_stdin_are_looked_up_together(shelf: Program, services: Services) -> None:
    ran = shelf.shell("printf '1706.03762\\n2101.00001\\n' | orgshelf add - --fetch")
    assert (ran.code, ran.out) == (0, "papers.org: added 2 headings\n")
    assert len(services.asked) == 1


def test_complete_says_what_is_missing(shelf: Program) -> None:
    shelf.note("papers.org", INCOMPLETE)
    ran = shelf("complete")
    assert [line.split("  ", 1)[1] for line in ran.lines] == [
        "doi:10.1000/knots  lacks title, authors, year  doi:10.1000/knots",
        "arXiv:1706.03762   lacks year                  My title",
        "doi:10.1000/data   lacks title, authors, year  https://doi.org/10.1000/data",
    ]
    assert ran.err == "3 works can be looked up: --fetch asks the web.\n"


def test_complete_fills_in_what_is_missing_and_nothing_else(shelf: Program) -> None:
    shelf.note("papers.org", INCOMPLETE)
    ran = shelf("complete", "--fetch")
    assert (ran.code, ran.out) == (0, "papers.org: changed 3 headings\n")
    after = text(shelf, "papers.org")
    assert "** TODO On knots & bends" + " " * 47 + ":rope:\n" in after
    assert ":VOLUME:   mine\n" in after
    assert "My own words.\n" in after
    assert "** TODO My title\n" in after
    assert ":AUTHOR:   Myself\n:YEAR:     2017\n" in after
    assert "** TODO A hundred ropes [1/2]\n" in after
    assert shelf("complete").err == "No work with an identifier lacks title, authors or year.\n"
    assert shelf("undo").code == 0
    assert text(shelf, "papers.org") == INCOMPLETE


def test_complete_shows_the_difference_first(shelf: Program) -> None:
    shelf.note("papers.org", INCOMPLETE)
    ran = shelf("complete", "--fetch", "--dry-run", "knots")
    assert "+** TODO On knots & bends" in ran.out
    assert "hundred" not in ran.out
    assert text(shelf, "papers.org") == INCOMPLETE


def test_complete_adds_no_work(shelf: Program, services: Services) -> None:
    """A page that is another work by what it says of itself is none of the notes."""
    page = f"{services.base}/page/article"
    shelf.note("a.org", f"* Articles\n** TODO {page}\n** DONE [[{page}][Mine]]\n")
    assert shelf("complete", "--fetch").code == 0
    assert text(shelf, "a.org").count("** ") == 2


def test_many_are_only_asked_for_with_a_yes(shelf: Program, services: Services) -> None:
    numbers = "".join(f"** TODO arXiv:2101.0000{number}\n" for number in range(5))
    shelf.note("papers.org", f"* Papers\n{numbers}")
    ran = shelf("complete", "--fetch")
    assert (ran.code, services.asked) == (2, [])
    assert shelf("complete", "--fetch", "--yes").out == "papers.org: changed 5 headings\n"


@pytest.mark.parametrize("trusted", [True, False])
def test_an_encrypted_host_must_have_a_certificate_that_is_trusted(
    run: Program, trusted: bool
) -> None:
    (run.folder / "notes").mkdir()
    own = run.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("local_hosts: [127.0.0.1]\n")
    with running(certificate=CERTIFICATE) as services:
        address = f"https://127.0.0.1:{services.port}/page/a"
        known = {"SSL_CERT_FILE": str(CERTIFICATE)} if trusted else {}
        ran = run.process("add", address, "--fetch", **known)
    assert ran.code == 0
    assert (f"{address}: Ropes & hitches - Cy Cord - 2021\n" in ran.err) is trusted
    assert ("its certificate or encryption is refused" in ran.err) is not trusted
