"""Which server is asked about a link, and the client that asks it.

The one that was named; else the link's own origin, if that is this machine or trusted.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api_client.brands import origin_to_ask
from api_client.http.settings import ClientSettings

if TYPE_CHECKING:
    from api_client.activation_link import ActivationLink
    from api_client.backend import Backend
    from api_client.patience import Patience
    from api_client.ringcentral.backend import OperatorMail
    from api_client.ringcentral.client import PlatformClient
    from api_client.ringcentral.credentials import OperatorCredentials
    from api_client.ringcentral.session import OperatorSession


@dataclass(frozen=True, slots=True)
class BackendSettings:
    """Whom to ask, and how.

    `base_url` is the one the user named, else the link's own origin is asked if that is loopback
    or among `trusted_hosts`. With an `operator` the real platform is asked in their name, whatever
    the link says; all backends of one `session` share its token, which `end_session` gives back.
    `patience` is that with a link's server; a session has its own.
    """

    base_url: str | None = None
    trusted_hosts: frozenset[str] = frozenset()
    operator: "OperatorCredentials | None" = None
    session: "OperatorSession | None" = None
    client: ClientSettings = field(default_factory=ClientSettings)
    patience: "Patience | None" = None


def open_backend(
    link: "ActivationLink", settings: BackendSettings, mail: "OperatorMail | None" = None
) -> "Backend":
    """The backend for a link, and for the mail that brought it; sends nothing yet.

    Raises:
        NoPublicInterface: the link belongs to a known brand that publishes no interface.
        UnknownHost: the link's host is neither loopback nor named by the user.
        ValueError: `base_url` is neither https nor http on loopback.
    """
    if settings.operator is not None:
        from api_client.ringcentral.backend import RingCentralBackend
        from api_client.ringcentral.client import PlatformClient

        session = settings.session or open_session(settings.operator, settings.client)
        platform = PlatformClient(session, is_shared=settings.session is not None)
        return RingCentralBackend(platform, mail)
    origin = settings.base_url or origin_to_ask(link, settings.trusted_hosts)
    from api_client.http.backend import HttpBackend

    return HttpBackend(link, origin, settings.client, settings.patience)


def open_session(
    operator: "OperatorCredentials",
    settings: ClientSettings,
    patience: "Patience | None" = None,
) -> "OperatorSession":
    """What the backends of one run share; sends nothing yet."""
    from api_client.ringcentral.session import ATTENDED, OperatorSession

    return OperatorSession(operator, settings, patience=patience or ATTENDED)


async def end_session(session: "OperatorSession") -> None:
    """Give back what a run was lent; raises nothing that a run could mend."""
    from api_client.ringcentral.client import PlatformClient

    await PlatformClient(session).close()


def open_platform(
    operator: "OperatorCredentials",
    settings: ClientSettings,
    patience: "Patience | None" = None,
) -> "PlatformClient":
    """The platform itself, for what an operator asks beside an activation; sends nothing yet."""
    from api_client.ringcentral.client import PlatformClient

    return PlatformClient(open_session(operator, settings, patience))
