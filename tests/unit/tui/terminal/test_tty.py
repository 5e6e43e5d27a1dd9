"""What is done to the process and its environment before anything else is imported."""

import os
import pty
import signal
import subprocess
import sys
import termios
from typing import Any

import pytest

from tui.terminal import tty as terminal
from tui.terminal.tty import clean_environment

HARDENED = """
import ctypes, resource
from tui.terminal.tty import harden_process
harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="PR_GET_DUMPABLE is Linux's")
def test_the_process_leaves_no_core_and_its_memory_is_closed_to_others() -> None:
    run = subprocess.run([sys.executable, "-c", HARDENED], capture_output=True, check=True)
    assert run.stdout.split() == [b"(0,", b"0)", b"0"]


def test_no_moment_is_left_in_which_a_signal_would_keep_the_terminal_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, program = pty.openpty()
    change, handlers = termios.tcsetattr, []

    def noting(descriptor: int, when: int, mode: list[Any]) -> None:
        change(descriptor, when, mode)
        handlers.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(terminal, "_terminal_descriptor", lambda: program)
    monkeypatch.setattr(termios, "tcsetattr", noting)
    try:
        with terminal.silent_terminal():
            assert not termios.tcgetattr(program)[3] & termios.ECHO
        assert termios.tcgetattr(program)[3] & termios.ECHO
    finally:
        os.close(person)
        os.close(program)
    assert len(handlers) == 2
    assert before not in handlers
    assert signal.getsignal(signal.SIGTERM) == before


def test_variables_that_could_log_keys_or_run_code_are_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostile = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DRIVER", "TEXTUAL_PRESS", "SSLKEYLOGFILE")
    environment = dict.fromkeys((*hostile, "TEXTUALLY", "HOME"), "x")
    monkeypatch.setattr(os, "environ", environment)
    clean_environment()
    ours = {"TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_ANIMATIONS", "TEXTUAL_FPS"}
    assert set(environment) == {"TEXTUALLY", "HOME"} | ours


LOST = """
import os, signal, sys, time, weakref
from tui.terminal.tty import exit_on_signals

class Thing: ...

exit_on_signals()
thing = Thing()
told = weakref.ref(thing, lambda _ref: os.kill(os.getpid(), signal.SIGTERM))
del thing
time.sleep(20)
"""


def test_a_signal_in_the_midst_of_a_callback_ends_the_program_all_the_same() -> None:
    run = subprocess.run([sys.executable, "-c", LOST], capture_output=True, timeout=15, check=False)
    assert (run.returncode, run.stderr) == (128 + signal.SIGTERM, b"")
