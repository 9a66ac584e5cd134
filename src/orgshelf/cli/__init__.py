"""The command line: one module per family of commands, and one place where errors end."""

import os
import sys

import click

from orgshelf.cli.app import say
from orgshelf.cli.group import orgshelf
from orgshelf.errors import OrgshelfError

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(_run())


def _run() -> int:
    """Every way a run can end, as an exit code; what went wrong is one sentence on stderr."""
    try:
        code = orgshelf.main(prog_name="orgshelf", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except OrgshelfError as error:
        say(f"orgshelf: {error}")
        for line in error.details:
            say(f"  {line}")
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "orgshelf"
        say(f"orgshelf: {error.format_message()} See `{command} --help`.")
        return 2
    except click.ClickException as error:
        say(f"orgshelf: {error.format_message()}")
        return 1
    except click.Abort:
        say("orgshelf: stopped.")
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still buffered has nowhere to go.
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        say(f"orgshelf: {error.filename or 'The output'}: {error.strerror or error}.")
        return 1


def _drop_output() -> None:
    """Send to nowhere what is still buffered, so that Python can exit in peace."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
