"""Whether pages of the web are still there; each host is asked one thing at a time."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from orgshelf.errors import FetchError, UnknownWorkError
from orgshelf.lookup.asking import rules_for
from orgshelf.lookup.network import Request, fetch
from orgshelf.store import replies
from orgshelf.store.config import Config

#: So many hosts are asked at the same time.
_HOSTS = 8
_PAUSE = 1.0  # seconds between two requests to one host
#: A host that so often in a row does not answer is not asked any more.
_MOST_FAILURES = 3
_BEGINNING = 1 << 10  # bytes; that there are some is enough


class Failure(NamedTuple):
    """Why a page was not had; ``gone`` where its host says that there is no such page."""

    gone: bool
    text: str


def failures(
    addresses: Iterable[str],
    config: Config,
    tick: Callable[[int, int], None] | None = None,
) -> Mapping[str, Failure]:
    """The pages that are gone, or could not be asked for, each by its address.

    A page that was there in the last days is not asked for again. ``tick`` is told how many
    addresses of how many have been looked at.
    """
    asked = sorted({*addresses}, key=lambda address: (_host(address), address))
    groups = [list(group) for _, group in groupby(asked, key=_host)]
    found, done = dict[str, Failure](), 0
    with ThreadPoolExecutor(_HOSTS) as pool:
        running = {pool.submit(_ask_host, group, config): group for group in groups}
        for answer in as_completed(running):
            found |= answer.result()
            done += len(running[answer])
            if tick:
                tick(done, len(asked))
    return found


def _ask_host(addresses: Sequence[str], config: Config) -> dict[str, Failure]:
    """The failures of one host's pages, asked for one after the other."""
    found, failed = dict[str, Failure](), list[Failure]()
    for address in addresses:
        gives_up = len(failed) == _MOST_FAILURES
        failure = failed[-1] if gives_up else _ask(address, config)
        if failure is None or failure.gone:
            failed.clear()
        elif not gives_up:
            failed.append(failure)
        if failure:
            found[address] = failure
    return found


def _ask(address: str, config: Config) -> Failure | None:
    """Ask for the beginning of a page; a host that is busy has it all the same."""
    page, host = urldefrag(address).url, _host(address)
    if replies.kept(_kept_as(page)) is not None:
        return None
    time.sleep(max(_PAUSE - replies.seconds_since(host), 0.0))
    replies.note_asked(host)
    try:
        fetch(Request(page, most=_BEGINNING, cut=True), rules_for(config, host))
    except UnknownWorkError:
        return Failure(True, "the page is gone")
    except FetchError as error:
        return Failure(False, str(error).rstrip("."))
    replies.keep(_kept_as(page), b"")
    return None


def _kept_as(page: str) -> str:
    return f"page {page}"


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.casefold()
    except ValueError:  # which asking will tell of
        return ""
