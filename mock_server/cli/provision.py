"""`unify-mock provision`: from an order to a tenant whose people have mail."""

import argparse

from mock_server.cli.account_lines import account_lines
from mock_server.cli.files import read_file
from mock_server.cli.server import Server
from mock_server.mail.plain_text import one_line


def provision(options: argparse.Namespace) -> int:
    """Carry an order out, and tell its states and its accounts.

    Raises:
        Refused: the order is wrong, every reason with its line; or no mock server answers.
    """
    body = read_file(options.order)
    kind = "application/json" if options.order.endswith(".json") else "application/toml"
    with Server(options) as server:
        made = server.json(server.send("orders", body=body, media_type=kind), options.order)
        tenant = server.get("tenants", made["tenant_id"])
    print(f"tenant {made['tenant_id']}: {one_line(tenant['company'])} ({tenant['edition']})")
    for step in tenant["steps"]:
        print(f"  {step['at']}  {step['state']}")
    print(f"  main number {made['main_number']}, main fax number {made['main_fax_number'] or '-'}")
    for account in made["accounts"]:
        print("\n".join(account_lines(account)))
    return 0
