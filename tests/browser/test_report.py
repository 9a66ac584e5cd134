"""The report page as a person meets it, in Chromium."""

import json
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from bench.trees import write
from browser.driven import COLOURS, Browser, violations
from export.trees import HOSTILE, report_on, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.report import Report

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('li[data-state]')].filter(li => li.checkVisibility())"
HEADINGS = 7_000
BIDI = "* TODO \u202eevil [[javascript:document.title='x'][\u2067right\u2069]]\n"
LONG = f"* Books\n** TODO {'w' * 400} {'long ' * 90}\n#+BEGIN_QUOTE\n{'q' * 400}\n#+END_QUOTE\n"


def made(report: Report, folder: Path) -> Path:
    path = folder / "report.html"
    path.write_bytes(EXPORTERS["html"].data(report))
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the notes that come with the program, and of some made to break them."""
    folder = tmp_path_factory.mktemp("pages")
    hostile: dict[str, str | bytes] = {"papers.org": HOSTILE, "b.org": BIDI, "c.org": LONG}
    reports = {
        "shipped": shipped("notes"),
        "year": shipped("examples/notes", notes_text=True),
        "hostile": written(folder / "hostile-notes", hostile, notes_text=True),
        "empty": written(folder / "empty-notes", {"a.org": ""}),
    }
    for name in reports:
        (folder / name).mkdir()
    return {name: made(report, folder / name) for name, report in reports.items()}


@pytest.fixture(scope="module")
def data() -> dict[str, list[dict[str, object]]]:
    """What JSON says of the year of study."""
    found: dict[str, list[dict[str, object]]] = json.loads(
        EXPORTERS["json"].render(shipped("examples/notes"))
    )
    return found


NAMES = ["shipped", "year", "hostile", "empty"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_complained_of_and_nothing_is_asked_for(
    chromium: Browser, pages: dict[str, Path], name: str
) -> None:
    chromium.open(pages[name])
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chromium.complaints() == []
    asked = [address for address in chromium.requests() if not address.startswith("data:")]
    assert asked == [pages[name].as_uri()]
    assert chromium.js("performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1100])
def test_nothing_scrolls_sideways(
    chromium: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    chromium.open(pages[name], width=width)
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chromium.js("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_notes_do_nothing(chromium: Browser, pages: dict[str, Path]) -> None:
    chromium.open(pages["hostile"])
    for link in chromium.all("main a[href]"):
        target = link.get_attribute("href") or ""
        assert target.startswith(("http:", "https:", "mailto:", "file:"))
    assert chromium.js("document.querySelectorAll('script').length") == 1
    assert chromium.js("document.title").endswith(" done · hostile-notes")
    assert "<script>alert(1)</script>" in chromium.find("main").text


def test_it_would_stop_a_script_that_got_in(chromium: Browser, pages: dict[str, Path]) -> None:
    page = pages["year"]
    broken = page.with_name("broken.html")
    inside = "<script>document.title='x'</script><img src=/none onerror=\"document.title='y'\">"
    broken.write_text(page.read_text().replace("<main>", f"<main>{inside}"))
    chromium.open(broken)
    assert chromium.js("document.title").endswith("done · notes")
    assert len(chromium.complaints()) >= 2


def test_the_counts_are_those_of_the_json(
    chromium: Browser, pages: dict[str, Path], data: dict[str, list[dict[str, object]]]
) -> None:
    chromium.open(pages["year"])
    items = [item for item in data["items"] if item["state"]]
    done = [item for item in items if item["done"]]
    assert f"{len(done)} of {len(items)} done" in chromium.find("h1").text
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chromium.js(f"{SHOWN}.length") == len(items)
    for kind in {str(item["kind"]) for item in items}:
        count = len([item for item in items if item["kind"] == kind])
        assert chromium.js(f"{SHOWN}.filter(li => li.dataset.kind === '{kind}').length") == count


def test_typing_narrows_the_lists_and_nothing_typed_gives_them_back(
    chromium: Browser, pages: dict[str, Path]
) -> None:
    chromium.open(pages["year"])
    before = chromium.js("[...document.querySelectorAll('main details')].map(d => d.open)")
    everything = chromium.js(f"{SHOWN}.length")
    chromium.find("#words").send_keys("Rust borrow")
    titles = chromium.js(f"{SHOWN}.map(li => li.textContent)")
    assert len(titles) == 2  # the item and the one that it stands under
    assert "References and Borrowing" in titles[-1]
    assert chromium.find("#found").text.startswith("1 of ")
    chromium.find("#words").send_keys(Keys.CONTROL, "a", Keys.BACKSPACE)
    assert chromium.js(f"{SHOWN}.length") == everything
    after = chromium.js("[...document.querySelectorAll('main details')].map(d => d.open)")
    assert after == before


@pytest.mark.parametrize(
    ("choice", "value", "field"),
    [("kind", "paper", "kind"), ("state", "READING", "state"), ("tag", "learning", "tags")],
)
def test_choosing_narrows_the_lists(
    chromium: Browser,
    pages: dict[str, Path],
    data: dict[str, list[dict[str, object]]],
    choice: str,
    value: str,
    field: str,
) -> None:
    def wanted(item: dict[str, object]) -> bool:
        found = item[field]
        return value in found if isinstance(found, list) else found == value

    chromium.open(pages["year"])
    chromium.find(f"#{choice}").send_keys(value)
    count = len([item for item in data["items"] if item["state"] and wanted(item)])
    assert count
    assert chromium.find("#found").text.startswith(f"{count} of ")


def test_it_folds_by_keyboard(chromium: Browser, pages: dict[str, Path]) -> None:
    chromium.open(pages["year"])
    chromium.js("document.getElementById('fold').focus()")
    is_open = "document.activeElement.closest('details').open"
    ActionChains(chromium.driver).send_keys(Keys.TAB).perform()
    assert chromium.js("document.activeElement.matches('#pending-1 > summary')")
    assert chromium.js(is_open)
    for key, wanted in ((Keys.ENTER, False), (Keys.SPACE, True)):
        ActionChains(chromium.driver).send_keys(key).perform()
        assert chromium.js(is_open) is wanted
    assert chromium.js("getComputedStyle(document.activeElement).outlineStyle") != "none"
    ActionChains(chromium.driver).send_keys(Keys.TAB).perform()
    assert chromium.js("document.activeElement.matches('.row summary')")


def test_all_folds_and_unfolds_by_one_button(chromium: Browser, pages: dict[str, Path]) -> None:
    chromium.open(pages["year"])
    folded = "document.querySelectorAll('details.list:not([open]), .rows details:not([open])')"
    chromium.find("#fold").click()
    assert chromium.js(f"{folded}.length") == 0
    chromium.find("#fold").click()
    assert chromium.js("document.querySelectorAll('.rows details[open]').length") == 0


def test_it_is_dark_where_the_system_is_and_where_one_says_so(
    chromium: Browser, pages: dict[str, Path]
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    chromium.open(pages["year"], scheme="light")
    light = chromium.js(paper)
    chromium.find("#theme").click()
    dark = chromium.js(paper)
    assert "dark" in chromium.find("#theme").text
    chromium.open(pages["year"], scheme="light")
    assert chromium.js(paper) == dark  # what was chosen stays so
    chromium.find("#theme").click()
    assert chromium.js(paper) == light
    chromium.find("#theme").click()
    chromium.open(pages["year"], scheme="dark")
    assert "auto" in chromium.find("#theme").text
    assert chromium.js(paper) == dark


def test_everything_is_there_without_scripts(
    chromium: Browser, pages: dict[str, Path], data: dict[str, list[dict[str, object]]]
) -> None:
    chromium.open(pages["year"], scripts=False)
    try:
        text = chromium.find("body").get_attribute("textContent") or ""
        titles = [str(item["title"]) for item in data["items"] if item["state"]]
        # A power is shown raised, and not by its sign.
        assert [title for title in titles if title.replace("^", "") not in text] == []
        assert not chromium.find("#filter").is_displayed()
        summary = chromium.find("#pending-1 > summary")
        summary.click()
        assert not chromium.find("#pending-1 .row").is_displayed()
    finally:
        chromium.open("about:blank")


def test_on_paper_nothing_is_folded_and_nothing_is_to_click(
    chromium: Browser, pages: dict[str, Path]
) -> None:
    chromium.open(pages["shipped"])
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = false)")
    assert chromium.js(f"{SHOWN}.length") == 0
    chromium.emulate("dark", media="print")
    assert chromium.js(f"{SHOWN}.length") == chromium.js(
        "document.querySelectorAll('li[data-state]').length"
    )
    assert not chromium.find("#filter").is_displayed()
    assert not chromium.find("nav").is_displayed()
    assert chromium.js("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.axe
@pytest.mark.parametrize("name", ["shipped", "year"])
def test_axe_finds_nothing(chromium: Browser, pages: dict[str, Path], name: str) -> None:
    chromium.open(pages[name])
    chromium.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(chromium) == []
    chromium.emulate("dark")
    assert violations(chromium, COLOURS) == []


@pytest.mark.axe
def test_axe_finds_nothing_on_a_phone(chromium: Browser, pages: dict[str, Path]) -> None:
    chromium.open(pages["year"], width=360)
    assert violations(chromium) == []


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, object]]]:
    """The page of thousands of headings, and its items as JSON has them."""
    folder = tmp_path_factory.mktemp("large")
    report = report_on(write(folder / "notes", HEADINGS))
    return made(report, folder), json.loads(EXPORTERS["json"].render(report))["items"]


def test_long_lists_are_drawn_as_they_are_opened(
    chromium: Browser, large: tuple[Path, list[dict[str, object]]]
) -> None:
    page, items = large
    chromium.open(page)
    states = [item for item in items if item["state"]]
    assert f"{len(states):,}" in chromium.find("h1").text
    assert chromium.all("li[data-state]") == []
    chromium.find("#pending-1 > summary").send_keys(Keys.ENTER)
    chromium.wait("document.querySelectorAll('#pending-1 li').length === 200")
    chromium.find("#pending-1 .next").click()
    assert chromium.js("document.querySelectorAll('#pending-1 li').length") == 400
    assert chromium.complaints() == []


def test_long_lists_are_narrowed_too(
    chromium: Browser, large: tuple[Path, list[dict[str, object]]]
) -> None:
    page, items = large
    chromium.open(page)
    chromium.find("#tag").send_keys("gpu")
    chromium.find("#kind").send_keys("paper")
    count = len(
        [i for i in items if i["state"] and "gpu" in str(i["tags"]) and i["kind"] == "paper"]
    )
    chromium.wait(f"document.getElementById('found').textContent.startsWith('{count:,} of')")
    assert chromium.complaints() == []


@pytest.mark.axe
def test_axe_finds_nothing_in_long_lists(
    chromium: Browser, large: tuple[Path, list[dict[str, object]]]
) -> None:
    chromium.open(large[0], scheme="dark")
    chromium.find("#pending-1 > summary").send_keys(Keys.ENTER)
    chromium.wait("document.querySelectorAll('#pending-1 li').length === 200")
    assert violations(chromium) == []
