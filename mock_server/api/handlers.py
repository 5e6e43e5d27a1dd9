"""The operations of the contract, apart from the commit: what each does for the holder of a link."""

from collections.abc import Awaitable, Callable

from api_client.models import Disown
from api_client.operations import OperationId
from mock_server.api.authorization import Admitted, judge_state
from mock_server.api.call import Call, Reply
from mock_server.api.commit import commit
from mock_server.api.credential_checks import judge, verdicts
from mock_server.api.representations import activation
from mock_server.api.request_body import invalid, parse
from mock_server.mail.invitations import administrator_of, invite
from mock_server.state.service import MockService


async def look(call: Call) -> Reply:
    """Tell whose account it is and what is to be chosen. Changes nothing."""
    admitted = call.admit()
    judge_state(admitted, "look")
    return Reply(200, activation(admitted, call.origin))


async def check(call: Call) -> Reply:
    """Judge what was sent. Consumes nothing."""
    admitted = call.admit()
    judge_state(admitted, "check")
    call.limit("check", admitted)
    call.note("check", admitted)
    choices = call.choices(admitted, whole=False)
    judged = await judge(call.service, admitted.record, choices, call.language)
    told = verdicts(judged, call.language)
    return Reply(200, {"verdicts": [verdict.model_dump(mode="json") for verdict in told]})


async def renew(call: Call) -> Reply:
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
    call.service.bell.ring()
    return Reply(202)


async def disown(call: Call) -> Reply:
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
    return Reply(204)


def _revoke(service: MockService, admitted: Admitted) -> None:
    record, store = admitted.record, service.store
    with store.transaction():
        store.mark_links(record, "revoked")
        to = administrator_of(store, record)
        service.outbox.put(record, "disowned", sent_at=admitted.now, to=to)
    service.bell.ring()


async def health(_: Call) -> Reply:
    """The service is up."""
    return Reply(200, {"status": "ok"})


HANDLERS: dict[OperationId, Callable[[Call], Awaitable[Reply]]] = {
    "look": look,
    "check": check,
    "commit": commit,
    "renew": renew,
    "disown": disown,
    "health": health,
}
