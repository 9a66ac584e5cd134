"""Where things are kept for somebody who has no home."""

import pytest

from program import Program

NO_HOME = "~"  # as little of a home as none, and for every user


@pytest.mark.parametrize("command", ["list", "search theano", "config", "export html"])
def test_without_a_home_all_can_be_read(shipped: Program, command: str) -> None:
    ran = shipped.process(*command.split(), HOME=NO_HOME, XDG_CONFIG_HOME="", XDG_STATE_HOME="")
    assert (ran.code, ran.err) == (0, "")
