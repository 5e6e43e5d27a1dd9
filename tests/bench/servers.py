"""The servers that are measured, how each is started, and when it has answered."""

import http.client
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.calls import HOST, look
from tests.bench.peers import PRISM_PACKAGE, WIREMOCK_PACKAGE, Missing, Peer, installed
from tests.bench.program import NoAnswer, first_line, running
from tests.bench.rows import LOADER, MOCK, PRISM, WIREMOCK
from tests.checkout import ROOT

OPENAPI = ROOT / "api_client" / "openapi.json"
PORT = "{port}"

START_SECONDS = 60.0
POLL_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its name, and its command, in which `PORT` stands for the port.

    One that `announces` chooses the port itself and prints `READY <origin>`.
    """

    name: str
    command: tuple[str, ...]
    announces: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """A server that has answered `seconds` after it was started."""

    pid: int
    port: int
    seconds: float


OURS = Server(
    MOCK,
    (sys.executable, "-m", "mock_server", "serve", "--port", "0"),
    announces=True,
)
CANNED = Server(LOADER, (sys.executable, "-m", "tests.bench.canned", PORT))


def with_cheap_hash(server: Server) -> Server:
    """Ours, with hashes that cost nothing; the others as they are."""
    return replace(server, command=(*server.command, "--cheap-hash")) if server is OURS else server


def peers(cache: Path, stub_folder: Path) -> tuple[tuple[Server, ...], Mapping[str, str]]:
    """The peers that this machine can run, and why it cannot run the others."""
    commands: dict[str, tuple[Peer, tuple[str, ...], tuple[str, ...]]] = {
        PRISM: (PRISM_PACKAGE, ("node",), ("mock", str(OPENAPI), "--port", PORT)),
        WIREMOCK: (
            WIREMOCK_PACKAGE,
            ("java", "-jar"),
            ("--port", PORT, "--bind-address", HOST, "--root-dir", str(stub_folder)),
        ),
    }
    found, left_out = [], {}
    for name, (peer, before, after) in commands.items():
        try:
            found.append(Server(name, (*before, str(installed(peer, cache)), *after)))
        except Missing as missing:
            left_out[name] = str(missing)
    return tuple(found), left_out


@contextmanager
def serving(server: Server) -> Iterator[Running]:
    """A server that has answered its first look, until the context ends.

    Raises:
        NoAnswer: it did not within a minute.
    """
    port = 0 if server.announces else _free_port()
    command = [part.replace(PORT, str(port)) for part in server.command]
    begun = time.perf_counter()
    with running(command, heard=server.announces) as process:
        deadline = begun + START_SECONDS
        if server.announces:
            port = int(first_line(process, deadline).rpartition(":")[2])
        while not answers(port):
            if process.poll() is not None or time.perf_counter() > deadline:
                raise NoAnswer(f"{server.name} does not answer")
            time.sleep(POLL_SECONDS)
        yield Running(process.pid, port, time.perf_counter() - begun)


def answers(port: int) -> bool:
    """Whether a look is answered there with success."""
    try:
        return ask(port, look("0" * 32))[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def ask(port: int, call: bytes) -> tuple[int, bytes]:
    """One call over a connection of its own: the status and the body.

    Raises:
        OSError, http.client.HTTPException: nothing, or no HTTP, came back.
    """
    with socket.create_connection((HOST, port), timeout=START_SECONDS) as connection:
        connection.sendall(call)
        with http.client.HTTPResponse(connection) as answer:
            answer.begin()
            return answer.status, answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
