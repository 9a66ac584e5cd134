"""Help on a screen of any width."""

import re
from collections.abc import Iterable

import click

#: Below this width a description stands below its option.
_ROOMY = 60
_ASIDE = 6  # cells that it is set in by there


class HelpLines(click.HelpFormatter):
    """Help as click has it, but that descriptions have room on a narrow screen."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names with what they mean; long choices go on in the next line."""
        if self.width < _ROOMY:
            rows, col_max = [(self._folded(name), words) for name, words in rows], _ASIDE
        super().write_dl(rows, col_max, col_spacing)

    def _folded(self, name: str) -> str:
        """The name, with line breaks behind a ``|`` where it is too long."""
        lines = [""]
        for word in re.split(r"(?<=\|)", name):
            room = self.width - self.current_indent - (_ASIDE if len(lines) > 1 else 0)
            lines[-1:] = [lines[-1] + word] if len(lines[-1] + word) <= room else [lines[-1], word]
        return f"\n{' ' * (self.current_indent + _ASIDE)}".join(filter(None, lines))


class HelpContext(click.Context):
    """What a command is run in."""

    formatter_class = HelpLines
