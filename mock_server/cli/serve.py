"""`unify-mock serve`: the server, until it is stopped."""

import argparse
import asyncio
import gc
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from mock_server.cli.access import Access, read_access
from mock_server.cli.console import CommandRefused
from mock_server.cli.streams import LineWriter, complain, tell
from mock_server.i18n import _, reason_of

if TYPE_CHECKING:
    from mock_server.certificate import Certificate
    from mock_server.faults import FaultSpec
    from mock_server.server import Listener
    from mock_server.state.service import MockService


def serve(options: argparse.Namespace) -> int:
    """Serve until a signal comes; the first line printed is `READY <origin>`.

    Raises:
        Refused: the address or the file cannot be used.
    """
    access = read_access(options)
    faults = _faults(options)
    with _kept_for_good():
        service = _opened(options)
    _set_up(service, options, access)
    for fault in faults:
        service.faults.add(fault, times=1 if fault.definition.strikes_once else None)
    log = LineWriter() if options.log else None
    service.settings.log = None if log is None else log.write
    try:
        asyncio.run(_until_stopped(service, options, access.certificate))
    finally:
        service.close()
        if log is not None:
            log.close()
    return 0


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """What is loaded at the start stays: it is never searched for garbage, neither now nor later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _set_up(service: "MockService", options: argparse.Namespace, access: Access) -> None:
    settings = service.settings
    settings.strict, settings.admin_key = options.strict, access.admin_key
    settings.public_url, settings.names = options.public_url, access.names
    settings.allowed_origins = frozenset(options.allow_origin)


def _name_links(service: "MockService", options: argparse.Namespace, listener: "Listener") -> None:
    """Let links of a server that is reached at every address lead to the first name it was given."""
    named = [name for name in options.name if not name.startswith("*")]
    everywhere = {"0.0.0.0", "::", ""} & set(options.host or ())
    if named and everywhere and listener.origin.startswith("http:") and not options.public_url:
        service.settings.origin = f"http://{named[0]}:{listener.port}"


def _faults(options: argparse.Namespace) -> "list[FaultSpec]":
    """The faults that were named.

    Raises:
        Refused: there is no such fault.
    """
    if not options.fault:
        return []
    from mock_server.faults import FAULTS
    from mock_server.mock import read_fault

    faults = []
    for text in options.fault:
        try:
            faults.append(read_fault(text))
        except ValueError:
            raise CommandRefused(
                _("There is no fault “{name}”. Choose from: {faults}").format(
                    name=text, faults=", ".join(FAULTS)
                )
            ) from None
    return faults


def _opened(options: argparse.Namespace) -> "MockService":
    from mock_server.clock import Clock
    from mock_server.state.service import MockService

    clock = Clock.frozen(options.freeze) if options.freeze else Clock.real()
    try:
        return MockService.open(options.db, clock=clock, cheap_hash=options.cheap_hash)
    except OSError as error:
        raise CommandRefused(f"{options.db}: {reason_of(error)}") from None
    except sqlite3.Error as error:
        raise CommandRefused(f"{options.db}: {error}") from None


async def _until_stopped(
    service: "MockService", options: argparse.Namespace, certificate: "Certificate | None"
) -> None:
    with _kept_for_good():
        from mock_server.server import listen

    hosts = options.host or ["localhost"]
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # A shell lets what it starts in the background ignore Ctrl-C, and that stays so.
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, stopped.set)
    try:
        with _kept_for_good():
            listener = await listen(service, *hosts, port=options.port, certificate=certificate)
    except OSError as error:
        reason = _(os.strerror(error.errno) if error.errno else "The address cannot be used.")
        where = " ".join(options.host or ["127.0.0.1"])
        raise CommandRefused(f"{where}:{options.port}: {reason}") from None
    _name_links(service, options, listener)
    _print_start(service, listener.origin, options.lang)
    async with _relaying(service, options):
        await stopped.wait()
    await listener.stop()


@asynccontextmanager
async def _relaying(service: "MockService", options: argparse.Namespace) -> AsyncIterator[None]:
    """Hand on mails, if there is an SMTP server to take them."""
    if options.smtp is None:
        yield
        return
    from mock_server.smtp_relay import RelayContext, SmtpServer, relay

    host, port = options.smtp
    context = RelayContext(service.store, service.outbox, service.changes, service.settings)
    task = asyncio.create_task(relay(context, SmtpServer(host, port)))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _print_start(service: "MockService", origin: str, language: str) -> None:
    """READY, and the links. The server lives on, whatever becomes of those who read it."""
    from mock_server.scenarios.catalogue import SCENARIOS

    failed = tell(f"READY {origin}")
    if failed:
        complain(
            _("READY {origin} could not be written: {reason}").format(
                origin=origin, reason=_(failed)
            )
        )
    lines = ["", _("main user of the demo tenant"), f"  {service.demo_link()}"]
    for scenario in SCENARIOS.values():
        lines.append(f"{scenario.name}: {scenario.text.in_language(language)}")
        lines.append(f"  {service.link(scenario.name)}")
    tell("\n".join(lines))
