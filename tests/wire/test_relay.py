"""Mails handed on over SMTP: to a real server, with patience, and without harm if that fails."""

import asyncio
import email
import email.message
import email.policy
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from mock_server import smtp_relay as relaying
from mock_server.cli import main
from mock_server.mail.mime import SENDER
from mock_server.smtp_relay import RelayContext, SmtpServer, relay
from mock_server.state.service import MockService
from tests.wire.certificates import make_certificate
from tests.wire.orders import person, provisioned
from tests.wire.serving import serving

NO_PAUSES = (0.0, 0.0)


@dataclass
class Catcher:
    """An SMTP server that keeps what it is given; `verdicts` are its first answers to mails."""

    port: int = 0
    verdicts: list[str] = field(default_factory=list)
    caught: list[Envelope] = field(default_factory=list)
    offered: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_DATA(  # noqa: N802  (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.offered += 1
        verdict = self.verdicts.pop(0) if self.verdicts else "250 OK"
        if verdict.startswith("2"):
            self.caught.append(envelope)
            self.arrived.set()
        return verdict

    def bodies(self) -> list[bytes]:
        return [bytes(envelope.original_content or b"") for envelope in self.caught]


@asynccontextmanager
async def catching(
    *verdicts: str, utf8: bool = True, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Catcher]:
    catcher = Catcher(verdicts=list(verdicts))
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(catcher, enable_SMTPUTF8=utf8, hostname="catcher.example", tls_context=tls),
        "127.0.0.1",
        0,
    )
    catcher.port = server.sockets[0].getsockname()[1]
    try:
        yield catcher
    finally:
        server.close()


@dataclass
class Silent:
    """An SMTP server that says what it has to say and then nothing, or hangs up."""

    port: int = 0
    met: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def silent(*said: bytes, hangs_up: bool = False) -> AsyncIterator[Silent]:
    other, over = Silent(), asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in said:
            writer.write(answer + b"\r\n")
            await reader.readline()
        other.met.set()
        if not hangs_up:
            await over.wait()
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    other.port = server.sockets[0].getsockname()[1]
    try:
        yield other
    finally:
        over.set()
        server.close()


@asynccontextmanager
async def handing_on(
    service: MockService, port: int, host: str = "127.0.0.1"
) -> AsyncIterator[None]:
    context = RelayContext(service.store, service.outbox, service.changes, service.settings)
    task = asyncio.create_task(relay(context, SmtpServer(host, port), pauses=NO_PAUSES))
    await asyncio.sleep(0)
    try:
        yield
    finally:
        task.cancel()
        stopped, _ = await asyncio.wait({task}, timeout=20)
        assert stopped


async def settled(service: MockService, client: httpx.AsyncClient) -> list[dict[str, Any]]:
    """The mails handed on, as soon as nothing waits any more."""

    def look() -> list[bool]:
        mails = [mail for mail in service.outbox.find() if mail.relay is not None]
        return [True] if mails and all(mail.relay != "pending" for mail in mails) else []

    assert await service.changes.until(look, 20)
    listed: list[dict[str, Any]] = (await client.get("/_mock/mails")).json()
    return [mail for mail in listed if mail["relay"] is not None]


async def test_each_new_mail_arrives_as_it_is_in_the_outbox(
    service: MockService, client: httpx.AsyncClient
) -> None:
    async with catching() as catcher, handing_on(service, catcher.port):
        made = await provisioned(client, users=[person("bob", first_name="Jörg")])
        mails = await settled(service, client)
        assert [mail["relay"] for mail in mails] == [{"state": "relayed", "reason": None}] * 2
        raws = [(await client.get(f"/_mock/mails/{mail['id']}.eml")).content for mail in mails]
    assert catcher.bodies() == raws
    assert [envelope.mail_from for envelope in catcher.caught] == [SENDER, SENDER]
    assert [envelope.rcpt_tos for envelope in catcher.caught] == [
        [account["email"]] for account in made["accounts"]
    ]
    parsed = email.message_from_bytes(catcher.bodies()[1], policy=email.policy.default)
    text = parsed.get_body(("plain",))
    assert isinstance(text, email.message.EmailMessage)
    assert made["accounts"][1]["link"] in text.get_content()


async def test_what_was_there_before_stays_and_what_comes_later_is_not_kept_waiting(
    service: MockService, client: httpx.AsyncClient
) -> None:
    async with catching() as catcher:
        async with handing_on(service, catcher.port):
            await client.post("/_mock/accounts/8310000001/resend")
            assert len(await settled(service, client)) == 1
        await client.post("/_mock/accounts/8310000001/resend")
    listed = (await client.get("/_mock/mails")).json()
    assert [mail["relay"] and mail["relay"]["state"] for mail in listed] == [None] * 3 + [
        "relayed",
        None,
    ]


async def test_a_mail_that_is_put_off_is_offered_again(
    service: MockService, client: httpx.AsyncClient
) -> None:
    async with catching("451 later", "250 OK") as catcher, handing_on(service, catcher.port):
        await provisioned(client)
        [mail] = await settled(service, client)
    assert mail["relay"]["state"] == "relayed"
    assert (catcher.offered, len(catcher.caught)) == (2, 1)


async def test_attempts_come_to_an_end(service: MockService, client: httpx.AsyncClient) -> None:
    async with catching(*["451 later"] * 9) as catcher, handing_on(service, catcher.port):
        await provisioned(client)
        [mail] = await settled(service, client)
    assert mail["relay"] == {"state": "failed", "reason": "refused with 451"}
    assert catcher.offered == 1 + len(NO_PAUSES)


async def test_a_refusal_for_good_is_not_tried_again_and_holds_up_nobody(
    service: MockService, client: httpx.AsyncClient
) -> None:
    async with catching("554 no") as catcher, handing_on(service, catcher.port):
        await provisioned(client, users=[person("bob")])
        mails = await settled(service, client)
    assert [mail["relay"]["state"] for mail in mails] == ["failed", "relayed"]
    assert mails[0]["relay"]["reason"] == "refused with 554"
    assert catcher.offered == 2


async def test_a_server_that_is_not_there_breaks_nothing(
    service: MockService, client: httpx.AsyncClient
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with handing_on(service, port):
        made = await provisioned(client)
        assert made["state"] == "mail-sent"
        [mail] = await settled(service, client)
        assert mail["relay"] == {
            "state": "failed",
            "reason": "the SMTP server cannot be reached",
        }
        assert mail["link"] == made["accounts"][0]["link"]


SAYINGS = [(), (b"220 hello",), (b"220 hello", b"250 hello"), (b"220 hello", b"250 hello", b"250")]


@pytest.mark.parametrize("said", SAYINGS)
@pytest.mark.parametrize("hangs_up", [True, False])
async def test_a_server_that_goes_silent_or_hangs_up_is_one_that_cannot_be_reached(
    service: MockService,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    said: tuple[bytes, ...],
    hangs_up: bool,
) -> None:
    monkeypatch.setattr(relaying, "PATIENCE", 3600 if hangs_up else 0.05)
    async with silent(*said, hangs_up=hangs_up) as other, handing_on(service, other.port):
        await provisioned(client)
        [mail] = await settled(service, client)
    assert mail["relay"] == {"state": "failed", "reason": "the SMTP server cannot be reached"}


@pytest.mark.parametrize("said", SAYINGS)
async def test_whoever_stops_waits_for_no_answer(
    service: MockService,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    said: tuple[bytes, ...],
) -> None:
    monkeypatch.setattr(relaying, "PATIENCE", 3600)
    async with silent(*said) as other:
        async with handing_on(service, other.port):
            await provisioned(client)
            await other.met.wait()
        [mail] = [m for m in (await client.get("/_mock/mails")).json() if m["relay"]]
        assert mail["relay"]["state"] == "pending"


async def test_a_name_that_nobody_can_have_breaks_nothing(
    service: MockService, client: httpx.AsyncClient
) -> None:
    async with handing_on(service, 25, host="a..b"):
        await provisioned(client)
        [mail] = await settled(service, client)
    assert mail["relay"] == {"state": "failed", "reason": "the SMTP server cannot be reached"}


async def test_a_server_that_offers_tls_needs_no_certificate_that_anyone_knows(
    service: MockService, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    certificate, key = make_certificate(tmp_path, "-days", "2")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    async with catching(tls=tls) as catcher, handing_on(service, catcher.port):
        await provisioned(client)
        [mail] = await settled(service, client)
    assert mail["relay"]["state"] == "relayed"
    assert len(catcher.caught) == 1


@pytest.mark.parametrize(("utf8", "state"), [(True, "relayed"), (False, "failed")])
async def test_an_address_beyond_ascii_needs_a_server_that_takes_it(
    service: MockService, client: httpx.AsyncClient, utf8: bool, state: str
) -> None:
    async with catching(utf8=utf8) as catcher, handing_on(service, catcher.port):
        await provisioned(client, main_user=person("ada", email="zoë@bücher.example"))
        [mail] = await settled(service, client)
    assert mail["relay"]["state"] == state
    assert len(catcher.caught) == (1 if utf8 else 0)


async def test_a_mail_that_was_forgotten_meanwhile_is_not_sent(
    service: MockService, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with catching("451 later") as catcher:
        reached, go_on = asyncio.Event(), asyncio.Event()

        async def pause(_: float) -> None:
            reached.set()
            await go_on.wait()

        monkeypatch.setattr(relaying, "pause", pause)
        async with handing_on(service, catcher.port):
            await client.post("/_mock/reset")
            await reached.wait()
            assert len(catcher.caught) == 2
            # The mails of the new start have the old ones' numbers, and other links.
            await client.post("/_mock/reset")
            go_on.set()
            mails = await settled(service, client)
            raws = [(await client.get(f"/_mock/mails/{mail['id']}.eml")).content for mail in mails]
    assert [mail["relay"]["state"] for mail in mails] == ["relayed"] * 3
    assert catcher.bodies()[2:] == raws


async def test_the_server_answers_while_the_smtp_server_says_nothing(
    service: MockService, client: httpx.AsyncClient
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        async with handing_on(service, mute.getsockname()[1]):
            await provisioned(client)
            assert (await client.get("/healthz")).status_code == 200
            [mail] = [m for m in (await client.get("/_mock/mails")).json() if m["relay"]]
            assert mail["relay"] == {"state": "pending", "reason": None}


async def test_the_command_hands_mails_on_and_stops_at_once_in_the_middle_of_it() -> None:
    async with catching() as catcher:
        with serving("--smtp", f"127.0.0.1:{catcher.port}") as (process, origin):
            async with httpx.AsyncClient(base_url=origin, verify=False, trust_env=False) as client:
                await provisioned(client)
                await catcher.arrived.wait()
            await _stop(process)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        with serving("--smtp", f"127.0.0.1:{port}") as (process, origin):
            async with httpx.AsyncClient(base_url=origin, verify=False, trust_env=False) as client:
                await provisioned(client)
            connection, _ = await asyncio.to_thread(mute.accept)
            with connection:
                await _stop(process)


async def _stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    _, complaints = await asyncio.to_thread(process.communicate, timeout=relaying.PATIENCE / 2)
    assert (process.returncode, complaints) == (0, "")


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:0", ":25", "127.0.0.1:smtp"])
def test_an_address_that_is_none_is_a_usage_error(address: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", "--smtp", address])
    assert stopped.value.code == 2
