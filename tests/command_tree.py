"""Every command of the program, with those below it."""

from collections.abc import Iterator

import click

from orgshelf.cli.group import orgshelf


def commands(
    command: click.Command = orgshelf, name: str = "orgshelf"
) -> Iterator[tuple[str, click.Command]]:
    """Each as it is typed, ``orgshelf config keys``, and the command itself."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from commands(found, f"{name} {sub}")
