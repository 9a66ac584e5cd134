"""The pages of the live page, as anything that speaks HTTP sees them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from bench.trees import write
from export.trees import HOSTILE
from program import Program
from served import Served, serving

TITLE = '<img src=x onerror="alert(1)">'
EVIL = (
    f"#+TODO: TODO READ | DONE\n* Books\n** READ {TITLE} \u202eevil :<b>:\n"
    f"SCHEDULED: <2026-11-23 Mon>\n:PROPERTIES:\n:{TITLE}: x\n"
    ":URL: javascript:alert(1)\n:AUTHOR: </title><script>\n:END:\n"
    "- Note taken on [2026-11-20 Fri 10:00] \\\\\n  </textarea><script>alert(1)</script>\n"
    "#+BEGIN_QUOTE\n</style><script>alert(1)</script>\n#+END_QUOTE\n"
    f"*** TODO </script><script>alert('{TITLE}')</script>\n*** {{{{ 7*7 }}}} {{% raw %}}\n"
)
PRIVATE = (
    "* Books\n** TODO Open\nKnown.\n*** TODO Secret part :private:\n*** Secret note :noexport:\n"
)
PLANNED = "* Books\n** TODO Secret :private:\nSCHEDULED: <2026-11-23 Mon>\n"
MANY = "* Books\n" + "".join(f"** TODO Book {n}\n" for n in range(120))

Standing = tuple[Program, Served]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    program.note("evil.org", EVIL)
    program.note("papers.org", HOSTILE)
    program.note("private.org", PRIVATE + PLANNED)
    program.note("many.org", MANY)
    assert program("review", "add", "Open", "--yes").code == 0
    with serving(program) as started:
        yield program, started


class Harmless(HTMLParser):
    """Reads a page and keeps what could act in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.acting: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            acts = name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
            self.acting += [(name, value)] if acts else []


def items(server: Served) -> list[str]:
    """The paths of all items but the many."""
    words = urlencode({"q": "alert OR open OR secret OR 7"})
    texts = [server.ask("GET", path).text for path in ("/agenda", f"/search?{words}", "/review")]
    return sorted(set(re.findall(r'/item/[0-9a-f]+(?=")', " ".join(texts))))


def test_titles_from_strangers_stay_text_on_every_page(hostile: Standing) -> None:
    _, server = hostile
    pages = ["/", "/agenda", "/review", "/search?q=alert", "/changes-made", *items(server)]
    pages += [f"/search?q={TITLE.replace(' ', '+')}", "/?kind=%3Cscript%3E", "/?part=%3Cb%3E"]
    for path in pages:
        answer = server.ask("GET", path)
        assert answer.status == 200, path
        page = Harmless(answer.text)
        assert page.acting == []
        assert page.tags.count("script") == page.tags.count("style") == 1
        assert "img" not in page.tags
        assert "\u202e" not in answer.text
    assert "{{ 7*7 }}" in " ".join(server.ask("GET", path).text for path in items(server))


def test_what_a_stranger_calls_a_work_can_be_done(hostile: Standing) -> None:
    program, server = hostile
    (id_,) = program.ids("todo:READ").values()
    answer = server.act(f"/item/{id_}", "note", text=f"</textarea>{TITLE}")
    assert answer.status == 200
    assert answer.said.startswith("evil.org:3 note taken")
    assert program("undo").code == 0


def test_what_is_private_is_on_no_page(hostile: Standing) -> None:
    program, server = hostile
    pages = ["/", "/agenda", "/search?q=secret", "/review", "/report", *items(server)]
    assert "Secret" not in " ".join(server.ask("GET", path).text for path in pages)
    for id_ in program.ids("tags:private,noexport").values():
        assert server.ask("GET", f"/item/{id_}").status == 404
        assert server.done(id_).status == 404


def test_long_lists_are_cut_into_parts(hostile: Standing) -> None:
    _, server = hostile
    found: list[str] = []
    for part in range(1, 4):
        text = server.ask("GET", f"/?kind=book&part={part}").text
        found += re.findall(r'class="to" href="(/item/\w+)"', text)
        assert f"{part} of 3" in text
    assert len(found) == len(set(found)) > 120
    assert f'<span class="soft">{len(found)}</span></h2>' in text
    assert 'rel="next"' not in text
    assert 'rel="prev" href="/?kind=book&amp;part=2"' in text
    for odd in ("0", "-1", "99", "x", "1e9", "%D9%A3"):
        assert " of 3" in server.ask("GET", f"/?kind=book&part={odd}").text


@pytest.mark.parametrize("words", ["program*", '"free will" OR proof', "no-such-word"])
def test_search_finds_what_the_command_finds(year: Program, words: str) -> None:
    with serving(year) as server:
        text = server.ask("GET", f"/search?{urlencode({'q': words})}").text
    check_items(text, year("search", words, "--format", "tsv", "--fields", "id").lines[1:])


def check_items(text: str, short_ids: list[str]) -> None:
    """The rows of a page are those headings, in that order."""
    found = re.findall(r'class="to" href="/item/(\w+)"', text)
    assert [id_[: len(short)] for id_, short in zip(found, short_ids, strict=True)] == short_ids


def test_a_search_for_nothing_is_told_of(hostile: Standing) -> None:
    answer = hostile[1].ask("GET", "/search?q=-")
    assert (answer.status, answer.said[-1]) == (400, ".")


def test_the_agenda_is_that_of_the_command(year: Program) -> None:
    with serving(year) as server:
        text = server.ask("GET", "/agenda").text
    check_items(text, year("agenda", "week", "--format", "tsv", "--fields", "id").lines[1:])


def test_of_very_much_that_is_late_the_agenda_has_what_is_first(run: Program) -> None:
    write(run.folder / "notes", 2_000)
    run.note(
        "more.org",
        "* Books\n** TODO Weekly\nDEADLINE: <2020-01-01 Wed +1w>\n** TODO Late and to come\n"
        "SCHEDULED: <2020-01-02 Thu>\n<2026-11-25 Wed 10:00>\n** DONE Past\n"
        "DEADLINE: <2026-11-24 Tue>\n** TODO Timed\nDEADLINE: <2021-01-01 Fri 09:00>\n",
    )
    with serving(run) as server:
        text = server.ask("GET", "/agenda").text
    table = run("agenda", "week", "-f", "tsv", "--fields", "id,date").lines
    rows = [row.split("\t") for row in table]
    by_day = {day: [id_ for id_, of in rows[1:] if of == day] for _, day in rows[1:]}
    check_items(text, [id_ for found in by_day.values() for id_ in found[:50]])
    assert len(by_day["2026-11-23"]) > 50
    assert "There is more on this day: <code>orgshelf agenda 2026-11-23</code>" in text


def test_a_page_is_always_of_the_notes_as_they_are(run: Program) -> None:
    path = run.note("a.org", "#+SETUPFILE: setup\n* Books\n** TODO One\n** WAIT Two\n")
    run.note("setup", "#+TODO: TODO | DONE\n")
    with serving(run) as server:
        assert "Two" not in server.ask("GET", "/?kind=").text
        run.note("setup", "#+TODO: TODO WAIT | DONE\n")
        assert "Two" in server.ask("GET", "/?kind=").text
        path.write_text(path.read_text().replace("Two", "Three"))
        assert "Three" in server.ask("GET", "/?kind=").text
        (run.folder / ".orgshelf.yaml").write_text("context: One\n")
        assert "Three" not in server.ask("GET", "/?kind=").text


def test_an_item_has_what_show_has(year: Program) -> None:
    book = "Gödel, Escher, Bach: an Eternal Golden Braid - Douglas R. Hofstadter 1979"
    id_ = year.ids()[book]
    assert year("rate", id_, "4").code == 0
    with serving(year) as server:
        text = server.ask("GET", f"/item/{id_}").text
        assert year("set", id_, "RATING", "4.5").code == 0
        halves = server.ask("GET", f"/item/{id_}").text
    for words in ("Hofstadter", "312/777 pages", "4 of 5 stars", "books.org:", "READING"):
        assert words in text
    assert "4.5 of 5 stars" in halves
    assert "★★★★½" in halves


@pytest.mark.parametrize("path", ["/item/", "/item/zz", "/item/0000", "/item/a/b", "/item/12"])
def test_what_is_no_item_is_not_found(hostile: Standing, path: str) -> None:
    assert hostile[1].ask("GET", path).status == 404


def test_an_empty_shelf_says_so(run: Program) -> None:
    run.note("a.org", "")
    with serving(run) as server:
        for path in ("/", "/agenda", "/review", "/search", "/changes-made", "/report"):
            assert server.ask("GET", path).status == 200
        assert "Nothing is left to do here." in server.ask("GET", "/").text
        assert server.act("/", "add", kind="book", title="First").status == 200
        assert "First" in server.ask("GET", "/").text
