"""One run of the command line, and the one place where errors end."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Literal

import click

from orgshelf.cli import streams
from orgshelf.cli.group import OutputClosedError, is_index_error, orgshelf
from orgshelf.cli.output import info
from orgshelf.cli.types import REF
from orgshelf.errors import OrgshelfError
from orgshelf.errors.failing import of_system

#: The variable that asks for tracebacks.
_SHOW_TRACEBACK = "ORGSHELF_TRACEBACK"
#: So much is told of an error that nobody foresaw.
_MOST_LETTERS = 200


def run(job: "Callable[[], int | None] | None" = None) -> int:
    """Run a job, else the command line.

    The result is the exit code; an error is printed as one sentence on stderr.
    """
    try:
        streams.prepare()
        code = (job or _answer)()
        sys.stdout.flush()
        return int(code or 0)
    except (OutputClosedError, BrokenPipeError):
        _drop("stdout")
        return 0
    except MemoryError:
        pass  # only when this block is left, what the run has made is gone
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, OSError):
            _drop("stdout")
        details = error.details if isinstance(error, OrgshelfError) else _traceback(error)
        return _failed(_sentence(error), getattr(error, "exit_code", 1), details)
    return _failed("There is not enough memory for this.", 1)


def _answer() -> int | None:
    """Run the command; if the index cannot be used, once more without it."""
    if asked := os.environ.get("_ORGSHELF_COMPLETE"):
        from orgshelf.cli.shell_completion import answer

        return answer(orgshelf, asked)
    code: int | None
    try:
        code = orgshelf.main(sys.argv[1:], "orgshelf", standalone_mode=False)
    except Exception as error:
        if not is_index_error(error):
            raise
        code = orgshelf.main(["--no-index", *sys.argv[1:]], "orgshelf", standalone_mode=False)
    return code


def _sentence(error: BaseException) -> str:
    """The sentence that says what ended the run."""
    match error:
        case OrgshelfError():
            return str(error)
        case click.UsageError():
            return _usage(error)
        case click.ClickException():
            return error.format_message()
        case click.Abort() | KeyboardInterrupt():
            return "stopped."
        case OSError():
            return _of_system(error)
        case ImportError():
            return f"A library cannot be loaded: {error}."
        case RecursionError():
            return "Something here is nested too deep: make it flatter."
    return (
        f"this should not happen ({type(error).__name__}: {str(error)[:_MOST_LETTERS]}); please"
        f" report it, with what {_SHOW_TRACEBACK}=1 in the environment adds."
    )


def _of_system(error: OSError) -> str:
    """What the system refuses."""
    if isinstance(error, FileNotFoundError) and not error.filename:  # from os.getcwd
        return "The folder that you are in is gone: change to another one."
    return of_system(error)


def _usage(error: click.UsageError) -> str:
    """What click has to say of a command line."""
    command = error.ctx.command_path if error.ctx else "orgshelf"
    message = _words_of(error).rstrip(".")
    stop = "" if message.endswith(("?", "!")) else "."
    return f"{message}{stop} See `{command} --help`."


def _words_of(error: click.UsageError) -> str:
    """The error's own sentence, or one that says what to do about it."""
    if error.ctx and error.message.startswith("Got unexpected extra argument"):
        texts = any(p.type is click.STRING for p in error.ctx.command.params if _is_argument(p))
        several = "Put a title of several words in quotation marks"
        return several if texts else f"`{error.ctx.command_path}` does not take so many words"
    if isinstance(error, click.MissingParameter) and (error.param and error.param.type is REF):
        return "Which one? Give an id (`orgshelf list` shows them) or words of the title"
    if isinstance(error, click.BadParameter) and error.param and _is_path(error.param):
        return error.message.removesuffix(".")
    if isinstance(error, click.NoSuchOption) and (hint := _as_property(error)):
        return f"There is no option {error.option_name}: write {hint}"
    return error.format_message()


def _is_path(param: click.Parameter) -> bool:
    return isinstance(param.type, click.Path)


def _is_argument(param: click.Parameter) -> bool:
    return isinstance(param, click.Argument)


def _as_property(error: click.NoSuchOption) -> str:
    """How a property is given that was taken for an option of its own."""
    name = error.option_name.lstrip("-").upper()
    from orgshelf.shelf.property_values import EXAMPLES

    if name not in EXAMPLES or error.ctx is None:
        return ""
    takes_set = any("--set" in param.opts for param in error.ctx.command.params)
    value = EXAMPLES[name]
    return f"`--set {name}={value}`" if takes_set else f"`orgshelf set REF {name} {value}`"


def _traceback(error: BaseException) -> Sequence[str]:
    """Where an error came from, for developers; nothing unless they ask for it."""
    if not os.environ.get(_SHOW_TRACEBACK):
        return ()
    import traceback

    return "".join(traceback.format_exception(error)).splitlines()


def _failed(message: str, exit_code: int, details: Sequence[str] = ()) -> int:
    try:
        info(f"orgshelf: {' '.join(message.split())}")
        for line in details:
            info(f"  {line}")
    except OSError:  # stderr itself may be what cannot be written to
        _drop("stderr")
    except MemoryError:
        pass
    return exit_code


def _drop(name: Literal["stdout", "stderr"]) -> None:
    """Discard what a stream still holds, which nobody reads (EPIPE) or no disk has room for."""
    try:
        number = getattr(sys, name).fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    except OSError:  # there is no such file, or no more can be opened
        setattr(sys, name, io.StringIO())
