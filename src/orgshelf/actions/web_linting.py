"""Looking for links of the notes whose pages of the web are gone."""

from collections.abc import Callable

from orgshelf.actions.linting import Scope, facts_in
from orgshelf.lint.check import Finding
from orgshelf.lint.linter import DEAD_LINK, UNREACHED_LINK, Diagnostic
from orgshelf.lookup.web_pages import failures
from orgshelf.store.library import Library


def lint_links(
    library: Library, scope: Scope, tick: Callable[[int, int], None] | None = None
) -> list[Diagnostic]:
    """Ask for each address of the web in the notes, and tell of those that lead nowhere."""
    links = [
        (facts.file, link)
        for facts in facts_in(library, scope)
        for link in facts.web_links
        if scope.has(facts.file, link.line)
    ]
    found = failures((link.name for _, link in links), library.config, tick)
    return [
        Diagnostic(
            file,
            DEAD_LINK if found[link.name].gone else UNREACHED_LINK,
            Finding(link.line, f"{link.name}: {found[link.name].text}"),
        )
        for file, link in links
        if link.name in found
    ]
