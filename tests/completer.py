"""A command line whose words are completed from ``candidates.json``: words and helps."""

import json
import os
import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from orgshelf.cli.shell_completion import VARIABLE, answer


class Word(click.ParamType[str]):
    """A word of which there are candidates."""

    name = "word"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Those that begin so."""
        known = json.loads(Path("candidates.json").read_text())
        return [CompletionItem(k, help=v) for k, v in known.items() if k.startswith(incomplete)]


@click.command("orgshelf")
@click.argument("words", nargs=-1, type=Word())
def words_command(words: tuple[str, ...]) -> None:
    """Take words."""


if __name__ == "__main__":
    sys.exit(answer(words_command, os.environ[VARIABLE]))
