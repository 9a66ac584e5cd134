"""The handbook: its topics in the order of reading, their pages, and what is found in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orgshelf.store.file_access import read_regular

#: The names of the pages, as one would read them; those of ``help/`` that are missing here are not
#: shown, which a test finds.
ORDER = (
    *("getting-started", "day", "adding", "commands", "queries", "progress", "reports", "formats"),
    *("import", "review", "browse", "lint", "merge", "configuration", "json", "scripting"),
    *("emacs", "safety", "performance", "troubleshooting", "changes"),
)
_FOLDER = Path(__file__).parents[1] / "help"
#: A link from page to page, or to an example; it leads nowhere outside the source.
_INNER_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]+\)")
_COMMENT = re.compile(r"^<!-- .*? -->\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: what it is about in a sentence, and its text as Markdown."""

    name: str
    summary: str
    text: str


@cache
def topics() -> dict[str, Topic]:
    """All pages by their names."""
    pages = {name: _FOLDER / f"{name}.md" for name in ORDER}
    return {
        name: _topic(name, read_regular(page).decode())
        for name, page in pages.items()
        if page.is_file()
    }


def _topic(name: str, text: str) -> Topic:
    """A page is a title, a sentence, and what there is to say; comments are for who writes it."""
    shown = _INNER_LINK.sub(r"\1", _COMMENT.sub("", text))
    return Topic(name, shown.split("\n", 3)[2], shown)


def found(words: str) -> Iterator[tuple[str, str]]:
    """The lines that have these words, in any case, each with the name of its page."""
    wanted = words.casefold()
    for topic in topics().values():
        for line in topic.text.splitlines():
            if wanted in line.casefold():
                yield topic.name, line.strip()
