"""Where testers put such a server: a container, a network of them, behind a proxy, beside a page."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from mock_server.admin_key import VARIABLE
from mock_server.app import create_app
from mock_server.cli import main
from mock_server.cli.parser import command_parser
from mock_server.server import listen
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import Asker, refused, slug
from tests.wire.serving import serving

KEY = "correct-horse-battery-staple"
PAGE = "http://localhost:3000"


@asynccontextmanager
async def asking(service: MockService, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A client in process, once the settings are as they should be."""
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(
        transport=transport, **{"base_url": service.origin} | options
    ) as client:
        yield client


# Names


@pytest.mark.parametrize("host", ["mock:8025", "unify_mock", "eu.test.example", "127.0.0.1:9"])
async def test_it_answers_to_the_names_it_was_given(service: MockService, host: str) -> None:
    service.settings.names = frozenset({"mock", "unify_mock", "*.test.example"})
    async with asking(service) as client:
        looked = await Asker(client)("look", service.link(), headers={"Host": host})
        assert looked.json()["first_steps_url"] == f"http://{host}/first-steps"
        assert refused(await client.get("/signin", headers={"Host": "evil.example"})) == [
            ("Host", "own")
        ]


async def test_the_address_a_call_came_in_on_is_a_name_and_no_other(service: MockService) -> None:
    transport = httpx.ASGITransport(create_app(service))
    for url, host, own in (
        ("http://172.18.0.2:8025", "172.18.0.2:8025", True),
        ("http://[fd00::7]:8025", "[fd00:0::7]:8025", True),
        ("http://172.18.0.2:8025", "172.18.0.3:8025", False),
        # What is no address can be pointed at this one by anybody.
        ("http://evil.example:8025", "evil.example:8025", False),
    ):
        async with httpx.AsyncClient(transport=transport, base_url=url) as client:
            answer = await client.get("/signin", headers={"Host": host})
            assert answer.is_success is own, host


async def test_two_host_headers_are_refused_even_where_any_is_fine(service: MockService) -> None:
    async with asking(service) as client:
        twice = [("Host", "127.0.0.1:8025"), ("Host", "127.0.0.1:8025")]
        for path in ("/signin", "/healthz", "/_mock/clock"):
            assert refused(await client.get(path, headers=twice)) == [("Host", "duplicate")]


# Behind a proxy


async def test_links_mails_and_pages_lead_to_the_proxy(service: MockService) -> None:
    public = "https://mock.beispiel.example"
    service.settings.public_url = service.settings.origin = public
    service.settings.names = frozenset({"mock.beispiel.example"})
    async with asking(service, base_url="http://127.0.0.1:8025") as client:
        ask = Asker(client)
        # A proxy hands on the Host it was asked for, or makes one of its own.
        for host in ("mock.beispiel.example", "127.0.0.1:8025"):
            looked = (await ask("look", service.link("ok"), headers={"Host": host})).json()
            told = [looked["first_steps_url"], *(each["url"] for each in looked["workspaces"])]
            told.append((await client.get("/_mock/mails")).json()[0]["link"])
            told.append((await client.get("/_mock/scenarios")).json()["scenarios"][0]["link"])
            assert [url for url in told if not url.startswith(f"{public}/")] == []
        for origin, own in ((public, True), ("https://evil.example", False)):
            answer = await client.put(
                "/_mock/clock", json={"advance": "PT1H"}, headers={"Origin": origin}
            )
            assert answer.is_success is own


FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "444",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=203.0.113.7;host=evil.example;proto=https",
    "X-Real-IP": "203.0.113.7",
}


async def test_what_a_client_says_of_itself_is_believed_nowhere(
    service: MockService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    lines: list[str] = []
    service.settings.log = lines.append
    listener = await listen(service)
    async with httpx.AsyncClient(base_url=listener.origin, trust_env=False, verify=False) as client:
        ask = Asker(client)
        looked = (await ask("look", service.link(), headers=FORWARDED)).json()
        assert looked["first_steps_url"] == f"{listener.origin}/first-steps"
        guesses = []
        for number in range(11):
            wrong = f"{service.demo_link()[:-32]}{number:032x}"
            headers = FORWARDED | {"X-Forwarded-For": f"203.0.113.{number}"}
            guesses.append(slug(await ask("look", wrong, headers=headers)))
    await listener.stop()
    assert guesses == ["link-unknown"] * 10 + ["rate-limited"]
    assert [line for line in lines if " 127.0.0.1 " not in line] == []


# Is it up?


async def test_whoever_looks_whether_it_is_up_is_answered_and_leaves_no_trace(
    service: MockService,
) -> None:
    lines: list[str] = []
    service.settings.log = lines.append
    async with asking(service) as client:
        await client.post("/_mock/faults", json={"fault": "503", "times": 1})
        for host in ("evil.example", "10.1.2.3:8025", "", "a b"):
            answer = await client.get("/healthz", headers={"Host": host})
            assert answer.json() == {"status": "ok"}
        assert service.journal.entries == type(service.journal.entries)()
        # The fault is still there for whom it is meant.
        assert slug(await Asker(client)("look", service.link())) == "maintenance"
        assert len(lines) == 2
        await client.post("/_mock/faults", json={"operation": "health", "fault": "503"})
        assert slug(await client.get("/healthz")) == "maintenance"
        assert len(service.journal.entries) == 1
        assert " GET /healthz 503 " in lines[-1]


# Pages of other origins


async def test_pages_of_an_origin_that_is_allowed_may_call_and_read(service: MockService) -> None:
    service.settings.allowed_origins = frozenset({PAGE, "capacitor://localhost"})
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key,x-own",
        "Access-Control-Request-Private-Network": "true",
    }
    async with asking(service) as client:
        for path in ("/v1/activation", "/_mock/reset", "/healthz"):
            for origin in (PAGE, "capacitor://localhost"):
                answer = await client.options(path, headers={"Origin": origin, **asked})
                assert answer.status_code == 200
                assert answer.headers["access-control-allow-origin"] == origin
                allowed = answer.headers["access-control-allow-headers"]
                assert "idempotency-key" in allowed
                assert "x-own" in allowed
                assert answer.headers["access-control-allow-private-network"] == "true"
            answer = await client.options(path, headers={"Origin": "https://evil.example", **asked})
            assert "access-control-allow-origin" not in answer.headers
        await client.post("/_mock/faults", json={"fault": "503-7", "operation": "look"})
        # Refusals and faults can be read as well, or a page could not tell them from no network.
        for status in (503, 200):
            answer = await Asker(client)("look", service.link(), headers={"Origin": PAGE})
            assert answer.status_code == status
            assert answer.headers["access-control-allow-origin"] == PAGE
            assert "Retry-After" in answer.headers["access-control-expose-headers"]
        assert refused(await client.get("/signin", headers={"Origin": "https://evil.example"})) == [
            ("Origin", "own")
        ]


async def test_without_that_no_page_is_told_anything(client: httpx.AsyncClient) -> None:
    asked = {"Origin": PAGE, "Access-Control-Request-Method": "POST"}
    answer = await client.options("/v1/activation", headers=asked)
    assert refused(answer) == [("Origin", "own")]
    assert [name for name in answer.headers if name.startswith("access-control")] == []


# A line for each call


async def test_the_log_has_a_line_for_each_call_and_no_secret(service: MockService) -> None:
    lines: list[str] = []
    service.settings.log = lines.append
    link = service.link("ok.commit-lost", token=TOKEN)
    async with asking(service) as client:
        ask = Asker(client)
        await ask("look", link)
        with pytest.raises(httpx.ReadError):
            await ask.commit(link)
        await client.get(f"/_mock/accounts/ok:{TOKEN}?x={TOKEN}")
        await client.get("/a%0aREADY%1b[31m/%2e/m%C3%BC")
    assert len(lines) == 4
    for line in lines:
        assert TOKEN not in line
        assert line.isascii()
        assert line.isprintable()
    assert " GET /v1/activation 200 " in lines[0]
    assert "account=ok.commit-lost#" in lines[0]
    assert " POST /v1/activation - " in lines[1]
    assert lines[1].endswith(" fault=lost")
    assert " GET /_mock/accounts/ok:*** 4" in lines[2]
    assert " GET /a%0AREADY%1B%5B31m/./m%C3%BC 404 " in lines[3]


# The command


async def test_in_a_network_of_containers_the_command_serves_both_families_without_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    options = ("--host", "::", "--insecure-http", "--name", "unify_mock", "--log")
    with serving(*options, "--allow-origin", PAGE) as (process, origin):
        port = int(origin.rpartition(":")[2])
        assert origin == f"http://127.0.0.1:{port}"
        families = ["127.0.0.1", *(["[::1]"] if _has_ipv6() else [])]
        for address in families:
            async with httpx.AsyncClient(
                base_url=f"http://{address}:{port}", trust_env=False, verify=False
            ) as client:
                named = {"Host": f"unify_mock:{port}"}
                assert slug(await client.get("/_mock/clock", headers=named)) == "unauthorized"
                key = {"X-Admin-Key": KEY}
                mails = (await client.get("/_mock/mails", headers=named | key)).json()
                assert mails[0]["link"].startswith(f"http://unify_mock:{port}/")
        process.terminate()
        assert process.stdout is not None
        assert process.stderr is not None
        printed, said = process.stdout.read(), process.stderr.read()
    assert f"http://unify_mock:{port}/rc-web/confirmation/default.html?ok:" in printed
    assert KEY not in printed + said
    assert said.count("\n") == 2 * len(families)


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6")
async def test_by_default_localhost_is_both_families(service: MockService) -> None:
    listener = await listen(service, "localhost")
    answers = []
    for address in ("127.0.0.1", "[::1]"):
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:
            url = f"http://{address}:{listener.port}/signin"
            answers.append((await client.get(url)).status_code)
    await listener.stop()
    assert answers == [200, 200]
    assert listener.origin == f"http://127.0.0.1:{listener.port}"


@pytest.mark.parametrize(
    "options",
    [
        ["--host", "0.0.0.0"],
        ["--host", "::", "--insecure-http"],
        ["--host", "127.0.0.1", "--host", "192.0.2.1", "--insecure-http"],
    ],
)
def test_elsewhere_needs_the_key_also_where_insecure_is_said(
    options: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main(["serve", "--port", "0", *options]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "admin key" in said


@pytest.mark.parametrize(
    "options",
    [
        ["--name", ""],
        ["--name", "*"],
        ["--name", "http://mock"],
        ["--name", "mock:8025"],
        ["--public-url", ""],
        ["--public-url", "mock.example.org"],
        ["--public-url", "https://mock.example.org/unify"],
        ["--public-url", "https://user@mock.example.org"],
        ["--allow-origin", ""],
        ["--allow-origin", "*"],
        ["--allow-origin", "null"],
        ["--allow-origin", "http://localhost:3000/app"],
        ["--allow-origin", "localhost:3000"],
    ],
)
def test_what_names_no_server_and_no_origin_is_a_usage_error(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", *options])
    assert stopped.value.code == 2
    assert f"argument {options[0]}" in capsys.readouterr().err


def test_origins_are_read_as_browsers_send_them() -> None:
    written = (
        "http://LOCALHOST:3000",
        "https://app.example:443",
        "chrome-extension://Abc-1",
        f"{PAGE}",
    )
    options = command_parser().parse_args(
        ["serve", *(word for each in written for word in ("--allow-origin", each))]
    )
    assert options.allow_origin == [PAGE, "https://app.example", "chrome-extension://abc-1", PAGE]


def test_the_commands_show_their_key_without_tls_only_where_that_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    assert main(["scenarios", "--server", "http://mock:8025"]) == 2
    assert "--insecure-http" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, KEY)
    options = ["--insecure-http", "--server", "http://mock.invalid:8025"]
    assert main(["scenarios", *options]) == 5
