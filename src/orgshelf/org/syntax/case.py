"""Words and letter case as Emacs has them, where Python's Unicode rules go further."""

import re

_ASCII_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: A character that is not white space in Org's syntax table, as ``\\S-`` in Emacs.
NON_BLANK = r"[^ \t\r\f\xa0\u2000-\u200b\u202f\u205f\u3000]"
#: A letter of a word to Org's syntax table, or a dash, as in the names of drawers and footnotes;
#: of the signs beyond ASCII those in use are left out.
WORD = (
    r"[^\x00-#&-,./:-@\[-^`{-\x7f\xa0-\xa4\xa6-\xb1\xb4\xb6-\xb8\xba-\xbf\xd7\xf7\u2000-\u2027"
    r"\u202f-\u205f\u20ac\u2116\u2122\u2190-\u244f\u2500-\u254b\u3000-\u3003\u3008-\u301c"
    r"\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_WORD = re.compile(r"[^ \f\t\n\r\v]+")


def split_words(text: str) -> list[str]:
    """Split at ASCII white space alone (split-string): a no-break space is part of a word."""
    return _WORD.findall(text)


def upcase(text: str) -> str:
    """Upper case (upcase), in which no other letter becomes an ASCII one."""
    if text.isascii():
        return text.upper()
    return "".join(c if c > "\x7f" and c.upper() in _ASCII_LETTERS else c.upper() for c in text)
