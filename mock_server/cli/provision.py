"""`unify-mock provision`: from an order to a tenant whose people have mail."""

import argparse

from mock_server.cli.client import Server
from mock_server.cli.console import FAILURE, CommandRefused, account_lines, read_file
from mock_server.mail.plain_text import one_line


def provision(options: argparse.Namespace) -> int:
    """Carry an order out, and tell its states as they are reached, then its accounts.

    Raises:
        Refused: the order is wrong, every reason with its line; no mock server answers; or the
            server could not finish, so that nothing is left of it.
    """
    body = read_file(options.order)
    kind = "application/json" if options.order.endswith(".json") else "application/toml"
    last = None
    with Server(options) as server:
        for told in server.lines(
            "orders", body=body, media_type=kind, source=options.order, pace=options.pace
        ):
            if "at" in told:
                _print_progress(told, begins=last is None)
            last = told
    if last is None or "accounts" not in last:
        raise CommandRefused("the server broke off; nothing of the order is left", code=FAILURE)
    print(f"  main number {last['main_number']}, main fax number {last['main_fax_number'] or '-'}")
    for account in last["accounts"]:
        print("\n".join(account_lines(account)))
    return 0


def _print_progress(told: dict[str, str], *, begins: bool) -> None:
    if begins:
        print(f"tenant {told['tenant_id']}: {one_line(told['company'])} ({told['edition']})")
    print(f"  {told['at']}  {told['state']}", flush=True)
