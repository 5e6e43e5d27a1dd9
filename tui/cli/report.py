"""What is told at the end: objects for programs, sentences for people.

`report_schema` describes the objects.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from api_client.urls import refused_address
from tui.browser.address import read_address
from tui.cli.report_objects import (
    SCHEMA_VERSION,
    AccountObject,
    FailureObject,
    KnownAccount,
    SummaryObject,
    UnfitAddress,
)
from tui.i18n import _
from tui.journey.account_queue import ACTIVE, AccountQueue, QueueEntry
from tui.terminal.sanitize import harmless, without_tokens
from tui.wording.addresses import address_words
from tui.wording.identity import shown_email, shown_id

if TYPE_CHECKING:
    from tui.journey.journey import Finished

_LONGEST_DETAIL = 2000
"""Characters."""


def account_object(entry: QueueEntry, *, demo: bool = False) -> str:
    """A line of JSON about an account; pure ASCII, and nothing secret in it."""
    receipt = entry.receipt
    account, account_from = _account(entry)
    told: AccountObject = {
        "schema_version": SCHEMA_VERSION,
        "kind": "account",
        "outcome": entry.outcome,
        "exit_code": int(entry.exit_code),
        "detail": _detail(entry),
        "retry_after": entry.retry_after,
        "source": entry.source or None,
        "account": account,
        "account_from": account_from,
        "receipt_id": None if receipt is None else receipt.receipt_id,
        "activated_at": None if receipt is None else receipt.activated_at.isoformat(),
        "workspace": None if receipt is None else receipt.workspace,
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
    return json.dumps(told)


def summary_object(queue: AccountQueue, code: int, *, demo: bool = False) -> str:
    """The last line of JSON: how many accounts ended how."""
    outcomes = Counter(entry.outcome for entry in queue.entries)
    told: SummaryObject = {
        "schema_version": SCHEMA_VERSION,
        "kind": "summary",
        "exit_code": code,
        "count": outcomes.total(),
        "outcomes": outcomes,
        "demo": demo,
    }
    return json.dumps(told)


def failure_object(outcome: str, code: int, detail: str) -> str:
    """The only line of JSON where it did not come to any account."""
    told: FailureObject = {
        "schema_version": SCHEMA_VERSION,
        "kind": "failure",
        "outcome": outcome,
        "exit_code": code,
        "detail": _clean(detail),
    }
    return json.dumps(told)


def _clean(text: str) -> str:
    """Words that may quote what is secret or ill, in a line."""
    return harmless(without_tokens(text), limit=_LONGEST_DETAIL)


def _detail(entry: QueueEntry) -> str | None:
    """Why it is not active, in words for people."""
    if entry.outcome == ACTIVE:
        return None
    from tui.wording.queue import outcome_words

    return _clean(entry.detail or outcome_words(entry.outcome))


def _account(
    entry: QueueEntry,
) -> "tuple[KnownAccount | None, Literal['server', 'mail'] | None]":
    """Whose account it is as far as that is known, and who says so."""
    if entry.account is not None:
        known: KnownAccount = entry.account.model_dump(mode="json")  # type: ignore[assignment]
        return known, "server"
    mail = None if entry.invitation is None else entry.invitation.mail
    if mail is None:
        return None, None
    facts = mail.facts
    told: KnownAccount = {
        "name": _told_word(facts.name),
        "first_name": _told_word(facts.first_name),
        "last_name": _told_word(facts.last_name),
        "email": _told_word(facts.login_email),
        "company": _told_word(facts.company),
        "main_number": _told_word(facts.main_number),
        "extension": _told_word(facts.extension),
        "direct_number": _told_word(facts.direct_number),
    }
    return (told, "mail") if any(told.values()) else (None, None)


def _told_word(text: str | None) -> str | None:
    return text and without_tokens(text)


def _told(url: str | None) -> str | None:
    """An address as a program may open it; None where there is none, or it must not be opened."""
    address = read_address(url or "")
    return None if address is None else address.url


def _refused(finished: "Finished | None") -> "Iterator[UnfitAddress]":
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


def account_words(entry: QueueEntry, *, is_several: bool) -> str:
    """Lines about an account for people: its receipt, or of several how it stands."""
    receipt = entry.receipt
    if receipt is not None:
        said = [
            _("This account is active: {email}").format(
                email=harmless(shown_email(receipt.account.email))
            ),
            _("Confirmation: {id}").format(id=harmless(shown_id(receipt.receipt_id))),
            _("Sign in at: {url}").format(url=address_words(receipt.login_url)),
            *_question_words(entry.finished),
        ]
        return "\n".join(said)
    said = [_outcome(entry)] if is_several else []
    if entry.doubt is not None:
        from tui.wording.doubt import doubt_sentence  # who is certain needs none of it

        said.append(doubt_sentence())
    return "\n".join(said)


def _question_words(finished: "Finished | None") -> "Iterator[str]":
    """Which security question was chosen, where one was: people forget that."""
    if finished is not None and finished.question is not None:
        from tui.wording.receipt import question_facts

        for label, text in question_facts(finished.question):
            yield f"{label}: {harmless(text)}"


def _outcome(entry: QueueEntry) -> str:
    from tui.wording.queue import entry_name, short_outcome  # a single account needs none of it

    return _("{name}: {outcome}").format(
        outcome=short_outcome(entry.outcome), name=harmless(entry_name(entry))
    )
