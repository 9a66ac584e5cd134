"""`export` as a command: its list of formats, folders of many, templates, and --watch."""

import io
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyarrow import parquet

from cli.bare import run_bare
from orgshelf.export import EXPORTERS
from program import COMMAND, PATIENCE, Program

NAMES = [*EXPORTERS, "--template"]


def test_list_names_every_format_with_what_it_needs(run: Program) -> None:
    ran = run("export", "--list")
    assert (ran.code, ran.err) == (0, "")
    rows = [re.split(r" {2,}", line) for line in ran.lines]
    assert sorted(name for name, *_ in rows) == sorted(NAMES)
    assert {name: extra for name, extra, *_ in rows} == {
        **{name: exporter.extra or "-" for name, exporter in EXPORTERS.items()},
        "--template": "html",
    }
    assert {ready for _, _, ready, _ in rows} == {"ready"}


def test_list_on_a_terminal_groups_them(run: Program) -> None:
    lines = run.screen("export", "--list", columns=60).splitlines()
    assert max(map(len, lines)) <= 60
    for head in ("To read", "For programs", "Tables"):
        assert head in lines
    assert any(line.startswith("parquet ") and " ready" in line for line in lines)


def test_without_the_libraries_list_says_so_and_a_format_names_its_extra(
    shipped: Program, tmp_path: Path
) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    rows = [
        re.split(r" {2,}", line) for line in run_bare(shipped, packages, "export", "--list").lines
    ]
    assert {name for name, _, ready, _ in rows if ready == "missing"} == {
        name for name, extra, _, _ in rows if extra != "-"
    }
    columns = run_bare(shipped, packages, "export", "parquet-schema")
    assert (columns.code, len(columns.lines[0].split("\t"))) == (0, 3)
    (shipped.folder / "x.j2").write_text("x")
    for args, what, extra in (
        (("parquet",), "parquet", "data"),
        (("--template", "x.j2"), "--template", "html"),
        (("markdown", "-o", "x.md", "--watch"), "--watch", "watch"),
    ):
        ran = run_bare(shipped, packages, "export", *args)
        assert (ran.code, ran.out) == (1, "")
        told = ran.err.splitlines()[-1]
        assert told.startswith(f"orgshelf: `{what}` needs more libraries: ")
        assert told.endswith(f"[{extra}]'.")


def test_the_help_shows_every_format_once(run: Program) -> None:
    said = run("export", "--help").out
    for name, exporter in EXPORTERS.items():
        assert len(re.findall(rf"^  {name} +{re.escape(exporter.help)}$", said, re.MULTILINE)) == 1


def test_formats_are_completed(run: Program) -> None:
    def completed(*words: str) -> list[str]:
        ran = run.process(
            _ORGSHELF_COMPLETE="bash_complete",
            COMP_WORDS=" ".join(["orgshelf", "export", *words]),
            COMP_CWORD=str(len(words) + 1),
        )
        return [line.split(",", 1)[1] for line in ran.lines if "," in line]

    assert completed("mark") == ["markdown"]
    assert completed("") == list(EXPORTERS)
    assert "kind:" in completed("json", "ki")
    assert completed("--temp") == ["--template"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "Missing FORMAT, like `orgshelf export markdown`; `orgshelf export --list` shows"),
        (["mrkdown"], "'markdown'"),
        (["kind:paper", "json"], "'kind:paper' is not one of"),
        (["json", "--template", "x.j2"], "is used instead of a format: leave out 'json'"),
        (["--template", "missing.j2"], "missing.j2"),
        (["--template", "latin.j2"], "latin.j2 is not UTF-8"),
        (["csv", "-o", "reports/"], "reports/ is a folder: name a file in it"),
        (["org", "-o", "notes/report.org"], "notes/report.org is one of your notes"),
        (["csv", "-o", "notes/papers.org"], "notes/papers.org is one of your notes"),
        (["csv", "--watch"], "--watch writes to a file"),
    ],
)
def test_wrong_use(shipped: Program, args: list[str], words: str) -> None:
    (shipped.folder / "x.j2").write_text("x")
    (shipped.folder / "latin.j2").write_bytes(b"caf\xe9")
    ran = shipped("export", *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(("ending", "name"), [("md", "markdown"), ("bib", "bibtex")])
def test_the_ending_of_a_file_names_its_format(shipped: Program, ending: str, name: str) -> None:
    assert shipped("export", ending, "kind:paper").out == shipped("export", name, "kind:paper").out


def test_a_template_takes_queries_and_options(shipped: Program) -> None:
    (shipped.folder / "mine.md.j2").write_text(
        "{% for item in items if item.state %}{{ item.kind }} {% endfor %}{{ notes }}\n"
    )
    ran = shipped("export", "--template", "mine.md.j2", "kind:paper", "-s", "done")
    assert (ran.code, ran.out, ran.err) == (0, "paper notes\n", "")
    assert shipped("export", "--template", "mine.md.j2", "-o", "out.md").err == "Wrote out.md.\n"
    written = (shipped.folder / "out.md").read_text()
    assert written == shipped("export", "--template=mine.md.j2").out
    assert written.count("paper") == 3


def test_a_template_that_is_wrong_is_one_sentence(shipped: Program) -> None:
    (shipped.folder / "mine.j2").write_text("\n{{ ''.__class__ }}")
    (shipped.folder / "out").write_text("old")
    ran = shipped("export", "--template", "mine.j2", "-o", "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("orgshelf: mine.j2:2: ")
    assert ran.err.count("\n") == 1
    assert (shipped.folder / "out").read_text() == "old"


def test_parquet_goes_to_a_folder_of_many(shipped: Program) -> None:
    (shipped.folder / "there").mkdir()
    for args in (["-o", "class/"], ["-o", "class/", "--root-name", "anna"], ["-o", "there"]):
        assert shipped("export", "parquet", *args).code == 0
    files = sorted(str(p.relative_to(shipped.folder)) for p in shipped.folder.rglob("*.parquet"))
    assert files == [
        "class/notes_root=anna/items.parquet",
        "class/notes_root=notes/items.parquet",
        "there/notes_root=notes/items.parquet",
    ]
    (shipped.folder / "class/notes_root=anna/items.parquet").write_bytes(b"old")
    assert shipped("export", "parquet", "-o", "class/", "--root-name", "anna").code == 0
    made = {(shipped.folder / file).read_bytes() for file in files}
    assert len(made) == 1
    assert not list(shipped.folder.rglob("*.orgshelf"))


def test_parquet_as_a_file_and_piped_says_whose_it_is(shipped: Program) -> None:
    assert shipped("export", "parquet", "-o", "one.parquet", "--root-name", "anna").code == 0
    one = (shipped.folder / "one.parquet").read_bytes()
    piped = subprocess.run(
        [*COMMAND, "export", "parquet", "--root-name", "anna"],
        cwd=shipped.folder,
        env=shipped.environment(),
        capture_output=True,
        check=True,
    ).stdout
    assert piped == one
    rows = parquet.ParquetFile(io.BytesIO(one)).read(columns=["notes_root"]).to_pylist()
    assert {row["notes_root"] for row in rows} == {"anna"}


def test_bytes_never_go_to_a_terminal(shipped: Program) -> None:
    ran = shipped.terminal("export", "parquet")
    assert ran.code == 2
    assert "write it to a file with -o FILE" in ran.out
    assert "PAR1" not in ran.out


class Watching:
    """A run of `export --watch`, and what it has said so far."""

    def __init__(self, program: Program, *args: str, **variables: str) -> None:
        self.log = program.folder / "said"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "export", *args, "--watch"],
                cwd=program.folder,
                env=program.environment(**variables),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def said(self) -> list[str]:
        return self.log.read_text().splitlines()

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def watching(program: Program, *args: str, **variables: str) -> Iterator[Watching]:
    run = Watching(program, *args, **variables)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.process.kill()
        run.process.wait()


def test_watch_writes_again_when_a_note_changes(shipped: Program) -> None:
    report = shipped.folder / "report.md"
    with watching(shipped, "markdown", "-o", "report.md", "kind:paper") as run:
        run.until(report.exists)
        shipped.note("papers.org", "* TODO A new paper\n")
        run.until(lambda: "A new paper" in report.read_text())
        shipped.note("deeper/papers.org", "* TODO Another paper\n")
        run.until(lambda: "Another paper" in report.read_text())
        (shipped.folder / "notes/deeper").rename(shipped.folder / "away")
        run.until(lambda: "Another paper" not in report.read_text())
        assert run.stop() == 0
        said = run.said
    assert said[0] == "Watching notes: stop with Ctrl-C."
    assert set(said[1:]) == {"Wrote report.md."}
    assert report.read_text() == shipped("export", "markdown", "kind:paper").out


def test_watch_is_not_roused_by_its_own_report_or_by_the_index(shipped: Program) -> None:
    cache = shipped.folder / "notes"
    with watching(shipped, "csv", "-o", "notes/report.csv", XDG_CACHE_HOME=str(cache)) as run:
        run.until(lambda: len(run.said) == 2)
        time.sleep(3)  # it looks by itself every two seconds
        assert run.said == ["Watching notes: stop with Ctrl-C.", "Wrote notes/report.csv."]
        shipped.note("new.org", "* TODO New :book:\n")
        run.until(lambda: len(run.said) == 3)
        assert run.stop() == 0


def test_watch_survives_what_is_wrong_for_a_moment(shipped: Program) -> None:
    report = shipped.folder / "report.md"
    config, note = shipped.folder / ".orgshelf.yaml", shipped.folder / "notes/papers.org"
    with watching(shipped, "markdown", "-o", "report.md") as run:
        run.until(report.exists)
        text = note.read_bytes()
        note.unlink()
        note.symlink_to(note.name)
        run.until(lambda: any("papers.org could not be read" in line for line in run.said))
        note.unlink()
        note.write_bytes(text + b"* TODO It is back\n")
        run.until(lambda: "It is back" in report.read_text())
        config.write_text("queries: [\n")
        run.until(lambda: any("not YAML" in line for line in run.said))
        config.write_text("dropped: [DONE]\n")
        run.until(lambda: "46 given up" in report.read_text())
        notes, away = shipped.folder / "notes", shipped.folder / "away"
        notes.rename(away)
        run.until(lambda: any("No notes folder" in line for line in run.said))
        away.rename(notes)
        run.until(lambda: run.said[-1] == "Wrote report.md.")
        assert run.stop() == 0
        assert "Traceback" not in "".join(run.said)


def test_watch_follows_the_template_and_setup_files(shipped: Program) -> None:
    template, out = shipped.folder / "x.txt.j2", shipped.folder / "x.txt"
    template.write_text("{{ items | length }} one")
    shipped.note("new.org", "#+SETUPFILE: words.setup\n* LATER New :book:\n")
    with watching(shipped, "--template", "x.txt.j2", "-o", "x.txt") as run:
        run.until(out.exists)
        template.write_text("{% for item in items if item.state == 'LATER' %}later{% endfor %}.")
        run.until(lambda: out.read_text() == ".")
        template.write_text("{{ ")
        run.until(lambda: any("x.txt.j2:1: " in line for line in run.said))
        template.write_text("{% for item in items if item.state == 'LATER' %}later{% endfor %}")
        run.until(lambda: out.read_text() == "")
        shipped.note("words.setup", "#+TODO: LATER | DONE\n")
        run.until(lambda: out.read_text() == "later")
        assert run.stop() == 0


def test_watch_goes_by_the_clock_that_runs_unless_it_is_set(shipped: Program) -> None:
    out = shipped.folder / "x.txt"
    (shipped.folder / "x.txt.j2").write_text("{{ generated.isoformat() }}")
    args = ("--template", "x.txt.j2", "-o", "x.txt")
    with watching(shipped, *args) as run:
        run.until(out.exists)
        assert out.read_text() == "2026-11-23T09:00:00"
    out.unlink()
    with watching(shipped, *args, ORGSHELF_NOW="") as run:
        run.until(out.exists)
        first = out.read_text()
        time.sleep(1)
        shipped.note("new.org", "* TODO New\n")
        run.until(lambda: out.read_text() > first)
