"""The list that narrows: what each key makes of it, whatever came before."""

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.terminal.picker import Choice, Picker, cut
from orgshelf.text import width

KEYS = (
    *("up", "down", "page up", "page down", "home", "end", "tab", "erase", "erase word"),
    *("erase line", "a", "b", " ", "é", "F5", "\x00"),
)
LABELS = ("Alpha", "alphabet Beta", "Crème brûlée", "日本 a", "b", "")


def picker(labels: tuple[str, ...] = LABELS, *, several: bool = True) -> Picker:
    choices = [Choice.of(str(number), label) for number, label in enumerate(labels)]
    return Picker.of(choices, several=several)


def after(keys: list[str], lines: int = 5) -> Picker:
    found = picker()
    for key in keys:
        found = found.fitted(lines).press(key)
    return found


@given(st.lists(st.sampled_from(KEYS), max_size=30), st.integers(1, 9), st.integers(1, 30))
def test_the_current_one_is_seen_and_all_fits_the_screen(
    keys: list[str], lines: int, columns: int
) -> None:
    found = after(keys, lines).fitted(lines)
    rows = found.rows(columns)
    assert len(rows) <= max(lines, 3)
    assert all(width(row.text) <= columns for row in rows)
    assert sum(row.current for row in rows) == bool(found.found)


@given(st.lists(st.sampled_from(KEYS), max_size=30))
def test_what_is_found_is_what_the_words_find_anew(keys: list[str]) -> None:
    found = after(keys)
    assert list(found.found) == list(picker().narrowed(found.words).found)
    assert set(found.chosen) <= {choice.id for choice in found.choices}


def test_words_are_looked_for_in_any_order_and_without_accents() -> None:
    assert [c.label for c in picker().narrowed("beta ALPHA").found] == ["alphabet Beta"]
    assert [c.label for c in picker().narrowed("creme brulee").found] == ["Crème brûlée"]


def test_a_mark_is_taken_off_by_the_same_key_and_outlives_other_words() -> None:
    marked = after(["tab", "up", "tab", "tab"])
    assert marked.chosen == ("1",)
    assert marked.narrowed("b").chosen == ("1",)


def test_where_one_is_wanted_none_is_marked() -> None:
    assert picker(several=False).press("tab").chosen == ("0",)


def test_nothing_found_is_nothing_chosen() -> None:
    assert picker().narrowed("zzz").chosen == ()


@given(st.text(max_size=40), st.integers(0, 20))
def test_a_text_is_cut_to_the_columns_that_there_are(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
