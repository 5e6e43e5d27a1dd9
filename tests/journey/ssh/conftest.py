"""OpenSSH servers on loopback: one that runs what it is told, one with the shared account."""

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.journey.ssh.sshd import Sshd, program_file, quoted, serving

DEPLOYED = ROOT / "deploy" / "ssh"
SNIPPET = "50-unify-activate.conf"

Shared = Callable[[Path], Sshd]
"""Has a program run for the shared account, and gives back its server."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A server as Debian sets it up: a command is run, the language comes along."""
    folder = tmp_path_factory.mktemp("sshd")
    lines = [f"AuthorizedKeysFile {folder / 'persons'}", "AcceptEnv LANG LC_*"]
    with serving(folder, lines) as server:
        yield server


@pytest.fixture(scope="session")
def shared_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A server with our snippet for the shared account; `deployed` is what it runs."""
    folder = tmp_path_factory.mktemp("shared")
    lines = ["Subsystem sftp internal-sftp", snippet(folder, folder / "deployed")]
    with serving(folder, lines) as server:
        yield server


def snippet(folder: Path, program: Path) -> str:
    """The snippet as an administrator adapts it: account, paths, keys."""
    text = (DEPLOYED / SNIPPET).read_text(encoding="utf-8")
    for shipped, here in (
        ("Match User activate\n", f"Match User {getpass.getuser()}\n"),
        ("/etc/ssh/unify-activate.keys", str(folder / "persons")),
        ("/usr/local/lib/unify-activate/activate.sh", str(DEPLOYED / "activate.sh")),
        ("/opt/unify-activate/bin/unify-activate", str(program)),
    ):
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, here)
    return text


@pytest.fixture
def pids(tmp_path: Path) -> Path:
    """A file to which the program adds its process, one a line."""
    return tmp_path / "pids"


@pytest.fixture
def program(tmp_path: Path, home: Path, pids: Path) -> Path:
    """The command `unify-activate`, which notes its process."""
    return program_file(
        tmp_path / "unify-activate",
        f"echo $$ >> {quoted(pids)}",
        f"cd {quoted(home)}",
        f"export HOME={quoted(home)} PYTHONPATH={quoted(ROOT)}",
        f'exec {quoted(sys.executable)} -m tui "$@"',
    )


@pytest.fixture
def shared(shared_account: Sshd) -> Iterator[Shared]:
    deployed = shared_account.folder / "deployed"

    def runs(program: Path) -> Sshd:
        deployed.unlink(missing_ok=True)
        os.symlink(program, deployed)
        return shared_account

    yield runs
    deployed.unlink(missing_ok=True)


def processes(pids: Path) -> list[int]:
    """The processes the program noted, in the order they started."""
    return [int(line) for line in pids.read_text(encoding="ascii").split()]
