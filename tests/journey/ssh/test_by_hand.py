"""Somebody logs in over SSH and starts the program; the line may break at any time."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.ssh.conftest import processes
from tests.journey.ssh.processes import Watched, children, parent
from tests.journey.ssh.sshd import Sshd, quoted
from tests.journey.terminal import Terminal
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk, stored


def test_from_the_link_to_the_receipt_over_ssh(
    start: Start, link: Link, token: str, by_hand: Sshd, program: Path, home: Path
) -> None:
    terminal = start(program=(*by_hand.client("-tt", command=quoted(program)),))
    walk = Walk(terminal)
    walk.at("link").paste(link())
    walk.to("done")
    assert walk.finish() == 0
    believed = {"password": PASSWORD, "pin": PIN, "answer": ANSWER}
    assert stored(link(), **believed) == dict.fromkeys(believed, True)
    assert not any(terminal.received(secret) for secret in (*SECRETS, token))
    assert "Confirmation: " in terminal.left_behind
    assert terminal.is_restored()
    assert list(home.iterdir()) == []


def test_in_lines_over_ssh(
    start: Start, link: Link, by_hand: Sshd, program: Path, home: Path
) -> None:
    command = quoted(program, "--plain", link())
    terminal = start(program=(*by_hand.client("-tt", command=command),))
    terminal.wait_for("Is this your account?")
    lines = ("y", PASSWORD, PASSWORD, PIN, PIN, "1", ANSWER, "2", "5")
    terminal.send("".join(f"{line}\r" for line in lines))
    assert terminal.wait_exit() == 0
    believed = {"password": PASSWORD, "pin": PIN, "answer": ANSWER, "workspace": "web_browser"}
    assert stored(link(), **believed) == dict.fromkeys(believed, True)
    assert not any(terminal.received(secret) for secret in SECRETS)
    assert list(home.iterdir()) == []


def client_is_killed(terminal: Terminal, _pid: int) -> None:
    terminal.signal(signal.SIGKILL)


def window_is_closed(terminal: Terminal, _pid: int) -> None:
    terminal.hang_up()


def servers_side_is_killed(_terminal: Terminal, pid: int) -> None:
    os.kill(parent(pid), signal.SIGKILL)


@pytest.mark.parametrize("drop", [client_is_killed, window_is_closed, servers_side_is_killed])
def test_a_dropped_line_ends_the_program_and_leaves_nothing(
    start: Start,
    link: Link,
    by_hand: Sshd,
    program: Path,
    pids: Path,
    home: Path,
    drop: Callable[[Terminal, int], None],
) -> None:
    terminal = start(program=(*by_hand.client("-tt", command=quoted(program, link())),))
    Walk(terminal).to("password").send(PASSWORD)
    terminal.wait_for("•" * len(PASSWORD))
    [pid] = processes(pids)
    session, running = Watched(parent(pid)), Watched(pid)
    assert children(pid) == []
    drop(terminal, pid)
    took = running.wait_gone()
    print(f"the program ended {took:.3f} s after the line")
    session.wait_gone()
    assert list(home.iterdir()) == []
    assert not any(terminal.received(secret) for secret in SECRETS)
