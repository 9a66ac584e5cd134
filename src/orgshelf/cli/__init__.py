"""The command line: one module per family of commands, and one place where errors end."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from orgshelf.cli import streams
from orgshelf.cli.app import say
from orgshelf.cli.group import OutputClosedError, is_of_sqlite, orgshelf
from orgshelf.errors import OrgshelfError

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(_run())


def _run() -> int:
    """Every way a run can end, as an exit code; what went wrong is one sentence on stderr."""
    try:
        streams.prepare()
        code = _answer()
        sys.stdout.flush()
        return int(code or 0)
    except (OutputClosedError, BrokenPipeError):
        return _drop_output()
    except OSError as error:
        _drop_output()
        return _failed(f"{error.filename or 'The output'}: {error.strerror or error}.", 1)
    except OrgshelfError as error:
        return _failed(str(error), error.exit_code, error.details)
    except (click.ClickException, click.Abort) as error:
        return _failed(_sentence(error), getattr(error, "exit_code", 1))


def _answer() -> int | None:
    """Run the command; if the index turns out to be broken, once more without it."""
    if asked := os.environ.get("_ORGSHELF_COMPLETE"):
        from orgshelf.cli.completing import answer

        return answer(orgshelf, asked)
    try:
        return _main(sys.argv[1:])
    except Exception as error:
        if not is_of_sqlite(error):
            raise
        return _main(["--no-index", *sys.argv[1:]])


def _main(arguments: list[str]) -> int | None:
    code: int | None = orgshelf.main(arguments, prog_name="orgshelf", standalone_mode=False)
    return code


def _sentence(error: Exception) -> str:
    """What click has to say of a command line."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "orgshelf"
        message = error.format_message().rstrip(".")
        stop = "" if message.endswith(("?", "!")) else "."
        return f"{message}{stop} See `{command} --help`."
    return error.format_message() if isinstance(error, click.ClickException) else "stopped."


def _failed(message: str, exit_code: int, details: Sequence[str] = ()) -> int:
    say(f"orgshelf: {' '.join(message.split())}")
    for line in details:
        say(f"  {line}")
    return exit_code


def _drop_output() -> int:
    """Whoever read our output has seen enough: send to nowhere what is still buffered."""
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
