"""What one run shares, however many people it activates: the token, the limits, the company.

A token and its revocation count for the narrowest limit, five a minute, so that one token serves
everybody and is given back once, at the end. Sources: the vendor's developer guide, "JWT flow" and
"API errors"; ringcentral-embeddable#625 and ringcentral-sdk-ruby#68 tell what comes of one each.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api_client.http.settings import ClientSettings
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.rate_limits import LONGEST_SECONDS, Limits, RequestPace
from api_client.ringcentral.tokens import AccessTokens

if TYPE_CHECKING:
    from api_client.models import SecurityQuestion
    from api_client.ringcentral.records import CompanyFacts


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited without asking anybody, and how often what only reads is tried.

    `seconds` is for one limit; `pauses` are those between the tries, in seconds, where the server
    or the network stumbles ("API errors": exponential, from 2 s). `tell` hears the seconds of
    every wait for a limit before it begins.
    """

    seconds: float = 10.0
    pauses: tuple[float, ...] = ()
    tell: Callable[[float], object] | None = None


def unattended(tell: Callable[[float], object] | None = None) -> Patience:
    """That of a run in front of which nobody sits: it waits for whatever passes by itself."""
    return Patience(LONGEST_SECONDS, (2.0, 4.0), tell)


@dataclass(slots=True)
class OperatorSession:
    """One operator at one server, for one run.

    Attributes:
        turn: held by the request that is under way. One at a time, since only then the last answer
            tells what is left of a limit.
        company: what is the same for all people of the account, once it was read.
        questions: what is offered to a type of extension, by type, once it was read; none where
            its credentials operations do not exist or are refused.
    """

    credentials: OperatorCredentials
    settings: ClientSettings = field(default_factory=ClientSettings)
    pace: RequestPace = field(default_factory=RequestPace)
    patience: Patience = Patience()
    company: "CompanyFacts | None" = None
    questions: "dict[str, tuple[SecurityQuestion, ...]]" = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    limits: Limits = field(init=False)
    tokens: AccessTokens = field(init=False)

    def __post_init__(self) -> None:
        self.limits = Limits(self.pace)
        self.tokens = AccessTokens(self.pace)
