"""What the command tells of accounts: read from its output, or made without running it."""

import json
from typing import Any

from tui.cli.report import account_object, account_words
from tui.journey.account_queue import AccountQueue


def as_objects(queue: AccountQueue, *, demo: bool = False) -> list[str]:
    """The line of JSON of each account, without the summary."""
    return [account_object(entry, demo=demo) for entry in queue.entries]


def as_words(queue: AccountQueue) -> list[str]:
    """The lines for people."""
    told = (account_words(entry, is_several=queue.is_several) for entry in queue.entries)
    return [line for words in told for line in words.splitlines()]


def accounts_told(output: str | bytes) -> list[dict[str, Any]]:
    """The objects of all accounts in what `--json` printed; the summary after them fits."""
    *accounts, summary = map(json.loads, output.splitlines())
    assert [each["kind"] for each in accounts] == ["account"] * len(accounts)
    assert (summary["kind"], summary["count"]) == ("summary", len(accounts))
    return accounts
