"""`unify-mock reset`: back to the start."""

import argparse

from mock_server.cli.answers import ToldReset
from mock_server.cli.client import Server
from mock_server.cli.console import tell, tell_json
from mock_server.i18n import _


def reset(options: argparse.Namespace) -> int:
    """Forget everything, one account, or one tester's accounts.

    Raises:
        Refused: the name has not the shape of one, or no mock server answers.
    """
    with Server(options) as server:
        done = server.post("reset", account=options.account, prefix=options.prefix)
        forgotten = server.read(ToldReset, done).forgotten
    if options.json:
        tell_json(done)
    else:
        tell(_("accounts reset: {n}").format(n=forgotten))
    return 0
