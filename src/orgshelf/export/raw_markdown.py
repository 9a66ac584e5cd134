"""Markdown that a person has written in the notes, made harmless.

HTML in it is text, and no link leads to anything but the web, a mail or a place nearby.
"""

import re
from html import unescape

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import web_address

_HTML = re.compile(r"<(?=[A-Za-z/!?])")
# Where a link leads to: in brackets behind its words, or behind the words that define it.
_DESTINATION = re.compile(r"\](?:\(|:)(?=[ \t\n]*<?(?P<target>[^\s)>]*))")
_SCHEME = re.compile(r"[^/?#]*:")
_NOISE = re.compile(r"[\x00-\x20\\]")


def harmless(text: str) -> str:
    """The text with its tags escaped, and with words alone where a link is not harmless."""
    text = _HTML.sub("&lt;", printable(text))
    return _DESTINATION.sub(_checked, text)


def _checked(match: re.Match[str]) -> str:
    target = _NOISE.sub("", unescape(match["target"]))
    is_safe = not _SCHEME.match(target) or web_address(target) is not None
    return match[0] if is_safe else f"\\{match[0]}"
