"""The program in a process that begins at once, with streams and limits as they are set."""

import os
import resource
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from orgshelf.cli import main
from program import PATIENCE, Program, Ran

#: A limit of the system by its number, as ``resource`` has it.
Limits = Mapping[int, int]


def forked(
    run: Program,
    words: Sequence[str],
    *,
    closed: Sequence[int] = (),
    limits: Limits | None = None,
    interrupted: int = 0,
) -> Ran:
    """Run a command; ``closed`` are the numbers of streams that it finds closed.

    ``interrupted`` is the number of the function call at which Ctrl-C is pressed.
    """
    said = [run.home / name for name in ("stdout", "stderr")]
    environment = run.environment(EDITOR="true")
    child = os.fork()
    if not child:
        code = 99
        try:
            signal.alarm(int(PATIENCE))
            os.chdir(run.folder)
            os.environ.clear()
            os.environ.update(environment)
            sys.argv = ["orgshelf", *words]
            sys.unraisablehook = lambda _: None  # as the program has it from its start
            warnings.simplefilter("ignore")
            _set_streams([os.devnull, *map(str, said)], closed)
            for number, most in (limits or {}).items():
                resource.setrlimit(number, (most, resource.getrlimit(number)[1]))
            if interrupted:
                signal.signal(signal.SIGINT, signal.default_int_handler)
                sys.settrace(_interrupter(interrupted))
            code = _ended()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    out, err = (path.read_bytes().decode("utf-8", "replace") for path in said)
    return Ran(os.waitstatus_to_exitcode(status), out, err)


def _set_streams(names: Sequence[str], closed: Sequence[int]) -> None:
    """Open files for the standard streams as a shell does, and as Python does then."""
    os.closerange(0, 256)
    for number, name in enumerate(names):
        os.open(name, os.O_RDWR | (os.O_CREAT | os.O_TRUNC if number else 0))
    for number in closed:
        os.close(number)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = None if number in closed else os.fdopen(number, "w" if number else "r")
        setattr(sys, name, stream)


def _interrupter(number: int) -> Callable[[FrameType, str, object], None]:
    """A trace function that presses Ctrl-C at the call of that number."""
    left = number

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal left
        left -= event == "call"
        if not left:
            os.kill(os.getpid(), signal.SIGINT)

    return called


def _ended() -> int:
    """Run the program and give its exit code; what it lets through is printed as Python does."""
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    if sys.stdout is not None:
        sys.stdout.flush()
    return code
