"""Operator mode activates: two writes that end in one state, whatever happens in between."""

import httpx
import pytest

from api_client.commit_retry import settle
from api_client.problems import (
    AnswerLost,
    CommitInProgress,
    CredentialsRejected,
    Maintenance,
    Problem,
    Unreachable,
)
from api_client.ringcentral.backend import RingCentralBackend
from api_client.ringcentral.problems import (
    AlreadyActive,
    ExtensionDisabled,
    HalfDone,
    PermissionMissing,
)
from tests.wire.operator_desk import ANSWER, JOERG, PASSWORD, PIN, Desk, breaking, choices

READ = f"GET extension/{JOERG}"
VALIDATE = f"POST extension/{JOERG}/credentials/validate"
STORE = f"PUT extension/{JOERG}/credentials"
ENABLE = f"PUT extension/{JOERG}"


async def looked(desk: Desk) -> RingCentralBackend:
    """A backend after its first look, with the calls for that forgotten."""
    backend = desk.backend()
    await backend.look()
    del desk.network.exchanges[:]
    return backend


async def is_active(desk: Desk, *, with_question: bool = True) -> None:
    record = desk.record()
    assert record.activated_at is not None
    assert await desk.keeps(PASSWORD, record.password_hash)
    assert await desk.keeps(PIN, record.pin_hash)
    assert await desk.keeps(ANSWER.casefold(), record.answer_hash) is with_question
    assert record.question_id == ("first_teacher" if with_question else None)
    assert desk.state.wizards[JOERG] == "Completed"


async def test_credentials_first_then_enabled_then_read_back(desk: Desk) -> None:
    backend = await looked(desk)
    receipt = await backend.commit(choices(), "key")
    assert desk.calls == [READ, STORE, ENABLE, READ]
    await is_active(desk)
    assert receipt.receipt_id == f"8310000001/{JOERG}"
    assert receipt.login_url == "https://login.ringcentral.com/?brandId=2040"
    assert receipt.account.email == "joerg.amsel@beispiel-gmbh.example"
    assert receipt.activated_at == desk.service.clock.now()


async def test_without_the_credentials_operations_one_update_does_it_all(desk: Desk) -> None:
    desk.state.has_credentials = False
    backend = await looked(desk)
    await backend.commit(choices(question=False), "key")
    assert desk.calls == [READ, ENABLE, READ]
    await is_active(desk, with_question=False)


async def test_the_same_key_gives_the_receipt_again_and_writes_nothing(desk: Desk) -> None:
    backend = await looked(desk)
    first = await backend.commit(choices(), "key")
    del desk.network.exchanges[:]
    assert await backend.commit(choices(), "key") == first
    assert desk.calls == [READ]


@pytest.mark.parametrize("call", [STORE, ENABLE, READ])
@pytest.mark.parametrize("with_credentials", [True, False])
async def test_a_lost_answer_is_settled_by_asking_again(
    desk: Desk, call: str, with_credentials: bool
) -> None:
    desk.state.has_credentials = with_credentials
    backend = await looked(desk)
    desk.network.breaks = breaking(call, "lost")
    given = choices(question=with_credentials)
    if call == READ:  # before anything was written: nothing can be lost
        with pytest.raises(Unreachable):
            await backend.commit(given, "key")
    await settle(backend, given, "key", sleep=desk.sleep)
    await is_active(desk, with_question=with_credentials)


async def test_a_read_back_that_is_lost_is_asked_for_again(desk: Desk) -> None:
    backend = await looked(desk)
    reads = iter([None, "lost"])
    desk.network.breaks = lambda request: (
        next(reads, None) if request.method == "GET" and request.url.path.endswith(JOERG) else None
    )
    with pytest.raises(AnswerLost):
        await backend.commit(choices(), "key")
    await backend.commit(choices(), "key")
    assert desk.calls.count(ENABLE) == desk.calls.count(STORE) == 1
    await is_active(desk)


@pytest.mark.parametrize("cause", ["unsent", "maintenance"])
async def test_when_the_second_write_fails_only_the_second_is_repeated(
    desk: Desk, cause: str
) -> None:
    backend = await looked(desk)

    def breaks(request: httpx.Request) -> str | None:
        if request.method != "PUT" or not request.url.path.endswith(JOERG):
            return None
        if cause == "unsent":
            return "unsent"
        desk.state.in_maintenance = True
        return None

    desk.network.breaks = breaks
    with pytest.raises(HalfDone) as caught:
        await backend.commit(choices(), "key")
    kind: type[Problem] = Unreachable if cause == "unsent" else Maintenance
    assert isinstance(caught.value.because, kind)
    assert desk.record().activated_at is None
    assert await desk.keeps(PASSWORD, desk.record().password_hash)

    desk.network.breaks = lambda request: None
    desk.state.in_maintenance = False
    del desk.network.exchanges[:]
    await backend.commit(choices(), "key")
    assert desk.calls == [READ, ENABLE, READ]
    await is_active(desk)


async def test_other_choices_after_a_half_way_stop_are_stored_anew(desk: Desk) -> None:
    backend = await looked(desk)
    desk.network.breaks = breaking(ENABLE, "unsent")
    with pytest.raises(HalfDone):
        await backend.commit(choices(password="Storch9?Heide"), "first")
    await backend.commit(choices(), "second")
    await is_active(desk)


@pytest.mark.parametrize("stopped_before", [STORE, ENABLE])
async def test_running_it_all_again_after_a_stop_ends_in_the_same_state(
    desk: Desk, stopped_before: str
) -> None:
    first = await looked(desk)
    desk.network.breaks = breaking(stopped_before, "unsent", times=99)
    with pytest.raises(Problem):
        await first.commit(choices(password="Storch9?Heide"), "first")
    desk.network.breaks = lambda request: None
    again = desk.backend()
    await again.look()
    await again.commit(choices(), "second")
    await is_active(desk)


async def test_another_activation_in_between_is_not_passed_off_as_ours(desk: Desk) -> None:
    backend = await looked(desk)
    desk.state.statuses[JOERG] = "Enabled"
    with pytest.raises(AlreadyActive):
        await backend.commit(choices(), "key")
    assert desk.calls == [READ]


async def test_an_account_disabled_in_between_stays_disabled(desk: Desk) -> None:
    backend = await looked(desk)
    desk.state.statuses[JOERG] = "Disabled"
    with pytest.raises(ExtensionDisabled):
        await backend.commit(choices(), "key")
    assert desk.record().password_hash is None


async def test_what_reads_back_as_not_active_is_not_called_active(desk: Desk) -> None:
    backend = await looked(desk)

    def breaks(request: httpx.Request) -> str | None:
        if request.method == "PUT":
            desk.state.statuses.setdefault(JOERG, "NotActivated")
        return None

    desk.network.breaks = breaks
    desk.service.store.activate = lambda record: False  # type: ignore[method-assign]
    with pytest.raises(CommitInProgress):
        await backend.commit(choices(), "key")


async def test_a_wizard_that_was_not_completed_is_completed(desk: Desk) -> None:
    backend = await looked(desk)
    update = [0]

    def breaks(request: httpx.Request) -> str | None:
        if request.method == "GET" and update[0] == 0 and ENABLE in desk.calls:
            update[0] = 1
            desk.state.wizards[JOERG] = "Incomplete"
        return None

    desk.network.breaks = breaks
    await backend.commit(choices(), "key")
    assert desk.calls == [READ, STORE, ENABLE, READ, ENABLE]
    assert desk.network.exchanges[-1].body == b'{"setupWizardState":"Completed"}'
    await is_active(desk)


# Refusals

REFUSED = [
    ({"password": "Kranich!Moor"}, "password", "PWD-002"),
    ({"password": "Kranich1234!"}, "password", "PWD-900"),
    ({"pin": "123456"}, "pin", "CMN-101"),
]


@pytest.mark.parametrize("shape", ["listed", "flat"])
@pytest.mark.parametrize(("other", "field", "code"), REFUSED)
@pytest.mark.parametrize("with_credentials", [True, False])
async def test_what_is_refused_goes_back_to_its_field(
    desk: Desk, other: dict[str, str], field: str, code: str, shape: str, with_credentials: bool
) -> None:
    desk.state.error_shape = "flat" if shape == "flat" else "listed"
    desk.state.has_credentials = with_credentials
    backend = await looked(desk)
    with pytest.raises(CredentialsRejected) as caught:
        await backend.commit(choices(question=with_credentials, **other), "key")
    [error] = caught.value.errors
    assert (error.field, error.rule) == (field, code)
    assert error.message
    assert desk.record().password_hash is None
    assert desk.record().activated_at is None


async def test_a_refused_answer_goes_back_to_the_question(desk: Desk) -> None:
    backend = await looked(desk)
    given = choices().model_dump()
    given["security_question"]["answer"] = "aaaaaa"
    with pytest.raises(CredentialsRejected) as caught:
        await backend.commit(type(choices()).model_validate(given), "key")
    assert [error.field for error in caught.value.errors] == ["security_question.answer"]


async def test_a_check_judges_and_keeps_nothing(desk: Desk) -> None:
    backend = await looked(desk)
    assert backend.abilities.check
    assert await backend.check(choices()) == ()
    [verdict] = await backend.check(choices(password="Kranich!Moor"))
    assert (verdict.field, verdict.rule, verdict.met) == ("password", "PWD-002", False)
    assert desk.calls == [VALIDATE] * 2
    assert desk.record().password_hash is None


async def test_who_may_read_credentials_but_not_write_them_goes_on_without_the_question(
    desk: Desk,
) -> None:
    backend = await looked(desk)
    desk.state.has_credentials = False
    with pytest.raises(Problem) as caught:
        await backend.commit(choices(), "key")
    assert caught.value.slug == "question-not-taken"
    assert (await backend.look()).steps == ("password", "pin")
    await backend.commit(choices(question=False), "other")
    await is_active(desk, with_question=False)


@pytest.mark.parametrize(
    ("of_app", "of_user", "named"),
    [
        ({"ReadAccounts"}, None, "EditExtensions"),
        (
            None,
            {"ReadExtensions", "ReadCompanyInfo", "ReadUserPhoneNumbers"},
            "EditUserCredentials",
        ),
    ],
)
async def test_a_missing_permission_is_named(
    desk: Desk, of_app: set[str] | None, of_user: set[str] | None, named: str
) -> None:
    if of_app is not None:
        desk.state.app_permissions = frozenset(of_app)
    if of_user is not None:
        desk.state.user_permissions = frozenset(of_user)
    backend = desk.backend()
    has_question = "security_question" in (await backend.look()).steps
    with pytest.raises(PermissionMissing) as caught:
        await backend.commit(choices(question=has_question), "key")
    assert caught.value.permission == named
    assert desk.record().activated_at is None


async def test_a_pin_that_was_left_out_is_not_sent(desk: Desk) -> None:
    backend = await looked(desk)
    assert backend.abilities.may_stay_away == {"pin"}
    await backend.commit(choices(pin=None), "key")
    record = desk.record()
    assert (record.pin_hash, record.activated_at is not None) == (None, True)
    assert not any(b"ivrPin" in each.body for each in desk.network.exchanges)
