"""`unify-mock invite`: a new link for an account; the one before is replaced."""

import argparse

from mock_server.cli.answers import ToldAccount
from mock_server.cli.client import Server
from mock_server.cli.console import account_lines, tell, tell_json


def invite(options: argparse.Namespace) -> int:
    """Mail it, and print it.

    Raises:
        Refused: there is no such account, it is active already, or no mock server answers.
    """
    with Server(options) as server:
        invited = server.post("accounts", options.account, "resend")
        account = server.read(ToldAccount, invited)
    if options.json:
        tell_json(invited)
    else:
        tell(*account_lines(account))
    return 0
