"""`unify-mock scenarios`: every scenario of a server, with a ready link; modifiers and faults."""

import argparse

from mock_server.cli.client import Server


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
    for kind in ("modifiers", "faults"):
        print(f"\n{kind}")
        for named in listed[kind]:
            print(f"  {named['name']}: {named['text'][options.lang]}")
    return 0
