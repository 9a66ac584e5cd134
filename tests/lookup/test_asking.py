"""Asking for works: together where a service can, in its time, and once."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from lookup.services import Services
from orgshelf.errors import FetchError, OrgshelfError, RefusedError, UnknownWorkError
from orgshelf.importers.imported import ImportedWork
from orgshelf.lookup.asking import look_up
from orgshelf.shelf.identifiers import Identifier, read_identifier
from orgshelf.store.config import Config
from orgshelf.store.config_file import read_config


@pytest.fixture
def config(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Give a configuration by which the server stands for all services."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "config.yaml"
    file.write_text(services.configuration(f"local_hosts: ['127.0.0.1:{services.port}']"))
    return read_config(file, own=True)


def identifier(text: str) -> Identifier:
    found = read_identifier(text)
    assert found is not None
    return found


def ask(config: Config, *texts: str) -> Mapping[str, ImportedWork | OrgshelfError]:
    names = {identifier(text): text for text in texts}
    found = look_up([*names], config)
    return {text: found[name] for name, text in names.items()}


def test_papers_of_arxiv_and_books_are_asked_for_together(
    services: Services, config: Config
) -> None:
    found = ask(config, "1706.03762", "0-465-02656-7", "arXiv:2101.00001v3", "978-0-262-01153-2")
    assert [path.partition("?")[0] for path in services.paths] == ["/arxiv", "/books"]
    assert [getattr(work, "title", type(work).__name__) for work in found.values()] == [
        "Paper 1706.03762 in two lines",
        "The long knot: a book of rope",
        "Paper 2101.00001 in two lines",
        "UnknownWorkError",
    ]


def test_nobody_is_asked_twice(services: Services, config: Config) -> None:
    first = ask(config, "10.1000/knots")
    again = ask(config, "https://doi.org/10.1000/knots")
    assert [*again.values()] == [*first.values()]
    assert len(services.asked) == 2  # the service and where it leads to


def test_what_failed_is_asked_for_again(services: Services, config: Config) -> None:
    for _ in range(2):
        (work,) = ask(config, "10.1000/typo").values()
        assert isinstance(work, UnknownWorkError)
    assert len(services.asked) == 2


def test_a_service_is_left_alone_as_long_as_it_wants_to_be(
    services: Services, config: Config
) -> None:
    for number in ("978-0-262-01153-2", "978-0-465-02656-2"):
        ask(config, number)
    first, second = services.asked
    assert 0.9 < second.at - first.at < 3


def test_a_busy_service_is_asked_once_more(services: Services, config: Config) -> None:
    (work,) = ask(config, f"{services.base}/busy/once").values()
    assert isinstance(work, ImportedWork)
    (work,) = ask(config, f"{services.base}/busy/long").values()
    assert isinstance(work, FetchError)
    assert "wants to be left alone for 86400 seconds" in str(work)


def test_a_host_that_cannot_be_reached_is_not_tried_for_each_work(
    services: Services, config: Config
) -> None:
    pages = [f"{services.base}/slow/{number}" for number in range(5)]
    found = ask(config, *pages)
    assert {type(work) for work in found.values()} == {FetchError}
    assert len(services.asked) == 1


def test_a_video_that_is_private_hides_no_other_one(services: Services, config: Config) -> None:
    found = ask(config, "https://youtu.be/aaaaaaaaaaa", "https://youtu.be/aircAruvnKk")
    assert [type(work) for work in found.values()] == [RefusedError, ImportedWork]


def test_the_mail_address_goes_out_only_if_it_is_configured(
    services: Services, config: Config
) -> None:
    ask(config, "10.1000/knots")
    ask(config._replace(mail="ada@example.org"), "10.1000/data")
    told = [one.headers["User-Agent"] for one in services.asked]
    assert "(mailto:ada@example.org)" not in told[0]
    assert "(mailto:ada@example.org)" in told[-1]


def test_a_cache_that_others_can_write_to_is_not_used(
    services: Services, config: Config, tmp_path: Path
) -> None:
    ask(config, "10.1000/knots")
    (folder,) = tmp_path.glob("cache/orgshelf/replies")
    folder.chmod(0o777)
    before = sorted(folder.iterdir())
    ask(config, "10.1000/knots", "10.1000/data")
    assert len(services.asked) == 2 + 4  # each leads to its registrar
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "line",
    [
        "fetch: true",
        "mail: eve@example.org",
        "services: {doi: 'http://10.0.0.1'}",
        "local_hosts: [router]",
    ],
)
def test_notes_of_somebody_else_send_nothing_out(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".orgshelf.yaml"
    file.write_text(line)
    key = next(iter(yaml.safe_load(line)))
    with pytest.raises(OrgshelfError, match=f"{key} is for your own configuration"):
        read_config(file)
    assert read_config(file, own=True)
