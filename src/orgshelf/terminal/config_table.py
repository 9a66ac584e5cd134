"""The configuration in force, as text."""

import json
import shlex
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from orgshelf.progress.goals import Goal
from orgshelf.store.config import Config
from orgshelf.store.config_keys import ORG_KEYS
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid

if TYPE_CHECKING:
    from orgshelf.terminal.grid import Line

_ENOUGH = 70  # cells for the longest key and words beside it
#: The keys whose values are shown as they are.
_PLAIN = (
    *("log_page", "journal_days", "journal_megabytes", "picker"),
    *("review_algorithm", "review_retention", "review_fuzz", "review_history"),
)


def shown(config: Config) -> Iterator[tuple[str, str]]:
    """Each key with the value in force, as text; ``notes`` is left out."""
    yield "title", _word(config.title)
    yield "kinds", ", ".join(config.kinds.names)
    yield "groups", json.dumps(sorted(config.groups), ensure_ascii=False)
    yield "ignore", json.dumps(config.ignore, ensure_ascii=False)
    yield "other", "show" if config.other else "hide"
    yield "dropped", ", ".join(sorted(config.dropped))
    for name in ("reading", "unread", "paused"):
        yield name, ", ".join(getattr(config.org, name))
    yield "queries", json.dumps(dict(config.queries), ensure_ascii=False)
    lines = {name: " ".join(map(shlex.quote, words)) for name, words in config.aliases.items()}
    yield "aliases", json.dumps(lines, ensure_ascii=False)
    yield "context", json.dumps(config.context or "", ensure_ascii=False)
    yield (
        "goals",
        json.dumps({name: _shown(goal) for name, goal in config.goals.items()}, ensure_ascii=False),
    )
    lint = {name: sorted(words) for name, words in config.lint._asdict().items()}
    yield "lint", json.dumps(lint, ensure_ascii=False)
    keys = {"style": config.keys.style, **config.keys.renamed}
    yield "keys", json.dumps(keys, ensure_ascii=False)
    for name in _PLAIN:
        yield name, _word(getattr(config, name))
    yield "writable", json.dumps([str(path) for path in config.writable], ensure_ascii=False)
    for name in ("inbox", "fetch", "fetch_seconds", "mail"):
        yield name, _word(getattr(config, name))
    yield "services", json.dumps(dict(config.services), ensure_ascii=False)
    yield "local_hosts", json.dumps(config.local_hosts, ensure_ascii=False)
    for key in ORG_KEYS:
        value = getattr(config.org, key.name)
        yield key.name, ", ".join(value) if isinstance(value, tuple) else _word(value)


def table(rows: Iterable[tuple[str, ...]]) -> Grid:
    """Keys, beside each its words, one below the other; on a narrow screen below the key."""
    told = [*rows]

    def build(screen: int) -> "list[Line]":
        lines: list[Line] = []
        for name, *words in told:
            key = styled(name, "cyan")
            lines += [key] if screen < _ENOUGH else []
            heads = [key if screen >= _ENOUGH else styled(" "), *[styled("")] * len(words)]
            texts = [styled(words[0]), *(styled(text, "dim") for text in words[1:])]
            lines += zip(heads, texts, strict=False)
        return lines

    return Grid(build, yielding=1, wraps=True)


def _shown(goal: Goal) -> dict[str, object]:
    days = {"since": goal.since.isoformat(), "by": goal.by.isoformat()}
    return {"query": goal.query, "count": goal.count, **days}


def _word(value: object) -> str:
    """A value as one writes it in YAML; nothing and an empty log are ``none``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value in (None, ""):
        return "none"
    needs_quotes = isinstance(value, str) and not value[:1].isalnum()
    return f'"{value}"' if needs_quotes else str(value)
