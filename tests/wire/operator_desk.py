"""An operator's desk: the emulated platform on a real port, and everything that passes noted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx

from api_client.http.settings import ClientSettings
from api_client.models import Choices
from api_client.patience import RequestPace
from api_client.ringcentral.backend import RingCentralBackend
from api_client.ringcentral.client import PlatformClient
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.session import OperatorSession
from mock_server.accounts.models import Record
from mock_server.server import RunningMock
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, PlatformState, jwt_of
from mock_server.state.service import MockService
from tests.wire import platform_description

TENANT = "100001"
MAIN, JOERG, NADJA = "8310000001", "8310000002", "8310000003"
EMAIL = "joerg.amsel@beispiel-gmbh.example"
PASSWORD, PIN, ANSWER = "Kranich7!Moor", "482913", "Frau Holm aus Kiel"
CREDENTIALS = OperatorCredentials(CLIENT_ID, CLIENT_SECRET, jwt_of(TENANT))


@dataclass(frozen=True)
class Facts:
    login_email: str | None = EMAIL
    extension: str | None = None
    other_extension: str | None = None


@dataclass(frozen=True)
class Mail:
    facts: Facts = field(default_factory=Facts)
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Exchange:
    """One request that left the client, and what came back."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    status: int
    answer: bytes
    at: float

    @property
    def call(self) -> str:
        """Short, for comparing: method and the end of the path."""
        return f"{self.method} {self.path.removeprefix('/restapi/').split('account/~/')[-1]}"

    @property
    def violations(self) -> list[str]:
        media_type = self.headers.get("content-type", "").partition(";")[0]
        request = (media_type, self.body)
        return list(
            platform_description.violations(
                self.method, self.path, self.query, request, self.status, self.answer
            )
        )


Break = Callable[[httpx.Request], str | None]
"""Says whether a request comes to harm: `lost` after it was carried out, `unsent` before.

A number is the status with which something in between answers instead.
"""


def breaking(call: str, harm: str, times: int = 1) -> Break:
    """Harm for the first calls that are meant."""
    left = [times]

    def breaks(request: httpx.Request) -> str | None:
        method, _, path = call.partition(" ")
        if request.method != method or not request.url.path.endswith(path) or not left[0]:
            return None
        left[0] -= 1
        return harm

    return breaks


class Watching(httpx.AsyncBaseTransport):
    """The real network, with a note of everything, and harm done on purpose."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._network = httpx.AsyncHTTPTransport(verify=False)
        self._now = now
        self.exchanges: list[Exchange] = []
        self.breaks: Break = lambda request: None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        harm, at = self.breaks(request), self._now()
        if harm == "unsent":
            raise httpx.ConnectError("refused")
        if harm is not None and harm.isdigit():  # a gateway's word, in front of the platform
            return httpx.Response(int(harm), content=b"<html>", request=request)
        response = await self._network.handle_async_request(request)
        answer = await response.aread()
        self.exchanges.append(
            Exchange(
                request.method,
                request.url.path,
                request.url.query.decode(),
                dict(request.headers),
                request.content,
                response.status_code,
                answer,
                at,
            )
        )
        if harm == "lost":
            raise httpx.ReadError("reset")
        return httpx.Response(
            response.status_code, headers=response.headers, content=answer, request=request
        )

    async def aclose(self) -> None:
        await self._network.aclose()


class Desk:
    """The emulation, its clock, and whatever was asked of it."""

    def __init__(self, running: RunningMock) -> None:
        self.running = running
        self.service: MockService = running.service
        self.network = Watching(self.now)
        self.slept: list[float] = []

    @property
    def state(self) -> PlatformState:
        return self.service.platform

    @property
    def calls(self) -> list[str]:
        return [exchange.call for exchange in self.network.exchanges]

    def now(self) -> float:
        return self.service.clock.now().timestamp()

    def advance(self, seconds: float) -> None:
        self.service.clock.advance(timedelta(seconds=seconds))

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)

    def record(self, account_id: str = JOERG) -> Record:
        found = self.running.do(lambda: self.service.store.record(account_id))
        assert found is not None
        return found

    async def keeps(self, secret: str, digest: str | None) -> bool:
        return digest is not None and await self.service.hasher.matches(digest, secret)

    def platform(self, credentials: OperatorCredentials | None = None) -> PlatformClient:
        given = credentials or CREDENTIALS
        own = OperatorCredentials(
            given.client_id, given.client_secret, given.jwt, self.service.origin
        )
        settings = ClientSettings(language="en", transport=self.network)
        return PlatformClient(OperatorSession(own, settings, RequestPace(self.now, self.sleep)))

    def backend(
        self,
        email: str | None = EMAIL,
        credentials: OperatorCredentials | None = None,
        extension: str | None = None,
    ) -> RingCentralBackend:
        mail = Mail(Facts(email, extension), self.service.clock.now() - timedelta(hours=1))
        return RingCentralBackend(self.platform(credentials), mail)


def share_address(service: MockService) -> None:
    """Let Nadja's extension, 802, have Jörg's address and name, as the platform allows it."""
    with service.store.transaction():
        service.store.db.execute(
            """UPDATE accounts SET profile = json_set(profile, '$.account.email', ?,
                   '$.account.first_name', 'Jörg', '$.account.last_name', 'Amsel')
               WHERE account_id = ?""",
            (EMAIL, NADJA),
        )


@contextmanager
def open_desk() -> Iterator[Desk]:
    service = MockService.in_memory()
    with RunningMock(service) as running:
        yield Desk(running)
    service.close()


def choices(*, question: bool = True, **other: str | None) -> Choices:
    chosen: dict[str, object] = {"password": PASSWORD, "pin": PIN, **other}
    if question:
        chosen["security_question"] = {"id": "1", "answer": ANSWER}
    return Choices.model_validate(chosen)
