"""`unify-mock`: what it prints, how it stops, and what it refuses in one line."""

import asyncio
import signal
import socket
from pathlib import Path

import httpx
import pytest

from mock_server.admin.scenarios import MODIFIERS
from mock_server.cli import main
from mock_server.faults import FAULTS
from mock_server.mail.plain_text import harmless
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.server import RunningMock
from tests.links import TOKEN
from tests.wire.asking import Asker
from tests.wire.serving import serving


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_prints_ready_and_links_and_stops_cleanly(number: signal.Signals) -> None:
    with serving("--freeze", "2026-05-04T03:02:01Z") as (process, origin):
        async with httpx.AsyncClient(base_url=origin, verify=False, trust_env=False) as client:
            assert (await client.get("/healthz")).headers["date"] == "Mon, 04 May 2026 03:02:01 GMT"
            process.send_signal(number)
        assert process.stdout is not None
        assert process.stderr is not None
        printed, complaints = process.stdout.read(), process.stderr.read()
        assert (process.wait(), complaints) == (0, "")
    assert f"{origin}/rc-web/confirmation/default.html?8310000001:" in printed
    for scenario in SCENARIOS:
        assert f"{origin}/rc-web/confirmation/default.html?{scenario}:" in printed


async def test_it_stops_at_once_and_quietly_while_calls_are_pending() -> None:
    with serving() as (process, origin):
        async with httpx.AsyncClient(base_url=origin, verify=False, trust_env=False) as client:
            pending = [
                asyncio.create_task(client.get("/_mock/mails?to=nobody&wait=30")),
                asyncio.create_task(Asker(client)("look", f"?ok.look-delay-60:{TOKEN}")),
                asyncio.create_task(Asker(client)("look", f"?ok.look-stall:{TOKEN}")),
            ]
            begun: list[object] = []
            while len(begun) < 2:
                asked = await client.get("/_mock/requests?operation=look&wait=20")
                begun = asked.json()
            process.terminate()
            ends = await asyncio.gather(*pending, return_exceptions=True)
        assert all(isinstance(end, httpx.TransportError) for end in ends)
        assert process.stderr is not None
        assert (process.wait(), process.stderr.read()) == (0, "")


async def test_with_a_file_it_remembers(tmp_path: Path) -> None:
    database = tmp_path / "mock.db"
    link = f"?ok:{TOKEN}"
    for expected in (200, 410):
        with serving("--db", str(database)) as (process, origin):
            async with httpx.AsyncClient(base_url=origin, verify=False, trust_env=False) as client:
                assert (
                    await Asker(client).commit(link, key=f"k{expected}")
                ).status_code == expected
                mails = (await client.get("/_mock/mails")).json()
                assert mails[0]["link"].startswith(origin)
                assert len(mails) == 3
            process.terminate()
            process.communicate()
    assert database.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "127.0.0.1.example"])
def test_it_serves_this_machine_only(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", host]) == 2
    assert "not a loopback address" in one_line(capsys)


def test_a_port_in_use_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert one_line(capsys) == f"unify-mock: 127.0.0.1:{port}: Address already in use\n"


@pytest.mark.parametrize("fault", ["explode", "look-explode", "peek-503", "503-soon", ""])
def test_a_fault_there_is_not_is_one_line_with_those_there_are(
    fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port, "--fault", "503", "--fault", fault]) == 2
    said = one_line(capsys)
    assert f"There is no fault “{fault}”. Choose from: delay, dribble" in said


async def test_faults_named_at_the_start_strike_for_good_but_lose_one_answer_only() -> None:
    options = ("--fault", "look-503-7", "--fault", "commit-lost")
    with serving(*options) as (_, origin):
        async with httpx.AsyncClient(base_url=origin, verify=False, trust_env=False) as client:
            ask, link = Asker(client), f"?ok:{TOKEN}"
            for _ in range(3):
                assert (await ask("look", link)).status_code == 503
            with pytest.raises(httpx.ReadError):
                await ask.commit(link)
            assert (await ask.commit(link)).status_code == 200


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--port", "70000"], "from 0 to 65535"),
        (["--port", "x"], "from 0 to 65535"),
        (["--freeze", "tomorrow"], "ISO 8601"),
        (["--freeze", "0001-01-01"], "from 1970"),
        (["--smtp", "nowhere"], "HOST:PORT"),
        (["--smtp", "127.0.0.1:0"], "HOST:PORT"),
        (["--nothing"], "--nothing"),
    ],
)
def test_a_wrong_option_is_a_usage_error_that_says_what_is_asked_for(
    options: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", *options])
    assert stopped.value.code == 2
    assert reason in capsys.readouterr().err.splitlines()[-1]


def test_scenarios_are_listed_with_links_to_the_server_named(
    running: RunningMock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scenarios", "--server", running.origin, "--lang", "de"]) == 0
    printed = capsys.readouterr().out
    for scenario in SCENARIOS.values():
        assert f"{scenario.name}: {harmless(scenario.text.de)}\n" in printed
        assert f"{running.origin}/rc-web/confirmation/default.html?{scenario.name}:" in printed
    faults = {name: fault.text for name, fault in FAULTS.items()}
    for name, text in (MODIFIERS | faults).items():
        assert f"  {name}: {harmless(text.de)}\n" in printed


@pytest.mark.parametrize("server", ["http://127.0.0.1:1", "nonsense", "http://[::1"])
def test_no_server_is_one_line(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "--server", server]) == 5
    assert server in one_line(capsys)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The only line on standard error."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err
