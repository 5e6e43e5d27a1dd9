"""The order of judgement up to the body: who asks, and how their link stands.

503, 401, 400 token, 404; then replay by key, which is the commit's own; then 423, 410, 403.
"""

import hmac
import math
from dataclasses import dataclass
from datetime import datetime

from api_client.operations import OperationId
from api_client.problems import (
    AccountLocked,
    LinkExpired,
    LinkMalformed,
    LinkNotYetValid,
    LinkReplaced,
    LinkRevoked,
    LinkUnknown,
    LinkUsed,
    Maintenance,
    RateLimited,
    Unauthorized,
)
from mock_server.accounts.authorization_header import Bearer
from mock_server.accounts.models import Link, LinkState, Record, link_state
from mock_server.api.context import OperationContext
from mock_server.api.request_body import Violation
from mock_server.api.request_head import RequestHead
from mock_server.scenarios.magic_links import contact

MAINTENANCE_SECONDS = 120
LOCKED_SECONDS = 3600

_NOBODY = bytes(32)

TOLERATED: dict[OperationId, frozenset[LinkState]] = {
    "look": frozenset({"live"}),
    "check": frozenset({"live"}),
    "commit": frozenset({"live"}),
    "renew": frozenset({"live", "expired"}),
    "disown": frozenset({"live", "revoked"}),
}
"""How a link may stand for an operation to go on."""


class NoSuchScenario(LinkUnknown):
    """A magic link with a word that means nothing: a tester's slip. Answered as any unknown link."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A holder of a whole link, and the time as their account sees it.

    `revision` is the store's when they were read; `off_form` are the members of the
    body that are missing or do not belong, given their steps.
    """

    record: Record
    link: Link
    now: datetime
    revision: int
    off_form: tuple[Violation, ...] = ()

    @property
    def state(self) -> LinkState:
        """How the link stands."""
        return link_state(self.record, self.link, self.now)


def admit(context: OperationContext, head: RequestHead, address: str) -> Admitted:
    """Whoever holds the link that the head of a call shows.

    Raises:
        Maintenance, Unauthorized, LinkMalformed, RateLimited, LinkUnknown: in this order.
    """
    bearer, name = head.bearer, head.magic
    if bearer is None:
        raise head.unproven or Unauthorized
    if name is None:
        return _admitted(context, *_proven(context, bearer, address))
    match name.scenario.answer:
        case "maintenance":
            raise Maintenance(retry_after=MAINTENANCE_SECONDS)
        case "link-malformed":
            raise LinkMalformed
        case "link-unknown":
            raise LinkUnknown
    return _admitted(context, *contact(context.store, context.clock, bearer, name))


def _admitted(context: OperationContext, record: Record, link: Link) -> Admitted:
    return Admitted(record, link, context.clock.now(record.ref), context.store.revision)


def _proven(context: OperationContext, bearer: Bearer, address: str) -> tuple[Record, Link]:
    """The account of a provisioned link. An unknown id and a wrong token cannot be told apart."""
    now = context.clock.now()
    wait = context.rate_limits.wait("wrong-token", address, now)
    if wait:
        raise RateLimited(retry_after=wait)
    found = None
    for link in context.store.links_of(bearer.account_id):
        if hmac.compare_digest(link.token_sha256, bearer.token_sha256):
            found = link
    hmac.compare_digest(_NOBODY, bearer.token_sha256)
    if found is None:
        context.rate_limits.note("wrong-token", address, now)
        raise LinkUnknown if bearer.account_id.isdigit() else NoSuchScenario
    return context.store.record_of(found), found


def judge_state(admitted: Admitted, operation: OperationId) -> None:
    """Let through those whose link stands well enough for the operation.

    Raises:
        AccountLocked, LinkUsed, LinkRevoked, LinkReplaced, LinkExpired, LinkNotYetValid.
    """
    if admitted.record.locked:
        raise AccountLocked(retry_after=LOCKED_SECONDS)
    state = admitted.state
    if state in TOLERATED[operation]:
        return
    match state:
        case "used":
            raise LinkUsed(activated_at=admitted.record.activated_at)
        case "revoked":
            raise LinkRevoked
        case "replaced":
            raise LinkReplaced
        case "expired":
            raise LinkExpired
        case "not-yet-valid":
            assert admitted.link.opens_at is not None
            left = (admitted.link.opens_at - admitted.now).total_seconds()
            raise LinkNotYetValid(retry_after=max(1, math.ceil(left)))
