"""How far a work is read, and what that makes of its status."""

import pytest

from orgshelf.model import Progress, Status
from orgshelf.progress.counts import status
from orgshelf.progress.reading import Reading, reading
from shelf.shelved import shelve


def work(headline: str, **properties: str) -> str:
    drawer = "".join(f":{name}: {value}\n" for name, value in properties.items())
    return (
        f"#+TODO: TODO READING HOLD | DONE CANCELLED\n* {headline}\n:PROPERTIES:\n{drawer}:END:\n"
    )


@pytest.mark.parametrize(
    ("headline", "properties", "done", "total", "unit"),
    [
        ("READING A", {"PAGE": "120", "PAGES": "300"}, 120, 300, "pages"),
        ("READING A", {"PAGE": "40%", "PAGES": "300"}, 120, 300, "pages"),
        ("READING A", {"PAGE": "40%"}, 40, 100, "percent"),
        ("READING A", {"PAGE": "999", "PAGES": "79"}, 79, 79, "pages"),
        ("READING A", {"LENGTH": "9:30", "AT": "3:10"}, 190, 570, "minutes"),
        ("READING A", {"LENGTH": "1:02:03", "AT": "0:31:00"}, 31, 62, "minutes"),
        ("DONE A", {"PAGE": "120", "PAGES": "300"}, 300, 300, "pages"),
        ("DONE A", {"LENGTH": "9:30", "AT": "3:10"}, 570, 570, "minutes"),
        ("CANCELLED A", {"PAGE": "120", "PAGES": "300"}, 120, 300, "pages"),
    ],
)
def test_how_far_it_is(
    headline: str, properties: dict[str, str], done: int, total: int, unit: str
) -> None:
    (entry,) = shelve(work(headline, **properties))
    assert reading(entry) == Reading(Progress(done, total), unit)


@pytest.mark.parametrize(
    "properties", [{"PAGE": "iv", "PAGES": "9"}, {"PAGE": "101%"}, {"LENGTH": "long", "AT": "1:00"}]
)
def test_what_is_no_number_is_no_reading(properties: dict[str, str]) -> None:
    (entry,) = shelve(work("READING A", **properties))
    assert reading(entry) is None


@pytest.mark.parametrize(
    ("headline", "page", "wanted"),
    [
        ("TODO A", "0", Status.NOT_STARTED),
        ("TODO A", "3", Status.IN_PROGRESS),
        ("READING A", "0", Status.IN_PROGRESS),
        ("HOLD A", "3", Status.PAUSED),
        ("DONE A", "3", Status.FINISHED),
        ("CANCELLED A", "9", Status.GIVEN_UP),
        ("A", "9", Status.FINISHED),
        ("A", "3", Status.IN_PROGRESS),
    ],
)
def test_one_status(headline: str, page: str, wanted: Status) -> None:
    (entry,) = shelve(work(headline, PAGE=page, PAGES="9"))
    assert status(entry) is wanted


@pytest.mark.parametrize("headline", ["A", "TODO A"])
@pytest.mark.parametrize("said", [{"PAGE": "51"}, {"PAGE": "12%"}, {"AT": "1:10"}])
def test_a_page_begins_a_work_of_any_length_and_with_parts(
    headline: str, said: dict[str, str]
) -> None:
    (alone,) = shelve(work(headline, **said))
    assert status(alone) is Status.IN_PROGRESS
    whole = shelve(f"{work(headline, **said)}** TODO x\n")[0]
    assert status(whole) is Status.IN_PROGRESS


def test_a_work_of_which_each_part_was_given_up_is_given_up() -> None:
    parts = "#+TODO: TODO | DONE CANCELLED\n* A\n** CANCELLED x\n** CANCELLED y\n"
    assert status(shelve(parts)[0]) is Status.GIVEN_UP
    assert status(shelve(parts.replace("CANCELLED y", "DONE y"))[0]) is Status.FINISHED
