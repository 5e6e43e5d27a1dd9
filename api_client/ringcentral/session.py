"""What one run shares, however many people it activates: the token, the limits, the company.

A token and its revocation count for the narrowest limit, five a minute, so that one token serves
everybody and is given back once, at the end. Sources: the vendor's developer guide, "JWT flow" and
"API errors"; ringcentral-embeddable#625 and ringcentral-sdk-ruby#68 tell what comes of one each.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from api_client.http.settings import ClientSettings
from api_client.patience import Patience, RequestPace
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.rate_limits import Limits
from api_client.ringcentral.tokens import AccessTokens

if TYPE_CHECKING:
    from api_client.models import SecurityQuestion
    from api_client.ringcentral.records import CompanyFacts


ATTENDED = Patience(seconds=10.0)
"""That of a run in front of which somebody sits."""


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
    patience: Patience = ATTENDED
    company: "CompanyFacts | None" = None
    questions: "dict[str, tuple[SecurityQuestion, ...]]" = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    limits: Limits = field(init=False)
    tokens: AccessTokens = field(init=False)

    def __post_init__(self) -> None:
        self.patience = replace(self.patience, pace=self.pace)
        self.limits = Limits(self.pace)
        self.tokens = AccessTokens(self.pace)
