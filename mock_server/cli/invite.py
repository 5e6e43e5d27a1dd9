"""`unify-mock invite`: a new link for an account; the one before is replaced."""

import argparse

from mock_server.cli.client import Server
from mock_server.cli.console import account_lines


def invite(options: argparse.Namespace) -> int:
    """Mail it, and print it.

    Raises:
        Refused: there is no such account, it is active already, or no mock server answers.
    """
    with Server(options) as server:
        print("\n".join(account_lines(server.post("accounts", options.account, "resend"))))
    return 0
