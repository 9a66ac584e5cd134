"""One browser for all tests that look at a page."""

from collections.abc import Iterator

import pytest

from browser.driven import Browser, browser


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give a browser, the same for all."""
    with browser(tmp_path_factory.mktemp("profile")) as started:
        yield started
