"""Starting, asking and ending servers for the benchmark."""

import asyncio
import itertools
import json
import sys
import time
from pathlib import Path

import pytest

from api_client.models import Activation, Receipt
from tests.bench.calls import commit, commits, look, looks, stubs
from tests.bench.loader import BadAnswer, Connection, is_whole, load_of
from tests.bench.peers import Missing, Peer, installed
from tests.bench.program import NoAnswer, first_line, resident, running, standing_still
from tests.bench.servers import CANNED, OURS, Server, ask, serving, with_cheap_hash
from tests.process_stat import stat_fields

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-", False),
        (HEAD + b"\r\n{", False),
        (HEAD + b"\r\n{}", True),
        (HEAD + b"Date: now\r\n\r\n{}", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", True),
    ],
)
def test_an_answer_is_whole_when_all_of_it_was_read(read: bytes, whole: bool) -> None:
    assert is_whole(read) is whole


class Wire(asyncio.Transport):
    """Takes what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))


async def test_a_connection_asks_again_only_after_the_whole_answer() -> None:
    wire, connection = Wire(), Connection(iter([b"one", b"two"]))
    connection.connection_made(wire)
    connection.data_received(HEAD + b"\r\n{")
    assert wire.written == [b"one"]
    connection.data_received(b"}")
    assert wire.written == [b"one", b"two"]
    connection.data_received(HEAD + b"\r\n{}")
    await connection.done
    assert len(connection.times) == 2


@pytest.mark.parametrize("status", [b"404 Not Found", b"500 Oh", b"302 Found"])
async def test_an_answer_without_success_spoils_the_measurement(status: bytes) -> None:
    connection = Connection(iter([b"one", b"two"]))
    connection.connection_made(Wire())
    connection.data_received(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(BadAnswer, match=status[:3].decode()):
        await connection.done


async def test_a_server_that_hangs_up_spoils_the_measurement() -> None:
    connection = Connection(iter([b"one"]))
    connection.connection_made(Wire())
    connection.connection_lost(None)
    with pytest.raises(BadAnswer, match="closed"):
        await connection.done


def test_every_commit_is_of_an_account_of_its_own_and_looks_take_turns() -> None:
    assert len(set(itertools.islice(commits(), 50))) == 50
    asked = list(itertools.islice(looks(), 128))
    assert asked[:64] == asked[64:]
    assert len(set(asked)) == 64


def test_the_calls_are_understood_and_their_answers_become_stubs() -> None:
    with serving(with_cheap_hash(OURS)) as server:
        answers = [ask(server.port, call("0" * 32)) for call in (look, commit)]
        assert resident(server.pid) > 1
    assert [status for status, _ in answers] == [200, 200]
    Activation.model_validate_json(answers[0][1])
    Receipt.model_validate_json(answers[1][1])
    told = json.loads(json.dumps(stubs(*(body for _, body in answers))))
    assert [stub["request"]["method"] for stub in told["mappings"]] == ["GET", "POST"]
    assert told["mappings"][0]["response"]["body"] == answers[0][1].decode()
    assert "matchesJsonSchema" in told["mappings"][1]["request"]["bodyPatterns"][0]


def test_the_loader_counts_what_was_answered() -> None:
    with serving(CANNED) as server:
        load = load_of(server.port, looks(), 200, 30)
        assert len(load.times) == 200
        with pytest.raises(BadAnswer):
            load_of(server.port, iter([b""]), 1, 0.01)  # to nothing, nothing is answered


def test_a_program_is_over_with_its_context() -> None:
    with running((sys.executable, "-c", "import time; time.sleep(600)")) as process:
        assert process.poll() is None
    assert process.returncode is not None


def test_a_program_that_ends_without_a_line_is_told() -> None:
    with (
        running((sys.executable, "-c", ""), heard=True) as process,
        pytest.raises(NoAnswer, match="ended"),
    ):
        first_line(process, time.perf_counter() + 60)


def test_a_server_that_ends_is_not_waited_for() -> None:
    with (
        pytest.raises(NoAnswer, match="nobody"),
        serving(Server("nobody", (sys.executable, "-c", ""))),
    ):
        pass


def test_a_peer_that_needs_what_is_not_there_is_left_out(tmp_path: Path) -> None:
    peer = Peer("nothing", "1.0.0", ("no-such-program",), "index.js")
    with pytest.raises(Missing, match="no-such-program is not installed"):
        installed(peer, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_peer_that_is_there_already_is_not_fetched_again(tmp_path: Path) -> None:
    entry = tmp_path / "peer-1.0.0" / "index.js"
    entry.parent.mkdir()
    entry.touch()
    assert installed(Peer("@some/peer", "1.0.0", (), "index.js"), tmp_path) == entry


def state_of(pid: int) -> str:
    """The letter by which the system tells how a process stands; T is stopped."""
    return stat_fields(pid)[0]


def test_a_program_stands_still_in_the_turn_of_another_and_goes_on_after_it() -> None:
    with running((sys.executable, "-c", "import time; time.sleep(600)")) as process:
        with standing_still([process.pid]):
            # The system may take a moment to stop it; that it never does would be no end.
            while state_of(process.pid) != "T":
                pass
        while state_of(process.pid) == "T":
            pass
        assert process.poll() is None
