"""Random Org files, and changes of state for them: the same ones for the same seed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

KEYWORD_LINES = (
    "#+TODO: TODO NEXT | DONE CANCELLED",
    "#+TODO: TODO(t!) WAIT(w@/!) | DONE(d!) DROPPED(c@)",
    "#+TODO: TODO(/!) WAIT(/@) | DONE DROPPED(!)",
    "#+SEQ_TODO: OPEN READING(r!) READ",
    "#+TYP_TODO: FRED LUCY(@) | GONE",
    "#+TODO: 読む(!/@) | 済(@)",
    "#+TODO: A B\n#+TYP_TODO: X | Y(!)",
)
STARTUP = (
    "logdone", "lognotedone", "nologdone", "logrepeat", "lognoterepeat", "nologrepeat",
    "logdrawer", "nologdrawer", "logstatesreversed", "nologstatesreversed",
    "hidestars", "odd", "overview", "indent", "noindent",
)  # fmt: skip
WORDS = (
    "one", "two", "日本語の本", "Cafe\u0301", "naïve", "über", "😀", "[[https://e.org/x][a b]]",
    "=code=", "x:y",
)  # fmt: skip
TAGS = ("foo", "bar", "読書", "a@b", "x_1", "été", "#n%", "ไทย")
UNITS = "hdwmy"
NOWS = ("2026-11-23T01:25", "2026-11-23T10:00", "2027-01-31T23:59", "2028-02-29T12:00")


@dataclass(frozen=True, slots=True)
class RandomChange:
    """A file and one change of state for it; ``settings`` are those that are not the default."""

    data: bytes
    now: str
    line: int
    to: str | None
    note: str | None
    final: bool
    settings: dict[str, Any]


def random_change(seed: int, index: int) -> RandomChange:
    """The change with that number."""
    rng = Random(f"{seed}-{index}")
    lines = _file(rng)
    places = [number for number, line in enumerate(lines, 1) if line.startswith("*")]
    ending = rng.choice(("\n", "\n", "\n", "\r\n"))
    line = rng.choice(places)
    text = ending.join(lines) + (ending if rng.random() < 0.8 else "")
    return RandomChange(
        data=text.encode(),
        now=rng.choice(NOWS),
        line=line,
        to=rng.choice(_keywords(lines)),
        note=rng.choice((None, None, None, "a note", " two\n\n  lines\n- and a list\n", "日本")),
        final=rng.random() < 0.2 and _begins_repeating(lines, line),
        settings=_settings(rng),
    )


def _begins_repeating(lines: list[str], line: int) -> bool:
    """Whether the first stamp of the entry repeats, the only one that Emacs can cancel."""
    stamp = re.match(r".*?[A-Z]+: (<[^>]*>)", lines[line] if line < len(lines) else "")
    return "<" not in lines[line - 1] and stamp is not None and "+" in stamp[1]


def _keywords(lines: list[str]) -> list[str | None]:
    """Every keyword of the file and none; done ones more often."""
    found: list[str | None] = [None]
    for line in lines:
        key, _, value = line.partition(": ")
        if key in ("#+TODO", "#+SEQ_TODO", "#+TYP_TODO"):
            words = [word.partition("(")[0] for word in value.split() if word != "|"]
            found += [*words, *words[-1:] * 3]
    return found if len(found) > 1 else [None, "TODO", "DONE", "DONE", "DONE", "DONE"]


def _settings(rng: Random) -> dict[str, Any]:
    choices: dict[str, tuple[Any, ...]] = {
        "log_done": ("", "note"),
        "log_repeat": ("", "note"),
        "log_into_drawer": ("LOGBOOK", "NOTES"),
        "log_states_order_reversed": (False,),
        "log_done_with_time": (False,),
        "closed_keep_when_no_todo": (True,),
        "tags_column": (0, -60, 40, -20),
        "auto_align_tags": (False,),
        "hierarchical_todo_statistics": (False,),
        "todo_repeat_to_state": ("NEXT",),
        "adapt_indentation": (True,),
        "enforce_todo_dependencies": (True,),
        "enforce_todo_checkbox_dependencies": (True,),
    }
    picked = rng.sample(sorted(choices), rng.choice((0, 0, 1, 1, 2, 3)))
    return {name: rng.choice(choices[name]) for name in picked}


def _file(rng: Random) -> list[str]:
    lines = [f"#+TITLE: {_title(rng)}"]
    lines += rng.choices(KEYWORD_LINES, k=rng.choice((0, 1, 1, 2)))
    if rng.random() < 0.4:
        lines.append("#+STARTUP: " + " ".join(rng.choices(STARTUP, k=rng.randint(1, 3))))
    if rng.random() < 0.15:
        lines.append("#+PROPERTY: " + rng.choice(("LOGGING nil", "COOKIE_DATA recursive")))
    lines = "\n".join(lines).split("\n")
    words = [word for word in _keywords(lines) if word]
    level = 1
    for _ in range(rng.randint(1, 6)):
        lines += _entry(rng, level, words)
        level = max(1, level + rng.choice((-2, -1, -1, 0, 0, 1, 1, 2)))
    return lines


def _entry(rng: Random, level: int, words: list[str]) -> list[str]:
    lines = [_headline(rng, level, words)]
    indent = rng.choice(("", "", "", "", "  ", "   ", "\t", "          "))
    if rng.random() < 0.6:
        lines.append(indent + _planning(rng))
    if rng.random() < 0.4:
        lines += [indent + line for line in _drawer(rng, words)]
    parts = rng.choices(BODY, k=rng.choice((0, 1, 1, 2, 3)))
    for part in parts:
        shift = rng.choice(("", "", "", indent, "  "))
        lines += [shift + line if line else line for line in part(rng, words)]
    return lines


def _headline(rng: Random, level: int, words: list[str]) -> str:
    parts = ["*" * level]
    if rng.random() < 0.8:
        parts.append(rng.choice(words))
    if rng.random() < 0.15:
        parts.append(rng.choice(("[#A]", "[#C]", "[#B]x")))
    if rng.random() < 0.05:
        parts.append("COMMENT")
    parts.append(_title(rng))
    if rng.random() < 0.35:
        parts.append(rng.choice(("[/]", "[%]", "[0/3]", "[33%] [1/1]", "[123/456]")))
    if rng.random() < 0.08:
        parts.append(_stamp(rng))
    text = rng.choice((" ", " ", " ", " ", "  ")).join(parts)
    if rng.random() < 0.45:
        tags = ":" + ":".join(rng.sample(TAGS, rng.randint(1, 3))) + ":"
        text += rng.choice((" ", "  ", "\t", "\t\t", " " * 40)) + tags
    return text + rng.choice(("", "", "", "", "", " ", "\t"))


def _title(rng: Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.choice((0, 1, 2, 3, 3, 12)))) or "t"


def _stamp(rng: Random, *, repeats: float = 0.6) -> str:
    """An active timestamp, valid or carried over, perhaps with times, repeater and warning."""
    month, day = rng.randint(1, 12), rng.randint(1, 31 if rng.random() < 0.1 else 28)
    text = f"{rng.choice((2024, 2026, 2026, 2026, 2027))}-{month:02}-{day:02}"
    text += rng.choice((" Mon", " Mon", " Mon", " lun.", " 火", ""))
    unit = rng.choice(UNITS)
    time = rng.random() < 0.4 or unit == "h"
    if time:
        text += rng.choice((" 10:00", " 01:25", " 9:05", " 23:59", " 02:30", " 20:00"))
        text += rng.choice(("", "", "-11:30")) if unit != "h" else ""
    if rng.random() < repeats:
        kind = rng.choice(("+", "++", ".+"))
        # Emacs never comes back from a repeater of ++0d.
        count = rng.choice((1, 1, 1, 2, 3, 10) if kind == "++" else (0, 1, 1, 1, 2, 3, 10))
        text += f" {kind}{count}{unit}"
        text += rng.choice(("", "", "", "/3d"))
    text += rng.choice(("", "", "", " -3d", " --2d"))
    return f"<{text}>"


def _planning(rng: Random) -> str:
    parts = []
    for keyword in rng.sample(("SCHEDULED", "DEADLINE", "CLOSED"), rng.choice((1, 1, 2, 3))):
        stamp = "[2026-11-20 Fri 10:00]" if keyword == "CLOSED" else _stamp(rng)
        parts.append(f"{keyword}: {stamp}")
    return rng.choice((" ", " ", "  ")).join(parts) + rng.choice(("", "", "", " ", " \t"))


def _drawer(rng: Random, words: list[str]) -> list[str]:
    values = {
        "ID": ("1", "a-b"),
        "LOGGING": (
            "nil",
            "logdone",
            "lognotedone",
            "logrepeat",
            f"{rng.choice(words)}(!)",
            f"{rng.choice(words)}(@/!) nologdone",
            "lognoterepeat logdone",
        ),
        "LOG_INTO_DRAWER": ("t", "nil", "MYLOG"),
        "COOKIE_DATA": ("recursive", "todo recursive", "checkbox", "todo"),
        "REPEAT_TO_STATE": (rng.choice(words), "NEVER"),
        "LAST_REPEAT": ("[2026-10-01 Thu 10:00]",),
        "STYLE": ("habit",),
        "ORDERED": ("t", "nil"),
        "NOBLOCKING": ("t",),
    }
    names = rng.sample(sorted(values), rng.choice((0, 1, 1, 2, 3)))
    pairs = [f":{name}:{rng.choice((' ', '   '))}{rng.choice(values[name])}" for name in names]
    return [":PROPERTIES:", *pairs, ":END:"]


def _blank(rng: Random, _words: list[str]) -> list[str]:
    return [""] * rng.choice((1, 1, 2, 3))


def _prose(rng: Random, _words: list[str]) -> list[str]:
    stamp = _stamp(rng, repeats=0.8)
    return rng.choice(
        (
            ["text"],
            ["text", "", "more text"],
            [f"meet {stamp} there"],
            [f"meet {stamp}--{_stamp(rng)} and {_stamp(rng)}"],
            [f"[2026-11-01 Sun +1w] and ={stamp}= ~{stamp}~"],
            [f"# {stamp}"],
            [f"| {stamp} | x |"],
            [f": {stamp}"],
            [f"[[https://e.org][{stamp}]] and *{stamp}*"],
            [f"SCHEDULED: {stamp}"],
        )
    )


def _list(rng: Random, words: list[str]) -> list[str]:
    state = f'"{rng.choice(words)}"'
    return rng.choice(
        (
            ["- [ ] a", "- [X] b"],
            ["- x", "  - y", "    text", "- z"],
            ["1. one", "2. [@2] [-] two"],
            [f"- State {state:<12} from {'':<12} [2026-11-01 Sun 10:00]"],
            [
                f'- State {state:<12} from "TODO"       [2026-11-01 Sun 10:00] \\\\',
                "  the note",
                f'- State {state:<12} from "TODO"       [2026-10-01 Thu 10:00]',
            ],
            [f"+ {_stamp(rng)}"],
        )
    )


def _log_drawer(rng: Random, words: list[str]) -> list[str]:
    name = rng.choice(("LOGBOOK", "LOGBOOK", "LOGBOOK", "logbook", "NOTES", "MYLOG"))
    clock = ["CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00"]
    inside = rng.choice(([], clock, _list(rng, words), [*clock, *_list(rng, words)], ["text"]))
    return [f":{name}:", *inside, ":END:"]


def _block(rng: Random, _words: list[str]) -> list[str]:
    kind = rng.choice(("src", "example", "quote", "verse", "comment"))
    inside = rng.choice((_stamp(rng), ":NAME:", "- [ ] a", "CLOCK: [2026-11-20 Fri 10:00]"))
    return [f"#+begin_{kind}{' org' if kind == 'src' else ''}", inside, f"#+end_{kind}"]


def _clock(_rng: Random, _words: list[str]) -> list[str]:
    return ["CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00"]


BODY: tuple[Callable[[Random, list[str]], list[str]], ...] = (
    _blank,
    _blank,
    _prose,
    _prose,
    _list,
    _list,
    _log_drawer,
    _block,
    _clock,
)
