"""The commit: everything at once, once, and the same answer to whoever asks again."""

import json
from dataclasses import replace

from pydantic_core import to_json

from api_client.models import Choices
from api_client.problems import (
    CommitInProgress,
    CredentialsRejected,
    IdempotencyKeyReused,
    LinkUsed,
    Problem,
)
from mock_server.accounts.hashing import Hasher
from mock_server.accounts.models import Record
from mock_server.accounts.store import Store
from mock_server.api.admission import Admitted, judge_state
from mock_server.api.call import OperationCall, OperationReply
from mock_server.api.credential_checks import compared_value, judge, refusals
from mock_server.api.representations import receipt
from mock_server.api.request_body import invalid


async def commit(call: OperationCall) -> OperationReply:
    """Activate the account, or say why not; the order of judgement is the contract's."""
    admitted, key, committing = call.admit(), call.head.valid_key, call.context.committing
    if key is not None and _of_its_link(admitted, key) == admitted.record.commit_key:
        return await _replayed(call, admitted)
    if admitted.record.profile.raced:
        _lose_the_race(call.context.store, admitted)
        admitted = call.admit_again(admitted)
    judge_state(admitted, "commit")
    if admitted.record.ref in committing:
        raise CommitInProgress(retry_after=1)
    call.limit("refused-commit", admitted)
    if key is None:
        rule = "required" if call.head.key is None else "invalid"
        raise invalid([("Idempotency-Key", rule)], call.language)
    choices = call.choices(admitted)
    committing.add(admitted.record.ref)
    try:
        return await _carried_out(call, admitted, choices, key)
    finally:
        committing.discard(admitted.record.ref)


def _of_its_link(admitted: Admitted, key: str) -> str:
    """A key as it is kept with the account: to another link of it the same one means nothing."""
    return f"{admitted.link.pk}/{key}"


async def _replayed(call: OperationCall, admitted: Admitted) -> OperationReply:
    """The receipt again, if the body is the one it was given for."""
    record = admitted.record
    try:
        choices = call.choices(admitted)
    except Problem:
        raise IdempotencyKeyReused from None
    if not await _same(call.context.hasher, record, choices):
        raise IdempotencyKeyReused
    assert record.receipt is not None
    return OperationReply(200, json.loads(record.receipt))


async def _same(hasher: Hasher, record: Record, choices: Choices) -> bool:
    if (_question_id(choices), choices.workspace) != (record.question_id, record.workspace):
        return False
    for digest, value in (
        (record.password_hash, compared_value(choices, "password")),
        (record.pin_hash, compared_value(choices, "pin")),
        (record.answer_hash, compared_value(choices, "security_question.answer")),
    ):
        if digest and not (value is not None and await hasher.matches(digest, value)):
            return False
    return True


def _lose_the_race(store: Store, admitted: Admitted) -> None:
    """Another device has committed a moment ago."""
    if admitted.state == "live" and not admitted.record.locked:
        store.activate(replace(admitted.record, activated_at=admitted.now))


async def _carried_out(
    call: OperationCall, admitted: Admitted, choices: Choices, key: str
) -> OperationReply:
    context, record = call.context, admitted.record
    store, hasher = context.store, context.hasher
    if record.profile.policy_at_commit is not None and not record.policy_changed:
        store.set_policy_changed(record)
        record = replace(record, policy_changed=True)
    judged = await judge(store, hasher, record, choices, call.language)
    refused = refusals(judged, call.language)
    if refused:
        call.note("refused-commit", admitted)
        raise CredentialsRejected(errors=refused)
    password_hash = await _digest(hasher, compared_value(choices, "password"))
    pin_hash = await _digest(hasher, compared_value(choices, "pin"))
    answer_hash = await _digest(hasher, compared_value(choices, "security_question.answer"))
    # Hashing took a while: the link may have died meanwhile.
    admitted = call.admit_again(admitted)
    judge_state(admitted, "commit")
    answer = receipt(admitted, choices.workspace, call.origin)
    activated = replace(
        admitted.record,
        activated_at=admitted.now,
        commit_key=_of_its_link(admitted, key),
        receipt=to_json(answer).decode(),
        password_hash=password_hash,
        pin_hash=pin_hash,
        question_id=_question_id(choices),
        answer_hash=answer_hash,
        workspace=choices.workspace,
    )
    if not store.activate(activated):
        raise LinkUsed
    context.changes.notify()
    return OperationReply(200, answer)


async def _digest(hasher: Hasher, value: str | None) -> str | None:
    return None if value is None else await hasher.digest(value)


def _question_id(choices: Choices) -> str | None:
    return None if choices.security_question is None else choices.security_question.id
