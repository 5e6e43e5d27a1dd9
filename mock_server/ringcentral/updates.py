"""What is changed on the platform: an extension's credentials, its status, its set-up."""

import json
from collections.abc import Mapping
from dataclasses import replace

from api_client.models import CredentialField
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    DEFAULT_QUESTIONS,
    CredentialPolicy,
    folded_answer,
    normalised,
    violations,
)
from mock_server.accounts.models import Record
from mock_server.api.representations import JsonObject, stamp
from mock_server.ringcentral.call import PlatformCall
from mock_server.ringcentral.errors import ApiRefusal, invalid
from mock_server.ringcentral.representations import status_of, whole_extension

STATUSES = ("Enabled", "Disabled", "Frozen", "NotActivated")
WIZARDS = ("NotStarted", "Incomplete", "Completed")

QUESTION_IDS = {str(number): each for number, each in enumerate(DEFAULT_QUESTIONS, 1)}
"""The questions by the number that the platform knows them by."""

_PASSWORD_CODES = {"number": "PWD-002"}
"""Of the family of codes only this one is published; the others here are made up, from 900 on."""

_POLICIES: dict[str, CredentialPolicy] = {
    "password": DEFAULT_PASSWORD_POLICY,
    "pin": DEFAULT_PIN_POLICY,
    "security_question.answer": DEFAULT_ANSWER_POLICY,
}


def validate(call: PlatformCall) -> None:
    """Judge credentials without keeping them.

    Raises:
        ApiRefusal: what is wrong first.
    """
    _judged(call, call.record(), call.body)


async def put_credentials(call: PlatformCall) -> JsonObject:
    """Keep credentials; of the question only its text is ever told again."""
    record = call.record()
    _judged(call, record, call.body)
    await _keep(call, record, call.body)
    return read_credentials(call)


def read_credentials(call: PlatformCall) -> JsonObject:
    """Which question was chosen, if one was."""
    chosen = call.record().question_id
    for number, question in QUESTION_IDS.items():
        if question.id == chosen:
            return {"secretQuestion": question_told(call, number)}
    return {}


async def update(call: PlatformCall) -> JsonObject:
    """Change an extension: only the members that are sent."""
    record, body = call.record(), call.body
    status, wizard = body.get("status"), body.get("setupWizardState")
    if status not in (None, *STATUSES):
        raise invalid("status")
    if wizard not in (None, *WIZARDS):
        raise invalid("setupWizardState")
    if status is not None and status_of(call, record) == "Unassigned":
        raise invalid("status")
    _judged(call, record, {name: body[name] for name in ("password", "ivrPin") if name in body})
    has_password = record.password_hash is not None or "password" in body
    if status == "Enabled" and call.state.needs_password and not has_password:
        raise invalid("status")
    record = await _keep(call, record, body)
    if isinstance(wizard, str):
        call.state.wizards[record.ref] = wizard
    if isinstance(status, str):
        _set_status(call, record, status)
    return whole_extension(call, call.record())


def question_told(call: PlatformCall, number: str) -> JsonObject:
    """A question in the caller's language."""
    question = QUESTION_IDS[number]
    return {
        "uri": f"{call.context.settings.origin}/restapi/v1.0/dictionary/secret-question/{number}",
        "id": number,
        "questionType": 1,
        "languageId": "1031" if call.language == "de" else "1033",
        "questionText": question.text.in_language(call.language),
        "showInSignUp": True,
    }


def _set_status(call: PlatformCall, record: Record, status: str) -> None:
    context = call.context
    call.state.statuses.pop(record.ref, None)
    if status == "Enabled" and record.activated_at is None:
        now = context.clock.now(record.ref)
        receipt = json.dumps({"activated_at": stamp(now)})
        context.store.activate(replace(record, activated_at=now, receipt=receipt))
        context.changes.notify()
    elif status != status_of(call, record):
        call.state.statuses[record.ref] = status


async def _keep(call: PlatformCall, record: Record, body: Mapping[str, object]) -> Record:
    """Keep the hashes of what was sent."""
    digest = call.context.hasher.digest
    password, pin, question = (body.get(name) for name in ("password", "ivrPin", "secretQuestion"))
    if isinstance(password, str):
        record = replace(record, password_hash=await digest(normalised(password)))
    if isinstance(pin, str):
        record = replace(record, pin_hash=await digest(normalised(pin)))
    if isinstance(question, dict):
        record = replace(
            record,
            question_id=QUESTION_IDS[str(question["id"])].id,
            answer_hash=await digest(folded_answer(str(question["answer"]))),
        )
    call.context.store.keep_credentials(record)
    return record


def _judged(call: PlatformCall, record: Record, body: Mapping[str, object]) -> None:
    """Let through what keeps the rules.

    Raises:
        ApiRefusal: the first that does not, named as the platform names it.
    """
    state = call.state
    if "ivrPin" in body and record.ref in state.without_pin:
        raise ApiRefusal(400, "EXT-406", "Operation is not allowed for this extension type")
    if "password" in body and (state.single_sign_on or record.ref in state.without_password):
        raise ApiRefusal(400, "EXT-413", "Credentials changing is not allowed")
    for name, field in (("password", "password"), ("ivrPin", "pin")):
        if name in body:
            _judge(record, name, field, body[name])  # type: ignore[arg-type]  # both are fields
    question = body.get("secretQuestion")
    if question is None:
        return
    if not isinstance(question, dict) or str(question.get("id")) not in QUESTION_IDS:
        raise invalid("secretQuestion.id")
    _judge(record, "secretQuestion.answer", "security_question.answer", question.get("answer"))


def _judge(record: Record, name: str, field: CredentialField, value: object) -> None:
    if not isinstance(value, str):
        raise invalid(name)
    broken = violations(_POLICIES[field], normalised(value), record.profile.account)
    if not broken:
        return
    if field == "password":
        code = _PASSWORD_CODES.get(broken[0], "PWD-900")
        raise ApiRefusal(400, code, f"Password does not keep the rule: {broken[0]}")
    raise ApiRefusal(
        400, "CMN-101", f"Parameter [{name}] does not keep the rule: {broken[0]}", parameter=name
    )
