"""A fault is the same for the client whether it happens on a socket or in process."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.faults import FAULTS, Break, FaultSpec, parse_modifier, parse_spec
from mock_server.server import RunningMock
from mock_server.state.fault_queue import FaultQueue
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import WHOLE, Asker, bearer_of, slug

EXPECTED: dict[str, type[Exception] | int | str] = {
    "delay-1ms": 200,
    "dribble-10ms": 200,
    "stall": httpx.ReadTimeout,
    "reset": httpx.ReadError,
    "empty": httpx.RemoteProtocolError,
    "truncate": httpx.RemoteProtocolError,
    "badchunk": httpx.RemoteProtocolError,
    "garbage": httpx.RemoteProtocolError,
    "notjson": "text/html; charset=utf-8",
    "503-7": 503,
    "429-7": 429,
    "lost": httpx.ReadError,
}

_KNOWN = {spec.partition("-")[0] for spec in EXPECTED}
COMPARED = (*EXPECTED, *(fault for fault in FAULTS if fault not in _KNOWN))
"""Every fault there is; of one that is new in the table, only that it is the same both ways."""


@pytest.fixture
async def over_socket(running: RunningMock, fault: str) -> AsyncIterator[Asker]:
    """A client that waits as long as it takes, unless waiting is what the fault is about."""
    spec = parse_spec(fault)
    stalls = spec is not None and spec.definition.effect == Break("silence")
    patience = httpx.Timeout(60, read=0.3 if stalls else 60)
    async with httpx.AsyncClient(
        base_url=running.origin, verify=False, trust_env=False, timeout=patience
    ) as client:
        yield Asker(client)


async def outcome(ask: Asker, operation: Any, link: str) -> object:
    """What a client sees: an exception's class, or what came instead."""
    body = {"commit": WHOLE, "check": {"pin": "482913"}}.get(operation)
    try:
        answer = await ask(operation, link, body, key="key-1")
    except httpx.TransportError as error:
        return type(error)
    if answer.headers["content-type"].startswith("text/"):
        return answer.headers["content-type"]
    if answer.status_code in (429, 503):
        assert answer.headers["retry-after"] == "7"
        assert slug(answer) == {429: "rate-limited", 503: "maintenance"}[answer.status_code]
    return answer.status_code


@pytest.mark.parametrize("operation", ["look", "check", "commit"])
@pytest.mark.parametrize("fault", COMPARED)
async def test_the_client_sees_the_same_on_a_socket_and_in_process(
    running: RunningMock,
    service: MockService,
    ask: Asker,
    over_socket: Asker,
    operation: str,
    fault: str,
) -> None:
    scenario = f"ok.{operation}-{fault}"
    in_process = await outcome(ask, operation, service.link(scenario))
    assert in_process == EXPECTED.get(fault, in_process)
    link = running.service.link(scenario)
    assert await outcome(over_socket, operation, link) == in_process


@pytest.mark.parametrize("over", ["socket", "process"])
async def test_a_lost_commit_is_carried_out_and_told_on_asking_again(
    running: RunningMock, service: MockService, ask: Asker, ask_socket: Asker, over: str
) -> None:
    own, server = (ask, service) if over == "process" else (ask_socket, running.service)
    link = server.link("ok.commit-lost")
    with pytest.raises(httpx.ReadError):
        await own.commit(link)
    assert slug(await own("look", link)) == "link-used"
    assert (await own.commit(link)).status_code == 200
    assert slug(await own.commit(link, key="another")) == "link-used"


async def test_an_answer_is_not_lost_when_nothing_was_carried_out(
    service: MockService, ask: Asker
) -> None:
    link = service.link("ok.commit-lost", token=TOKEN)
    refused = await ask.commit(link, WHOLE | {"pin": "1234"})
    assert slug(refused) == "credentials-rejected"
    with pytest.raises(httpx.ReadError):
        await ask.commit(link)


@pytest.mark.parametrize("fault", ["reset", "stall", "empty", "badchunk", "garbage"])
async def test_what_breaks_before_the_operation_activates_nothing(
    service: MockService, ask: Asker, fault: str
) -> None:
    link = service.link(f"ok.commit-{fault}", token=TOKEN)
    for _ in range(2):
        with pytest.raises(httpx.TransportError):
            await ask.commit(link)
    assert (await ask("look", link)).status_code == 200


async def test_a_fault_strikes_only_its_own_operation(service: MockService, ask: Asker) -> None:
    link = service.link("ok.check-503", token=TOKEN)
    assert slug(await ask("check", link, {"pin": "482913"})) == "maintenance"
    assert (await ask.commit(link)).status_code == 200


async def test_maintenance_with_a_length_ends_by_the_clock(
    service: MockService, ask: Asker
) -> None:
    link = service.link("ok.look-503-7", token=TOKEN)
    waits = []
    for _ in range(7):
        waits.append((await ask("look", link)).headers["retry-after"])
        service.clock.advance(timedelta(seconds=1))
    assert waits == ["7", "6", "5", "4", "3", "2", "1"]
    assert (await ask("look", link)).status_code == 200


async def test_two_faults_of_one_link_both_happen(service: MockService, ask: Asker) -> None:
    answer = await ask("look", service.link("ok.look-delay-1ms.look-503"))
    assert slug(answer) == "maintenance"
    assert service.journal.entries[-1].fault == "delay-1ms.503"


async def test_a_dribbled_answer_arrives_whole_and_in_pieces(
    running: RunningMock, socket_client: httpx.AsyncClient
) -> None:
    headers = {"Authorization": bearer_of(running.service.link("ok.look-dribble-20ms"))}
    async with socket_client.stream("GET", "/v1/activation", headers=headers) as answer:
        pieces = [piece async for piece in answer.aiter_raw()]
    assert len(pieces) > 1
    assert json.loads(b"".join(pieces))["account"]


async def test_a_server_stops_at_once_while_a_call_stalls() -> None:
    with RunningMock() as running:
        client = httpx.AsyncClient(base_url=running.origin, verify=False, trust_env=False)
        link = running.service.link("ok.look-stall", token=TOKEN)
        stalled = asyncio.create_task(Asker(client)("look", link))
        begun = await client.get("/_mock/requests", params={"operation": "look", "wait": 20})
        assert begun.json()[0]["fault"] == "stall"
    with pytest.raises(httpx.TransportError):
        await stalled
    await client.aclose()


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("look-delay-300ms", FaultSpec("delay", 0.3, "look")),
        ("commit-503-7", FaultSpec("503", 7, "commit")),
        ("commit-lost", FaultSpec("lost", None, "commit")),
        ("renew-429-7s", FaultSpec("429", 7, "renew")),
        ("look-delay-", None),
        ("look-explode", None),
        ("peek-delay", None),
        ("look-503-1234567", None),
        ("look", None),
    ],
)
def test_a_modifier_is_read_or_refused(text: str, spec: FaultSpec | None) -> None:
    assert parse_modifier(text) == spec


@given(fault=st.sampled_from(list(FAULTS)), milliseconds=st.integers(0, 999_000) | st.none())
def test_a_fault_is_written_as_it_is_read(fault: str, milliseconds: int | None) -> None:
    spec = FaultSpec(fault, None if milliseconds is None else milliseconds / 1000)
    assert parse_spec(str(spec)) == spec


class TestQueue:
    def test_rules_are_served_first_come_first_served(self) -> None:
        queue = FaultQueue()
        queue.add(FaultSpec("503"), times=2)
        queue.add(FaultSpec("reset"))
        struck = [queue.next_rule("look", None) for _ in range(4)]
        assert [spec and spec.fault for spec in struck] == ["503", "503", "reset", None]
        assert queue.rules == []

    def test_a_rule_waits_for_its_calls_its_operation_and_its_account(self) -> None:
        queue = FaultQueue()
        queue.add(FaultSpec("503", None, "check"), ref="a", after=1)
        for operation, ref in (("look", "a"), ("check", "b"), ("check", None), ("check", "a")):
            assert queue.next_rule(operation, ref) is None  # type: ignore[arg-type]
        assert queue.next_rule("check", "a") == FaultSpec("503", None, "check")

    def test_a_rule_without_an_end_strikes_for_good(self) -> None:
        queue = FaultQueue()
        queue.add(FaultSpec("503"), times=None)
        assert all(queue.next_rule("look", None) for _ in range(50))

    @given(seed=st.integers(), probability=st.floats(0, 1))
    def test_the_same_seed_draws_the_same_faults(self, seed: int, probability: float) -> None:
        def drawn() -> list[bool]:
            queue = FaultQueue()
            queue.add(FaultSpec("503"), times=None, probability=probability, seed=seed)
            return [queue.next_rule("look", None) is not None for _ in range(20)]

        assert drawn() == drawn()

    @pytest.mark.parametrize(("probability", "struck"), [(0.0, 0), (1.0, 20)])
    def test_never_and_always_are_what_they_say(self, probability: float, struck: int) -> None:
        queue = FaultQueue()
        queue.add(FaultSpec("503"), times=None, probability=probability)
        assert sum(queue.next_rule("look", None) is not None for _ in range(20)) == struck
