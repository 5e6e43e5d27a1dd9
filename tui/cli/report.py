"""What is told at the end: one object per account for programs, sentences for people."""

import json
from collections.abc import Iterator

from tui.i18n import _
from tui.journey.account_queue import AccountQueue, QueueEntry
from tui.terminal.sanitize import harmless
from tui.wording.receipt import demo_sentence


def as_objects(queue: AccountQueue, *, demo: bool = False) -> list[str]:
    """One line of JSON for each account, in order; pure ASCII, and nothing secret in it."""
    return [json.dumps(_object(entry, demo=demo)) for entry in queue.entries]


def _object(entry: QueueEntry, *, demo: bool) -> dict[str, object]:
    receipt = entry.receipt
    return {
        "outcome": entry.outcome,
        "exit_code": int(entry.exit_code),
        "source": entry.source or None,
        "account": None if entry.account is None else entry.account.model_dump(mode="json"),
        "receipt_id": receipt and receipt.receipt_id,
        "activated_at": receipt and receipt.activated_at.isoformat(),
        "workspace": receipt and receipt.workspace,
        "login_url": receipt and receipt.login_url,
        "first_steps_url": receipt and receipt.first_steps_url,
        "refused": [
            {"field": each.field, "rule": each.rule, "message": harmless(each.message)}
            for each in entry.refused
        ],
        "contradictions": [
            {"field": each.field, "in_mail": each.in_mail, "at_server": each.at_server}
            for each in entry.contradictions
        ],
        "demo": demo,
    }


def as_words(queue: AccountQueue, *, demo: bool = False) -> Iterator[str]:
    """Sentences, one a line: receipts, and of several accounts how each of the others stands."""
    if demo and any(entry.receipt for entry in queue.entries):
        yield demo_sentence()
    for entry in queue.entries:
        receipt = entry.receipt
        if receipt is not None:
            yield _("Active: {email}").format(email=harmless(receipt.account.email))
            yield _("Receipt: {id}").format(id=harmless(receipt.receipt_id))
            yield _("Sign in: {url}").format(url=harmless(receipt.login_url))
        elif queue.is_several:
            yield _outcome(entry)


def _outcome(entry: QueueEntry) -> str:
    from tui.wording.queue import entry_name, outcome_words  # a single account needs none of it

    return _("{outcome}: {name}").format(
        outcome=outcome_words(entry.outcome), name=harmless(entry_name(entry))
    )
