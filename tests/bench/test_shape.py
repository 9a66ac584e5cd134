"""How much of the program a command runs through: the files and functions that it enters."""

import subprocess
import sys
from time import sleep

import pytest

from program import Program

#: Prints how many of our files and functions a run enters; what a class body or a comprehension
#: does is no function of its own.
COUNT = """
import sys
entered = set()

def look(frame, event, _):
    code = frame.f_code
    if event == "call" and "/orgshelf/" in code.co_filename:
        if code.co_flags & 1 and not code.co_name.startswith("<"):
            entered.add((code.co_filename, code.co_firstlineno))

sys.setprofile(look)
try:
    from orgshelf.cli import main
    main()
finally:
    sys.setprofile(None)
    print(len({file for file, _ in entered}), len(entered), file=sys.stderr)
"""

pytestmark = pytest.mark.bench


@pytest.mark.parametrize(
    ("words", "most_files", "most_functions"),
    [(["list"], 30, 150), (["done", "make it or break it"], 76, 410)],
)
def test_a_command_enters_few_files_and_functions(
    shipped: Program, words: list[str], most_files: int, most_functions: int
) -> None:
    shipped.process("list")
    sleep(2.1)  # until nobody can have written to a file in the moment it was read
    shipped.process("list")
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *words],
        cwd=shipped.folder,
        env=shipped.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    files, functions = map(int, done.stderr.split()[-2:])
    print(f"\n{' '.join(words)}: {files} files, {functions} functions")
    assert files <= most_files
    assert functions <= most_functions
