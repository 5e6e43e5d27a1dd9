"""Handing mails on to an SMTP server, such as one that catches mails for tests.

Whatever happens there is noted on the mail, and breaks nothing here.
"""

import asyncio
from dataclasses import dataclass

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from mock_server.accounts.store import Store
from mock_server.mail.mime import SENDER, mime
from mock_server.mail.outbox import Mail, Outbox, RelayState
from mock_server.state.changes import ChangeNotifier
from mock_server.state.settings import ServerSettings

PAUSES = (1.0, 5.0, 30.0)
"""Seconds before each further attempt; after the last one a mail has failed."""

PATIENCE = 30.0
"""Seconds the SMTP server may take to answer a connection, and to take each mail."""

GREETED_AS = "[127.0.0.1]"
"""What the SMTP server is told to talk to (RFC 5321, section 4.1.4). Asking for a name could block."""

_LONG = 3600.0


@dataclass(frozen=True, slots=True)
class RelayContext:
    """What the relay works with."""

    store: Store
    outbox: Outbox
    changes: ChangeNotifier
    settings: ServerSettings


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mails are handed on to."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one mail. `again` says that another attempt may help."""

    mail: Mail
    reason: str | None = None
    again: bool = False


async def pause(seconds: float) -> None:
    """Let the SMTP server recover."""
    await asyncio.sleep(seconds)


async def relay(
    context: RelayContext, server: SmtpServer, *, pauses: tuple[float, ...] = PAUSES
) -> None:
    """Hand on every mail that is put into the outbox from now on, until cancelled."""
    outbox = context.outbox
    outbox.relaying = True
    try:
        while True:
            waiting = await context.changes.until(lambda: outbox.find(relay="pending"), _LONG)
            await _hand_on(context, server, waiting, pauses)
    finally:
        outbox.relaying = False


async def _hand_on(
    context: RelayContext, server: SmtpServer, mails: list[Mail], pauses: tuple[float, ...]
) -> None:
    for seconds in (*pauses, None):
        written = [(mail, raw) for mail in mails if (raw := _written(context, mail)) is not None]
        delivered = await _deliver(server, written)
        for each in delivered:
            if not each.again:
                _note(context, each)
        context.changes.notify()
        unlucky = [each for each in delivered if each.again]
        if not unlucky:
            return
        if seconds is None:
            for each in unlucky:
                _note(context, each)
            context.changes.notify()
            return
        mails = [each.mail for each in unlucky]
        await pause(seconds)


def _written(context: RelayContext, mail: Mail) -> bytes | None:
    """The message; None if the mail was forgotten meanwhile."""
    record = context.store.record(mail.ref)
    return (
        None
        if record is None or not _waits(context, mail)
        else mime(mail, record, context.settings.origin)
    )


def _note(context: RelayContext, delivery: Delivery) -> None:
    state: RelayState = "relayed" if delivery.reason is None else "failed"
    if _waits(context, delivery.mail):
        context.outbox.set_relay(delivery.mail, state, delivery.reason)


def _waits(context: RelayContext, mail: Mail) -> bool:
    # After a reset another mail may have its number.
    return mail in context.outbox.find(mail_id=mail.id)


async def _deliver(server: SmtpServer, batch: list[tuple[Mail, bytes]]) -> list[Delivery]:
    """Send a batch over one connection."""
    done: list[Delivery] = []
    smtp = SMTP(
        hostname=server.host,
        port=server.port,
        local_hostname=GREETED_AS,
        timeout=None,  # before Python 3.12 the library's own limits may swallow a cancellation
        start_tls=False,  # what catches mails has a certificate of its own, if it has one
    )
    # Not as a context: that would say goodbye, and wait for the answer, even when cancelled.
    try:
        async with asyncio.timeout(PATIENCE):
            await smtp.connect()
        for mail, raw in batch:
            async with asyncio.timeout(PATIENCE):
                done.append(await _send(smtp, mail, raw))
        async with asyncio.timeout(PATIENCE):
            await smtp.quit()
    except (OSError, UnicodeError, SMTPException):  # a name may be none that can be asked for
        left = batch[len(done) :]
        done += [
            Delivery(mail, "the SMTP server cannot be reached", again=True) for mail, _ in left
        ]
    finally:
        smtp.close()
    return done


async def _send(smtp: SMTP, mail: Mail, raw: bytes) -> Delivery:
    options = [] if mail.recipient.isascii() else ["SMTPUTF8"]
    try:
        await smtp.sendmail(SENDER, mail.recipient, raw, mail_options=options)
    except SMTPRecipientsRefused as refused:
        return _refused(mail, refused.recipients[0].code)
    except SMTPResponseException as refused:
        return _refused(mail, refused.code)
    except SMTPNotSupported:
        return Delivery(mail, "the SMTP server takes ASCII addresses only")
    return Delivery(mail)


def _refused(mail: Mail, code: int) -> Delivery:
    return Delivery(mail, f"refused with {code}", again=400 <= code < 500)
