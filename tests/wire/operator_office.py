"""An unattended run of an operator at the desk: a stack of mails, and all that was said."""

from dataclasses import dataclass, field
from pathlib import Path

from api_client.connect import BackendSettings, open_backend
from api_client.http.settings import ClientSettings
from api_client.patience import RequestPace, unattended
from api_client.ringcentral.operations import OPERATIONS
from api_client.ringcentral.session import OperatorSession
from mock_server.mail.mime import mime
from tests.wire.operator_desk import CREDENTIALS, Desk
from tui.answers.opened_answers import OpenedAnswers
from tui.answers.parser import read_answers
from tui.answers.renderer import AnswersRenderer
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
            (each.method, _shape(each.path)): each.group for each in OPERATIONS.values()
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
