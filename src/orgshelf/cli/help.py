"""The help as a command."""

import click

from orgshelf.cli.output import print_text


@click.command("help")
@click.argument("topic", nargs=-1, metavar="[COMMAND|queries]...")
@click.pass_context
def help_command(ctx: click.Context, topic: tuple[str, ...]) -> None:
    """Explain a command, or how queries are written.

    \b
    Examples:
      orgshelf help
      orgshelf help list
      orgshelf help queries
    """
    if topic == ("queries",):
        from orgshelf.terminal import query_help

        print_text(query_help.reference())
        return
    root = ctx.find_root()
    context, command = root, root.command
    words = list(topic)
    while words:
        if not isinstance(command, click.Group):
            raise click.UsageError(f"`{context.command_path}` has no command {words[0]!r}.", ctx)
        name, found, words = command.resolve_command(context, words)
        if found is None:
            raise click.UsageError(f"There is no command {name!r}.", ctx)
        command = found
        context = click.Context(command, info_name=name, parent=context)
    print_text(f"{command.get_help(context)}\n")
