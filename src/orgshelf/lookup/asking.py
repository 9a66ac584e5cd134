"""Asking for works: what is kept first, each service in its own time, what fails in a sentence."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from urllib.parse import urlsplit

from orgshelf import __version__
from orgshelf.errors import (
    FetchError,
    ImportFormatError,
    OrgshelfError,
    RefusedError,
    UnknownWorkError,
)
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.importers.imported import Imported, ImportedWork, cleaned
from orgshelf.lookup.network import Busy, Reply, Request, Rules, fetch
from orgshelf.lookup.services import Service, Works, key_of, service_for
from orgshelf.shelf.identifiers import Identifier
from orgshelf.store import replies
from orgshelf.store.config import Config

#: What is found of an identifier: the work, or why there is none.
Found = Mapping[Identifier, ImportedWork | OrgshelfError]
#: A host that wants more patience is left alone.
_PATIENCE = 10.0  # seconds
_KIND_END = b"\n"


def look_up(
    identifiers: Sequence[Identifier],
    config: Config,
    tick: Callable[[int, int], None] | None = None,
) -> Found:
    """Ask for works; ``tick`` is told how many of how many have been asked for.

    A service that cannot be reached is not asked again.
    """
    desk, found = _Desk(config), dict[Identifier, ImportedWork | OrgshelfError]()
    ordered = sorted(dict.fromkeys(identifiers), key=lambda each: service_for(each).name)
    for service, group in groupby(ordered, key=service_for):
        while some := list(islice(group, service.most)):
            found |= desk.ask(service, some)
            if tick:
                tick(len(found), len(ordered))
    return found


@dataclass(slots=True)
class _Desk:
    """One run of asking: who could not be reached, and who wants to be asked less often."""

    config: Config
    pauses: dict[str, float] = field(default_factory=dict)
    failed: dict[str, OrgshelfError] = field(default_factory=dict)

    def ask(self, service: Service, identifiers: Sequence[Identifier]) -> Found:
        """What a service says of some identifiers."""
        base = self.config.services.get(service.name, service.base)
        request = service.ask(base, identifiers)
        host = urlsplit(request.address).netloc
        try:
            if host in self.failed:
                raise self.failed[host]
            works = service.read(self._reply(service, host, request), identifiers)
        except (FetchError, UnknownWorkError, ImportFormatError) as error:
            if isinstance(error, FetchError) and not isinstance(error, RefusedError):
                self.failed[host] = error
            return dict.fromkeys(identifiers, error)
        return {each: _known(each, works, host) for each in identifiers}

    def _reply(self, service: Service, host: str, request: Request) -> Reply:
        """The answer that is kept, else a new one.

        Raises:
            FetchError, UnknownWorkError: there is none.
        """
        name = f"{request.accept} {request.address}"
        if (data := replies.kept(name)) is not None:
            kind, _, rest = data.partition(_KIND_END)
            return Reply(rest, kind.decode("latin-1"))
        reply = self._fetched(service, host, request)
        replies.keep(name, reply.kind.encode("latin-1", "replace") + _KIND_END + reply.data)
        return reply

    def _fetched(self, service: Service, host: str, request: Request) -> Reply:
        """A new answer; a host that is busy is asked once more when it wants to."""
        rules = rules_for(self.config, host)
        if pause := max(service.pause, self.pauses.get(service.name, 0.0)):
            time.sleep(max(pause - replies.seconds_since(host), 0.0))
            replies.note_asked(host)
        answer = fetch(request, rules)
        if isinstance(answer, Busy) and answer.seconds <= _PATIENCE:
            time.sleep(answer.seconds)
            answer = fetch(request, rules)
        if isinstance(answer, Busy):
            wish = f"it wants to be left alone for {answer.seconds:.0f} seconds"
            raise FetchError(answer.host, wish)
        self.pauses[service.name] = answer.pause
        return answer


def rules_for(config: Config, host: str) -> Rules:
    """How this user asks a host; a service that the configuration names may be local."""
    mail = f" (mailto:{config.mail})" if config.mail else ""
    own = {urlsplit(address).netloc.casefold() for address in config.services.values()}
    allowed = {*config.local_hosts, *({host.casefold()} & own)}
    return Rules(f"orgshelf/{__version__}{mail}", config.fetch_seconds, frozenset(allowed))


def _known(identifier: Identifier, works: Works, host: str) -> ImportedWork | OrgshelfError:
    """The work that an answer has for an identifier, which it is found again by."""
    work = works.get(key_of(identifier))
    if work is None:
        return UnknownWorkError(host)
    own = identified_work(identifier)
    names = (*own.identifiers, *work.identifiers)
    whole = cleaned(Imported((replace(work, kind=work.kind or own.kind, identifiers=names),)))
    return next(iter(whole.works), UnknownWorkError(host))
