"""`unify-mock verify`: does a backend keep the contract?"""

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mock_server.cli.console import FAILURE, UNREACHABLE, CommandRefused, read_file
from mock_server.i18n import _, reason_of

INTERRUPTED = 130

if TYPE_CHECKING:
    from mock_server.verify.check import Check, CheckResult
    from mock_server.verify.links import LinkSource
    from mock_server.verify.plan import Announcement


def verify(options: argparse.Namespace) -> int:
    """Say what will be sent, send it, and tell of each check; 1 if one failed.

    Raises:
        Refused: the backend's address, the links or the checks named cannot be used, or nothing
            answers.
    """
    from mock_server.verify import report
    from mock_server.verify.plan import NoSuchCheck, announcement, chosen

    try:
        checks = chosen(options.only, limits=options.limits or options.list)
    except NoSuchCheck as unknown:
        raise CommandRefused(
            _("--only: There is no check or subject {name}. --list shows all of them.").format(
                name=unknown
            )
        ) from None
    if options.list:
        print("\n".join(report.listed(checks)))
        return 0
    if not checks:
        raise CommandRefused(_("--only names only checks that go to a limit. Add --limits."))
    backend = _backend(options)
    said = announcement(checks)
    print("\n".join(report.announced(said, backend)), file=sys.stderr, flush=True)
    results = _results(options, backend, checks)
    _tell(options, results, said, backend)
    outcomes = {result.outcome for result in results}
    is_complete = "not tried" not in outcomes or not options.complete
    return 0 if "failed" not in outcomes and "held" in outcomes and is_complete else FAILURE


def _results(
    options: argparse.Namespace, backend: str, checks: "list[Check]"
) -> "list[CheckResult]":
    from mock_server.verify.links import UnusableLinks
    from mock_server.verify.plan import allot
    from mock_server.verify.report import line
    from mock_server.verify.run import NoAnswer, verify

    width, done = max(len(check.id) for check in checks), 0

    def told(result: "CheckResult") -> None:
        nonlocal done
        done += 1
        if not options.json:
            print(line(result, width), flush=True)
        elif sys.stderr.isatty():
            print(f"\r{done}/{len(checks)}", end="", file=sys.stderr, flush=True)

    try:
        allotment = allot(checks, _links(options, backend))
        return asyncio.run(verify(backend, checks, allotment, told))
    except UnusableLinks as unusable:
        raise CommandRefused(str(unusable)) from None
    except KeyboardInterrupt:
        raise CommandRefused(_("The checks were stopped."), code=INTERRUPTED) from None
    except NoAnswer as silent:
        raise CommandRefused(f"{backend}: {silent}", code=UNREACHABLE) from None


def _tell(
    options: argparse.Namespace, results: "list[CheckResult]", said: "Announcement", backend: str
) -> None:
    from mock_server.verify.report import as_json, as_junit, summary

    if options.json:
        print(as_json(results, said, backend))
    print(f"\n{summary(results)}", file=sys.stderr if options.json else sys.stdout, flush=True)
    if options.junit is not None:
        try:
            Path(options.junit).write_bytes(as_junit(results, backend))
        except OSError as error:
            raise CommandRefused(f"{options.junit}: {reason_of(error)}", code=FAILURE) from None


def _backend(options: argparse.Namespace) -> str:
    """The backend's address.

    Raises:
        Refused: it is missing, it is none, or it is a stranger's.
    """
    from api_client.activation_link import is_loopback
    from api_client.urls import host_of, read_base_url

    if options.backend is None:
        raise CommandRefused(_("--backend URL is missing."))
    with contextlib.suppress(ValueError):
        backend = read_base_url(options.backend)
        if is_loopback(host_of(backend)) or options.i_own_this_backend:
            return backend
        raise CommandRefused(
            _(
                "{host} is not this computer. The checks activate accounts and try wrong tokens "
                "there. If you are allowed to do so, add --i-own-this-backend."
            ).format(host=host_of(backend))
        )
    raise CommandRefused(
        _("--backend needs an address with https://, or with http:// on this computer.")
    )


def _links(options: argparse.Namespace, backend: str) -> "LinkSource":
    """Where links come from.

    Raises:
        UnusableLinks: the file or the command cannot be used.
        Refused: neither is named, or the file cannot be read.
    """
    from mock_server.verify.links import LinkSources, UnusableLinks, read_command, read_link_file

    sources: list[LinkSource] = []
    if options.links is not None:
        try:
            sources.append(read_link_file(read_file(options.links), backend))
        except UnusableLinks as unusable:
            raise CommandRefused(f"{options.links}: {unusable}") from None
    if options.links_from is not None:
        sources.append(read_command(options.links_from, backend))
    if not sources:
        raise CommandRefused(
            _("Links are missing. Give --links FILE, --links-from COMMAND or both.")
        )
    return LinkSources(tuple(sources))
