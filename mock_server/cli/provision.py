"""`unify-mock provision`: from an order to a tenant whose people have mail."""

import argparse

from mock_server.cli.answers import ToldStep, ToldTenant
from mock_server.cli.client import Server
from mock_server.cli.console import (
    FAILURE,
    CommandRefused,
    account_lines,
    read_file,
    tell,
    tell_json,
)
from mock_server.i18n import _
from mock_server.mail.plain_text import one_line


def provision(options: argparse.Namespace) -> int:
    """Carry an order out, and tell its states as they are reached, then its accounts.

    As JSON only what the order became is told.

    Raises:
        Refused: the order is wrong, every reason with its line; no mock server answers; or the
            server could not finish, so that nothing is left of it.
    """
    body = read_file(options.order)
    kind = "application/json" if options.order.endswith(".json") else "application/toml"
    last: object = None
    with Server(options) as server:
        for told in server.lines(
            "orders", body=body, media_type=kind, source=options.order, pace=options.pace
        ):
            if isinstance(told, dict) and "at" in told and not options.json:
                _print_progress(server.read(ToldStep, told), begins=last is None)
            last = told
        if not isinstance(last, dict) or "accounts" not in last:
            raise CommandRefused(
                _(
                    "The server stopped before the order was carried out. Nothing of the order was kept."
                ),
                code=FAILURE,
            )
        tenant = server.read(ToldTenant, last)
    if options.json:
        tell_json(last)
    else:
        _print_result(tenant)
    return 0


def _print_progress(step: ToldStep, *, begins: bool) -> None:
    if begins:
        tell(
            _("tenant {id}: {company} ({edition})").format(
                id=step.tenant_id, company=one_line(step.company), edition=step.edition
            )
        )
    tell(f"  {step.at}  {step.state}")


def _print_result(tenant: ToldTenant) -> None:
    tell(
        _("  main number {main}, main fax number {fax}").format(
            main=tenant.main_number, fax=tenant.main_fax_number or "-"
        )
    )
    for account in tenant.accounts:
        tell(*account_lines(account))
