"""Limits, tokens and maintenance: whoever has to wait does not ask."""

from itertools import pairwise

import pytest

from api_client.problems import Maintenance, RateLimited
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.operations import OPERATIONS
from api_client.ringcentral.problems import OperatorRefused
from api_client.ringcentral.records import PlatformAccount
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, PlatformState, jwt_of
from tests.wire.operator_desk import JOERG, Desk, choices

ENABLE = f"PUT extension/{JOERG}"


def times(desk: Desk, call: str) -> list[float]:
    return [each.at for each in desk.network.exchanges if each.call == call]


async def test_a_429_is_told_with_its_time_and_not_asked_in_between(desk: Desk) -> None:
    backend = desk.backend()
    await backend.look()
    desk.state.limits.limits["light"] = 5  # used up by the look
    with pytest.raises(RateLimited) as first:
        await backend.look()
    asked = len(desk.calls)
    assert first.value.retry_after == 61
    desk.advance(30)
    with pytest.raises(RateLimited) as second:
        await backend.look()
    assert len(desk.calls) == asked
    assert second.value.retry_after == 31
    desk.advance(31)
    await backend.look()
    assert desk.state.limits.broken == 0


async def test_what_is_used_up_is_waited_for_before_the_server_has_to_say_so(desk: Desk) -> None:
    desk.state.limits.limits["medium"] = 2  # the look needs exactly two
    backend = desk.backend()
    await backend.look()
    with pytest.raises(RateLimited):
        await backend.check(choices())
    assert all(each.status != 429 for each in desk.network.exchanges)
    desk.advance(61)
    assert await backend.check(choices()) == ()


async def test_between_the_two_writes_a_limit_is_waited_for(desk: Desk) -> None:
    backend = desk.backend()
    await backend.look()
    desk.advance(61)
    desk.state.limits.limits["medium"] = 1  # store
    await backend.commit(choices(), "key")
    assert desk.slept == [60]
    assert desk.record().activated_at is not None
    assert all(each.status != 429 for each in desk.network.exchanges)


async def test_a_short_penalty_is_waited_for_without_a_word(desk: Desk) -> None:
    platform = desk.platform()
    operation = OPERATIONS["read-extension"]
    platform.session.limits.note(
        operation, 429, {"retry-after": "7", "x-rate-limit-group": "light"}
    )
    await platform.read("read-account", PlatformAccount)
    assert desk.slept == [7]


async def test_without_a_retry_after_one_waits_at_least_thirty_seconds_for_everything(
    desk: Desk,
) -> None:
    limits = desk.platform().session.limits
    limits.note(OPERATIONS["read-extension"], 429, {})
    assert limits.wait(OPERATIONS["update-extension"]) == 30


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "90"}, 90),
        ({"retry-after": "soon"}, 60),
        ({"retry-after": "999999999"}, 3600),
        ({"x-rate-limit-window": "20"}, 20),
    ],
)
async def test_a_group_may_be_called_what_the_server_likes(
    desk: Desk, headers: dict[str, str], seconds: float
) -> None:
    limits = desk.platform().session.limits
    for name in ("read-extension", "list-numbers"):
        limits.note(OPERATIONS[name], 200, {"x-rate-limit-group": "Featherweight"})
    limits.note(OPERATIONS["list-numbers"], 429, {"x-rate-limit-group": "Featherweight", **headers})
    assert limits.wait(OPERATIONS["read-extension"]) == seconds
    assert limits.wait(OPERATIONS["update-extension"]) == 0


# The emulation itself


async def test_in_the_emulation_each_request_in_the_penalty_starts_it_anew(desk: Desk) -> None:
    draw = desk.state.limits.draw
    now = desk.service.clock.now
    assert [draw("auth", "who", now()).remaining for _ in range(5)] == [4, 3, 2, 1, 0]
    assert draw("auth", "who", now()).retry_after == 60
    desk.advance(59)
    assert draw("auth", "who", now()).retry_after == 60
    desk.advance(59)
    assert draw("auth", "who", now()).retry_after == 60
    desk.advance(60)
    assert draw("auth", "who", now()).retry_after is None
    assert desk.state.limits.broken == 2
    assert draw("auth", "another", now()).remaining == 4


# Tokens


async def test_a_token_that_died_is_replaced_once(desk: Desk) -> None:
    backend = desk.backend()
    await backend.look()
    desk.state.tokens.clear()
    await backend.look()
    assert desk.calls.count("POST oauth/token") == 2


async def test_a_token_is_replaced_before_it_ends(desk: Desk) -> None:
    backend = desk.backend()
    await backend.look()
    desk.advance(3600 - 30)
    await backend.look()
    assert all(each.status == 200 for each in desk.network.exchanges)
    assert desk.calls.count("POST oauth/token") == 2


async def test_tokens_that_are_refused_again_and_again_are_not_fetched_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlatformState, "token", lambda state, text: None)
    backend = desk.backend()
    with pytest.raises(OperatorRefused):
        await backend.look()
    assert desk.calls == ["POST oauth/token", "GET extension"] * 2


@pytest.mark.parametrize(
    "credentials",
    [
        OperatorCredentials("somebody", CLIENT_SECRET, jwt_of("100001")),
        OperatorCredentials(CLIENT_ID, "wrong", jwt_of("100001")),
        OperatorCredentials(CLIENT_ID, CLIENT_SECRET, jwt_of("999999")),
    ],
    ids=["client id", "secret", "JWT"],
)
async def test_refused_credentials_are_sent_once_and_never_again(
    desk: Desk, credentials: OperatorCredentials
) -> None:
    backend = desk.backend(credentials=credentials)
    for _ in range(3):
        with pytest.raises(OperatorRefused):
            await backend.look()
    assert desk.calls == ["POST oauth/token"]


async def test_too_many_tokens_are_waited_for(desk: Desk) -> None:
    desk.state.limits.limits["auth"] = 0
    backend = desk.backend()
    for _ in range(2):
        with pytest.raises(RateLimited):
            await backend.look()
    assert desk.calls == ["POST oauth/token"]


# Maintenance


async def test_during_a_maintenance_nothing_is_written_and_every_minute_is_asked_whether_it_is_over(
    desk: Desk,
) -> None:
    backend = desk.backend()
    await backend.look()
    desk.state.in_maintenance = True
    with pytest.raises(Maintenance) as caught:
        await backend.commit(choices(), "key")
    assert caught.value.retry_after == 60
    assert desk.record().password_hash is None

    sleep, naps = desk.sleep, iter([True, True, False])

    async def nap(seconds: float) -> None:
        await sleep(seconds)
        desk.state.in_maintenance = next(naps)

    object.__setattr__(backend._platform.pace, "sleep", nap)
    await backend.until_up()
    asked = times(desk, "GET v2/accounts/~")[1:]
    assert [later - earlier for earlier, later in pairwise(asked)] == [60, 60]
    await backend.commit(choices(), "key")
    assert desk.record().activated_at is not None


async def test_an_answer_that_cannot_be_had_is_asked_for_again(desk: Desk) -> None:
    backend = desk.backend()
    await backend.look()
    harm = iter(["unsent", "lost", None])
    desk.network.breaks = lambda request: next(harm)
    await backend.until_up()
    assert desk.slept == [60, 60, 60]
