"""The shared account of deploy/ssh: one can activate there, and nothing else."""

import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from api_client.activation_link import CONFIRMATION_PATH
from mock_server.server import RunningMock
from tests.journey.conftest import Link, Start
from tests.journey.ssh.conftest import Shared, processes
from tests.journey.ssh.processes import Watched, children, parent
from tests.journey.ssh.sshd import Sshd, program_file, quoted
from tests.journey.terminal import Terminal
from tests.journey.walk import PASSWORD, SECRETS, Walk, stored
from tui.exit_codes import Exit

GIVEN = "program run with: --no-loopback --idle 5 --limit 30"
"""What the stand-in says it was given: what the snippet names, and nothing of the caller's."""

KEPT = {"PATH", "HOME", "TERM", "SSH_CONNECTION", "SSH_TTY", "LANG", "NO_COLOR", "PWD", "_"}
"""All that may be in its environment; a shell, as the stand-in is one, adds the last two."""


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A program that only tells how it was started."""
    lines = ('echo "program run with: $*"', "umask", "ulimit -c", "echo Environment", "env")
    return program_file(tmp_path / "stand-in", *lines)


def test_whatever_is_asked_for_only_the_program_runs_with_an_environment_of_its_own(
    shared: Shared, stand_in: Path, home: Path
) -> None:
    server = shared(stand_in)
    sent = "LANG=de_DE.UTF-8 NO_COLOR=1 PYTHONPATH=/evil SSLKEYLOGFILE=/evil LD_PRELOAD=/evil"
    hostile = ("-A", "-X", "-o", f"SetEnv={sent}")
    made = home / "made"
    said = server.ask("-tt", *hostile, command=f"touch {quoted(made)}; sh")
    assert said.returncode == 0, said.stderr
    told, _, environment = said.stdout.replace("\r", "").partition("Environment\n")
    assert told.splitlines() == [GIVEN, "0077", "0"]
    variables = dict(line.split("=", 1) for line in environment.splitlines())
    assert set(variables) <= KEPT
    assert variables["LANG"] == "de_DE.UTF-8"
    assert "/evil" not in environment
    assert not made.exists()


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (("-W", "127.0.0.1:22"), "administratively prohibited"),
        (("-N", "-R", "0:127.0.0.1:22", "-o", "ExitOnForwardFailure=yes"), "forwarding failed"),
        (("-N", "-R", "/tmp/never:/tmp/never", "-o", "ExitOnForwardFailure=yes"), "failed"),
    ],
    ids=["a way inwards", "a way outwards", "a socket"],
)
def test_no_line_leads_through(
    shared: Shared, stand_in: Path, wanted: Sequence[str], refusal: str
) -> None:
    said = shared(stand_in).ask(*wanted)
    assert said.returncode == 255
    assert refusal in said.stderr


def test_file_transfer_gets_the_program_instead(shared: Shared, stand_in: Path) -> None:
    said = shared(stand_in).ask("-s", command="sftp")
    assert said.stdout.splitlines()[0] == GIVEN


def with_backend(program: Path, mock: RunningMock, folder: Path) -> Path:
    """The program as an administrator deploys it who names the server to ask."""
    backend = quoted("--backend", mock.service.origin)
    return program_file(folder / "with-backend", f'exec {quoted(program)} "$@" {backend}')


def person(server: Sshd, start: Start, *options: str) -> Terminal:
    """Somebody who comes in and sees the first screen."""
    return Walk(start(program=(*server.client(*options),))).at("link")


def test_each_person_has_one_process_and_goes_on_when_another_is_gone(
    start: Start,
    link: Link,
    mock: RunningMock,
    shared: Shared,
    program: Path,
    pids: Path,
    home: Path,
    tmp_path: Path,
) -> None:
    server = shared(with_backend(program, mock, tmp_path))
    control = str(tmp_path.parent / "c")
    one, other = person(server, start, "-M", "-S", control), person(server, start)
    first, second = processes(pids)
    assert parent(first) != parent(second)
    for pid in (first, second):
        assert children(pid) == []
        assert children(parent(pid)) == [pid]

    no_other_way = ("-o", "ProxyCommand=false")
    again = server.ask("-S", control, *no_other_way)
    assert "refused" in again.stderr, "a second session in the same connection"
    assert len(processes(pids)) == 2

    gone = Watched(first)
    one.signal(signal.SIGKILL)
    gone.wait_gone()
    walk = Walk(other)
    other.paste(link())
    walk.to("done")
    assert walk.finish() == 0
    assert stored(link(), password=PASSWORD) == {"password": True}
    assert not any(other.received(secret) for secret in SECRETS)
    assert list(home.iterdir()) == []


@pytest.mark.skipif(os.getuid() == 0, reason="what belongs to root looks the same either way")
def test_nobody_reads_the_memory_of_another(
    start: Start, shared: Shared, program: Path, pids: Path
) -> None:
    person(shared(program), start)
    [pid] = processes(pids)
    with pytest.raises(PermissionError):
        Path(f"/proc/{pid}/environ").read_bytes()


def test_without_a_terminal_it_says_so(shared: Shared, program: Path) -> None:
    said = shared(program).ask(command="sh")
    assert said.returncode == Exit.TERMINAL
    assert "There is no terminal" in said.stderr
    assert said.stdout == ""


def test_a_session_whose_time_is_over_ends_in_order(
    start: Start, link: Link, shared: Shared, program: Path, tmp_path: Path
) -> None:
    """The options that come last count, so that this session lasts a second."""
    hasty = program_file(tmp_path / "hasty", f'exec {quoted(program)} "$@" --limit 0.01')
    terminal = start(program=(*shared(hasty).client(),))
    assert terminal.wait_exit() == Exit.LEFT
    assert "This session has expired." in terminal.left_behind
    assert terminal.is_restored()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.9.9.9"])
def test_no_link_makes_the_server_ask_its_own_ports(
    start: Start, shared: Shared, program: Path, token: str, host: str
) -> None:
    with socket.create_server((host, 0)) as port:
        terminal = person(shared(program), start)
        terminal.paste(f"http://{host}:{port.getsockname()[1]}{CONFIRMATION_PATH}?ok:{token}")
        terminal.wait_for(
            "This link leads to an unknown server", "The link is not encrypted (http)"
        )
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == Exit.USAGE
        port.setblocking(False)
        with pytest.raises(BlockingIOError):
            port.accept()
    assert not terminal.received(token)


def test_receipt_download_and_browser_there_leave_nothing_on_the_server(
    start: Start,
    link: Link,
    mock: RunningMock,
    shared: Shared,
    program: Path,
    tmp_path: Path,
    home: Path,
) -> None:
    """The account owns no place to write to: /proc refuses even root."""
    lines = program.read_text("utf-8").replace(str(home), "/proc").splitlines()
    homeless = program_file(tmp_path / "homeless", *lines[1:])
    terminal = person(shared(with_backend(homeless, mock, tmp_path)), start)
    walk = Walk(terminal)
    terminal.paste(link())
    walk.to("workspace").press("home", "enter", "enter")
    walk.at("review").press("enter")
    walk.at("done").press("tab", "enter")
    terminal.wait_for("The confirmation could not be saved")
    terminal.press("tab", "tab")
    walk.rest()
    terminal.press("enter")
    terminal.wait_for("Download to this computer")
    assert "Open in the web browser" not in terminal.picture
    terminal.press("up", "enter")
    terminal.wait_for("The desktop app could not be downloaded")
    assert list(home.iterdir()) == []
