"""Abbreviations of links: ``#+LINK: gh https://github.com/%s`` (Org manual: Link Abbreviations)."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

_DEFINITION = re.compile(r'"(?P<quoted>.+?)(?<!\\)"[ \t]+(?P<long>.+)|(?P<key>\S+)[ \t]+(?P<to>.+)')
_PLACE = re.compile("%s")
_ENCODED_PLACE = re.compile("%h")
_FUNCTION = re.compile(r"%\([^)]+\)")


def link_abbreviations(values: Iterable[str]) -> Mapping[str, str]:
    """What each abbreviation stands for; of one that is defined twice the last counts."""
    found = filter(None, map(_DEFINITION.match, values))
    return {match["quoted"] or match["key"]: match["long"] or match["to"] for match in found}


def expand_link(target: str, abbreviations: Mapping[str, str]) -> str:
    """The target of a bracket link without its abbreviation (org-link-expand-abbrev).

    One that would call a function of Lisp stays as it is.
    """
    if not abbreviations or "\n" in target:
        return target
    key, colon, tag = target.partition(":")
    whole = abbreviations.get(key)
    if whole is None or _FUNCTION.search(whole):
        return target
    tag = tag.removeprefix(":") if colon else ""
    if _PLACE.search(whole):
        return _PLACE.sub(lambda _: tag, whole, count=1)
    if _ENCODED_PLACE.search(whole):
        return _ENCODED_PLACE.sub(lambda _: quote(tag, safe=""), whole, count=1)
    return whole + tag
