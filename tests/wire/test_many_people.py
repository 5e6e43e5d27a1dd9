"""Many people in one unattended run: one token, within every limit, and nobody is asked."""

from pathlib import Path

import httpx
import pytest

from api_client.connect import end_session
from tests.wire.operator_desk import TENANT, Desk, breaking
from tests.wire.operator_office import Office
from tests.wire.orders import CSV

PEOPLE = 40


async def invite(desk: Desk, count: int) -> list[str]:
    """Further people, each with a mail of their own."""
    rows = [f"Person{n};Nummer{n};person{n}@beispiel-gmbh.example" for n in range(count)]
    content = "\n".join(["first_name;last_name;email", *rows, ""])
    async with httpx.AsyncClient(base_url=desk.service.origin, trust_env=False) as ask:
        answer = await ask.post(f"/_mock/tenants/{TENANT}/users", content=content, headers=CSV)
    assert answer.status_code == 200, answer.text
    records = desk.running.do(lambda: desk.service.store.records_in(TENANT))
    return [each.account_id for each in records if "person" in each.profile.account.email]


async def test_forty_people_are_activated_in_one_run_within_the_limits(
    office: Office, tmp_path: Path
) -> None:
    accounts = await invite(office.desk, PEOPLE)
    began = office.desk.now()
    queue = await office.go_through(accounts, tmp_path)
    await end_session(office.session)
    assert [entry.outcome for entry in queue.entries] == ["active"] * PEOPLE, office.said
    took = office.desk.now() - began
    statuses = {exchange.status for exchange in office.desk.network.exchanges}
    assert statuses == {200}
    assert office.calls("auth") == 2
    assert office.desk.state.tokens == {}
    assert sum("validate" in each.path for each in office.desk.network.exchanges) <= PEOPLE
    assert took < 15 * 60
    assert office.calls("medium") <= 5 * PEOPLE
    assert office.calls("light") <= 6 * PEOPLE
    assert office.waits


async def test_somebody_elses_use_of_a_limit_is_waited_for_too(
    office: Office, tmp_path: Path
) -> None:
    desk = office.desk
    accounts = await invite(desk, 1)
    for _ in range(41):  # another program of the same operator
        desk.state.limits.draw("medium", TENANT, desk.service.clock.now())
    queue = await office.go_through(accounts, tmp_path)
    assert [entry.outcome for entry in queue.entries] == ["active"]
    assert desk.state.limits.broken == 1  # that found out by asking, and no more
    assert office.waits == [60.0]


@pytest.mark.parametrize("harm", ["lost", "unsent", "500", "502", "503"])
async def test_what_only_reads_is_tried_three_times_with_pauses(
    office: Office, tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.desk
    accounts = await invite(desk, 1)
    left = [2]

    def breaks(request: httpx.Request) -> str | None:
        if request.method == "GET" and request.url.path.endswith("/extension") and left[0]:
            left[0] -= 1
            return harm
        return None

    desk.network.breaks = breaks
    queue = await office.go_through(accounts, tmp_path)
    assert [entry.outcome for entry in queue.entries] == ["active"]
    assert desk.slept == [2, 4]


async def test_a_third_failure_is_told_and_the_next_person_is_tried(
    office: Office, tmp_path: Path
) -> None:
    accounts = await invite(office.desk, 2)
    office.desk.network.breaks = breaking("GET /restapi/v1.0/account/~", "unsent", times=3)
    queue = await office.go_through(accounts, tmp_path)
    assert [entry.outcome for entry in queue.entries] == ["unreachable", "active"]


async def test_what_writes_is_not_sent_again_unasked(office: Office, tmp_path: Path) -> None:
    [account] = await invite(office.desk, 1)
    office.desk.network.breaks = breaking(f"PUT extension/{account}/credentials", "500")
    queue = await office.go_through([account], tmp_path)
    puts = [each for each in office.desk.calls if each.startswith("PUT")]
    assert [entry.outcome for entry in queue.entries] == ["internal"]
    assert puts == []


async def test_a_token_that_ends_in_the_middle_of_a_run_is_replaced_once(
    office: Office, tmp_path: Path
) -> None:
    accounts = await invite(office.desk, 2)
    await office.go_through(accounts[:1], tmp_path)
    office.desk.advance(3600)
    await office.go_through(accounts[1:], tmp_path)
    await end_session(office.session)
    assert office.calls("auth") == 3
    assert len(office.desk.state.tokens) == 1  # the first, which died of its age
