"""The backend that activates on the real platform, with an operator's rights."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from api_client.backend import Abilities
from api_client.models import Activation, CheckVerdict, Choices, Receipt, SecurityQuestion
from api_client.ringcentral.activate import (
    ActivationProgress,
    activate,
    body_of,
    refusals_of,
    refuses_passwords,
)
from api_client.ringcentral.maintenance import until_up
from api_client.ringcentral.mapping import activation_of, receipt_of
from api_client.ringcentral.problems import (
    LoginNeeded,
    MailNeeded,
    PasswordNotTaken,
    PinNotTaken,
    PlatformRefused,
    QuestionNotTaken,
)
from api_client.ringcentral.questions import questions_of
from api_client.ringcentral.read_account import (
    ExtensionSurroundings,
    expect_not_activated,
    find_extension,
    read_extension,
    read_surroundings,
)

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient


class OperatorMailFacts(Protocol):
    """The facts of a mail that find the extension, as it writes them."""

    @property
    def login_email(self) -> str | None:
        """The address to sign in with."""

    @property
    def extension(self) -> str | None:
        """The number of the extension, which decides where several have that address."""

    @property
    def other_extension(self) -> str | None:
        """A second one, where the mail names two."""


class OperatorMail(Protocol):
    """What operator mode asks of an activation mail."""

    @property
    def facts(self) -> OperatorMailFacts:
        """What the mail says about the account."""

    @property
    def sent_at(self) -> datetime | None:
        """When it was sent, aware."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An extension that was found, and all that does not change while it is activated."""

    extension: str
    type: str
    around: ExtensionSurroundings
    questions: tuple[SecurityQuestion, ...]
    has_password: bool = True
    has_pin: bool = True


class RingCentralBackend:
    """One extension, found by the mail's login address. The link itself is sent nowhere."""

    def __init__(self, platform: "PlatformClient", mail: OperatorMail | None) -> None:
        self._platform = platform
        self._mail = mail
        self._found: _Found | None = None
        self._email_login = True
        self._progress: ActivationProgress | None = None

    @property
    def abilities(self) -> Abilities:
        """A check where the account has the credentials operations; telling when it is up again."""
        has_credentials = self._found is not None and bool(self._found.questions)
        return Abilities(
            check=has_credentials,
            check_parts=False,
            new_link=False,
            disown=False,
            until_up=True,
            email_login=self._email_login,
            may_stay_away=frozenset({"pin"}),
        )

    @property
    def answered_by(self) -> str:
        """The host (and port) that is asked, for people to read."""
        return self._platform.host

    @property
    def operator(self) -> str | None:
        """Whose rights are used; an empty text until the first look."""
        if self._found is None:
            return ""
        operator = self._found.around.operator
        return operator.full_name or operator.contact.email

    async def look(self) -> Activation:
        """Find the extension and see how it stands; changes nothing, however often.

        Raises:
            MailNeeded: there is no mail.
            LoginNeeded: it does not name the login address without a doubt.
            ExtensionAmbiguous: several have that address, and nothing tells which is meant.
            LinkProblem: the extension cannot be activated.
        """
        mail = self._mail
        if mail is None:
            raise MailNeeded
        email = mail.facts.login_email
        if not email:
            raise LoginNeeded
        found, platform = self._found, self._platform
        if found is None:
            numbers = filter(None, (mail.facts.extension, mail.facts.other_extension))
            extension = await find_extension(platform, email, tuple(numbers))
            expect_not_activated(extension)
            found = self._found = _Found(
                extension.id,
                extension.type,
                await read_surroundings(platform, extension),
                await questions_of(platform, extension),
            )
        extension = await read_extension(platform, found.extension)
        self._email_login = extension.contact.email_as_login_name is not False
        expect_not_activated(extension)
        return activation_of(
            extension,
            found.around,
            found.questions,
            has_password=found.has_password,
            has_pin=found.has_pin,
            seen_at=platform.seen_at,
            sent_at=mail.sent_at,
        )

    async def check(self, part: Choices) -> tuple[CheckVerdict, ...]:
        """What the platform refuses of a part of the choices; nothing is kept."""
        found = self._found
        if found is None or not found.questions:
            return ()
        try:
            await self._platform.do(
                "validate-credentials", extension=found.extension, body=body_of(part)
            )
        except PlatformRefused as refused:
            if refuses_passwords(refused):
                self._take_no_password()
            return tuple(
                CheckVerdict(field=each.field, rule=each.rule, met=False, message=each.message)
                for each in refusals_of(refused, part)
            )
        return ()

    async def commit(self, choices: Choices, key: str) -> Receipt:
        """Activate. The same key goes on where it stopped; see `activate.activate`."""
        found = self._found
        assert found is not None, "looked at first"
        if self._progress is None or self._progress.key != key:
            self._progress = ActivationProgress(key)
        try:
            extension = await activate(
                self._platform,
                found.extension,
                choices,
                self._progress,
                with_credentials=bool(found.questions),
            )
        except PasswordNotTaken:
            self._take_no_password()
            raise
        except PinNotTaken:
            self._found = replace(found, has_pin=False)
            raise
        except QuestionNotTaken:
            # It reads credentials but may not write them: the next look leaves the question out.
            self._found = replace(found, questions=())
            self._platform.session.questions[found.type] = ()
            raise
        return receipt_of(extension, found.around, self._platform.seen_at)

    def _take_no_password(self) -> None:
        """Single sign-on is a matter of each user: the next look leaves this one's password out."""
        if self._found is not None:
            self._found = replace(self._found, has_password=False)

    async def until_up(self) -> None:
        """Return when the service is no longer being maintained."""
        await until_up(self._platform)

    async def ask_new_link(self) -> None:
        """Does not exist: the public interface resends nothing to an ordinary user."""
        raise NotImplementedError

    async def disown(self) -> None:
        """Does not exist on the platform."""
        raise NotImplementedError

    async def close(self) -> None:
        """Let go of the connections."""
        await self._platform.close()
