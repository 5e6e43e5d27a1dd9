"""What becomes of its standard streams decides nothing about a server that runs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

SURROUNDINGS = {
    "no output": ">&-",
    "no complaints": "2>&-",
    "nothing at all": "<&- >&- 2>&-",
    "full": ">/dev/full",
    "both full": ">/dev/full 2>&1",
    "read once": "| head -n 1 >/dev/null",
    "read never": "| :",
    "log full": "--log 2>/dev/full",
    "log read never": "--log 2> >(:)",
}
DIRECT = build_opener(ProxyHandler({}))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def started(redirection: str, database: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A server whose streams are as said, and its port."""
    port = free_port()
    command = (
        f'"{sys.executable}" -m mock_server serve --port {port} --cheap-hash --db "{database}"'
    )
    with subprocess.Popen(
        ["bash", "-c", f"echo $BASHPID; exec 2>&1; {command} {redirection}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as shell:
        try:
            yield shell, port
        finally:
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, 15)


def answer(port: int, tries: int = 400) -> bytes:
    """What the server says once it is up; nothing if it never is."""
    for _ in range(tries):
        with suppress(OSError), DIRECT.open(f"http://127.0.0.1:{port}/healthz", timeout=5) as said:
            return bytes(said.read())
        time.sleep(0.05)
    return b""


def test_it_serves_and_complains_of_nothing_whatever_its_streams_are(tmp_path: Path) -> None:
    said = {}
    with ExitStack() as all_of_them:
        servers = {
            name: all_of_them.enter_context(started(redirection, tmp_path / f"{number}.db"))
            for number, (name, redirection) in enumerate(SURROUNDINGS.items())
        }
        for name, (_, port) in servers.items():
            # Twice: after the first answer a log was written that nobody reads.
            said[name] = answer(port), answer(port)
        for shell, _ in servers.values():
            os.killpg(shell.pid, 15)
        told = {name: shell.communicate()[0] for name, (shell, _) in servers.items()}
    assert said == dict.fromkeys(SURROUNDINGS, (b'{"status":"ok"}',) * 2)
    for name, words in told.items():
        assert b"Traceback" not in words, name
        assert b"Exception ignored" not in words, name
    assert b"could not be written: No space left on device" in told["full"]
    for file in tmp_path.glob("*.db"):
        # Nothing that was printed went into the file that got a stream's number.
        assert file.read_bytes().startswith(b"SQLite format 3")
