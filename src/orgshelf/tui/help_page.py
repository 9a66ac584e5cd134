"""All keys on one page, from the table of acts."""

from collections.abc import Iterable
from itertools import groupby

from rich.table import Table
from rich.text import Text

from orgshelf.tui.act_table import ACTS
from orgshelf.tui.acts import Act, View
from orgshelf.tui.keyed import pointing
from orgshelf.tui.keymap import Keys, spelled

#: What the footer always has.
_LAST = ("help", "quit")


def page(keys: Keys) -> Table:
    """A row for each act, family after family."""
    table = Table.grid(padding=(0, 2))
    for number, (family, acts) in enumerate(groupby(ACTS, key=lambda act: act.family)):
        if number:
            table.add_row()
        table.add_row(Text(family, "bold"))
        for act in acts:
            table.add_row(Text(written(act, keys), "cyan"), Text(act.name), Text(act.help))
    return table


def views_line(current: View, keys: Keys) -> Text:
    """What can be shown, each behind its key; what is shown is set off."""
    line = Text()
    for view in View:
        style = pointing(view, "reverse" if view is current else "")
        line.append(f" {spelled(keys[view][0])} {view.capitalize()} ", style)
    return line


def footer(acts: Iterable[Act], keys: Keys, width: int) -> Text:
    """The keys of these acts, as many as there is room for; those to help and to leave are last."""
    last = Text("  ").join(_cell(keys, name) for name in _LAST)
    line = Text()
    for act in acts:
        if not act.common:
            continue
        cell = _cell(keys, act.name).append("  ")
        if line.cell_len + cell.cell_len + last.cell_len > width:
            break
        line.append_text(cell)
    return line.append_text(last)


def _cell(keys: Keys, name: str) -> Text:
    key = spelled(keys[name][0])
    return Text.assemble((key, pointing(name, "bold cyan")), (f" {name}", pointing(name)))


def written(act: Act, keys: Keys) -> str:
    """The keys of an act as they are written: ``j, Down``."""
    return ", ".join(map(spelled, keys[act.name]))
