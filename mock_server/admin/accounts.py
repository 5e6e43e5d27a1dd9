"""An administrator's work: look at accounts, lock them, withdraw and resend links.

Also which accounts are there, as the testers' page asks.
"""

import json
from typing import Literal

from api_client.models import Secret, WorkspaceKind
from api_client.problems import LinkUsed
from api_client.rules import folded_answer, normalised
from mock_server.accounts.models import Link, Record, link_state
from mock_server.admin.models import AccountState, Invited, NamedAccount, TesterRequest
from mock_server.admin.request import AdminRequest
from mock_server.mail.invitations import invite
from mock_server.mail.outbox import invitation_kind, link_url


class Verification(TesterRequest):
    """What a tester believes the user chose."""

    password: Secret | None = None
    pin: Secret | None = None
    answer: Secret | None = None
    security_question: str | None = None
    workspace: WorkspaceKind | None = None


async def show(request: AdminRequest) -> AccountState:
    """How an account stands. Nothing secret, but the newest link if the mock made it."""
    return shown(request, request.record())


async def revoke(request: AdminRequest) -> AccountState:
    """Withdraw an account's links."""
    record = request.record(make=True)
    request.context.store.mark_links(record, "revoked")
    return shown(request, record)


async def lock(request: AdminRequest) -> AccountState:
    """Lock an account."""
    return _set_locked(request, True)


async def unlock(request: AdminRequest) -> AccountState:
    """Unlock an account."""
    return _set_locked(request, False)


async def resend(request: AdminRequest) -> AccountState:
    """Mail a new link; the ones before are replaced by it."""
    record, store = request.record(make=True), request.context.store
    if record.activated_at is not None:
        raise LinkUsed(activated_at=record.activated_at)
    kind, now = invitation_kind(record), request.context.clock.now(record.ref)
    async with request.context.provisioning:
        with store.transaction():
            store.mark_links(record, "replaced")
            invite(store, request.context.outbox, record, kind, now)
    return shown(request, record)


async def verify(request: AdminRequest) -> dict[str, bool]:
    """Whether the server stored what the user chose: a boolean for each member asked about."""
    record, hasher = request.record(), request.context.hasher
    asked = await request.body(Verification)
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


def shown(request: AdminRequest, record: Record) -> AccountState:
    """An account as testers see it."""
    context = request.context
    record = context.store.record(record.ref) or record
    link = context.store.newest_link(record)
    return AccountState(
        **dict(record.profile.account),
        account_id=record.account_id,
        scenario=record.scenario,
        state=_state(record, link),
        locked=record.locked,
        link_state=None
        if link is None
        else link_state(record, link, context.clock.now(record.ref)),
        expires_at=None if link is None else link.expires_at,
        steps=record.profile.steps,
        activated_at=record.activated_at,
        receipt_id=None if record.receipt is None else json.loads(record.receipt)["receipt_id"],
        security_question=record.question_id,
        workspace=record.workspace,
        link=newest_link(request, record),
    )


def invited(request: AdminRequest, record: Record) -> Invited:
    """An account that was just made."""
    account = record.profile.account
    return Invited(
        account_id=record.account_id,
        email=account.email,
        role=account.role,
        extension=account.extension,
        direct_number=account.direct_number,
        link=newest_link(request, record),
    )


def _state(record: Record, link: Link | None) -> Literal["created", "invited", "active"]:
    if record.activated_at is not None:
        return "active"
    return "created" if link is None else "invited"


def newest_link(request: AdminRequest, record: Record) -> str | None:
    """The link in the newest mail to an account, None before there is one."""
    link = request.context.outbox.newest_link(record.ref)
    return None if link is None else link_url(request.origin, link)


def _set_locked(request: AdminRequest, locked: bool) -> AccountState:
    record = request.record(make=True)
    request.context.store.set_locked(record, locked)
    return shown(request, record)


MOST_ACCOUNTS = 1_000
"""How many accounts are told at once."""


async def accounts(request: AdminRequest) -> list[NamedAccount]:
    """The accounts met or provisioned last, newest first; `name` is what they are called here.

    With `since`, the number of a change of accounts, only those that changed after it.
    """
    most = request.whole("most", most=MOST_ACCOUNTS) or MOST_ACCOUNTS
    store, since = request.context.store, request.whole("since")
    return [
        NamedAccount(**dict(shown(request, record)), name=record.ref)
        for record in store.newest(most)
        if since is None or store.touched.is_newer(record.ref, since)
    ]
