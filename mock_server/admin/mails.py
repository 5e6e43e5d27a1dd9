"""The outbox: the mails there are, and each as people get it."""

from starlette.responses import Response

from mock_server.accounts.models import Record
from mock_server.admin.models import MailEntry, MailWhole, Relay
from mock_server.admin.request import MAX_WAIT, AdminRequest
from mock_server.mail.mime import message_id, mime, render
from mock_server.mail.outbox import Mail, link_url

MESSAGE_TYPES = ("message/rfc822", "application/octet-stream")
"""What a whole message is given as; the second, which generators take, where it alone is asked for."""


async def mails(request: AdminRequest) -> list[MailEntry]:
    """The mails to an address, or about an account, oldest first; waits until there are any.

    With `since`, the id of a mail, only newer ones count, for the waiting too. Ids grow and are never
    used twice. Of more than `limit` the newest are told.
    """
    to, ref, outbox = _address(request), request.named_ref(), request.context.outbox
    since, limit = request.whole("since"), request.whole("limit", least=1)
    found = await request.context.changes.until(
        lambda: outbox.find(to=to, ref=ref, since=since, limit=limit),
        request.number("wait", MAX_WAIT),
    )
    return [_listed(request, each) for each in found]


async def clear_mails(request: AdminRequest) -> None:
    """Take out the mails to an address, or about an account, or all; links stay as they are."""
    request.context.outbox.clear(to=_address(request), ref=request.named_ref())


def _address(request: AdminRequest) -> str | None:
    """The address asked for. A plus that was not escaped came as a space, which no address has."""
    to = request.query("to")
    return None if to is None else to.strip().replace(" ", "+")


async def mail(request: AdminRequest) -> MailWhole:
    """One mail: its headers as people see them, its text and its HTML."""
    found, record = _named(request)
    rendered = render(found, record, request.origin)
    return MailWhole(
        **dict(_listed(request, found)),
        headers=rendered.headers,
        text=rendered.text,
        html=rendered.html,
    )


async def message(request: AdminRequest) -> Response:
    """One mail as the MIME message it is."""
    found, record = _named(request)
    asked = request.http.headers.get("accept")
    return Response(
        mime(found, record, request.origin),
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="mail-{found.id}.eml"',
            "X-Content-Type-Options": "nosniff",
        },
        media_type=MESSAGE_TYPES[asked == MESSAGE_TYPES[1]],
    )


def _named(request: AdminRequest) -> tuple[Mail, Record]:
    number = request.http.path_params["id"]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise request.missing("mail")
    found = request.context.outbox.find(mail_id=int(number))
    record = request.context.store.record(found[0].ref) if found else None
    if record is None:
        raise request.missing("mail")
    return found[0], record


def _listed(request: AdminRequest, mail: Mail) -> MailEntry:
    return MailEntry(
        id=mail.id,
        account_id=mail.account_id,
        kind=mail.kind,
        to=mail.recipient,
        subject=mail.subject,
        language=mail.language,
        sent_at=mail.sent_at,
        message_id=message_id(mail),
        link=None if mail.link is None else link_url(request.origin, mail.link),
        relay=None if mail.relay is None else Relay(state=mail.relay, reason=mail.relay_reason),
    )
