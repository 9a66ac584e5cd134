"""The configuration: every key, every slip, and which file is read."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from orgshelf.errors import ConfigError, NoNotesError
from orgshelf.org.settings import OrgSettings
from orgshelf.progress.goals import Goal
from orgshelf.store.config import Config
from orgshelf.store.config_file import read_config
from orgshelf.store.config_keys import ORG_KEYS, Key, all_keys
from orgshelf.store.paths import config_dir, state_dir
from orgshelf.store.root import find_root
from orgshelf.terminal.config_table import shown


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)


def config(folder: Path, text: str, name: str = ".orgshelf.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("log_done: note", "log_done", "note"),
        ("log_done: none", "log_done", ""),
        ("log_done: false", "log_done", ""),
        ("log_done: true", "log_done", "time"),
        ("log_into_drawer: true", "log_into_drawer", "LOGBOOK"),
        ("log_into_drawer: NOTES", "log_into_drawer", "NOTES"),
        ("log_into_drawer: false", "log_into_drawer", None),
        ("tags_column: 0", "tags_column", 0),
        ("tags_column: -80", "tags_column", -80),
        ("adapt_indentation: true", "adapt_indentation", True),
        ("weekdays: [M, D, W, T, F, S, Z]", "weekdays", ("M", "D", "W", "T", "F", "S", "Z")),
        ('todo_keywords: ["A | B", "C D"]', "todo_keywords", ("A | B", "C D")),
    ],
)
def test_org_s_variables(tmp_path: Path, text: str, name: str, value: object) -> None:
    assert getattr(read_config(config(tmp_path, text)).org, name) == value


def test_the_program_s_own_keys(tmp_path: Path) -> None:
    text = "notes: study\ndropped: [NEVER]\nkinds: {course: {titles: [MOOCs]}, podcast: }\n"
    read = read_config(config(tmp_path, text))
    assert read.notes == tmp_path / "study"
    assert read.dropped == frozenset({"NEVER"})
    assert read.kinds.of_title("moocs") == "course"
    assert read.kinds.of_title("Podcasts") == "podcast"
    assert read.kinds.of_title("Books") == "book"
    assert read.source == tmp_path / ".orgshelf.yaml"


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}\n"])
def test_nothing_set_is_the_default(tmp_path: Path, text: str) -> None:
    read = read_config(config(tmp_path, text))
    assert (read.org, read.dropped, read.notes) == (OrgSettings(), Config().dropped, None)


def test_what_a_file_does_not_name_stays_as_it_was(tmp_path: Path) -> None:
    user = read_config(config(tmp_path, "log_done: note\ntags_column: 0\n", "user.yaml"))
    read = read_config(config(tmp_path, "tags_column: -80\n"), user)
    assert (read.org.log_done, read.org.tags_column) == ("note", -80)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("log_dnoe: time", 1, "did you mean log_done?"),
        ("zzz: 1", 1, "there is no key 'zzz'"),
        ("\n\n  \nlog_done: sometimes", 4, "log_done wants time, note or none"),
        ("log_done: 1", 1, "log_done wants"),
        ("log_done: [time]", 1, "log_done wants"),
        ("log_done: 2026-99-99", 1, "log_done wants"),
        ("tags_column: yes", 1, "tags_column wants a whole number"),
        ("tags_column: 1.5", 1, "tags_column wants a whole number"),
        ("tags_column: " + "1" * 5000, 1, "tags_column wants a whole number"),
        ("adapt_indentation: 1", 1, "adapt_indentation wants true or false"),
        ("weekdays: [Mo]", 1, "weekdays wants"),
        ("weekdays: ['a]', b, c, d, e, f, g]", 1, "weekdays wants"),
        ("todo_keywords: TODO", 1, "todo_keywords wants a list"),
        ("todo_keywords: [1]", 1, "todo_keywords wants a list"),
        ("todo_keywords: []", 1, "todo_keywords wants"),
        ("todo_keywords: ['|']", 1, "todo_keywords wants"),
        ("kinds: [course]", 1, "kinds wants"),
        ("kinds: {course: {title: [X]}}", 1, "kinds wants"),
        ("kinds: {1: {titles: [X]}}", 1, "kinds wants"),
        ("kinds: {course: {titles: X}}", 1, "kinds wants"),
        ("notes: [a]", 1, "notes wants"),
        ("notes: ~nosuchuser/x", 1, "notes wants"),
        ("goals: [papers]", 1, "goals wants"),
        ("goals: {papers: 24}", 1, "goals wants"),
        ("goals: {papers: {query: 'kind:paper', count: 24}}", 1, "goals wants"),
        ("goals: {p: {query: a, count: 24, by: 2026-12-31, till: 1}}", 1, "goals wants"),
        ("goals: {p: {query: 1, count: 24, by: 2026-12-31}}", 1, "goals wants a text"),
        ("goals: {p: {query: a, count: many, by: 2026-12-31}}", 1, "goals wants a whole number"),
        ("goals: {p: {query: a, count: 0, by: 2026-12-31}}", 1, "at least 1"),
        ("goals: {p: {query: a, count: 1, by: soon}}", 1, "goals wants days like 2026-12-31"),
        ("goals: {p: {query: a, count: 1, by: 2026-12-31T10:00:00}}", 1, "goals wants days"),
        ("goals: {p: {query: a, count: 1, by: 2026-99-99}}", 1, "goals wants"),
        ("goals: {p: {query: a, count: 1, by: 2026-01-01, since: 2026-01-02}}", 1, "begin before"),
        ("goals: {1: {query: a, count: 1, by: 2026-12-31}}", 1, "goals wants names of letters"),
        ("writable: ~/org", 1, "writable wants a list of folders"),
        ("writable: [1]", 1, "writable wants"),
        ("writable: [~nosuchuser/x]", 1, "writable wants"),
        ("log_page: 1", 1, "log_page wants true or false"),
        ("log_done: time\nlog_done: note", 2, "log_done"),
        ("log_done: time\n: [", 2, "not YAML"),
        ("a: 'b", 1, "not YAML"),
        ("a: b\n\tc: d", 2, "not YAML"),
        ("log_done: !!python/object/apply:os.getcwd []", 1, "not YAML"),
        ("log_done: &a [*a]", 1, ""),
        ("log_done: *missing", 1, "not YAML"),
        ("[a]: b", 1, "there is no key"),
        ("- a", 1, "key: value"),
        ("text", 1, "key: value"),
        ("kinds: " + "[" * 1500, None, "nested too deep"),
    ],
)
def test_a_slip_is_one_sentence_with_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    path = config(tmp_path, text)
    with pytest.raises(ConfigError) as wrong:
        read_config(path)
    message = str(wrong.value)
    assert message.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert words in message
    assert len(message.splitlines()) == 1
    assert wrong.value.exit_code == 2


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"log_done: \x01", b"\x80"])
def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="not YAML") as wrong:
        read_config(path)
    assert len(str(wrong.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"c\.yaml: cannot be read: No such file"):
        read_config(tmp_path / "c.yaml")


@pytest.mark.parametrize("key", all_keys(), ids=lambda key: key.name)
def test_each_key_s_example_is_right(tmp_path: Path, key: Key) -> None:
    assert set(yaml.safe_load(key.example)) == {key.name}
    read_config(config(tmp_path, key.example), own=True)


def test_every_key_of_org_is_one_of_its_variables() -> None:
    known = set(OrgSettings._fields)
    assert {key.name for key in ORG_KEYS} <= known


def test_what_is_shown_can_be_read_back(tmp_path: Path) -> None:
    one_word = {name: value for name, value in shown(Config()) if "," not in value}
    del one_word["todo_keywords"], one_word["todo_repeat_to_state"], one_word["log_into_drawer"]
    text = "".join(f"{name}: {value}\n" for name, value in one_word.items())
    assert read_config(config(tmp_path, text), own=True).org == OrgSettings()


def test_folders_that_links_may_lead_to_are_seen_from_their_file(tmp_path: Path) -> None:
    path = config(tmp_path, f"writable: [~/org, near, ../beside, {tmp_path}/abs]\n", "a/mine.yaml")
    wanted = (tmp_path / "org", tmp_path / "a/near", tmp_path / "a/../beside", tmp_path / "abs")
    assert read_config(path, own=True).writable == wanted
    assert json.loads(dict(shown(read_config(path, own=True)))["writable"]) == [*map(str, wanted)]
    assert read_config(config(tmp_path, ""), read_config(path, own=True)).writable == wanted
    with pytest.raises(ConfigError, match=r"put it into .*config\.yaml") as wrong:
        read_config(path)
    assert wrong.value.exit_code == 2


class TestRoot:
    """The order: named, the nearest configuration's, ./notes, the user's own."""

    @pytest.fixture
    def work(self, tmp_path: Path) -> Path:
        work = tmp_path / "work" / "deep"
        for folder in (work / "notes", tmp_path / "named", tmp_path / "near", tmp_path / "own"):
            folder.mkdir(parents=True)
        config(tmp_path / "work", "notes: ../near\nlog_done: note\n")
        config(tmp_path, "notes: ~/own\ntags_column: 0\n", ".config/orgshelf/config.yaml")
        return work

    def test_the_named_one_first(self, work: Path, tmp_path: Path) -> None:
        root, _ = find_root("../../named", None, work)
        assert root.resolve() == tmp_path / "named"
        root, _ = find_root("~/named", None, work)
        assert root == tmp_path / "named"

    def test_then_that_of_the_nearest_configuration(self, work: Path, tmp_path: Path) -> None:
        root, found = find_root(None, None, work)
        assert root.resolve() == tmp_path / "near"
        assert found.source == tmp_path / "work" / ".orgshelf.yaml"
        assert (found.org.log_done, found.org.tags_column) == ("note", 0)

    def test_then_notes_here(self, work: Path, tmp_path: Path) -> None:
        (tmp_path / "work" / ".orgshelf.yaml").write_text("log_done: note\n")
        root, found = find_root(None, None, work)
        assert root == work / "notes"
        assert found.org.log_done == "note"

    def test_then_the_user_s_own(self, work: Path, tmp_path: Path) -> None:
        (tmp_path / "work" / ".orgshelf.yaml").unlink()
        (work / "notes").rmdir()
        root, found = find_root(None, None, work)
        assert root == tmp_path / "own"
        assert found.org.tags_column == 0

    def test_a_configuration_can_be_named(self, work: Path, tmp_path: Path) -> None:
        other = config(tmp_path, "notes: named\ntags_column: -50\n", "other.yaml")
        root, found = find_root(None, str(other), work)
        assert root == tmp_path / "named"
        assert (found.org.tags_column, found.org.log_done) == (-50, "time")

    def test_the_notes_own_configuration_is_nearer_than_the_folder_s(
        self, work: Path, tmp_path: Path
    ) -> None:
        config(tmp_path / "named", "log_done: none\n")
        _, found = find_root(str(tmp_path / "named"), None, work)
        assert found.org.log_done == ""

    @pytest.mark.parametrize("named", ["gone", "x" * 300, "~nosuchuser/x", ".orgshelf.yaml/x"])
    def test_a_folder_that_is_not_there_is_one_sentence(self, work: Path, named: str) -> None:
        with pytest.raises(NoNotesError) as missing:
            find_root(named, None, work)
        assert missing.value.exit_code == 3
        assert str(missing.value).startswith(f"No notes folder at {named}: ")

    def test_no_notes_at_all_is_one_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(NoNotesError, match="orgshelf init"):
            find_root(None, None, tmp_path)


def test_places_follow_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert config_dir() == tmp_path / ".config" / "orgshelf"
    assert state_dir() == tmp_path / ".local" / "state" / "orgshelf"
    monkeypatch.setattr("sys.platform", "darwin")
    assert config_dir() == tmp_path / "Library" / "Application Support" / "orgshelf"
    assert state_dir() == tmp_path / "Library" / "Application Support" / "orgshelf"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    assert config_dir() == tmp_path / "roaming" / "orgshelf"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert config_dir() == tmp_path / "xdg" / "orgshelf"
    assert state_dir() == tmp_path / "state" / "orgshelf"


@pytest.mark.parametrize("text", ["", "queries: {}", "queries:\n  week: 'todo: x'\n"])
def test_queries_are_names_and_texts(tmp_path: Path, text: str) -> None:
    queries = read_config(config(tmp_path, text)).queries
    assert queries == ({"week": "todo: x"} if "week" in text else {})


@pytest.mark.parametrize(
    ("text", "context"),
    [("", None), ("context:", None), ("context: ''", None), ("context: 'a:b c '", "a:b c")],
)
def test_the_context(tmp_path: Path, text: str, context: str | None) -> None:
    assert read_config(config(tmp_path, text)).context == context


@pytest.mark.parametrize(
    ("text", "since", "by"),
    [
        ("by: 2026-12-31", date(2026, 1, 1), date(2026, 12, 31)),
        ("by: '2026-12-31'", date(2026, 1, 1), date(2026, 12, 31)),
        ("by: 2026-02-28, since: 2025-11-01", date(2025, 11, 1), date(2026, 2, 28)),
    ],
)
def test_a_goal_begins_with_its_year_unless_it_says_when(
    tmp_path: Path, text: str, since: date, by: date
) -> None:
    path = config(tmp_path, f"goals: {{papers: {{query: 'kind:paper', count: 24, {text}}}}}")
    goal = Goal("kind:paper", 24, since, by)
    assert read_config(path).goals == {"papers": goal}
    shown_goal = yaml.safe_load(dict(shown(read_config(path)))["goals"])
    again = config(tmp_path, yaml.safe_dump({"goals": shown_goal}), "again.yaml")
    assert read_config(again).goals == {"papers": goal}


def test_goals_of_the_notes_come_beside_the_user_s_own(tmp_path: Path) -> None:
    text = "goals: {NAME: {query: a, count: COUNT, by: 2026-12-31}}"
    user = config(tmp_path, text.replace("NAME", "mine").replace("COUNT", "1"), "user.yaml")
    notes = config(tmp_path, text.replace("NAME", "here").replace("COUNT", "2"))
    goals = read_config(notes, read_config(user)).goals
    assert {name: goal.count for name, goal in goals.items()} == {"mine": 1, "here": 2}
