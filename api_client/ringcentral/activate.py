"""Activating an extension: two writes, of which the second is repeated until it holds.

The platform has no single call for it where the security question counts too. So: put the
credentials, then enable and set the wizard to completed; at the end the state is read back. Whoever
wants the credentials judged before asks for that: the write itself judges them too, and none of the
public tools (Croissant.js, update-extension-demo-ts) validates.
Each write may be repeated without harm, and repeating all of it ends in the same state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api_client.models import Choices, Refusal
from api_client.problems import (
    AnswerLost,
    CommitInProgress,
    CredentialsRejected,
    LinkProblem,
    Problem,
)
from api_client.ringcentral.error_body import NO_PASSWORD, NO_PIN, ApiError, without_values
from api_client.ringcentral.operations import OPERATIONS
from api_client.ringcentral.problems import (
    FinishesInBrowser,
    HalfDone,
    PasswordNotTaken,
    PermissionMissing,
    PinNotTaken,
    PlatformRefused,
    QuestionNotTaken,
)
from api_client.ringcentral.read_account import expect_not_activated, read_extension
from api_client.ringcentral.records import Extension

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient

SECOND_WRITE_PATIENCE = 75.0
"""Seconds to wait for a limit between the two writes: longer than the usual penalty, since an
account that is neither new nor active is worse than a pause."""

ENABLE: Mapping[str, object] = {"status": "Enabled", "setupWizardState": "Completed"}


@dataclass(slots=True)
class ActivationProgress:
    """How far the choices with one key came: sent to be kept, sent to be active."""

    key: str
    stored: bool = False
    enabling: bool = False


def body_of(choices: Choices) -> dict[str, object]:
    """The choices as the platform names them; what was not chosen is left out."""
    body: dict[str, object] = {}
    if choices.password is not None:
        body["password"] = choices.password.get_secret_value()
    if choices.pin is not None:
        body["ivrPin"] = choices.pin.get_secret_value()
    if choices.security_question is not None:
        question = choices.security_question
        body["secretQuestion"] = {
            "id": question.id,
            "answer": question.answer.get_secret_value(),
        }
    return body


def refusals_of(refused: PlatformRefused, choices: Choices) -> tuple[Refusal, ...]:
    """What is refused of the choices, by field; none if it is about something else."""
    return tuple(
        Refusal(field=error.credential, rule=error.code, message=error.message)
        for error in _safe(refused, choices)
        if error.credential is not None
        and (error.credential != "password" or choices.password is not None)
    )


async def activate(
    platform: "PlatformClient",
    extension: str,
    choices: Choices,
    progress: ActivationProgress,
    *,
    with_credentials: bool,
) -> Extension:
    """Make the extension active with these choices, from wherever an earlier try left it.

    Args:
        platform: whom to ask.
        extension: the extension's id.
        choices: all that was chosen.
        progress: how far these choices came; changed on the way.
        with_credentials: whether the account has the credentials operations.

    Raises:
        CredentialsRejected: some of the choices are refused; nothing was changed.
        StepNotTaken: one of the steps is not for this account; nothing was changed.
        FinishesInBrowser: it cannot be enabled without the password that cannot be set.
        HalfDone: the choices are stored, the rest failed.
        AnswerLost, CommitInProgress: ask again to find out.
        Problem: nothing was changed.
    """
    state = await _read(platform, extension, progress)
    if state.status != "Enabled" or not progress.enabling:
        expect_not_activated(state)
        if with_credentials and not progress.stored:
            await _store(platform, extension, choices)
            progress.stored = True
        await _enable(platform, extension, choices, progress, with_credentials=with_credentials)
        state = await _read(platform, extension, progress)
    if state.status != "Enabled":
        raise CommitInProgress
    if state.setup_wizard_state != ENABLE["setupWizardState"]:
        await _complete_wizard(platform, extension)
    return state


async def _store(platform: "PlatformClient", extension: str, choices: Choices) -> None:
    body = body_of(choices)
    try:
        await platform.do("put-credentials", extension=extension, body=body)
    except PlatformRefused as refused:
        problem = _rejected(refused, choices)
    else:
        return
    raise problem


async def _enable(
    platform: "PlatformClient",
    extension: str,
    choices: Choices,
    progress: ActivationProgress,
    *,
    with_credentials: bool,
) -> None:
    body = ENABLE if with_credentials else {**body_of(choices), **ENABLE}
    patience = {"patience": SECOND_WRITE_PATIENCE} if with_credentials else {}
    progress.enabling = True
    problem: Problem
    try:
        await platform.do("update-extension", extension=extension, body=body, **patience)
    except AnswerLost:
        raise  # it may have been carried out: the state will tell
    except PlatformRefused as refused:
        problem = _rejected(refused, choices)
        if (
            choices.password is None
            and problem is refused
            and not isinstance(refused, PermissionMissing)
        ):
            problem = FinishesInBrowser(_safe(refused, choices), is_stored=progress.stored)
    except Problem as failed:
        problem = failed
    else:
        return
    progress.enabling = False
    raise _half_done(problem, progress)


async def _read(
    platform: "PlatformClient", extension: str, progress: ActivationProgress
) -> Extension:
    try:
        return await read_extension(platform, extension)
    except Problem as problem:
        failed = problem
    raise AnswerLost if progress.enabling else _half_done(failed, progress)


async def _complete_wizard(platform: "PlatformClient", extension: str) -> None:
    """The account is active all the same, so a failure here is not worth frightening anybody."""
    try:
        await platform.do(
            "update-extension",
            extension=extension,
            body={"setupWizardState": ENABLE["setupWizardState"]},
        )
    except Problem:
        return


def _half_done(problem: Problem, progress: ActivationProgress) -> Problem:
    settled = isinstance(problem, LinkProblem | CredentialsRejected | FinishesInBrowser)
    return HalfDone(problem) if progress.stored and not settled else problem


def _rejected(refused: PlatformRefused, choices: Choices) -> Problem:
    """The problem of refused credentials, or the refusal itself if it is about something else."""
    if choices.password is not None and refuses_passwords(refused):
        return PasswordNotTaken()
    operation = refused.operation
    is_internal = operation is not None and operation.internal
    if choices.pin is not None and not is_internal and refuses_pins(refused):
        return PinNotTaken()
    errors = refusals_of(refused, choices)
    if not errors and is_internal and _has_other_way(refused):
        return QuestionNotTaken()
    return CredentialsRejected(errors=errors) if errors else refused


def refuses_passwords(refused: PlatformRefused) -> bool:
    """Whether no password may be set, whichever it is."""
    return any(error.code == NO_PASSWORD for error in refused.api_errors)


def refuses_pins(refused: PlatformRefused) -> bool:
    """Whether the extension has no PIN, whichever it is."""
    return any(error.code == NO_PIN for error in refused.api_errors)


def _has_other_way(refused: PlatformRefused) -> bool:
    """Whether the documented update may be allowed where the credentials operations are not."""
    return (
        not isinstance(refused, PermissionMissing)
        or refused.permission != OPERATIONS["update-extension"].app_permission
    )


def _safe(refused: PlatformRefused, choices: Choices) -> tuple[ApiError, ...]:
    question = choices.security_question
    answer = None if question is None else question.answer
    return without_values(
        refused.api_errors,
        [each.get_secret_value() for each in (choices.password, choices.pin, answer) if each],
    )
