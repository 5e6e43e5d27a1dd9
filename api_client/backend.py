"""Whoever answers the contract, and the choice of whom to ask."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx

    from api_client.link import ActivationLink
    from api_client.models import Activation, CheckVerdict, Choices, Receipt
    from api_client.ringcentral.backend import Mail
    from api_client.ringcentral.client import Platform
    from api_client.ringcentral.credentials import OperatorCredentials


@dataclass(frozen=True, slots=True)
class Abilities:
    """Which of the optional operations exist here; what does not exist is not offered."""

    check: bool = True
    new_link: bool = True
    disown: bool = True
    until_up: bool = False


@dataclass(frozen=True, slots=True)
class BackendSettings:
    """How to reach a backend.

    `base_url` is the one the user named, else the link's own origin is asked if that is loopback
    or among `trusted_hosts`. `language` is what problem texts are wanted in. The three limits are
    seconds: to connect, between two pieces of an answer, and for an answer in all, so that a
    server that dribbles cannot hold a person for ever. A `transport` stands in for the network
    in tests. With an `operator` the real platform is asked in their name, whatever the link says.
    """

    base_url: str | None = None
    trusted_hosts: frozenset[str] = frozenset()
    language: str = "en"
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    answer_seconds: float = 60.0
    operator: "OperatorCredentials | None" = None
    transport: "httpx.AsyncBaseTransport | None" = field(default=None, repr=False)


class Backend(Protocol):
    """One activation link at whoever answers for it. Every call may raise a `Problem`."""

    @property
    def abilities(self) -> Abilities:
        """Which optional operations exist here."""

    @property
    def answered_by(self) -> str:
        """The host (and port) that is asked, for people to read."""

    @property
    def operator(self) -> str | None:
        """Whose rights are used, for people to read; None where the link itself is the proof."""

    async def look(self) -> "Activation":
        """Look at the link; changes nothing, however often."""

    async def check(self, part: "Choices") -> "tuple[CheckVerdict, ...]":
        """The server's verdicts on part of the choices; consumes nothing."""

    async def commit(self, choices: "Choices", key: str) -> "Receipt":
        """Activate. The same key with the same choices always gives the same receipt."""

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail; only an expired link may."""

    async def disown(self) -> None:
        """Say that the link reached the wrong person; it is revoked."""

    async def until_up(self) -> None:
        """Return when a maintenance is over, asking no more often than the service wants."""

    async def close(self) -> None:
        """Let go of the connections."""


def open_backend(
    link: "ActivationLink", settings: BackendSettings, mail: "Mail | None" = None
) -> Backend:
    """The backend for a link, and for the mail that brought it; sends nothing yet.

    Raises:
        NoPublicInterface: the link belongs to a known brand that publishes no interface.
        UnknownHost: the link's host is neither loopback nor named by the user.
        ValueError: `base_url` is neither https nor http on loopback.
    """
    if settings.operator is not None:
        from api_client.ringcentral.backend import RingCentralBackend
        from api_client.ringcentral.client import Platform

        return RingCentralBackend(Platform(settings.operator, settings), mail)
    from api_client.brands import origin_to_ask

    origin = settings.base_url or origin_to_ask(link, settings.trusted_hosts)
    from api_client.http.backend import HttpBackend

    return HttpBackend(link, origin, settings)


def open_platform(settings: BackendSettings) -> "Platform":
    """The platform itself, for what an operator asks beside an activation; sends nothing yet."""
    from api_client.ringcentral.client import Platform

    assert settings.operator is not None, "an operator's credentials are needed"
    return Platform(settings.operator, settings)
