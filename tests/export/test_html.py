"""The page as text: its numbers, its escaping, its policy, its size."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.html import Live, page
from orgshelf.export.html.activity_map import heatmap
from orgshelf.export.html.burn_up import HEIGHT, WIDTH, burn_up
from orgshelf.export.html.phrases import hours_words
from orgshelf.export.html.time_axis import last_months, months_between, round_step
from orgshelf.model import Progress
from orgshelf.progress.numbers import Forecast, ForecastState, Measure, Numbers, standing

VOID = {"meta", "link", "input", "br"}
TODAY = date(2026, 11, 23)


class Outline(HTMLParser):
    """A page as its elements, the words in each, and what is open when."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        {"script": self.scripts, "style": self.styles}.get(inside, self.words).append(data)

    def all(self, tag: str, **wanted: str) -> Iterator[dict[str, str]]:
        for name, attributes in self.elements:
            if name == tag and wanted.items() <= attributes.items():
                yield attributes


def outline(text: str) -> Outline:
    return Outline(text)


@pytest.mark.parametrize("tree", SHIPPED)
def test_every_element_is_closed_and_every_name_is_there_once(tree: str) -> None:
    found = outline(EXPORTERS["html"].render(shipped(tree)))
    assert found.open == []
    names = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(names) == len(set(names))
    for _, attributes in found.elements:
        for label in ("aria-labelledby", "href"):
            for name in attributes.get(label, "").split():
                elsewhere = label == "href" and not name.startswith("#")
                assert elsewhere or name.strip("#") in names


@pytest.mark.parametrize("tree", SHIPPED)
def test_it_says_what_the_json_says(tree: str) -> None:
    report = shipped(tree)
    data = json.loads(EXPORTERS["json"].render(report))
    found = outline(EXPORTERS["html"].render(report))
    totals = data["progress"]["totals"]
    said = " ".join(" ".join(found.words).split())
    assert f"{totals['percent']} % {totals['done']} of {totals['total']} done" in said
    rows = [row for row in found.all("li") if "data-state" in row]
    states = [item["state"] for item in data["items"] if item["state"]]
    assert sorted(row["data-state"] for row in rows) == sorted(states)
    pending = [item["id"] for item in data["items"] if item["state"] and not item["done"]]
    assert sorted(row["data-id"] for row in rows if "data-id" in row) == sorted(pending)


@pytest.mark.parametrize("tree", SHIPPED)
def test_it_is_small_and_alone(tree: str) -> None:
    text = EXPORTERS["html"].render(shipped(tree))
    assert len(text.encode()) < 300_000
    found = outline(text)
    assert not [name for name, _ in found.elements if name in ("img", "iframe", "object", "base")]
    assert not [a for _, a in found.elements if "src" in a or "style" in a or "onclick" in a]
    assert [a["href"][:5] for a in found.all("link")] == ["data:"]
    assert "url(" not in text
    assert "@import" not in text


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


LIVE = Live(Markup("follow()"), (("Agenda", "/agenda"),), "abc")


@pytest.mark.parametrize("live", [None, LIVE])
def test_the_policy_allows_what_is_in_the_page_and_nothing_else(live: Live | None) -> None:
    found = outline(page(shipped("notes"), live))
    (meta,) = found.all("meta", **{"http-equiv": "Content-Security-Policy"})
    policy = dict(part.split(" ", 1) for part in meta["content"].split("; "))
    assert policy.pop("default-src") == policy.pop("base-uri") == "'none'"
    assert policy.pop("form-action") == ("'self'" if live else "'none'")
    assert policy.pop("img-src") == "data:"
    assert policy.pop("connect-src", None) == (live and "'self'")
    assert policy.pop("style-src").split() == [digest(style) for style in found.styles]
    assert policy.pop("script-src").split() == [digest(script) for script in found.scripts]
    assert policy == {}


def test_only_the_live_page_leads_to_others() -> None:
    assert '<a href="/agenda">Agenda</a>' in page(shipped("notes"), LIVE)
    assert 'href="/' not in page(shipped("notes"))


def test_hostile_notes_stay_text(tmp_path: Path) -> None:
    files = {'b"onmouseover=x.org': HOSTILE, "papers.org": BIDI.encode()}
    report = written(tmp_path, files, notes_text=True)
    text = EXPORTERS["html"].render(report)
    found = outline(text)
    tame = outline(EXPORTERS["html"].render(written(tmp_path / "tame", {"a.org": "* TODO x\n"})))
    assert found.scripts == tame.scripts
    names = {name for _, attributes in found.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    targets = [a["href"] for a in found.all("a") if not a["href"].startswith("#")]
    assert targets
    assert {target.split(":")[0] for target in targets} <= {"http", "https", "mailto"}
    assert "<script>alert(1)</script>" in " ".join(found.words)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


BIDI = (
    "* TODO \u202eevil\u202c [[https://x.org/\u2066a][\u2067right\u2069]] :tag:\n"
    ": \u202ecode\ntext \u202e\n"
)


def test_a_tree_that_is_too_deep_is_flat_at_last(tmp_path: Path) -> None:
    deep = "".join(f"{'*' * level} TODO level {level}\n" for level in range(1, 400))
    found = outline(EXPORTERS["html"].render(written(tmp_path, {"a.org": deep})))
    assert found.open == []
    assert len([row for row in found.all("li") if "data-id" in row]) == 399


def test_headings_above_an_item_are_there_without_being_items(tmp_path: Path) -> None:
    notes = "* Videos\n** Series\n*** Week\n**** TODO Clip\n** DONE Talk\n"
    rows = list(outline(EXPORTERS["html"].render(written(tmp_path, {"a.org": notes}))).all("li"))
    kinds = [(row["data-kind"], row.get("data-state")) for row in rows if "data-kind" in row]
    assert kinds == [("video", None), ("video", None), ("video", "TODO"), ("video", "DONE")]


def test_a_shelf_that_is_an_item_is_one_in_the_list(tmp_path: Path) -> None:
    notes = "* TODO Books\n** TODO Tome\n*** TODO Chapter\n"
    rows = list(outline(EXPORTERS["html"].render(written(tmp_path, {"a.org": notes}))).all("li"))
    assert len([row for row in rows if "data-id" in row]) == 3


def test_the_notes_own_words_are_there_when_they_are_asked_for(tmp_path: Path) -> None:
    notes = (
        "* Books\n** TODO Tome\nA [[https://x.org][link]] here.\n- one\n  - two\n"
        "*** Thoughts\n12:\n#+BEGIN_QUOTE\nSaid so.\n#+END_QUOTE\n: x  <y>\n"
    )
    files = {"a.org": notes}
    found = outline(EXPORTERS["html"].render(written(tmp_path, files, notes_text=True)))
    said = "".join(found.words)
    assert found.open == []
    assert "A link here." in said
    assert "– one – two" in " ".join(said.split())
    assert "p. 12" in said
    assert ": x  <y>" in said
    assert "Thoughts" not in "".join(
        outline(EXPORTERS["html"].render(written(tmp_path, files))).words
    )


def test_each_goal_is_there_with_its_lead(tmp_path: Path) -> None:
    goals = "goals: {tomes: {query: 'kind:book', count: 4, by: 2026-12-31}}\n"
    books = "* Books\n** DONE Tome\nCLOSED: [2026-02-01 Sun 10:00]\n** TODO Another\n"
    files = {".orgshelf.yaml": goals, "a.org": books}
    report = written(tmp_path, files)
    assert report.numbers
    (goal,) = report.numbers().goals
    said = " ".join(" ".join(outline(EXPORTERS["html"].render(report)).words).split())
    assert "tomes 1 of 4 by 31 December 2026" in said
    assert standing(goal) in said


def test_each_chart_is_named_and_has_a_table() -> None:
    found = outline(EXPORTERS["html"].render(shipped("examples/notes")))
    charts = list(found.all("svg", role="img"))
    assert len(charts) == 3
    assert all(len(chart["aria-labelledby"].split()) == 2 for chart in charts)
    names = [name for name, _ in found.elements]
    assert len([name for name in names if name == "figure"]) >= 3
    assert " ".join(found.words).count("The numbers as a table") == 3


def test_the_tables_of_the_charts_add_up_to_what_is_done() -> None:
    text = EXPORTERS["html"].render(shipped("examples/notes"))
    tables = re.findall(r"as a table</summary>(.*?)</table>", text, re.DOTALL)
    cell = r'</th><td class="n">(\d+)</td>(?:<td class="n">(\d+))?'
    done, days, months = (re.findall(rf'row">(.*?){cell}', table) for table in tables)
    data = json.loads(EXPORTERS["json"].render(shipped("examples/notes")))
    assert int(done[-1][1]) == data["progress"]["totals"]["done"]
    month = sum(int(count) for day, count, _ in days if day.startswith("2026-11"))
    ((items, repeats),) = (row[1:] for row in months if row[0] == "November 2026")
    assert int(items) + int(repeats) == month


def numbers(**more: object) -> Numbers:
    now = datetime(2026, 11, 23, 9)
    total = Measure("", None, Progress(6, 20), forecast=Forecast(ForecastState.UNKNOWN))
    return Numbers(now, **{"total": total, **more})  # type: ignore[arg-type]


DAYS = [(date(2026, 9, 1), 3), (date(2026, 11, 1), 6)]


def points(text: str) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def test_nothing_finished_makes_no_burn_up() -> None:
    assert burn_up(numbers()) is None


def test_the_line_of_done_only_rises_and_ends_today() -> None:
    chart = burn_up(numbers(burn_up=DAYS, undated=1))
    assert chart
    line = points(chart.done)
    assert line == sorted(line, key=lambda point: (point[0], -point[1]))
    assert line[-1][0] == chart.today
    ground, top = points(chart.area)[0][1], chart.total
    share = (ground - line[-1][1]) / (ground - top)
    assert share == pytest.approx(6 / 20, abs=0.01)


FORECASTS = [
    Forecast(ForecastState.DATED, date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)),
    Forecast(ForecastState.DATED, date(2027, 1, 1), date(2027, 2, 1), None),
    Forecast(ForecastState.DATED, date(2027, 1, 1), date(2040, 2, 1), date(9999, 12, 31)),
    Forecast(ForecastState.DATED, TODAY, TODAY, TODAY),
]


@pytest.mark.parametrize("forecast", FORECASTS, ids=lambda forecast: str(forecast.late))
def test_the_band_goes_from_today_to_the_total_and_never_off_the_chart(forecast: Forecast) -> None:
    total = Measure("", None, Progress(6, 20), forecast=forecast)
    chart = burn_up(numbers(burn_up=DAYS, total=total))
    assert chart
    corners = points(chart.band)
    assert corners[0][0] == chart.today
    assert corners[1][1] == pytest.approx(chart.total, abs=0.2)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in (*corners, *points(chart.likely)))


def test_a_year_has_a_cell_for_each_busy_day_and_a_square_for_each_other() -> None:
    counts = {TODAY - timedelta(days=400): 5, TODAY - timedelta(days=1): 9, TODAY: 1}
    chart = heatmap(counts, TODAY)
    assert [(cell.day, cell.count) for cell in chart.cells] == [
        (TODAY - timedelta(days=1), 9),
        (TODAY, 1),
    ]
    assert chart.empty.count("M") + 2 == 52 * 7 + TODAY.weekday() + 1
    assert chart.cells[0].shade == 4 > chart.cells[1].shade
    assert [shade for shade, _ in chart.key] == [*range(5 - len(chart.key), 5)]
    assert chart.cells[1].x > chart.cells[0].x
    assert heatmap({TODAY: 1}, TODAY).key == [(4, "1")]
    assert heatmap({}, date.min).cells == []


def test_months_end_with_this_one_and_count_their_own_days() -> None:
    counts = {date(2026, 11, 1): 2, date(2026, 10, 31): 3, date(2025, 11, 30): 7}
    months = last_months(counts, TODAY)
    assert len(months) == 12
    assert months[-2:] == [(date(2026, 10, 1), 3), (date(2026, 11, 1), 2)]
    assert months[0] == (date(2025, 12, 1), 0)


@pytest.mark.parametrize("largest", [0, 1, 4, 5, 9, 17, 101, 60_000])
def test_steps_are_round_and_reach(largest: int) -> None:
    step = round_step(largest)
    assert step * 4 >= largest
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_months_stay_within_the_calendar() -> None:
    assert list(months_between(date(9999, 11, 2), date.max)) == [date(9999, 12, 1)]
    assert list(months_between(date(2026, 1, 1), date(2026, 7, 1), 3)) == [
        date(2026, 4, 1),
        date(2026, 7, 1),
    ]


def test_hours_are_said_in_words() -> None:
    assert [hours_words(n) for n in (0, 59, 60, 125)] == ["0 min", "59 min", "1 h", "2 h 05"]
