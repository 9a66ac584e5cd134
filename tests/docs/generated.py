"""What the handbook has from the program's own tables.

Each is between two comments of its page, ``<!-- generated: NAME -->`` and ``<!-- end -->``.
``cd tests && python -m docs.generated`` writes all of them anew.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from orgshelf.cli.command_names import FAMILIES
from orgshelf.export.field_table import ITEM
from orgshelf.export.listing_fields import LISTINGS
from orgshelf.export.progress_json import MEASURE
from orgshelf.export.record import Field, Record
from orgshelf.export.year_json import WORK as FINISHED_WORK
from orgshelf.lint.linter import CHECKS
from orgshelf.query.date_words import WORDS
from orgshelf.query.expression import EXAMPLES
from orgshelf.query.order import SORT_KEYS, SORT_WORDS
from orgshelf.query.predicates import families
from orgshelf.query.spec import Spec
from orgshelf.store import config_keys
from orgshelf.terminal.columns import columns
from orgshelf.tui.act_table import ACTS
from orgshelf.tui.keymap import spelled
from program import ROOT

HELP = ROOT / "src" / "orgshelf" / "help"
_PART = re.compile(
    r"(<!-- generated: (?P<name>[\w-]+) -->\n\n)(?P<text>.*?)(\n<!-- end -->)", re.DOTALL
)

_INTRODUCTION = """\
A query is words, and predicates as NAME:ARGUMENTS; all of them must match. Case does not count,
but for tags, keywords, categories and the values of properties. What begins with ( and the name
of a predicate is read as an s-expression. Put a query in single quotes for the shell.
"""


_SORTING = """\
Sort keys (list --sort), commas between them, the first counts most; what has no such date, year
or cookie comes last. A list in parentheses is org-ql's, whose last key counts most:
priority,date,reverse is (date reverse priority).
"""


def predicates() -> str:
    """All that a query can say, from the table that the reader goes by."""
    sections = [_INTRODUCTION, f"Examples:\n{_meanings(EXAMPLES)}"]
    sections += [f"{title}:\n{_rows(specs)}" for title, specs in families().items()]
    keys = [*((name, key.help) for name, key in SORT_KEYS.items()), *SORT_WORDS.items()]
    sections += [
        "Any other NAME:VALUE:\n  The property, where a heading of the notes has it: rating:>=4\n",
        f"Date words:\n{_meanings(WORDS)}",
        f"{_SORTING}{_meanings(keys)}",
    ]
    return "\n".join(sections)


def _meanings(rows: Sequence[tuple[str, str]]) -> str:
    return columns([(f"  {word}", meaning) for word, meaning in rows])


def _rows(specs: Sequence[Spec]) -> str:
    return "".join("".join(_lines(spec)) for spec in specs)


def _lines(spec: Spec) -> Iterator[str]:
    names = ", ".join([spec.name, *spec.aliases])
    forms = " | ".join(form or "nothing" for form in spec.usage)
    yield f"  {names}  ({forms})\n"
    yield f"      {spec.help}\n"
    yield f"      {spec.example}\n"


def commands() -> str:
    """All commands with what they do."""
    rows = [
        (f"`{name}`", words) for family in FAMILIES.values() for name, (_, words) in family.items()
    ]
    return _table(("command", "what it does"), rows)


def keys() -> str:
    """The keys of the configuration."""
    rows = [(f"`{key.name}`", key.help, f"`{key.example}`") for key in config_keys.all_keys()]
    return _table(("key", "meaning", "example"), rows)


def acts() -> str:
    """What a key can do in `browse`, family after family."""
    rows = []
    for family, found in groupby(ACTS, key=lambda act: act.family):
        rows.append((f"**{family}**", "", "", ""))
        rows += [
            (_keys_of(act.vi), _keys_of(act.emacs) if act.emacs else "", f"`{act.name}`", act.help)
            for act in found
        ]
    return _table(("key", "Emacs", "act", "what it does"), rows)


def _keys_of(keys: str) -> str:
    return " ".join(f"`{spelled(key)}`" for key in keys.split())


def checks() -> str:
    """The checks of lint."""
    rows = [
        (f"`{check.name}`", f"{check.level}{'' if check.on else ', off'}", check.help, check.fixes)
        for check in CHECKS
    ]
    return _table(("check", "level", "what it means", "`--fix`"), rows)


def item_fields() -> str:
    """The fields of a heading."""
    rows = [(f"`{field.name}`", _columns_of(field), field.meaning) for field in ITEM.fields]
    return _table(("field", "columns", "what it is"), rows)


def listings() -> str:
    """The other rows that a listing can have."""
    known = {name: listed for name, listed in LISTINGS.items() if name != "items"}
    parts = [
        f"`{name}`: {listed.record.meaning}\n\n{_fields(listed.record.fields)}"
        for name, listed in known.items()
    ]
    parts.append(f"`progress`: {MEASURE.meaning}\n\n{_fields(MEASURE.fields)}")
    parts.append(f"`wrapped`: {FINISHED_WORK.meaning}\n\n{_fields(FINISHED_WORK.fields)}")
    return "\n".join(parts)


def _fields(fields: Sequence[Field[Any]]) -> str:
    rows = [(f"`{field.name}`", field.meaning) for field in fields]
    return _table(("field", "what it is"), rows)


def _columns_of(field: Field[Any]) -> str:
    """What a record is in a table: a column for each of its members."""
    if not isinstance(field.type, Record):
        return ""
    return ", ".join(f"`{field.name}_{member.name}`" for member in field.type.fields)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        head,
        ["---"] * len(head),
        *([cell.replace("|", r"\|") for cell in row] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


#: What each part is made by.
PARTS: Mapping[str, Callable[[], str]] = {
    "predicates": lambda: f"```text\n{predicates()}```\n",
    "commands": commands,
    "configuration-keys": keys,
    "checks": checks,
    "acts": acts,
    "item-fields": item_fields,
    "listings": listings,
}


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The names of a page's generated parts, each with what stands there."""
    for found in _PART.finditer(text):
        yield found["name"], found["text"]


def renewed(text: str) -> str:
    """A page with all its parts as they are to be."""
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found['name']]()}{found[4]}", text)


def pages() -> list[Path]:
    """All pages of the handbook."""
    return sorted(HELP.glob("*.md"))


if __name__ == "__main__":
    for page in pages():
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
