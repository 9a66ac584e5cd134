"""Statistics cookies of parent headings (Org manual: Breaking Down Tasks)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.model import Heading, Progress
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.tags import aligned
from orgshelf.org.syntax.headline import COOKIE, headline_keyword


def update_parents(buffer: EditBuffer, context: EditContext, keyword: str | None) -> EditBuffer:
    """Update the cookies of a heading's ancestors after its keyword became ``keyword``.

    The tags of a rewritten headline are aligned (org-update-parent-todo-statistics).
    """
    document, heading = context.document, context.heading
    recursive, until = _reach(document, heading)
    for parent in ancestors(document.headings, heading):
        if parent.line < until or _counts_checkboxes(parent):
            break
        line = buffer.lines[parent.line - 1]
        if COOKIE.search(line):
            progress = _progress(context, parent, keyword, None if recursive else heading.level)
            line = aligned(_with_cookies(line, progress), document)
            buffer = buffer.replace(parent.line - 1, line)
        if not recursive:
            break
    return buffer


def counted_headline(document: Document, heading: Heading, below: Sequence[Heading]) -> str:
    """The headline with its cookies updated from the headings below it, of which there are some.

    The tags of one that changes are aligned.
    """
    line = document.lines.texts[heading.line - 1]
    recursive, _ = _reach(document, below[0])
    level = None if recursive else below[0].level
    items = [h for h in below if h.keyword is not None and level in (None, h.level)]
    new = _with_cookies(line, Progress(sum(item.done for item in items), len(items)))
    return line if new == line else aligned(new, document)


def _reach(document: Document, heading: Heading) -> tuple[bool, int]:
    """Whether whole subtrees are counted, and the line (from 1) of the last heading to update."""
    for parent in ancestors(document.headings, heading):
        if "COOKIE_DATA" in parent.properties:
            return _recursive(document, parent), parent.line
    top = next(ancestors(document.headings, heading), heading)
    return _recursive(document, top), 0


def _recursive(document: Document, heading: Heading) -> bool:
    data = heading.get("COOKIE_DATA", inherit=True) or ""
    return not document.org.hierarchical_todo_statistics or has_word(data, "recursive")


def _counts_checkboxes(heading: Heading) -> bool:
    return has_word((heading.get("COOKIE_DATA") or "").lower(), "checkbox")


def has_word(text: str, word: str) -> bool:
    """Whether a text contains a whole word."""
    return re.search(rf"\b{word}\b", text) is not None


def ancestors(headings: Sequence[Heading], heading: Heading) -> Iterator[Heading]:
    """The ancestors of a heading, the nearest first."""
    while heading.parent is not None:
        heading = headings[heading.parent]
        yield heading


def _progress(
    context: EditContext, parent: Heading, keyword: str | None, level: int | None
) -> Progress:
    """The number of done and of all items below ``parent``, at ``level`` only unless it is None."""
    document, known = context.document, context.keywords.all
    spans, own = document.spans, document.headings.index(context.heading)
    lines = {
        place: document.lines.texts[spans.starts[place]]
        for place in spans.subtree(document.headings.index(parent))[1:]
        if level in (None, spans.levels[place])
    }
    words = [
        keyword if place == own else headline_keyword(line, known) for place, line in lines.items()
    ]
    done = [word for word in words if context.is_done(word)]
    return Progress(len(done), sum(word is not None for word in words))


def subtree(headings: Sequence[Heading], top: Heading) -> Iterator[Heading]:
    """The descendants of ``top``, in order."""
    for place in range(headings.index(top) + 1, len(headings)):
        heading = headings[place]
        if heading.level <= top.level:
            return
        yield heading


def _with_cookies(line: str, progress: Progress) -> str:
    return COOKIE.sub(lambda match: cookie_text(match[0], progress), line)


def cookie_text(cookie: str, progress: Progress) -> str:
    """The text of a cookie for a progress, in percent or as numbers like before."""
    return f"[{progress.percent}%]" if "%" in cookie else f"[{progress.done}/{progress.total}]"
