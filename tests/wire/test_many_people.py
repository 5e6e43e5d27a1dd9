"""Many people in one unattended run: one token, within every limit, and nobody is asked."""

from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from api_client.connect import BackendSettings, end_session, open_backend
from api_client.http.settings import ClientSettings
from api_client.ringcentral.operations import OPERATIONS
from api_client.ringcentral.rate_limits import RequestPace
from api_client.ringcentral.session import OperatorSession, unattended
from mock_server.mail.mime import mime
from tests.wire.operator_desk import CREDENTIALS, TENANT, Desk, breaking
from tests.wire.orders import CSV
from tui.answers.parser import read_answers
from tui.answers.renderer import AnswersRenderer, OpenedAnswers
from tui.answers.secret_sources import take_secrets
from tui.journey.account_queue import AccountQueue
from tui.journey.clock import SystemClock
from tui.journey.invitation import Invitation, read_intake
from tui.journey.journey import Journey
from tui.journey.trust_card import Vouched

ANSWERS = """
trust = true
password = { generate = "{email}.password" }
pin = { generate = "{email}.pin" }
[security_question]
id = "1"
answer = { generate = "{email}.answer" }
"""
PEOPLE = 40
ON_THE_WAY = 0.2
"""Seconds that a request takes."""


@dataclass
class Office:
    """A desk with a stack of mails, and all that was said while they were gone through."""

    desk: Desk
    said: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        own = type(CREDENTIALS)(
            CREDENTIALS.client_id,
            CREDENTIALS.client_secret,
            CREDENTIALS.jwt,
            self.desk.service.origin,
        )
        settings = ClientSettings(language="en", transport=self.desk.network)
        pace = RequestPace(self.desk.now, self.desk.sleep)
        self.session = OperatorSession(own, settings, pace, unattended(self.waits.append))

    def mails(self, accounts: list[str]) -> list[Invitation]:
        service = self.desk.service

        def written() -> list[bytes]:
            mails = []
            for account in accounts:
                record = service.store.record(account)
                assert record is not None
                [mail] = service.outbox.find(ref=account)
                mails.append(mime(mail, record, service.origin))
            return mails

        return [
            invitation
            for mail in self.desk.running.do(written)
            for invitation in read_intake(mail).invitations
        ]

    async def go_through(self, accounts: list[str], folder: Path) -> AccountQueue:
        settings = BackendSettings(
            operator=self.session.credentials, session=self.session, client=self.session.settings
        )
        queue = AccountQueue(self.mails(accounts))
        file = read_answers(ANSWERS.encode())
        answers = OpenedAnswers(file, take_secrets(file, {}, folder=folder, several=True), folder)
        journey = Journey(
            lambda link, mail: open_backend(link, settings, mail),
            SystemClock(),
            Vouched(is_operator=True),
            sleep=self.desk.sleep,
        )
        await AnswersRenderer(journey, queue, answers, self.said.append).run()
        return queue

    def calls(self, group: str) -> int:
        """How many requests counted for a limit."""
        by_call: dict[tuple[str, str], str] = {
            (each.method, _shape(each.path)): each.group or "none" for each in OPERATIONS.values()
        }
        return sum(
            by_call[exchange.method, _shape(exchange.path)] == group
            for exchange in self.desk.network.exchanges
        )


def _shape(path: str) -> str:
    """A path with its places left empty, whether it is a template or was asked for."""
    parts = path.removeprefix("/restapi/").split("/")
    return "/".join(
        "*" if part == "~" or part.isdigit() or part[0] == "{" else part for part in parts
    )


@pytest.fixture
def office(desk: Desk) -> Office:
    """Every request takes a while, as it does on the real network."""
    office = Office(desk)

    def takes_time(request: httpx.Request) -> None:
        desk.advance(ON_THE_WAY)

    desk.network.breaks = takes_time
    return office


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
