"""A browser is started apart from this program; a personal link reaches it without any argument."""

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.links import TOKEN, activation_link
from tui.browser.actions import Handoff, Tools, open_address
from tui.browser.address import Address
from tui.browser.browsers import Opening
from tui.browser.one_time_page import (
    can_hand_over,
    hand_over,
    owner_in_table,
)
from tui.browser.start_program import start
from tui.terminal.environment import Surroundings

LINK = Address(activation_link("https://secure.example").url(), secret=True)
LINUX = Surroundings("desktop", "linux")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's table of connections")


def children() -> set[int]:
    """The processes that this one has started and not yet waited for."""
    columns = ["ps", "-A", "-o", "ppid=", "-o", "pid="]
    with subprocess.Popen(columns, stdout=subprocess.PIPE, text=True) as ps:
        listed = [line.split() for line in ps.communicate()[0].splitlines()]
    return {int(pid) for parent, pid in listed if int(parent) == os.getpid()} - {ps.pid}


@pytest.fixture(autouse=True)
def sure_of_no_zombies() -> Iterator[None]:
    """After each test every child of it was waited for; other tests may have some of their own."""
    before = children()
    yield
    assert children() - before == set()


async def test_a_program_that_hands_over_and_ends_was_started() -> None:
    assert await start(["true"])


@pytest.mark.parametrize("command", [["false"], ["/no/such/browser"], ["/"], ["true", "\0"]])
async def test_a_program_that_fails_at_once_was_not(command: list[str]) -> None:
    assert not await start(command)


def test_a_browser_that_stays_open_keeps_nobody_waiting_and_has_no_terminal(
    tmp_path: Path,
) -> None:
    told, gate = tmp_path / "told", tmp_path / "gate"
    os.mkfifo(told)
    os.mkfifo(gate)
    script = (
        "(ps -o sid= -p $$; readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2) "
        f'> "{told}"; read line < "{gate}"'
    )
    assert asyncio.run(start(["sh", "-c", script], patience=0))
    session, *streams = told.read_text().split()
    assert int(session) != os.getsid(0)
    assert set(streams) <= {os.devnull}
    gate.write_text("\n")  # the browser is closed
    for thread in threading.enumerate():
        if thread.name == "browser":
            thread.join()


async def test_no_shell_reads_the_address(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert await start(["true", f"https://a.example/?$(touch${{IFS}}{mark});`touch {mark}`&x"])
    assert not mark.exists()


# The page that answers once


async def fetch(url: str, *, host: str | None = None, method: str = "GET") -> str:
    """The whole answer of the page."""
    port, _, path = url.removeprefix("http://127.0.0.1:").partition("/")
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    head = f"{method} /{path} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{port}'}\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.read()
    writer.close()
    return answer.decode()


@on_linux
async def test_the_browser_is_led_to_the_link_once_and_its_arguments_do_not_hold_it() -> None:
    answers: list[str] = []

    async def browser(url: str) -> bool:
        assert TOKEN not in url
        answers.append(await fetch(url))
        answers.append(await fetch(url))
        return True

    assert await hand_over(LINK, browser) == "opened"
    assert answers[0].startswith("HTTP/1.1 303 ")
    assert f"\r\nLocation: {LINK.url}\r\n" in answers[0]
    assert "\r\nCache-Control: no-store\r\n" in answers[0]
    assert answers[1].startswith("HTTP/1.1 404 ")
    assert TOKEN not in answers[1]


@on_linux
async def test_a_wrong_name_host_or_method_gets_nothing_and_spends_nothing() -> None:
    async def browser(url: str) -> bool:
        wrong = [
            await fetch(url + "x"),
            await fetch(url, host="rebound.example"),
            await fetch(url, method="POST"),
            await fetch(url.rpartition("/")[0] + "/"),
        ]
        assert all(answer.startswith("HTTP/1.1 404 ") for answer in wrong)
        assert (await fetch(url)).startswith("HTTP/1.1 303 ")
        return True

    assert await hand_over(LINK, browser) == "opened"


@pytest.mark.parametrize("who", [os.getuid() + 1, None])
async def test_another_user_who_read_the_address_gets_nothing(who: int | None) -> None:
    async def thief(url: str) -> bool:
        answer = await fetch(url)
        assert answer.startswith("HTTP/1.1 404 ")
        assert TOKEN not in answer
        return True

    outcome = await hand_over(LINK, thief, patience=0, owner=lambda _client, _server: who)
    assert outcome == "unfetched"


async def test_a_browser_that_does_not_start_or_does_not_ask_leaves_no_page_behind() -> None:
    seen: list[str] = []

    async def broken(url: str) -> bool:
        seen.append(url)
        return False

    async def idle(url: str) -> bool:
        seen.append(url)
        return True

    assert await hand_over(LINK, broken) == "failed"
    assert await hand_over(LINK, idle, patience=0) == "unfetched"
    for url in seen:
        with pytest.raises(ConnectionRefusedError):
            await fetch(url)


TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 12 1
   2: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 13 1
"""


@pytest.mark.skipif(sys.byteorder != "little", reason="the table is in the machine's byte order")
def test_the_owner_of_a_connection_is_that_of_the_clients_end() -> None:
    server = ("127.0.0.1", 8080)
    assert owner_in_table(TABLE, ("127.0.0.1", 50000), server) == 1000
    assert owner_in_table(TABLE, ("127.0.0.1", 50001), server) is None
    assert owner_in_table("", ("127.0.0.1", 50000), server) is None


def test_only_a_linux_desktop_tells_who_asks() -> None:
    assert can_hand_over(LINUX) == os.path.exists("/proc/net/tcp")
    assert not can_hand_over(Surroundings("desktop", "macos"))
    assert not can_hand_over(Surroundings("wsl", "windows"))
    assert not can_hand_over(Surroundings("ssh"))


VISITOR = """
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit
out, url = sys.argv[1], urlsplit(sys.argv[2])
connection = HTTPConnection(url.netloc)
connection.request("GET", url.path)
with open(out, "w") as file:
    file.write(connection.getresponse().headers["Location"])
"""


@on_linux
async def test_no_argument_of_the_browsers_process_holds_the_token(tmp_path: Path) -> None:
    fetched = tmp_path / "fetched"
    commands: list[Sequence[str]] = []

    async def watched(command: Sequence[str]) -> bool:
        commands.append(command)
        return await start(command)

    opening = Opening("private", "a", (sys.executable, "-c", VISITOR, str(fetched)))
    assert await open_address(Handoff("", LINK, "815"), opening, Tools(LINUX, start=watched))
    assert fetched.read_text() == LINK.url
    assert commands
    assert not any(TOKEN in word for command in commands for word in command)
