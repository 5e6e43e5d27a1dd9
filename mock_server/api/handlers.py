"""The operations of the contract, apart from the commit: what each does for the holder of a link."""

from collections.abc import Awaitable, Callable

from api_client.models import Disown
from api_client.operations import OperationId
from mock_server.api.admission import Admitted, judge_state
from mock_server.api.call import OperationCall, OperationReply
from mock_server.api.commit import commit
from mock_server.api.context import OperationContext
from mock_server.api.credential_checks import judge, verdicts
from mock_server.api.representations import activation
from mock_server.api.request_body import invalid
from mock_server.mail.invitations import administrator_of, invite


async def look(call: OperationCall) -> OperationReply:
    """Tell whose account it is and what is to be chosen. Changes nothing."""
    admitted = call.admit()
    judge_state(admitted, "look")
    return OperationReply(200, activation(admitted, call.origin))


async def check(call: OperationCall) -> OperationReply:
    """Judge what was sent. Consumes nothing."""
    admitted = call.admit()
    judge_state(admitted, "check")
    call.limit("check", admitted)
    call.note("check", admitted)
    choices, context = call.choices(admitted), call.context
    judged = await judge(context.store, context.hasher, admitted.record, choices, call.language)
    told = verdicts(judged, call.language)
    return OperationReply(200, {"verdicts": [verdict.model_dump(mode="json") for verdict in told]})


async def renew(call: OperationCall) -> OperationReply:
    """Mail a fresh link to the address on file. A live link is left alone."""
    admitted = call.admit()
    judge_state(admitted, "renew")
    if admitted.state != "expired":
        raise invalid([("link", "expired")], call.language)
    call.limit("renew", admitted)
    call.limit("renew-per-day", admitted)
    call.note("renew", admitted)
    call.note("renew-per-day", admitted)
    store = call.context.store
    with store.transaction():
        invite(store, call.context.outbox, admitted.record, "renewal", admitted.now)
    call.context.changes.notify()
    return OperationReply(202)


async def disown(call: OperationCall) -> OperationReply:
    """Revoke this link and tell the administrator, once. Deletes nothing."""
    admitted = call.admit()
    judge_state(admitted, "disown")
    call.request(Disown)
    body = call.body.json
    if not isinstance(body, dict) or body["confirm"] is not True:
        # Python takes 1 for True, JSON does not.
        raise invalid([("confirm", "invalid")], call.language)
    if admitted.state == "live":
        _revoke(call.context, admitted)
    return OperationReply(204)


def _revoke(context: OperationContext, admitted: Admitted) -> None:
    record, store = admitted.record, context.store
    with store.transaction():
        store.mark_link(record, admitted.link, "revoked")
        to = administrator_of(store, record)
        context.outbox.put(record, "disowned", sent_at=admitted.now, to=to)
    context.changes.notify()


async def health(_: OperationCall) -> OperationReply:
    """The service is up."""
    return OperationReply(200, {"status": "ok"})


HANDLERS: dict[OperationId, Callable[[OperationCall], Awaitable[OperationReply]]] = {
    "look": look,
    "check": check,
    "commit": commit,
    "renew": renew,
    "disown": disown,
    "health": health,
}
