"""Words and letter case as Emacs has them, where Python's Unicode rules go further."""

import re

_ASCII_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: A letter that is no white space to Org's syntax table, as in Emacs's ``\\S-``.
NON_BLANK = r"[^ \t\r\f\xa0\u2000-\u200b\u202f\u205f\u3000]"
_WORD = re.compile(r"[^ \f\t\n\r\v]+")


def split_words(text: str) -> list[str]:
    """Split at ASCII white space alone (split-string): a no-break space is part of a word."""
    return _WORD.findall(text)


def upcase(text: str) -> str:
    """Upper case (upcase), but a letter of another alphabet never becomes an ASCII one."""
    if text.isascii():
        return text.upper()
    return "".join(c if c > "\x7f" and c.upper() in _ASCII_LETTERS else c.upper() for c in text)
