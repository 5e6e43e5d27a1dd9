"""Whether a shell is there that could bring the program back."""

import os
import signal
import subprocess
import sys

import pytest

from tui.terminal import job_control

ASK = (sys.executable, "-c", "from tui.terminal.job_control import has_shell; print(has_shell())")

ALONE = {
    "session leader": ("setsid", "-w"),
    "of a shell without jobs": ("setsid", "-w", "sh", "-c", '"$@"; exit', "sh"),
    "of a shell's shell without jobs": (
        "setsid",
        "-w",
        "sh",
        "-c",
        'sh -c \'"$@"; exit\' sh "$@"; exit',
        "sh",
    ),
    "ignored": ("setsid", "-w", "bash", "-c", 'set -m; trap "" TSTP; "$@"; exit', "bash"),
}
WITH_A_SHELL = {
    "job": ("setsid", "-w", "bash", "-c", 'set -m; "$@"; exit', "bash"),
    "script": ("setsid", "-w", "bash", "-c", 'set -m; sh -c \'"$@"; exit\' sh "$@"; exit', "bash"),
}


def asked(way: tuple[str, ...]) -> str:
    done = subprocess.run([*way, *ASK], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("way", ALONE)
def test_nobody_could_bring_it_back(way: str) -> None:
    assert asked(ALONE[way]) == "False"


@pytest.mark.parametrize("way", WITH_A_SHELL)
def test_a_shell_with_jobs_could(way: str) -> None:
    assert asked(WITH_A_SHELL[way]) == "True"


@pytest.fixture
def child_of_init(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose init starts the program in a process group of its own."""
    monkeypatch.setattr(os, "getppid", lambda: 1)
    monkeypatch.setattr(os, "getsid", lambda _process: 1)
    monkeypatch.setattr(os, "getpgid", lambda _process: 1)
    monkeypatch.setattr(signal, "getsignal", lambda _number: signal.SIG_DFL)


@pytest.mark.usefixtures("child_of_init")
@pytest.mark.parametrize("ignores", [True, False])
def test_an_init_is_a_shell_only_if_it_has_jobs(
    monkeypatch: pytest.MonkeyPatch, ignores: bool
) -> None:
    monkeypatch.setattr(job_control, "_ignores_stops", lambda _process: ignores)
    assert job_control.has_shell() == ignores


def test_what_a_process_ignores_is_read_off_it() -> None:
    script = 'trap "" TSTP; echo there; read _'
    with subprocess.Popen(
        ["/bin/sh", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as shell:
        assert shell.stdout is not None
        shell.stdout.readline()
        assert job_control._ignores_stops(shell.pid)
        assert not job_control._ignores_stops(os.getpid())
        shell.kill()
