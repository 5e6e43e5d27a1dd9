"""The one table of operations: routes, requests and `openapi.json` all come from it."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from api_client.models import Activation, Choices, Disown, Health, Receipt, Verdicts
from api_client.problems import (
    AccountLocked,
    CommitInProgress,
    CredentialsRejected,
    IdempotencyKeyReused,
    Internal,
    LinkExpired,
    LinkMalformed,
    LinkNotYetValid,
    LinkReplaced,
    LinkRevoked,
    LinkUnknown,
    LinkUsed,
    Maintenance,
    Problem,
    RateLimited,
    RequestInvalid,
    TooLarge,
    Unauthorized,
    UnsupportedMediaType,
)

OperationId = Literal["look", "check", "commit", "renew", "disown", "health"]

MAX_BODY_BYTES = 16 * 1024
"""The largest request body a server reads."""

MAX_ANSWER_BYTES = 256 * 1024
"""The largest answer a client reads."""

KEY_PATTERN = r"^[A-Za-z0-9-]{1,64}$"
"""The shape of an Idempotency-Key."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One call of the contract.

    `token` says whether it needs `Authorization: Bearer <account id>~<token>`, `keyed` whether it
    needs an `Idempotency-Key`; `status` is that of success, `problems` are what else may come.
    """

    id: OperationId
    method: Literal["GET", "POST"]
    path: str
    summary: str
    description: str
    status: int
    request: type[BaseModel] | None = None
    response: type[BaseModel] | None = None
    token: bool = True
    keyed: bool = False
    problems: tuple[type[Problem], ...] = ()


_TOKEN: tuple[type[Problem], ...] = (
    Maintenance,
    Unauthorized,
    LinkMalformed,
    LinkUnknown,
    RateLimited,
    Internal,
)
_LIVE: tuple[type[Problem], ...] = (
    AccountLocked,
    LinkExpired,
    LinkUsed,
    LinkRevoked,
    LinkReplaced,
    LinkNotYetValid,
)
_BODY: tuple[type[Problem], ...] = (RequestInvalid, TooLarge, UnsupportedMediaType)

OPERATIONS: dict[OperationId, Operation] = {
    operation.id: operation
    for operation in (
        Operation(
            "look",
            "GET",
            "/v1/activation",
            "Look at the link without consuming it",
            "Tells whose account it is, how long the link lives, and what is to be chosen under "
            "which rules. Any number of looks changes nothing, for mail scanners open links, too.",
            200,
            response=Activation,
            problems=(*_TOKEN, *_LIVE),
        ),
        Operation(
            "check",
            "POST",
            "/v1/activation/checks",
            "Judge part of the credentials without consuming anything",
            "The body is any part of a commit's; each member that is there is judged by every rule "
            "of its policy. Where this is refused or late, a client goes on to the commit.",
            200,
            request=Choices,
            response=Verdicts,
            problems=(*_TOKEN, *_LIVE, *_BODY),
        ),
        Operation(
            "commit",
            "POST",
            "/v1/activation",
            "Activate the account: everything at once, exactly once",
            "Each member is there exactly if its step is among the link's steps. With the same key "
            "and the same body the answer is the same receipt again, so a lost answer is asked for "
            "again. Only a problem of this contract proves that nothing was carried out.",
            200,
            request=Choices,
            response=Receipt,
            keyed=True,
            problems=(
                *_TOKEN,
                *_LIVE,
                *_BODY,
                CommitInProgress,
                CredentialsRejected,
                IdempotencyKeyReused,
            ),
        ),
        Operation(
            "renew",
            "POST",
            "/v1/activation/new-link",
            "Ask for a fresh mail to the address on file, from an expired link only",
            "The address is never told. One mail each five minutes and five a day; a link that "
            "still lives is never replaced by it.",
            202,
            problems=(
                *_TOKEN,
                AccountLocked,
                LinkUsed,
                LinkRevoked,
                LinkReplaced,
                LinkNotYetValid,
                RequestInvalid,
            ),
        ),
        Operation(
            "disown",
            "POST",
            "/v1/activation/disown",
            "“This is not me”: revoke the link and tell the administrator",
            "Deletes nothing. The administrator is told and may send a new link. Saying it again "
            "changes nothing.",
            204,
            request=Disown,
            problems=(
                *_TOKEN,
                AccountLocked,
                LinkExpired,
                LinkUsed,
                LinkReplaced,
                LinkNotYetValid,
                *_BODY,
            ),
        ),
        Operation(
            "health",
            "GET",
            "/healthz",
            "Is the service up?",
            "For whoever watches over the service. Nobody has to be known for it. 200 or 503 is all "
            "that has to be answered; the others are for servers that limit or narrow who asks.",
            200,
            response=Health,
            token=False,
            problems=(RequestInvalid, RateLimited, Internal, Maintenance),
        ),
    )
}
