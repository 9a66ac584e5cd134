"""The keywords of a Markdown page that Org's export made, as its contents show them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

_SPAN = re.compile(r'<span class="(todo|done) [^"]*">([^<]*)</span>')
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keywords of a page, in their order."""

    active: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return self.active + self.done

    def split(self, title: str) -> tuple[str, str]:
        """A title's keyword, empty if it has none, and the rest of it."""
        match = _WORD.match(title)
        word = unescape(_ESCAPE.sub(r"\1", match[0])) if match else ""
        if not match or word not in self.names:
            return "", title
        return word, title[match.end() :].lstrip(" ")

    def org_lines(self) -> Iterator[str]:
        """The line that defines them for a file, if Org would not know them without."""
        if (self.active, self.done) != (("TODO",), ("DONE",)):
            yield f"#+TODO: {' '.join(self.active)} | {' '.join(self.done)}"
            yield ""


def contents_keywords(contents: Iterable[str]) -> Keywords:
    """The keywords in a table of contents; Org's own two beside them."""
    found = list(_SPAN.finditer("\n".join(contents)))
    names = {kind: [unescape(m[2]) for m in found if m[1] == kind] for kind in ("todo", "done")}
    active = tuple(dict.fromkeys(("TODO", *filter(_is_word, names["todo"]))))
    done = dict.fromkeys(("DONE", *filter(_is_word, names["done"])))
    return Keywords(active, tuple(name for name in done if name not in active))


def _is_word(name: str) -> bool:
    return bool(name) and not re.search(r"[\s|()]", name)
