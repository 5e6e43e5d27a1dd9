"""What is done to the process and its environment before anything else is imported."""

import os
import subprocess
import sys

import pytest

from tui.terminal import clean_environment

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
