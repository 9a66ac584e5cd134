"""TODO keyword sets with their logging flags (Org manual: Workflow States, Tracking TODO State)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from orgshelf.org.syntax.case import split_words

_FLAGS = re.compile(r"\(([^!@/])?([!@])?(?:/([!@]))?\)\Z")


class TodoKeyword(NamedTuple):
    """One keyword; ``enter`` and ``leave`` are its logging flags: ``!``, ``@`` or nothing.

    ``key`` is the letter that chooses it (fast access, org-fast-todo-selection).
    """

    name: str
    enter: str = ""
    leave: str = ""
    key: str = ""


class TodoSequence(NamedTuple):
    """One ``#+TODO`` line; ``typed`` says that it was a ``#+TYP_TODO`` line."""

    keywords: tuple[TodoKeyword, ...]
    done: tuple[str, ...]
    typed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The keywords' names in cycling order."""
        return tuple(keyword.name for keyword in self.keywords)


class TodoKeywords(NamedTuple):
    """All sequences of a file, in the order Org keeps them.

    ``names`` is every keyword, sequence after sequence, and ``all`` the same for looking one
    up; ``done`` are the done keywords, the very last keyword where no sequence names one.
    """

    sequences: tuple[TodoSequence, ...]
    names: tuple[str, ...]
    all: frozenset[str]
    done: tuple[str, ...]

    def sequence_of(self, name: str) -> TodoSequence | None:
        """The first sequence that holds the keyword."""
        return next((s for s in self.sequences if name in s.names), None)


def parse_sequence(value: str, *, typed: bool = False) -> TodoSequence:
    """Read the value of a ``#+TODO``, ``#+SEQ_TODO`` or ``#+TYP_TODO`` line.

    Without a bar the last keyword is the done one (org-set-regexps-and-options).
    """
    words = split_words(value)
    keywords = tuple(_keyword(word) for word in words if word != "|")
    if "|" in words:
        done = tuple(_keyword(word).name for word in words[words.index("|") :] if word != "|")
    else:
        done = tuple(keyword.name for keyword in keywords[-1:])
    return TodoSequence(keywords, done, typed)


def todo_keywords(lines: Iterable[tuple[str, str]], default: Iterable[str]) -> TodoKeywords:
    """Order the ``(key, value)`` lines of a file as Org does: typed, then TODO, then SEQ_TODO.

    ``default`` holds the sequences that count where the file has none.
    """
    found = list(lines)
    sequences = [
        parse_sequence(value, typed=key == "TYP_TODO")
        for wanted in ("TYP_TODO", "TODO", "SEQ_TODO")
        for key, value in found
        if key == wanted
    ]
    sequences = sequences or [parse_sequence(line) for line in default]
    names = tuple(name for sequence in sequences for name in sequence.names)
    done = tuple(name for sequence in sequences for name in sequence.done) or names[-1:]
    return TodoKeywords(tuple(sequences), names, frozenset(names), done)


def _keyword(word: str) -> TodoKeyword:
    """Split ``WAIT(w@/!)`` into its name and its flags (org-extract-log-state-settings)."""
    in_brackets = word.endswith(")") and "(" in word
    flags = _FLAGS.search(word)
    key, enter, leave = flags.groups(default="") if flags else ("", "", "")
    return TodoKeyword(word.partition("(")[0] if in_brackets else word, enter, leave, key)
