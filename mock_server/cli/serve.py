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

from mock_server.cli.console import CommandRefused

if TYPE_CHECKING:
    from mock_server.certificate import Certificate
    from mock_server.faults import FaultSpec
    from mock_server.state.service import MockService


def serve(options: argparse.Namespace) -> int:
    """Serve until a signal comes; the first line printed is `READY <origin>`.

    Raises:
        Refused: the address or the file cannot be used.
    """
    certificate, admin_key = guards(options)
    faults = _faults(options)
    with _kept_for_good():
        service = _opened(options)
    service.settings.strict, service.settings.admin_key = options.strict, admin_key
    for fault in faults:
        service.faults.add(fault, times=1 if fault.definition.strikes_once else None)
    try:
        asyncio.run(_until_stopped(service, options, certificate))
    finally:
        service.close()
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


def _faults(options: argparse.Namespace) -> "list[FaultSpec]":
    """The faults that were named.

    Raises:
        Refused: there is no such fault.
    """
    if not options.fault:
        return []
    from mock_server.faults import FAULTS
    from mock_server.mock import read_fault

    try:
        return [read_fault(text) for text in options.fault]
    except ValueError as error:
        raise CommandRefused(f"{error}; there are: {', '.join(FAULTS)}") from None


def _opened(options: argparse.Namespace) -> "MockService":
    from mock_server.clock import Clock
    from mock_server.state.service import MockService

    clock = Clock.frozen(options.freeze) if options.freeze else Clock.real()
    try:
        return MockService.open(options.db, clock=clock, cheap_hash=options.cheap_hash)
    except OSError as error:
        raise CommandRefused(f"{options.db}: {error.strerror}") from None
    except sqlite3.Error as error:
        raise CommandRefused(f"{options.db}: {error}") from None


async def _until_stopped(
    service: "MockService", options: argparse.Namespace, certificate: "Certificate | None"
) -> None:
    with _kept_for_good():
        from mock_server.server import listen

    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    try:
        with _kept_for_good():
            listener = await listen(service, options.host, options.port, certificate)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "cannot be used"
        raise CommandRefused(f"{options.host}:{options.port}: {reason}") from None
    print(f"READY {service.origin}", flush=True)
    _print_links(service, options.lang)
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


def _print_links(service: "MockService", language: str) -> None:
    from mock_server.scenarios.catalogue import SCENARIOS

    print(f"\ndemo tenant, main user\n  {service.demo_link()}")
    for scenario in SCENARIOS.values():
        print(f"{scenario.name}: {scenario.text.in_language(language)}")
        print(f"  {service.link(scenario.name)}")
    print(end="", flush=True)


def guards(options: argparse.Namespace) -> "tuple[Certificate | None, str | None]":
    """The certificate and the admin key that were named.

    Raises:
        Refused: one of them cannot be used, or the host is not loopback and one is missing.
    """
    from api_client.activation_link import is_loopback

    named = f"[{options.host}]" if ":" in options.host else options.host
    if (options.tls_cert is None) != (options.tls_key is None):
        raise CommandRefused("--tls-cert and --tls-key belong together")
    if not is_loopback(named) and (options.tls_cert is None or options.admin_key_file is None):
        raise CommandRefused(
            f"{options.host} is not a loopback address; to be reached from elsewhere the server "
            "needs --tls-cert, --tls-key and --admin-key-file"
        )
    return _certificate(options), _admin_key(options)


def _certificate(options: argparse.Namespace) -> "Certificate | None":
    if options.tls_cert is None:
        return None
    from mock_server.certificate import UnusableCertificate, read_certificate

    try:
        return read_certificate(options.tls_cert, options.tls_key)
    except UnusableCertificate as unusable:
        raise CommandRefused(str(unusable)) from None


def _admin_key(options: argparse.Namespace) -> str | None:
    if options.admin_key_file is None:
        return None
    from mock_server.admin_key import UnusableKey, read_key

    try:
        return read_key(options.admin_key_file)
    except UnusableKey as unusable:
        raise CommandRefused(str(unusable)) from None
