"""What is done to the process and its environment before anything else is imported."""

import os
import subprocess
import sys

import pytest

from tui.terminal import clean_environment, unusable

HARDENED = """
import ctypes, resource
from tui.terminal import harden_process
harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="PR_GET_DUMPABLE is Linux's")
def test_the_process_leaves_no_core_and_its_memory_is_closed_to_others() -> None:
    run = subprocess.run([sys.executable, "-c", HARDENED], capture_output=True, check=True)
    assert run.stdout.split() == [b"(0,", b"0)", b"0"]


def test_variables_that_could_log_keys_or_run_code_are_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostile = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DRIVER", "TEXTUAL_PRESS", "SSLKEYLOGFILE")
    environment = dict.fromkeys((*hostile, "TEXTUALLY", "HOME"), "x")
    monkeypatch.setattr(os, "environ", environment)
    clean_environment()
    kept = {"TEXTUALLY", "HOME", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_ANIMATIONS"}
    assert set(environment) == kept


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_dumb_terminal_is_told_from_none(monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    monkeypatch.setattr(os, "isatty", lambda descriptor: True)
    assert unusable({"TERM": term}) == "dumb-terminal"
    assert unusable({}) == "dumb-terminal"
    assert unusable({"TERM": "xterm"}) is None
    monkeypatch.setattr(os, "isatty", lambda descriptor: descriptor == 0)
    assert unusable({"TERM": "xterm"}) == "no-terminal"
