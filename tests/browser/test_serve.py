"""The live page in Chromium: an item marked done there, and notes that change meanwhile."""

from collections.abc import Iterator

import pytest

from browser.driven import Browser, violations
from program import Program
from served import Served, notes, serving

pytestmark = pytest.mark.browser

ITEM = "2a07"
BUTTON = f"li[data-id='{ITEM}'] button"


@pytest.fixture
def server(shipped: Program) -> Iterator[Served]:
    with serving(shipped) as started:
        yield started


@pytest.fixture
def live(chromium: Browser, server: Served) -> Browser:
    chromium.open(server.start)
    return chromium


def test_a_click_marks_an_item_done_and_undo_takes_it_back(shipped: Program, live: Browser) -> None:
    before = notes(shipped.folder)
    assert live.find(BUTTON).accessible_name == (
        "Mark done: Computer systems are dynamical systems - Mytkowicz 2008"
    )
    live.find(BUTTON).click()
    live.wait(f'document.querySelector("{BUTTON}") === null')
    live.wait("document.querySelector('.toast').textContent.includes('TODO → DONE')")
    assert "47 of 191 done" in live.find("h1").text
    by_page = notes(shipped.folder)
    assert shipped("undo").code == 0
    assert notes(shipped.folder) == before
    live.wait(f'document.querySelector("{BUTTON}") !== null')
    assert shipped("done", ITEM).code == 0
    assert notes(shipped.folder) == by_page
    assert live.complaints() == []


def test_it_loads_itself_anew_and_keeps_what_was_chosen(shipped: Program, live: Browser) -> None:
    live.js("document.getElementById('works-1').open = false")
    live.find("#words").send_keys("brand")
    assert live.find("#found").text.startswith("0 of")
    shipped.note("new.org", "* Books\n** TODO Brand new\n")
    live.wait("document.getElementById('found')?.textContent.startsWith('1 of')")
    assert live.find("#words").get_property("value") == "brand"
    assert not live.js("document.getElementById('works-1').open")
    assert live.complaints() == []


def test_it_asks_nobody_but_its_own_server(live: Browser, server: Served) -> None:
    live.wait("document.readyState === 'complete'")
    assert {address for address in live.requests() if not address.startswith("data:")} <= {
        server.start,
        server.address,
        f"{server.address}changes",
    }
    assert live.complaints() == []


def test_the_key_is_gone_from_the_address(chromium: Browser, server: Served) -> None:
    chromium.open(server.address)
    assert "has the key to this page" in chromium.find("body").text
    chromium.open(server.start)
    assert chromium.driver.current_url == server.address
    chromium.open(server.address)
    assert chromium.all("#pending")
    assert chromium.js("document.cookie") == ""


def test_a_link_to_the_address_leads_to_the_page(
    chromium: Browser, server: Served, run: Program
) -> None:
    other = run.folder / "other.html"
    other.write_text(f"<title>other</title><a href='{server.start}'>orgshelf</a>")
    chromium.open(other)
    chromium.find("a").click()
    chromium.wait("document.getElementById('pending') !== null")
    assert chromium.driver.current_url == server.address
    assert chromium.complaints() == []


def test_it_says_when_it_follows_the_notes_no_longer(
    shipped: Program, chromium: Browser, server: Served
) -> None:
    chromium.open(server.start)
    assert server.stop()[0] == 0
    with serving(shipped, "--port", str(server.port)):
        chromium.wait("document.querySelector('.toast').textContent.includes('load it again')")


def test_what_cannot_be_done_is_said(shipped: Program, live: Browser) -> None:
    (shipped.folder / "notes" / ".#papers.org").symlink_to("me@here.1")
    live.find(BUTTON).click()
    live.wait("document.querySelector('.toast').textContent.includes('unsaved changes')")


def test_a_page_of_another_site_cannot_reach_it(
    shipped: Program, chromium: Browser, server: Served, run: Program
) -> None:
    before = notes(shipped.folder)
    other = run.folder / "other.html"
    other.write_text("<title>other</title>")
    chromium.open(other)
    send = (
        "const done = arguments[arguments.length - 1];"
        f"fetch('{server.address}done', {{method: 'POST', mode: 'no-cors',"
        f" body: JSON.stringify({{id: '{ITEM}'}})}}).catch(() => 0)"
        f".then(() => fetch('{server.address}')).then(r => r.text())"
        ".then(done, () => done('refused'))"
    )
    assert chromium.driver.execute_async_script(send) == "refused"
    assert notes(shipped.folder) == before


@pytest.mark.axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, server: Served, scheme: str) -> None:
    chromium.open(server.start, scheme=scheme)
    chromium.find("#fold").click()
    assert chromium.all(BUTTON)
    assert violations(chromium) == []
