"""An administrator's work: look at accounts, lock them, withdraw and resend links."""

import json

from api_client import models
from api_client.models import Secret, WorkspaceKind
from api_client.problems import LinkUsed
from api_client.rules import folded_answer, normalised
from mock_server.accounts import Record, link_state
from mock_server.admin.ask import Ask
from mock_server.answers import stamp
from mock_server.invitations import invite
from mock_server.outbox import invitation_kind, link_url


class Verification(models.Request):
    """What a tester believes the user chose."""

    password: Secret | None = None
    pin: Secret | None = None
    answer: Secret | None = None
    security_question: str | None = None
    workspace: WorkspaceKind | None = None


async def show(ask: Ask) -> object:
    """How an account stands. Nothing secret, but the newest link if the mock made it."""
    return shown(ask, ask.record())


async def revoke(ask: Ask) -> object:
    """Withdraw an account's links."""
    record = ask.record(make=True)
    ask.service.store.mark_links(record, "revoked")
    return shown(ask, record)


async def lock(ask: Ask) -> object:
    """Lock an account."""
    return _set_locked(ask, True)


async def unlock(ask: Ask) -> object:
    """Unlock an account."""
    return _set_locked(ask, False)


async def resend(ask: Ask) -> object:
    """Mail a new link; the ones before are replaced by it."""
    record, store = ask.record(make=True), ask.service.store
    if record.activated_at is not None:
        raise LinkUsed(activated_at=record.activated_at)
    kind, now = invitation_kind(record), ask.service.clock.now(record.ref)
    with store.transaction():
        store.mark_links(record, "replaced")
        invite(store, ask.service.outbox, record, kind, now)
    return shown(ask, record)


async def verify(ask: Ask) -> object:
    """Whether the server stored what the user chose: a boolean for each member asked about."""
    record, hasher = ask.record(), ask.service.hasher
    asked = await ask.body(Verification)
    found: dict[str, bool] = {}
    for name, secret, digest, form in (
        ("password", asked.password, record.password_hash, normalised),
        ("pin", asked.pin, record.pin_hash, normalised),
        ("answer", asked.answer, record.answer_hash, folded_answer),
    ):
        if secret is not None:
            value = form(secret.get_secret_value())
            found[name] = digest is not None and await hasher.matches(digest, value)
    if asked.security_question is not None:
        found["security_question"] = asked.security_question == record.question_id
    if asked.workspace is not None:
        found["workspace"] = asked.workspace == record.workspace
    return found


def shown(ask: Ask, record: Record) -> dict[str, object]:
    """An account as testers see it."""
    service = ask.service
    record = service.store.record(record.ref) or record
    link = service.store.newest_link(record)
    account = record.profile.account
    return {
        "account_id": record.account_id,
        "scenario": record.scenario,
        "state": "invited" if record.activated_at is None else "active",
        "locked": record.locked,
        "link_state": link_state(record, link, service.clock.now(record.ref)),
        "expires_at": stamp(link.expires_at),
        "steps": record.profile.steps,
        **account.model_dump(mode="json"),
        "activated_at": None if record.activated_at is None else stamp(record.activated_at),
        "receipt_id": None if record.receipt is None else json.loads(record.receipt)["receipt_id"],
        "security_question": record.question_id,
        "workspace": record.workspace,
        "link": newest_link(ask, record),
    }


def newest_link(ask: Ask, record: Record) -> str | None:
    """The link in the newest mail to an account, None before there is one."""
    mails = [mail.link for mail in ask.service.outbox.find(ref=record.ref) if mail.link]
    return link_url(ask.origin, mails[-1]) if mails else None


def _set_locked(ask: Ask, locked: bool) -> dict[str, object]:
    record = ask.record(make=True)
    ask.service.store.set_locked(record, locked)
    return shown(ask, record)
