"""`unify-mock reset`: back to the start."""

import argparse

from mock_server.cli.client import Server


def reset(options: argparse.Namespace) -> int:
    """Forget everything, one account, or one tester's accounts.

    Raises:
        Refused: the name has not the shape of one, or no mock server answers.
    """
    with Server(options) as server:
        done = server.post("reset", account=options.account, prefix=options.prefix)
    print(f"accounts reset: {done['forgotten']}")
    return 0
