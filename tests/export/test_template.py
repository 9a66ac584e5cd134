"""The user's own templates: what they may name, and what they must not do."""

import json
import re
import resource
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from export.trees import HOSTILE, ROOT, shipped, written
from orgshelf.errors import UsageError
from orgshelf.export import TEMPLATE
from orgshelf.export.json_document import envelope, items
from orgshelf.export.report import Options, Report
from program import Program

YEAR = shipped("examples/notes")
EXAMPLES = sorted((ROOT / "examples/templates").glob("*.j2"))


def rendered(template: str, report: Report = YEAR, name: str = "mine.txt.j2") -> str:
    options = Options(template=template, template_name=name)
    return TEMPLATE.render(replace(report, options=options))


def refusal(template: str) -> str:
    with pytest.raises(UsageError) as refused:
        rendered(template)
    return str(refused.value)


def test_everything_of_the_json_can_be_named() -> None:
    document = {**envelope(YEAR), "items": list(items(YEAR))}
    titles = rendered("{% for item in items %}{{ item.title }}\n{% endfor %}").splitlines()
    assert titles == [item["title"] for item in document["items"]]
    totals = document["progress"]["totals"]
    assert rendered("{{ progress.totals.done }}/{{ progress.totals.total }}") == (
        f"{totals['done']}/{totals['total']}"
    )
    kinds = rendered("{% for row in progress.by_kind %}{{ row.kind }} {% endfor %}").split()
    assert kinds == [row["kind"] for row in document["progress"]["by_kind"]]


def test_the_day_and_the_notes_can_be_named() -> None:
    assert rendered("{{ today }} {{ generated.hour }} {{ notes }}") == "2026-11-23 12 notes"


def test_the_numbers_are_those_of_progress(tmp_path: Path) -> None:
    (tmp_path / "notes").symlink_to(ROOT / "examples/notes")
    (tmp_path / "home").mkdir()
    program = Program(tmp_path, tmp_path / "home")
    (tmp_path / "x.j2").write_text(
        "{{ numbers.total.progress.percent }} {{ numbers.total.progress | bar(10) }} "
        "{{ numbers.streaks.days_longest }} {{ numbers.total.forecast.outlook }} "
        "{% for kind in numbers.kinds %}{{ kind.name }} {% endfor %}"
    )
    percent, bar, streak, outlook, *kinds = program("export", "--template", "x.j2").out.split()
    told = json.loads(program("progress", "--format", "json").out)
    total = told["total"]
    assert int(percent) == total["progress"]["percent"]
    assert bar.count("█") == int(percent) // 10
    assert int(streak) == told["streaks"]["days_longest"]
    assert outlook == total["forecast"]["outlook"]
    assert kinds == [kind["name"] for kind in told["kinds"]]


def test_only_what_is_named_is_made() -> None:
    def fail() -> None:
        raise AssertionError

    report = replace(YEAR, numbers=fail)  # type: ignore[arg-type] # it is never called
    assert rendered("{{ notes }}", report) == "notes"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ {'done': 1, 'total': 4} | bar(8) }}", "██░░░░░░"),
        ("{{ {'done': 0, 'total': 0} | bar(4) }}", "░░░░"),
        ("{{ {'done': 1, 'total': 2} | bar(-1) }}", ""),
        ("{{ '2026-11-23T10:05' | date('%d.%m.%y %H:%M') }}", "23.11.26 10:05"),
        ("{{ today | date }}", "2026-11-23"),
        ("{{ none | date }}|{{ none | hours }}|{{ none | md }}|{{ none | web }}", "|||"),
        ("{{ 65 | hours }}", "1:05"),
        ("{{ '*a* <b>' | md }}", r"\*a\* \<b\>"),
        ("{{ 'javascript:alert(1)' | web }}|{{ 'https://a.org/<' | web }}", "|https://a.org/%3C"),
        ("{{ 'doi:10.1/x' | web }}", "https://doi.org/10.1/x"),
        ("{{ none }}", ""),
        ("a\n", "a\n"),
        ("{% if true %}\nx\n{% endif %}\ny", "x\ny"),
    ],
)
def test_filters(template: str, said: str) -> None:
    assert rendered(template) == said


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("\n{{ items.__class__ }}", 2, "unsafe"),
        ("{{ (1) | attr('__class__') }}", 1, "unsafe"),
        ("{{ '{0.__class__}'.format(1) }}", 1, "unsafe"),
        ("{{ today.__reduce__() }}", 1, "unsafe"),
        ("{{ items.append(1) }}", 1, "unsafe"),
        ("{{ cycler.__init__.__globals__ }}", 1, "unsafe"),
        ("\n\n{% for n in range(1000000) %}{% endfor %}", 3, "Range too big"),
        ("{% include '/etc/hostname' %}", 1, "cannot include another file"),
        ("{% extends 'base' %}", 1, "cannot include another file"),
        ("a\n{% import 'os' as os %}", 2, "cannot include another file"),
        ("{{ open('/etc/hostname') }}", 1, "'open' is undefined"),
        ("{{ lipsum(n=10000000) }}", 1, "'lipsum' is undefined"),
        ("\n{{ missing }}", 2, "'missing' is undefined"),
        ("\n{{ items[0].titel }}", 2, "titel"),
        ("\n\n{% for x in %}", 3, "Expected an expression"),
        ("{% if true %}", 1, "endif"),
        ("{{ 1 | nothing }}", 1, "No filter named 'nothing'"),
        ("{% macro m() %}\n{{ 1 / 0 }}\n{% endmacro %}\n{{ m() }}", 2, "division by zero"),
        ("{{ items[0] | bar }}", 1, "bar wants a progress, like item.progress"),
        ("{{ 'x' | date }}", 1, "x"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "recursion"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(template: str, line: int, words: str) -> None:
    said = refusal(template)
    assert said.startswith(f"mine.txt.j2:{line}: ")
    assert words in said
    assert re.fullmatch(r"[^\n]*[^.\n]\.", said)


def test_html_is_escaped_and_text_is_not(tmp_path: Path) -> None:
    report = written(tmp_path, {"hostile.org": HOSTILE})
    template = "{% for item in items %}{{ item.title }}{% endfor %}"
    for name in ("a.html", "a.html.j2", "A.XML.jinja2", "b.svg.jinja", "c.htm"):
        assert "<script" not in rendered(template, report, name)
    for name in ("a.md.j2", "html.txt", "a.html.txt.j2"):
        assert "<script>" in rendered(template, report, name)


def test_no_control_characters_come_out(tmp_path: Path) -> None:
    report = written(tmp_path, {"hostile.org": HOSTILE}, notes_text=True)
    said = rendered("{% for item in items %}{{ item }}{{ item.title }}{% endfor %}\x1b", report)
    assert "\ufffd" in said
    assert {char for char in said if char < " " or "\x7f" <= char < "\xa0"} <= {"\n", "\t"}
    said.encode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("tree", ["examples/notes", "notes"])
def test_the_examples_work_on_any_notes(path: Path, tree: str, tmp_path: Path) -> None:
    template = path.read_text(encoding="utf-8")
    assert rendered(template, shipped(tree, notes_text=True), path.name)
    assert rendered(template, written(tmp_path, {"empty.org": ""}), path.name)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2


def outcome_of(template: str) -> str:
    """What comes of it: a text, or the sentence that refuses it."""
    try:
        return rendered(template)
    except UsageError as error:
        return str(error)


def nested(times: int, begin: str, inner: str, end: str) -> str:
    return begin * times + inner + end * times


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ 10**5000 }}", "A number gets too large."),
        ("{{ 10**(10**10) }}", "A number gets too large."),
        ("a\n{{ 7 * 10**4000 * 10**4000 }}", "A number gets too large."),
        ("{{ (items|length) ** (10**9) }}", "A number gets too large."),
        (nested(3000, "{{ [", "1", "] }}"), ""),
        (nested(500, "{{ ", nested(900, "[", "1", "]"), " }}"), ""),
        ("{{ " + nested(3000, "[", "1", "]") + " }}", "goes too deep: make it simpler."),
        ("{{ " + nested(150, "[", "1", "]") + " }}", ""),
        ("{{ " + nested(3000, "not ", "1", "") + " }}", "goes too deep: make it simpler."),
        ("{{ " + nested(3000, "-", "1", "") + " }}", "goes too deep: make it simpler."),
        ("{{ 1" + "+1" * 5000 + " }}", "goes too deep: make it simpler."),
        ("{{ 1" + "|abs" * 5000 + " }}", "goes too deep: make it simpler."),
        (nested(40, "{% if 1 %}", "x", "{% endif %}"), ""),
        (nested(3000, "{% if 1 %}", "x", "{% endif %}"), "goes too deep: make it simpler."),
        (nested(150, "{% if 1 %}", "x", "{% endif %}"), "goes too deep: make it simpler."),
        (
            nested(50, "{% for a in [1] %}", "x", "{% endfor %}"),
            "goes too deep: make it simpler.",
        ),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "goes too deep: make it simpler."),
        ("{{ 'x' * 10**11 }}", "it needs too much memory: make it simpler."),
        ("{{ [1] * 10**11 }}", "it needs too much memory: make it simpler."),
        ("{{ 'x'|center(10**11) }}", "it needs too much memory: make it simpler."),
        ("{{ 'x'.rjust(10**11) }}", "it needs too much memory: make it simpler."),
        ("{{ '%100000000000d' % 1 }}", ""),
        ("{{ '{:>100000000000}'.format(1) }}", ""),
        (
            "{% set n = namespace(x='x') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}"
            "{% endfor %}",
            "it needs too much memory: make it simpler.",
        ),
    ],
    ids=lambda text: ascii(text[:60]),
)
def test_what_gets_too_large_or_too_deep_is_a_sentence(template: str, said: str) -> None:
    outcome = outcome_of(template)
    assert len(outcome) < 3000
    if said:
        assert re.match(r"mine\.txt\.j2:[0-9]+: ", outcome)
        assert outcome.endswith(said)
        assert "\n" not in outcome


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{% for b in items|sort(attribute='title') %}{% endfor %}"
        "{% endfor %}",
    ],
)
def test_what_has_no_end_is_ended(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orgshelf.export.template._SECONDS", 0.3)
    assert refusal(template).endswith("seconds: make it simpler.")


def test_the_bounds_of_a_template_are_no_longer_there_when_it_is_done() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGVTALRM)
    assert refusal("{{ 'x' * 10**11 }}")
    assert rendered("{{ 2**10 }} {{ 3 * 'ab' }} {{ 2.5 * 2 }} {{ 10**4000 > 1 }}").startswith(
        "1024"
    )
    after = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGVTALRM)
    assert before == after
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
