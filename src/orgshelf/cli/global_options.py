"""Options of the program that may stand behind a command too."""

from dataclasses import replace

import click

_ANYWHERE = ("notes", "color", "no_context")


def with_options_of(program: click.Group, command: click.Command) -> click.Command:
    """The command, which takes those options of the program too that may stand anywhere."""
    known = {name for param in command.params for name in param.opts}
    options = [option for option in program.params if isinstance(option, click.Option)]
    for option in options:
        if option.name in _ANYWHERE and known.isdisjoint(option.opts):
            command.params.append(_behind(option))
    if isinstance(command, click.Group):
        for deeper in command.commands.values():
            with_options_of(program, deeper)
    return command


def _behind(option: click.Option) -> click.Option:
    """The same option for a command, whose help leaves it to that of the program."""
    return click.Option(
        option.opts,
        type=None if option.is_flag else option.type,
        is_flag=option.is_flag,
        help=option.help,
        metavar=option.metavar,
        hidden=True,
        is_eager=True,
        expose_value=False,
        callback=_set_for_program,
    )


def _set_for_program(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Take an option behind the command as if it stood before it."""
    name = param.name
    if not value or name is None:
        return
    ctx.find_root().params[name] = value
    if ctx.obj is not None:  # a shell that completes a word has none
        app = replace(ctx.obj, **{name: value})
        context: click.Context | None = ctx
        while context is not None:
            context.obj = app
            context = context.parent
