"""A question that one key answers."""

import sys
from collections.abc import Container

import click

from orgshelf.cli.output import can_ask
from orgshelf.text import one_line


def can_ask_in_place() -> bool:
    """Whether somebody is there to ask who sees what is printed."""
    return can_ask() and sys.stdout.isatty()


def wait_for_key(prompt: str, wanted: Container[str]) -> str:
    """The key that answers, of those that are wanted; others do nothing, Ctrl-D is ``q``."""
    click.echo(one_line(f"{prompt} "), nl=False, err=True)
    try:
        while (key := click.getchar().lower()) not in wanted:
            pass
    except EOFError:
        key = "q"
    click.echo("", err=True)
    return key
