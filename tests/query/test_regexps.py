"""How long a regular expression may search."""

import os
import signal
import subprocess
import sys
import time

import pytest

BUDGET = 0.8  # seconds
#: Looks for something that takes less, and says when it begins and what it found.
_SLOW = """
import re, time
from datetime import datetime
from orgshelf.query import regexps
from orgshelf.query.spec import Call, Scope
from orgshelf.query.tree import Arg, Predicate

regexps.BUDGET = {budget}
text, taken = "a" * 10, 0.0
while taken < {budget} / 5:
    text += "a"
    began = time.process_time()
    re.search("(a+)+$", text + "!")
    taken = time.process_time() - began
call = Call(Predicate("regexp"), Scope(datetime.min), "", None, None)
regexp = regexps.Regexp(call, Arg("(a+)+$"))
print("begins", flush=True)
print(regexp.search(text + "!"), flush=True)
{rest}
"""


def _started(rest: str = "") -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", _SLOW.format(rest=rest, budget=BUDGET)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def test_time_in_which_others_have_the_processor_does_not_count() -> None:
    process = _started()
    process.send_signal(signal.SIGSTOP)
    time.sleep(2 * BUDGET)
    process.send_signal(signal.SIGCONT)
    out, _ = process.communicate(timeout=60)
    assert out == "False\n"
    assert process.returncode == 0


@pytest.mark.parametrize(
    "rest", ["", "sum(range(4 * 10**7))", "import subprocess; subprocess.run('true')"]
)
def test_a_search_leaves_nothing_behind_that_ends_the_program(rest: str) -> None:
    process = _started(rest)
    process.communicate(timeout=60)
    assert process.returncode == os.EX_OK
