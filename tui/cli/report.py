"""What is told at the end: one object per account for programs, sentences for people."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from api_client.urls import refused_address
from tui.browser.address import read_address
from tui.i18n import _
from tui.journey.account_queue import AccountQueue, QueueEntry
from tui.terminal.sanitize import harmless
from tui.wording.addresses import address_words
from tui.wording.receipt import demo_sentence

if TYPE_CHECKING:
    from tui.journey.journey import Finished


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
        "login_url": None if receipt is None else _told(receipt.login_url),
        "first_steps_url": None if receipt is None else _told(receipt.first_steps_url),
        "refused_addresses": list(_refused(entry.finished)),
        "refused": [
            {"field": each.field, "rule": each.rule, "message": harmless(each.message)}
            for each in entry.refused
        ],
        "contradictions": [
            {"field": each.field, "in_mail": each.in_mail, "at_server": each.at_server}
            for each in entry.contradictions
        ],
        "warnings": [
            {"id": each.id, "standing": each.standing, "text": harmless(each.text)}
            for each in entry.warnings
        ],
        "demo": demo,
    }


def _told(url: str | None) -> str | None:
    """An address as a program may open it; None where there is none, or it must not be opened."""
    address = read_address(url or "")
    return None if address is None else address.url


def _refused(finished: "Finished | None") -> Iterator[dict[str, str | None]]:
    """Which addresses of an active account must not be opened, and what may be told of each."""
    if finished is None:
        return
    receipt = finished.receipt
    named = [("login_url", receipt.login_url), ("first_steps_url", receipt.first_steps_url)]
    apps = (each.url for each in finished.activation.workspaces if each.kind == "desktop_app")
    named += (("desktop_app", url) for url in apps)
    for member, url in named:
        if url is not None and _told(url) is None:
            refused = refused_address(url)
            host = harmless(refused.host) or None
            yield {"member": member, "scheme": refused.scheme or None, "host": host}


def as_words(queue: AccountQueue, *, demo: bool = False) -> Iterator[str]:
    """Sentences, one a line: receipts, and of several accounts how each of the others stands."""
    if demo and any(entry.receipt for entry in queue.entries):
        yield demo_sentence()
    for entry in queue.entries:
        receipt = entry.receipt
        if receipt is not None:
            yield _("Active: {email}").format(email=harmless(receipt.account.email))
            yield _("Receipt: {id}").format(id=harmless(receipt.receipt_id))
            yield _("Sign in: {url}").format(url=address_words(receipt.login_url))
            continue
        if queue.is_several:
            yield _outcome(entry)
        if entry.doubt is not None:
            from tui.wording.doubt import doubt_sentence  # who is certain needs none of it

            yield doubt_sentence()


def _outcome(entry: QueueEntry) -> str:
    from tui.wording.queue import entry_name, outcome_words  # a single account needs none of it

    return _("{outcome}: {name}").format(
        outcome=outcome_words(entry.outcome), name=harmless(entry_name(entry))
    )
