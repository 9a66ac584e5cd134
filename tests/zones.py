"""Time zones for tests: what the system's clock says there."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Without summer time; with it, by an hour or by half an hour; half an hour beside the others.
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe")


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """Let this process, and those that it starts, be in a time zone."""
    before = os.environ.get("TZ")
    _set(zone)
    try:
        yield
    finally:
        _set(before)


def _set(zone: str | None) -> None:
    if zone is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = zone
    time.tzset()
