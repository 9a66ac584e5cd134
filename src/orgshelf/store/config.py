"""What the user has set, as data."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from orgshelf.org.settings import DROPPED_KEYWORDS, OrgSettings
from orgshelf.shelf.kinds import Kinds, make_kinds

if TYPE_CHECKING:
    from orgshelf.progress.goals import Goal

_NONE: Mapping[str, Any] = {}


class LintChoice(NamedTuple):
    """Checks of ``lint`` that the user wants or does not want, by their names."""

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()


class KeyChoice(NamedTuple):
    """The keys of ``browse``: as ``vi`` or ``emacs`` has them, some acts with another one."""

    style: str = "vi"
    renamed: Mapping[str, str] = _NONE


class Config(NamedTuple):
    """The configuration; ``source`` is the file it came from, None for the defaults."""

    notes: Path | None = None
    title: str | None = None
    kinds: Kinds = make_kinds({})
    groups: frozenset[str] = frozenset()
    ignore: tuple[str, ...] = ()
    other: bool = False
    dropped: frozenset[str] = frozenset(DROPPED_KEYWORDS)
    org: OrgSettings = OrgSettings()
    queries: Mapping[str, str] = _NONE
    aliases: Mapping[str, tuple[str, ...]] = _NONE
    context: str | None = None
    goals: "Mapping[str, Goal]" = _NONE
    log_page: bool = False
    lint: LintChoice = LintChoice()
    journal_days: int = 400
    journal_megabytes: int = 64
    review_algorithm: str = "fsrs6"
    review_retention: float = 0.8
    review_fuzz: bool = True
    review_history: Path | None = None
    picker: str = "own"
    writable: tuple[Path, ...] = ()
    fetch: bool = False
    fetch_seconds: int = 20
    mail: str | None = None
    services: Mapping[str, str] = _NONE
    local_hosts: tuple[str, ...] = ()
    inbox: str = "inbox.org"
    keys: KeyChoice = KeyChoice()
    source: Path | None = None
