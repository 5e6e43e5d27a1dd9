"""A real OpenSSH server on loopback, run by whoever runs the tests, and its client."""

import getpass
import grp
import os
import shlex
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.programs import needed_program

TRIES = 5
"""How often a free port is looked for; another process may take it before sshd does."""

LONGEST = ("timeout", "600")
"""A server whose tests were killed ends by itself after ten minutes."""


@dataclass(frozen=True)
class Sshd:
    """A server that is up.

    Attributes:
        port: where it listens on 127.0.0.1.
        folder: its configuration and keys, the person's key among them.
        pid: the process that it runs below.
    """

    port: int
    folder: Path
    pid: int

    def client(self, *options: str, command: str = "") -> list[str]:
        """The command of a person who comes in; without a command that asks for a terminal."""
        name = f"{getpass.getuser()}@127.0.0.1"
        settings = (
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=yes",
            f"UserKnownHostsFile={self.folder / 'known_hosts'}",
            "SendEnv=LANG",
            "ConnectionAttempts=3",
        )
        return [
            *(needed_program("ssh"), "-F", "none", "-p", str(self.port)),
            *("-i", str(self.folder / "person")),
            *(word for setting in settings for word in ("-o", setting)),
            *(*options, name),
            *([command] if command else []),
        ]

    def ask(self, *options: str, command: str = "") -> subprocess.CompletedProcess[str]:
        """Run a client without a terminal of its own, and give back what it was told."""
        return subprocess.run(
            self.client(*options, command=command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def key(path: Path) -> str:
    """Make a key pair, and give back its public half."""
    made = [needed_program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]
    subprocess.run([*made, str(path)], check=True, stdin=subprocess.DEVNULL)
    return path.with_name(f"{path.name}.pub").read_text(encoding="ascii")


@contextmanager
def serving(folder: Path, configuration: Sequence[str]) -> Iterator[Sshd]:
    """Serve until the end of the context.

    Args:
        folder: an empty one, for configuration and keys.
        configuration: lines beside those that say where it listens and who it is.
    """
    program = needed_program("sshd")
    if not gives_terminals():
        pytest.skip("terminals here do not belong to the group tty, which only root's sshd mends")
    if os.getuid() == 0:
        # What its service does at every start on Debian; sshd of root does not run without.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    host, person = key(folder / "host"), key(folder / "person")
    (folder / "persons").write_text(person, encoding="ascii")
    for _try in range(TRIES):
        port = free_port()
        lines = [
            f"ListenAddress 127.0.0.1:{port}",
            f"HostKey {folder / 'host'}",
            f"PidFile {folder / 'pid'}",
            "UsePAM no",
            "StrictModes no",  # the folders above may be anybody's
            *configuration,
        ]
        (folder / "sshd_config").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}", encoding="ascii")
        process = subprocess.Popen(
            [*LONGEST, program, "-D", "-e", "-f", str(folder / "sshd_config")],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            if listens(process):
                try:
                    yield Sshd(port, folder, process.pid)
                finally:
                    process.terminate()
                return
    raise AssertionError("sshd finds no port, or does not take its configuration")


def listens(process: subprocess.Popen[str]) -> bool:
    """Wait until it listens; False if it ended instead."""
    assert process.stderr is not None
    return any("Server listening" in line for line in process.stderr)


def gives_terminals() -> bool:
    """Whether sshd may hand out terminals: their group has to be tty, as is usual."""
    if os.getuid() == 0:
        return True
    ends = os.openpty()
    group = os.fstat(ends[1]).st_gid
    for end in ends:
        os.close(end)
    return group == grp.getgrnam("tty").gr_gid


def free_port() -> int:
    """A port of loopback that nobody had just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def program_file(path: Path, *lines: str) -> Path:
    """Write a shell script that sshd's user can run."""
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return path


def quoted(*words: str | Path) -> str:
    """Words of a command for a shell."""
    return shlex.join(map(str, words))
