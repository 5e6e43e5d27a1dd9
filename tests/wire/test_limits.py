"""Too often is refused for as long as it says; nothing ever locks an account."""

from datetime import timedelta

import httpx
import pytest

from mock_server.app import create_app
from mock_server.state.rate_limits import LIMITS
from mock_server.state.service import MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker, slug


async def test_ten_wrong_tokens_a_minute_are_answered(service: MockService, ask: Asker) -> None:
    right = service.demo_link()
    wrong = right[:-32] + OTHER_TOKEN
    for _ in range(10):
        assert slug(await ask("look", wrong)) == "link-unknown"
        service.clock.advance(timedelta(seconds=2))
    # Not even the right token is judged now, or guessing would go on.
    for link in (wrong, right):
        answer = await ask("look", link)
        assert slug(answer) == "rate-limited"
        assert answer.headers["retry-after"] == "40"
    service.clock.advance(timedelta(seconds=40))
    assert (await ask("look", right)).status_code == 200


async def test_wrong_tokens_count_for_the_address_they_come_from(service: MockService) -> None:
    wrong = service.demo_link()[:-32] + OTHER_TOKEN
    slugs = []
    for address in ("192.0.2.1", "192.0.2.2"):
        transport = httpx.ASGITransport(create_app(service), client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            slugs.append([slug(await Asker(client)("look", wrong)) for _ in range(11)])
    assert slugs == [["link-unknown"] * 10 + ["rate-limited"]] * 2


async def test_magic_links_are_nobodys_guesses(service: MockService, ask: Asker) -> None:
    for _ in range(12):
        assert slug(await ask("look", service.link("unknown"))) == "link-unknown"
    assert (await ask("look", service.demo_link())).status_code == 200


async def test_thirty_checks_a_minute_are_answered(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    for _ in range(30):
        assert (await ask("check", link, {"pin": "482913"})).status_code == 200
    answer = await ask("check", link, {"pin": "482913"})
    assert slug(answer) == "rate-limited"
    assert answer.headers["retry-after"] == "60"
    assert (await ask("check", service.link(), {"pin": "482913"})).status_code == 200
    service.clock.advance(timedelta(minutes=1))
    assert (await ask("check", link, {"pin": "482913"})).status_code == 200


async def test_ten_refused_commits_in_ten_minutes_are_answered(
    service: MockService, ask: Asker
) -> None:
    link = service.link("ok", token=TOKEN)
    for _ in range(10):
        answer = await ask.commit(link, WHOLE | {"pin": "1234"})
        assert slug(answer) == "credentials-rejected"
    answer = await ask.commit(link)
    assert slug(answer) == "rate-limited"
    assert answer.headers["retry-after"] == "600"
    assert (await ask("look", link)).status_code == 200
    service.clock.advance(timedelta(minutes=10))
    assert (await ask.commit(link)).status_code == 200


async def test_malformed_commits_are_not_counted(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    for _ in range(12):
        assert slug(await ask.commit(link, {})) == "request-invalid"
    assert (await ask.commit(link)).status_code == 200


async def test_a_replay_is_answered_however_often(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    answers = [await ask.commit(link) for _ in range(40)]
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("name", LIMITS)
def test_a_clock_moved_back_does_not_prolong_a_limit(service: MockService, name: str) -> None:
    limit, clock, rate_limits = LIMITS[name], service.clock, service.rate_limits  # type: ignore[index]
    for _ in range(limit.times):
        rate_limits.note(name, "someone", clock.now())  # type: ignore[arg-type]
    assert rate_limits.wait(name, "someone", clock.now()) == limit.window.total_seconds()  # type: ignore[arg-type]
    clock.back(timedelta(hours=1))
    assert rate_limits.wait(name, "someone", clock.now()) == 0  # type: ignore[arg-type]
