"""Findings of lint as lines of text, and its checks explained."""

from collections.abc import Iterable, Iterator, Sequence

from orgshelf.lint.check import Check
from orgshelf.lint.linter import Diagnostic
from orgshelf.text import one_line, plural


def lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    """``file:line: level: text [name]``, as compilers print."""
    for file, check, finding in found:
        text = f"{file}:{finding.line}: {check.level}: {finding.text} [{check.name}]"
        yield f"{one_line(text)}\n"


def summary(found: Sequence[Diagnostic]) -> str:
    """How many there are, and what can be done."""
    safe = sum(1 for one in found if one.finding.fix)
    fix = f"; `lint --fix` fixes {safe} of them" if safe else ""
    return f"{plural(len(found), 'finding')}{fix}. `lint --explain NAME` says what one means."


def explanation(check: Check) -> str:
    """All that its row says of a check."""
    parts = [f"{check.name} ({check.level})\n{check.help}\n"]
    if check.fixes:
        parts.append(f"`lint --fix` {check.fixes}.\n")
    if not check.on:
        parts.append("It is off unless you ask for it.\n")
    if check.example:
        example = "".join(f"    {one_line(line)}\n" for line in check.example.splitlines())
        parts.append(f"For example:\n\n{example}")
    return "\n".join(parts)
