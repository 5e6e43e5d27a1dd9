"""The stage of an operator: the emulated platform behind the screens."""

from collections.abc import Callable
from dataclasses import replace

from api_client.http.settings import ClientSettings
from api_client.patience import RequestPace
from api_client.ringcentral.backend import RingCentralBackend
from api_client.ringcentral.client import PlatformClient
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.session import OperatorSession
from mock_server.mail.mime import mime
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, PlatformState, jwt_of
from tests.ui.stage import PASSWORD, PIN, Stage, StageClock
from tui.app.app import ActivateApp
from tui.i18n import Language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation, read_intake
from tui.journey.journey import Journey
from tui.journey.trust_card import Vouched

JOERG = "8310000002"


class OperatorStage(Stage):
    """The stage with the emulated platform behind it, and time that passes when waited for.

    What the operator has is the mock's own activation mail to Jörg Amsel, or its link alone, or a
    mail that does not tell who signs in, or with which extension.
    """

    has_mail = True
    names_login = True
    names_extension = True

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.asked: list[str] = []
        self.record(self.asked)
        self.naps = 0
        self.nap: Callable[[], None] = lambda: None

    @property
    def state(self) -> PlatformState:
        return self.service.platform

    async def sleep(self, seconds: float) -> None:
        self.naps += 1
        self.advance(seconds=seconds)
        self.nap()

    def invitation(self) -> Invitation:
        record = self.service.store.record(JOERG)
        assert record is not None
        [mail] = self.service.outbox.find(ref=JOERG)
        [found] = read_intake(mime(mail, record, self.service.origin)).invitations
        if not self.names_login and found.mail is not None:
            facts = replace(found.mail.facts, login_email=None)
            found = replace(found, mail=replace(found.mail, facts=facts))
        if not self.names_extension and found.mail is not None:
            facts = replace(found.mail.facts, extension=None)
            found = replace(found, mail=replace(found.mail, facts=facts))
        return found if self.has_mail else Invitation(found.link)

    def operators_journey(self) -> Journey:
        """A journey as `--backend ringcentral` begins it."""
        credentials = OperatorCredentials(
            CLIENT_ID, CLIENT_SECRET, jwt_of("100001"), self.service.origin
        )
        settings = ClientSettings(language=self.language, transport=self.transport)
        pace = RequestPace(lambda: self.service.clock.now().timestamp(), self.sleep)
        return Journey(
            lambda link, mail: RingCentralBackend(
                PlatformClient(OperatorSession(credentials, settings, pace)), mail
            ),
            StageClock(self.service),
            Vouched(is_operator=True),
            sleep=self.sleep,
        )

    def operators_app(self) -> ActivateApp:
        """The app as `--backend ringcentral mail.eml` starts it."""
        app = ActivateApp(
            self.operators_journey(),
            AccountQueue([self.invitation()]),
            shown_at_least=0,
        )
        app.enter_rests = 0
        app.title = "unify-activate"
        return app

    async def kept(self) -> bool:
        """Whether the platform keeps what the stage types, and the account is active."""
        record, matches = self.service.store.record(JOERG), self.service.hasher.matches
        assert record is not None
        digests = (record.password_hash, record.pin_hash)
        return record.activated_at is not None and all(
            [
                digest is not None and await matches(digest, secret)
                for digest, secret in zip(digests, (PASSWORD, PIN), strict=True)
            ]
        )
