"""The live page in Chromium: each verb by thumb and by keys, and notes that change meanwhile."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser.driven import COLOURS, Browser, violations
from program import ROOT, Program
from served import Served, notes, serving

pytestmark = pytest.mark.browser

SICP = "Structure and Interpretation of Computer Programs"
BOOK = "Gödel, Escher, Bach: an Eternal Golden Braid - Douglas R. Hofstadter 1979"
PAPER = "An Axiomatic Basis for Computer Programming - Hoare 1969"
LONG = f"* Books\n** TODO {'w' * 300} {'long ' * 60} :{'t' * 90}:\n*** TODO {'p' * 200}\n"
PHONE = 360
THUMB = 44  # pixels

Standing = tuple[Program, Served]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Give a server of the year of study, with a card; each test gets these notes anew."""
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    shutil.copytree(ROOT / "examples" / "notes", program.folder / "notes")
    program.note("long.org", LONG)
    assert program("review", "add", BOOK, "--yes").code == 0
    shutil.copytree(program.folder / "notes", program.folder / "kept")
    with serving(program) as started:
        yield program, started


@pytest.fixture
def live(running: Standing) -> Standing:
    renew(running[0].folder, running[0].folder / "kept")
    return running


@pytest.fixture
def twin(live: Standing, run: Program) -> Program:
    """Give the program with the same notes, for the commands."""
    renew(run.folder, live[0].folder / "kept")
    return run


def renew(folder: Path, kept: Path) -> None:
    shutil.rmtree(folder / "notes", ignore_errors=True)
    shutil.copytree(kept, folder / "notes")


def following(browser: Browser) -> None:
    """Wait until the page hears of changes."""
    browser.wait("document.body.dataset.follows === 'yes'")


def opened(browser: Browser, server: Served, path: str = "/", **how: object) -> None:
    """Open a page as somebody who has been at the address with the key."""
    name, _, value = server.cookie.partition("=")
    cookie = {"name": name, "value": value, "httpOnly": True, "sameSite": "Strict"}
    browser.command("Network.setCookie", url=server.address, **cookie)
    browser.open(f"{server.address}{path[1:]}", **how)  # type: ignore[arg-type]


def pages(program: Program) -> dict[str, str]:
    """A page of each sort."""
    ids = program.ids()
    return {
        "shelf": "/",
        "agenda": "/agenda",
        "review": "/review",
        "search": "/search?q=program*",
        "item": f"/item/{ids[SICP]}",
        "changes": "/changes-made",
        "problem": "/item/0000",
        "report": "/report",
    }


NAMES = ["shelf", "agenda", "review", "search", "item", "changes", "problem", "report"]


def press(browser: Browser, verb: str, **given: str) -> None:
    """Fill in the form of a verb and send it, opening it first where it is folded."""
    form = f"form[action='/{verb}']"
    if browser.all(f"details > {form}"):
        browser.find(f"details.verb:has(> {form}) > summary").click()
    for name, value in given.items():
        browser.find(f"{form} [name='{name}']").send_keys(value)
    browser.find(f"{form} button").click()


CASES = {
    "start": (PAPER, {}, ()),
    "done": (SICP, {"note": "at last"}, ("--note", "at last")),
    "drop": (SICP, {}, ()),
    "page": (BOOK, {"page": "40%"}, ("40%",)),
    "note": (SICP, {"text": "one\ntwo"}, ("one\ntwo",)),
    "quote": (BOOK, {"text": "“All” is\none.", "page": "12"}, ("“All” is\none.", "--page", "12")),
}


@pytest.mark.parametrize("verb", CASES)
def test_a_verb_by_thumb_writes_what_its_command_does(
    chromium: Browser, live: Standing, twin: Program, verb: str
) -> None:
    program, server = live
    title, given, words = CASES[verb]
    id_ = program.ids()[title]
    opened(chromium, server, f"/item/{id_}", width=PHONE)
    press(chromium, verb, **given)
    chromium.wait("document.querySelector('.said') !== null")
    assert twin(verb, id_, *words).code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")
    assert chromium.complaints() == []


def test_stars_rate_and_are_shown(chromium: Browser, live: Standing, twin: Program) -> None:
    program, server = live
    id_ = program.ids()[BOOK]
    opened(chromium, server, f"/item/{id_}", width=PHONE)
    chromium.find("details.verb:has(> form[action='/rate']) > summary").click()
    chromium.find("button[name=stars][value='4']").click()
    chromium.wait("document.querySelector('.rating')?.ariaLabel === '4 of 5 stars'")
    assert twin("rate", id_, "4").code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")


def test_a_work_is_added_and_that_is_taken_back(
    chromium: Browser, live: Standing, twin: Program
) -> None:
    program, server = live
    before = notes(program.folder / "notes")
    opened(chromium, server, width=PHONE)
    press(chromium, "add", title="<b>New</b> & old")
    chromium.wait("document.querySelector('.said') !== null")
    assert twin("add", "book", "<b>New</b> & old").code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")
    chromium.find(".said button").click()
    chromium.wait("document.querySelector('.said')?.textContent.startsWith('undone')")
    assert notes(program.folder / "notes") == before


def test_a_card_is_answered(chromium: Browser, live: Standing, twin: Program) -> None:
    program, server = live
    opened(chromium, server, "/review", width=PHONE)
    ref = chromium.find("form[action='/grade'] [name=ref]").get_property("value")
    assert not chromium.find(".grades").is_displayed()
    chromium.find(".answer > summary").click()
    chromium.find(".grades [value=good]").click()
    chromium.wait("document.querySelector('.said') !== null")
    assert twin("review", "grade", str(ref), "good").code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")


def test_keys_alone_are_enough(chromium: Browser, live: Standing, twin: Program) -> None:
    program, server = live
    opened(chromium, server)
    keys = ActionChains(chromium.driver)
    keys.send_keys("j", "j", "d").perform()
    chromium.wait("document.querySelector('.said')?.textContent.includes('→ DONE')")
    second = chromium.js("document.querySelector('.said').textContent.split('→ DONE ')[1]")
    assert BOOK[:20] in second
    keys.send_keys("u").perform()
    chromium.wait("document.querySelector('.said')?.textContent.startsWith('undone')")
    keys.send_keys("/").perform()
    chromium.find("#find").send_keys("abelson", Keys.ENTER)
    chromium.wait("location.pathname === '/search' && document.querySelector('.item') !== null")
    opened(chromium, server, f"/item/{program.ids()[SICP]}")
    keys.send_keys("n").perform()
    keys.send_keys("with keys: j d u", Keys.TAB, Keys.ENTER).perform()
    chromium.wait("document.querySelector('.said')?.textContent.includes('note taken')")
    assert twin("note", SICP, "with keys: j d u").code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")


def test_a_card_is_answered_by_keys(chromium: Browser, live: Standing, twin: Program) -> None:
    program, server = live
    ref = server.form("/review", "grade").fields["ref"]
    opened(chromium, server, "/review")
    ActionChains(chromium.driver).send_keys(" ").perform()
    assert chromium.find(".grades").is_displayed()
    ActionChains(chromium.driver).send_keys("4").perform()
    chromium.wait("document.querySelector('.said')?.textContent.includes(' easy, due ')")
    assert twin("review", "grade", ref, "easy").code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")


def test_what_has_the_focus_is_seen_and_in_order(chromium: Browser, live: Standing) -> None:
    program, server = live
    opened(chromium, server, f"/item/{program.ids()[SICP]}")
    seen = []
    for _ in range(14):
        ActionChains(chromium.driver).send_keys(Keys.TAB).perform()
        style = "getComputedStyle(document.activeElement)"
        assert chromium.js(f"{style}.outlineStyle") == "solid"
        seen.append(chromium.js("document.activeElement.textContent.trim()"))
    assert seen[:7] == [
        "Skip to the page",
        "Shelf",
        "Agenda",
        "Review",
        "Search",
        "Report",
        "Books",
    ]
    assert seen[7:13] == ["Done", "Give up", "Page", "Rate", "Note", "Quote"]


def test_keys_can_be_switched_off(chromium: Browser, live: Standing) -> None:
    program, server = live
    before = notes(program.folder / "notes")
    opened(chromium, server)
    chromium.find("#keys").click()
    opened(chromium, server)
    assert chromium.find("#keys").text == "Keys: off"
    ActionChains(chromium.driver).send_keys("j", "d").perform()
    assert chromium.js("document.activeElement === document.body")
    chromium.find("#keys").click()
    assert notes(program.folder / "notes") == before


def test_search_finds_while_one_types(chromium: Browser, live: Standing) -> None:
    _, server = live
    opened(chromium, server, "/search", width=PHONE)
    find = chromium.find("#find")
    find.send_keys("abels*")
    chromium.wait("document.querySelectorAll('#found .item').length > 0")
    assert SICP in chromium.find("#found").text
    find.send_keys(Keys.BACKSPACE, "zzz")
    chromium.wait("document.querySelectorAll('#found .item').length === 0")
    assert chromium.js("document.activeElement.id") == "find"
    assert chromium.complaints() == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_can_be_read_without_scripts(
    chromium: Browser, live: Standing, name: str
) -> None:
    program, server = live
    path = pages(program)[name]
    opened(chromium, server, path)
    with_scripts = chromium.find("main").text
    chromium.open(f"{server.address}{path[1:]}", scripts=False)
    assert chromium.all("main")
    if name != "report":  # whose filter needs scripts
        assert chromium.find("main").text == with_scripts


def test_forms_work_without_scripts(chromium: Browser, live: Standing, twin: Program) -> None:
    program, server = live
    id_ = program.ids()[SICP]
    chromium.open(server.start)
    chromium.open(f"{server.address}item/{id_}", scripts=False)
    press(chromium, "note", text="plainly")
    assert "note taken" in chromium.find(".said").text
    assert twin("note", id_, "plainly").code == 0
    assert notes(program.folder / "notes") == notes(twin.folder / "notes")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_and_a_thumb_hits_everything(
    chromium: Browser, live: Standing, name: str
) -> None:
    program, server = live
    opened(chromium, server, pages(program)[name], width=PHONE)
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chromium.js("document.documentElement.scrollWidth <= innerWidth")
    found = chromium.js(
        "[...document.querySelectorAll('body.live :is(button, summary, nav a, input, select,"
        " textarea, footer a)')].filter(e => e.checkVisibility() && e.type !== 'hidden')"
        f".filter(e => e.getBoundingClientRect().height < {THUMB}).map(e => e.outerHTML)"
    )
    assert found == []


def test_titles_of_any_length_fit(chromium: Browser, live: Standing) -> None:
    program, server = live
    id_ = next(id_ for title, id_ in program.ids().items() if title.startswith("www"))
    for path in ("/", f"/item/{id_}", "/search?q=long"):
        opened(chromium, server, path, width=PHONE)
        assert chromium.js("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_loads_itself_anew(chromium: Browser, live: Standing) -> None:
    program, server = live
    opened(chromium, server)
    following(chromium)
    program.note("new.org", "* Books\n** TODO Brand new\n")
    chromium.wait("document.querySelector('main').textContent.includes('Brand new')")
    assert chromium.complaints() == []


def test_what_is_being_written_outlives_a_change_by_others(
    chromium: Browser, live: Standing
) -> None:
    program, server = live
    id_ = program.ids()[SICP]
    opened(chromium, server, f"/item/{id_}")
    chromium.find("details.verb:has(> form[action='/note']) > summary").click()
    chromium.find("form[action='/note'] textarea").send_keys("long thoughts")
    with server.stream() as stream:
        assert any(line == ": waiting\n" for line in stream)
        assert program("note", id_, "by a command").code == 0
        assert any(line == "event: changed\n" for line in stream)
    first = chromium.driver.current_window_handle
    chromium.driver.switch_to.new_window("tab")
    chromium.driver.get(f"{server.address}item/{id_}")
    press(chromium, "note", text="by another tab")
    chromium.wait("document.querySelector('.said') !== null")
    chromium.driver.close()
    chromium.driver.switch_to.window(first)
    text = chromium.find("form[action='/note'] textarea").get_property("value")
    assert text == "long thoughts"
    chromium.find("form[action='/note'] button").click()
    chromium.wait("document.querySelector('.said') !== null")
    written = (program.folder / "notes" / "books.org").read_text()
    assert all(one in written for one in ("long thoughts", "by a command", "by another tab"))


def test_the_report_filters_keeps_what_was_chosen_and_leads_to_items(
    chromium: Browser, live: Standing
) -> None:
    program, server = live
    opened(chromium, server, "/report")
    chromium.js("document.getElementById('works-1').open = false")
    chromium.find("#words").send_keys("brand")
    assert chromium.find("#found").text.startswith("0 of")
    program.note("new.org", "* Books\n** TODO Brand new\n")
    chromium.wait("document.getElementById('found')?.textContent.startsWith('1 of')")
    assert chromium.find("#words").get_property("value") == "brand"
    assert not chromium.js("document.getElementById('works-1').open")
    chromium.find(f"li[data-id='{program.ids()['Brand new']}'] a").click()
    chromium.wait("document.querySelector('h1')?.textContent === 'Brand new'")
    assert chromium.complaints() == []


def test_it_asks_nobody_but_its_own_server(chromium: Browser, live: Standing) -> None:
    _, server = live
    opened(chromium, server)
    chromium.wait("document.readyState === 'complete'")
    asked = [address for address in chromium.requests() if not address.startswith("data:")]
    assert {address.partition("?version=")[0] for address in asked} <= {
        server.start,
        server.address,
        f"{server.address}changes",
    }
    assert chromium.complaints() == []


def test_the_key_is_gone_from_the_address(chromium: Browser, shipped: Program) -> None:
    with serving(shipped) as server:
        chromium.open(server.address)
        assert "has the key to this page" in chromium.find("body").text
        chromium.open(server.start)
        assert chromium.driver.current_url == server.address
        chromium.open(server.address)
        assert chromium.all("#todo")
        assert chromium.js("document.cookie") == ""


def test_a_link_to_the_address_leads_to_the_page(
    chromium: Browser, live: Standing, run: Program
) -> None:
    _, server = live
    other = run.folder / "other.html"
    other.write_text(f"<title>other</title><a href='{server.start}'>orgshelf</a>")
    chromium.open(other)
    chromium.find("a").click()
    chromium.wait("document.getElementById('todo') !== null")
    assert chromium.driver.current_url == server.address
    assert chromium.complaints() == []


def test_it_says_when_it_follows_the_notes_no_longer(chromium: Browser, shipped: Program) -> None:
    with serving(shipped) as server:
        chromium.open(server.start)
        assert server.program.stop()[0] == 0
        with serving(shipped, "--port", str(server.port)):
            chromium.wait("document.querySelector('.toast')?.textContent.includes('load it again')")


def test_what_cannot_be_done_is_said(chromium: Browser, live: Standing) -> None:
    program, server = live
    opened(chromium, server, f"/item/{program.ids()[SICP]}")
    (program.folder / "notes" / ".#books.org").symlink_to("me@here.1")
    press(chromium, "note", text="kept")
    chromium.wait("document.querySelector('.said')?.textContent.includes('unsaved changes')")
    assert chromium.find("form[action='/note'] textarea").get_property("value") == "kept"


def test_what_was_refused_is_not_sent_again_by_itself(chromium: Browser, live: Standing) -> None:
    program, server = live
    folder = program.folder / "notes"
    opened(chromium, server, f"/item/{program.ids()[SICP]}")
    (folder / ".#books.org").symlink_to("me@here.1")
    press(chromium, "note", text="not yet")
    chromium.wait("document.querySelector('.said')?.textContent.includes('unsaved changes')")
    (folder / ".#books.org").unlink()
    (folder / "papers.org").write_text("* TODO Something else\n")
    time.sleep(2)  # in which the page hears of it
    assert "not yet" not in (folder / "books.org").read_text()


def test_a_page_of_another_site_cannot_reach_it(
    chromium: Browser, live: Standing, run: Program
) -> None:
    program, server = live
    before = notes(program.folder / "notes")
    token, id_ = server.token, server.form("/", "done").fields["ref"]
    other = run.folder / "other.html"
    other.write_text(
        f"<title>other</title><form method=post action='{server.address}done'><button>go</button>"
        f"<input name=token value='{token}'><input name=ref value='{id_}'></form>"
    )
    chromium.open(server.start)
    chromium.open(other)
    chromium.find("button").click()
    chromium.wait("document.title !== 'other'")
    assert "Open the address" in chromium.find("body").text
    assert notes(program.folder / "notes") == before


@pytest.mark.axe
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(chromium: Browser, live: Standing, name: str) -> None:
    program, server = live
    opened(chromium, server, pages(program)[name])
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(chromium) == []
    chromium.emulate("dark")
    assert violations(chromium, COLOURS) == []
    chromium.emulate("light")
    chromium.resize(PHONE)
    assert violations(chromium) == []
