"""A goal is written into a configuration file and taken out, and every other byte stays."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.errors import ConfigError
from orgshelf.store.config_members import set_member

NEW = {"query": '"kind:book"', "count": "3", "by": "2026-12-31"}
WRITTEN = 'b: {query: "kind:book", count: 3, by: 2026-12-31}'
OLD = '{query: "kind:paper", count: 24, by: 2026-12-31}'
IN_LINES = """\
goals:
  a:
    query: 'kind:paper'  # q
    count: 24
    by: 2026-12-31 # day
"""

#: A file before, and after a goal ``b`` is set in it.
SET = {
    "": f"goals:\n  {WRITTEN}\n",
    "notes: .": f"notes: .\ngoals:\n  {WRITTEN}\n",
    "# mine\n\nnotes: .\n": f"# mine\n\nnotes: .\ngoals:\n  {WRITTEN}\n",
    f"goals:\n    a: {OLD}   # often\n\n# end\nlog_page: true\n": (
        f"goals:\n    a: {OLD}   # often\n    {WRITTEN}\n\n# end\nlog_page: true\n"
    ),
    f"goals:\n  a: {OLD}": f"goals:\n  a: {OLD}\n  {WRITTEN}\n",
    f"{IN_LINES}# end\n": f"{IN_LINES}  {WRITTEN}\n# end\n",
    f"goals: {{a: {OLD}}} # all\n": f"goals: {{a: {OLD}, {WRITTEN}}} # all\n",
    f"goals:\n  b: {OLD}  # b\n  c: {OLD}\n": f"goals:\n  {WRITTEN}  # b\n  c: {OLD}\n",
    "goals: {}\nnotes: .\n": f"goals:\n  {WRITTEN}\nnotes: .\n",
    f"notes: .\r\ngoals:\r\n  a: {OLD}\r\nlog_page: true\r\n": (
        f"notes: .\r\ngoals:\r\n  a: {OLD}\r\n  {WRITTEN}\r\nlog_page: true\r\n"
    ),
}
#: A file before, and after the goal ``b`` is taken out of it.
TAKEN = {
    f"# top\ngoals:\n  # a's\n  a: {OLD}\n  b: {OLD}  # b\n  c: {OLD}\n": (
        f"# top\ngoals:\n  # a's\n  a: {OLD}\n  c: {OLD}\n"
    ),
    f"notes: .\ngoals:\n  b: {OLD}\n# end\n": "notes: .\n# end\n",
    f"goals:\n  b:\n    query: x\n    count: 1\n    by: 2026-12-31\n  c: {OLD}\n": (
        f"goals:\n  c: {OLD}\n"
    ),
    f"goals: {{a: {OLD}, b: {OLD}, c: {OLD}}}\n": f"goals: {{a: {OLD}, c: {OLD}}}\n",
    f"goals: {{a: {OLD}, b: {OLD}}}\nnotes: .\n": f"goals: {{a: {OLD}}}\nnotes: .\n",
    f"goals: {{b: {OLD}}}\nnotes: .\n": "notes: .\n",
    "notes: .\n": "notes: .\n",
}


@pytest.mark.parametrize("before", SET)
def test_a_member_is_set_where_it_belongs(tmp_path: Path, before: str) -> None:
    file = tmp_path / "c.yaml"
    file.write_bytes(before.encode())
    assert set_member(file, "goals", "b", NEW)
    assert file.read_bytes().decode() == SET[before]


@pytest.mark.parametrize("before", TAKEN)
def test_a_member_is_taken_out_with_its_lines(tmp_path: Path, before: str) -> None:
    file = tmp_path / "c.yaml"
    file.write_bytes(before.encode())
    assert set_member(file, "goals", "b", None) is (before != TAKEN[before])
    assert file.read_bytes().decode() == TAKEN[before]


@pytest.mark.parametrize(
    "text",
    ["goals: &a {a: *a}\n", "goals: [1]\n", "{goals: {", "goals:\n  a: 1\n", "- a\n"],
)
def test_a_file_that_is_wrong_stays_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError):
        set_member(file, "goals", "b", NEW)
    assert file.read_text() == text


NAMES = st.text(st.sampled_from("ab-_.1é今no"), min_size=1, max_size=6)


@given(st.lists(NAMES, max_size=6, unique=True))
def test_what_is_set_and_taken_out_leaves_the_file_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    file = tmp_path_factory.mktemp("config") / "c.yaml"
    file.write_text("# first\nnotes: .  # here\n\n# last\n")
    states = [file.read_text()]
    for name in names:
        set_member(file, "goals", name, NEW)
        assert list(yaml.safe_load(file.read_text())["goals"]) == names[: len(states)]
        states.append(file.read_text())
    for name in reversed(names):
        assert file.read_text() == states.pop()
        set_member(file, "goals", name, None)
    assert file.read_text() == states.pop()
