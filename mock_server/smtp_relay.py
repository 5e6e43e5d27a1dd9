"""Handing mails on to an SMTP server, such as one that catches mails for tests.

Whatever happens there is noted on the mail, and breaks nothing here. The library's client blocks,
so it works on a thread of its own, one that nobody waits for when the server stops.
"""

import asyncio
import smtplib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from mock_server.accounts.store import Store
from mock_server.mail.mime import SENDER, mime
from mock_server.mail.outbox import Mail, Outbox, RelayState
from mock_server.state.changes import ChangeNotifier
from mock_server.state.settings import ServerSettings

PAUSES = (1.0, 5.0, 30.0)
"""Seconds before each further attempt; after the last one a mail has failed."""

PATIENCE = 10.0
"""Seconds the SMTP server may take for an answer."""

_LONG = 3600.0

Result = TypeVar("Result")


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
        delivered = await _on_own_thread(partial(_deliver, server, written))
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


def _deliver(server: SmtpServer, batch: list[tuple[Mail, bytes]]) -> list[Delivery]:
    """Send a batch over one connection. Blocks."""
    done: list[Delivery] = []
    try:
        with smtplib.SMTP(server.host, server.port, timeout=PATIENCE) as smtp:
            for mail, raw in batch:
                done.append(_send(smtp, mail, raw))
    except (OSError, smtplib.SMTPException):
        left = batch[len(done) :]
        done += [
            Delivery(mail, "the SMTP server cannot be reached", again=True) for mail, _ in left
        ]
    return done


def _send(smtp: smtplib.SMTP, mail: Mail, raw: bytes) -> Delivery:
    options = [] if mail.recipient.isascii() else ["SMTPUTF8"]
    try:
        smtp.sendmail(SENDER, [mail.recipient], raw, mail_options=options)
    except smtplib.SMTPRecipientsRefused as refused:
        [(code, _)] = refused.recipients.values()
        return Delivery(mail, f"refused with {code}", again=400 <= code < 500)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPResponseException as refused:
        again = 400 <= refused.smtp_code < 500
        return Delivery(mail, f"refused with {refused.smtp_code}", again=again)
    except smtplib.SMTPNotSupportedError:
        return Delivery(mail, "the SMTP server takes ASCII addresses only")
    return Delivery(mail)


async def _on_own_thread(work: Callable[[], Result]) -> Result:
    """What blocking work gives. The thread is left behind if nobody wants to know any more."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def tell(set_it: Callable[[], None]) -> None:
        if not done.cancelled():
            set_it()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:
            failure = error
            _call_soon(loop, lambda: tell(lambda: done.set_exception(failure)))
        else:
            _call_soon(loop, lambda: tell(lambda: done.set_result(result)))

    threading.Thread(target=run, name="mail-relay", daemon=True).start()
    return await done


def _call_soon(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(call)
    except RuntimeError:
        # The server has stopped meanwhile.
        return
