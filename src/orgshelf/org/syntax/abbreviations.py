"""Abbreviations of links: ``#+LINK: gh https://github.com/%s`` (Org manual: Link Abbreviations)."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

# Compiled when a file has an abbreviation.
_DEFINITION = r'"(?P<quoted>.+?)(?<!\\)"[ \t]+(?P<long>.+)|(?P<key>\S+)[ \t]+(?P<to>.+)'
_FUNCTION = r"%\([^)]+\)"


def link_abbreviations(values: Iterable[str]) -> Mapping[str, str]:
    """What each abbreviation stands for; of one that is defined twice the last counts."""
    found = filter(None, (re.match(_DEFINITION, value) for value in values))
    return {match["quoted"] or match["key"]: match["long"] or match["to"] for match in found}


def expand_link(target: str, abbreviations: Mapping[str, str]) -> str:
    """The target of a bracket link without its abbreviation (org-link-expand-abbrev).

    One that would call a function of Lisp stays as it is.
    """
    if not abbreviations or "\n" in target:
        return target
    key, colon, tag = target.partition(":")
    whole = abbreviations.get(key)
    if whole is None or re.search(_FUNCTION, whole):
        return target
    tag = tag.removeprefix(":") if colon else ""
    if "%s" in whole:
        return whole.replace("%s", tag, 1)
    if "%h" in whole:
        return whole.replace("%h", quote(tag, safe=""), 1)
    return whole + tag
