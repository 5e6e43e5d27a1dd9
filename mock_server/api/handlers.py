"""The operations of the contract, apart from the commit: what each does for the holder of a link."""

from collections.abc import Awaitable, Callable

from api_client.models import Disown
from api_client.operations import OperationId
from mock_server.api.authorization import Admitted, judge_state
from mock_server.api.call import OperationCall, OperationReply
from mock_server.api.commit import commit
from mock_server.api.credential_checks import judge, verdicts
from mock_server.api.representations import activation
from mock_server.api.request_body import invalid, parse
from mock_server.mail.invitations import administrator_of, invite
from mock_server.state.service import MockService


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
    choices = call.choices(admitted, whole=False)
    judged = await judge(call.service, admitted.record, choices, call.language)
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
    store = call.service.store
    with store.transaction():
        invite(store, call.service.outbox, admitted.record, "renewal", admitted.now)
    call.service.changes.notify()
    return OperationReply(202)


async def disown(call: OperationCall) -> OperationReply:
    """Revoke the link and tell the administrator, once. Deletes nothing."""
    admitted = call.admit()
    judge_state(admitted, "disown")
    body = call.json()
    parse(Disown, body, call.language)
    if body != {"confirm": True} or type(body["confirm"]) is not bool:
        # Python takes 1 for True, JSON does not.
        raise invalid([("confirm", "invalid")], call.language)
    if admitted.state == "live":
        _revoke(call.service, admitted)
    return OperationReply(204)


def _revoke(service: MockService, admitted: Admitted) -> None:
    record, store = admitted.record, service.store
    with store.transaction():
        store.mark_links(record, "revoked")
        to = administrator_of(store, record)
        service.outbox.put(record, "disowned", sent_at=admitted.now, to=to)
    service.changes.notify()


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
