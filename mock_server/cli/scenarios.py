"""`unify-mock scenarios`: every scenario of a server, with a ready link."""

import argparse

from mock_server.cli.server import Server


def scenarios(options: argparse.Namespace) -> int:
    """List them.

    Raises:
        Refused: no mock server answers.
    """
    with Server(options) as server:
        listed = server.get("scenarios")
    for scenario in listed["scenarios"]:
        print(f"{scenario['name']}: {scenario['text'][options.lang]}")
        print(f"  {scenario['link']}")
    return 0
