"""The reading list under notes/, read as plain text: nothing in it may get lost or change."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

NOTES = Path(__file__).parents[2] / "notes"
HEADLINE = re.compile(r"^(?P<stars>\*+) (?:(?P<state>TODO|DONE) )?(?P<title>.*)$", re.MULTILINE)
QUOTE = re.compile(r"^#\+BEGIN_QUOTE\n(?P<text>.+)\n#\+END_QUOTE$", re.MULTILINE)


class Headline(NamedTuple):
    """One headline as it stands in the file."""

    level: int
    state: str | None
    title: str


def text(name: str) -> str:
    return (NOTES / name).read_bytes().decode("utf-8")


def headlines(name: str) -> list[Headline]:
    return [
        Headline(len(found["stars"]), found["state"], found["title"])
        for found in HEADLINE.finditer(text(name))
    ]


def done_and_all(found: list[Headline]) -> tuple[int, int]:
    items = [headline for headline in found if headline.state]
    return sum(headline.state == "DONE" for headline in items), len(items)


FILES = ["books.org", "papers.org", "tutorials.org", "videos.org"]


def test_there_is_one_file_for_each_kind() -> None:
    assert sorted(path.name for path in NOTES.rglob("*")) == FILES


@pytest.mark.parametrize(
    ("name", "top", "done", "items"),
    [
        ("books.org", "Books", 0, 0),
        ("papers.org", "Papers", 1, 3),
        ("tutorials.org", "Tutorials", 44, 165),
        ("videos.org", "Videos", 1, 23),
    ],
)
def test_each_file_keeps_its_states(name: str, top: str, done: int, items: int) -> None:
    found = headlines(name)
    assert [headline for headline in found if headline.level == 1] == [Headline(1, None, top)]
    assert found[0].title == top
    assert done_and_all(found) == (done, items)


def test_46_of_191_items_are_done() -> None:
    assert done_and_all([headline for name in FILES for headline in headlines(name)]) == (46, 191)


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("books.org", {1: 1, 2: 1, 3: 3}),
        ("papers.org", {1: 1, 2: 3}),
        ("tutorials.org", {1: 1, 2: 2, 3: 31, 4: 88, 5: 45, 6: 1}),
        ("videos.org", {1: 1, 2: 2, 3: 3, 4: 12, 5: 7}),
    ],
)
def test_each_file_keeps_its_depths(name: str, levels: dict[int, int]) -> None:
    assert Counter(headline.level for headline in headlines(name)) == levels


@pytest.mark.parametrize(
    ("work", "done", "parts"), [("UFLDL Tutorial", 6, 9), ("Theano Tutorial", 38, 156)]
)
def test_each_tutorial_keeps_its_parts(work: str, done: int, parts: int) -> None:
    found = headlines("tutorials.org")
    start = next(n for n, headline in enumerate(found) if f"[{work}]" in headline.title)
    stop = next((n for n in range(start + 1, len(found)) if found[n].level <= 2), len(found))
    assert found[start].state is None
    assert done_and_all(found[start + 1 : stop]) == (done, parts)


def test_the_book_has_three_notes() -> None:
    assert headlines("books.org")[1:] == [
        Headline(2, None, "Neural Network Architectures - Judith Dayhoff"),
        Headline(3, None, "Thoughts"),
        Headline(3, None, "Quotes"),
        Headline(3, None, "Architecture Types"),
    ]


def test_theano_skips_a_level_below_videos() -> None:
    assert text("videos.org").startswith("* Videos\n*** Theano\n**** DONE [[")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "papers.org",
            "** DONE MASSEXODUS: modeling evolving networks in harsh environments"
            " - Navlakha, Bar-Joseph 2015",
        ),
        (
            "papers.org",
            "** TODO Make It or Break It: Manipulating Robustness in Large Networks - Chan 2014",
        ),
        ("papers.org", "** TODO Computer systems are dynamical systems - Mytkowicz 2008"),
        ("tutorials.org", "*** DONE debug stackedAE, getting ZERO gradients"),
        ("tutorials.org", "***** DONE L-operator"),
        ("tutorials.org", "****** TODO Exercise"),
        ("tutorials.org", "**** TODO Specifing Exact Shape"),
        ("tutorials.org", "**** TODO “The Function I Compiled is Too Slow, what’s up?”"),
        ("tutorials.org", "***** TODO Testing the infer_shape"),
        ("tutorials.org", "**** TODO as_op"),
        ("tutorials.org", "***** TODO Accessing NumPy ndarrays’ data and properties"),
        (
            "videos.org",
            "** TODO [[https://www.youtube.com/watch?v=W15K9PegQt0]"
            "[Andres Ng: Machine Learning via Larg-scale Brain Simulations]]",
        ),
    ],
)
def test_titles_stay_as_they_were_written(name: str, line: str) -> None:
    assert line in text(name).split("\n")


@pytest.mark.parametrize(
    ("name", "link"),
    [
        (
            "books.org",
            "[[http://books.google.com/books/about/Neural_network_architectures.html"
            "?id=9RwnAAAAMAAJ][Google Books]]",
        ),
        ("books.org", "[[http://cns.upf.edu/jclub/hopfield82.pdf][Hopfield (1982)]]"),
        ("books.org", "[[http://www.pnas.org/content/81/10/3088.full.pdf][Hopfield (1984)]]"),
        ("papers.org", "[[http://www.snl.salk.edu/~navlakha/pubs/pkdd2015.pdf][Paper PDF]]"),
        (
            "papers.org",
            "[[http://link.springer.com/article/10.1007/s10618-014-0399-1][Citation]]",
        ),
        (
            "papers.org",
            "[[http://epubs.siam.org/doi/abs/10.1137/1.9781611973440.37][Citation]]",
        ),
        (
            "papers.org",
            "[[http://www-plan.cs.colorado.edu/klipto/CHAOEH193033124_2.pdf][Paper PDF]]",
        ),
        (
            "tutorials.org",
            "[[http://ufldl.stanford.edu/wiki/index.php/UFLDL_Tutorial][UFLDL Tutorial]]",
        ),
        ("tutorials.org", "[[http://deeplearning.net/software/theano/tutorial/][Theano Tutorial]]"),
        (
            "videos.org",
            "[[https://www.youtube.com/watch?v=VZ9PwvgTXWY&index=2"
            "&list=PLDUHaKzf8LMZRnpsvhaa6MT46XZCUmbH7][Generating Patches]]",
        ),
        (
            "videos.org",
            "[[https://www.youtube.com/user/aicourses/playlists?view=50&sort=dd&shelf_id=2]"
            "[Neural Networks for ML]]",
        ),
    ],
)
def test_links_stay_exact(name: str, link: str) -> None:
    assert text(name).count(link) == 1


@pytest.mark.parametrize(
    ("name", "links"),
    [("books.org", 3), ("papers.org", 6), ("tutorials.org", 2), ("videos.org", 22)],
)
def test_no_link_is_lost(name: str, links: int) -> None:
    assert len(re.findall(r"\[\[https?://[^]\s]+\]\[[^]]+\]\]", text(name))) == links


def test_the_quotes_of_the_book_have_their_pages() -> None:
    quotes = text("books.org").partition("*** Quotes\n")[2].partition("*** ")[0]
    pages = re.findall(r"^(\d+):\n#\+BEGIN_QUOTE$", quotes, re.MULTILINE)
    assert pages == ["12", "39", "42", "56"]
    assert len(QUOTE.findall(quotes)) == len(pages)


def test_the_paper_has_two_quotes_without_a_page() -> None:
    assert len(QUOTE.findall(text("papers.org"))) == 2
    assert not re.search(r"^\d+:$", text("papers.org"), re.MULTILINE)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_invented_and_the_lines_are_plain(name: str) -> None:
    lines = text(name).split("\n")
    assert lines[-1] == ""
    assert lines[-2] != ""
    assert not [line for line in lines if "CLOSED" in line or "<sub>" in line]
    assert not [line for line in lines if line.startswith(":") or line != line.rstrip()]
