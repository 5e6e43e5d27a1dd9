"""What people report of the platform, shape for shape, and what an operator is told or spared.

Each row of `PERMISSIONS` and `TOKENS` names where it was reported.
"""

import json
from pathlib import Path

import pytest

from api_client.problems import Problem, StepNotTaken
from api_client.ringcentral.error_body import read_api_errors, read_token_errors
from api_client.ringcentral.operations import OPERATIONS, with_implied
from api_client.ringcentral.problems import (
    FinishesInBrowser,
    OperatorRefused,
    PasswordNotTaken,
    PermissionMissing,
)
from api_client.ringcentral.readiness import read_fitness
from api_client.ringcentral.records import Extension, Page
from mock_server.ringcentral.oauth import TOKEN_REFUSALS
from tests.wire.operator_desk import EMAIL, JOERG, PIN, Desk, choices
from tests.wire.operator_office import Office
from tui.i18n import use_language
from tui.wording.operator import refusal_details

SENTENCE = "user needs to have [{}] permission for requested resource."

PERMISSIONS = {
    "Stack Overflow 49660367": (
        {
            "errorCode": "CMN-408",
            "message": SENTENCE.format("ReadUserForwardingFlipNumbers"),
            "errors": [
                {
                    "errorCode": "CMN-408",
                    "message": SENTENCE.format("ReadUserForwardingFlipNumbers"),
                    "permissionName": "ReadUserForwardingFlipNumbers",
                }
            ],
            "permissionName": "ReadUserForwardingFlipNumbers",
        },
        "ReadUserForwardingFlipNumbers",
        True,
    ),
    "Stack Overflow 51833563": (
        {
            "errorCode": "AGW-402",
            "message": "application needs to have [EditExtensions] permission",
        },
        "EditExtensions",
        False,
    ),
    "Stack Overflow 50978630": (
        {"errors": [{"errorCode": "CMN-401"}], "permissionName": "EditAccounts"},
        "EditAccounts",
        False,
    ),
}


@pytest.mark.parametrize("report", PERMISSIONS)
def test_the_permission_that_the_platform_names_is_told(report: str) -> None:
    body, name, of_the_user = PERMISSIONS[report]
    errors = read_api_errors(json.dumps(body).encode())
    assert errors
    problem = PermissionMissing(OPERATIONS["put-credentials"], errors)
    assert (problem.permission, problem.is_of_the_user) == (name, of_the_user)


@pytest.mark.parametrize("named", ["x" * 99, "a b", "\x1b[31m", 7, None, ["EditAccounts", "x"], []])
def test_what_is_no_permissions_name_is_not_told_as_one(named: object) -> None:
    body = {"errorCode": "CMN-408", "message": "no", "permissionName": named}
    [error] = read_api_errors(json.dumps(body).encode()) or ()
    assert error.permission == ("EditAccounts" if isinstance(named, list) and named else None)


TOKENS = {
    "OAU-112": "set the app’s authorization method to JWT",
    "OAU-123": "this client ID",
    "OAU-140": "The JWT has been revoked",
    "OAU-141": "The user the JWT belongs to is not active",
    "OAU-142": "The company’s account",
    "OAU-146": "this client ID",
    "OAU-147": "is locked for now",
    "OAU-153": "this client ID",
    "OAU-165": "a production app",
    "OAU-211": "The JWT has been revoked",
    "OAU-250": "set the app’s authorization method to JWT",
    "OAU-251": "set the app’s authorization method to JWT",
    "CMN-408": "third-party apps",
}


@pytest.mark.parametrize("code", TOKEN_REFUSALS)
@pytest.mark.parametrize("language", ["en", "de"])
async def test_why_there_is_no_token_is_told_with_its_code(
    desk: Desk, code: str, language: str
) -> None:
    desk.state.token_refusal = code
    backend = desk.backend()
    for _ in range(2):
        with pytest.raises(OperatorRefused) as caught:
            await backend.look()
        use_language("de" if language == "de" else "en")
        said = refusal_details(caught.value)
        use_language("en")
        assert code in said
        assert (TOKENS[code] in said) is (language == "en")
    assert desk.calls == ["POST oauth/token"]


def test_an_unknown_code_is_told_by_itself() -> None:
    errors = read_api_errors(b'{"error": "invalid_grant", "errors": [{"errorCode": "OAU-999"}]}')
    assert refusal_details(OperatorRefused(errors or ())) == "Error codes: OAU-999"
    assert refusal_details(OperatorRefused()) == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        # ringcentral-php#30 and #39: the word of OAuth, and no code
        ({"error": "unauthorized_client"}, TOKENS["OAU-251"]),
        ({"error": "invalid_client", "errors": []}, TOKENS["OAU-146"]),
        ({"error": "invalid_grant", "errors": [{"message": "no"}]}, TOKENS["OAU-211"]),
        ({"error": "unsupported_grant_type"}, TOKENS["OAU-250"]),
        ({"error": "invalid_scope"}, "Error codes: invalid_scope"),
        ({"error": "<script>"}, ""),
        ({"error": ["invalid_client"]}, ""),
        ({"error": None}, ""),
        ([], ""),
    ],
)
def test_a_word_without_a_code_is_told_too(body: object, said: str) -> None:
    told = refusal_details(OperatorRefused(read_token_errors(json.dumps(body).encode())))
    assert said in told if said else told == ""


def test_a_permission_among_names_and_values_is_told() -> None:
    """ringcentral-embeddable#97."""
    named = [{"parameterName": "permissionName", "parameterValue": "ThirdPartyAppAccess"}]
    body = {"error": "invalid_client", "errors": [{"errorCode": "CMN-408", "parameters": named}]}
    errors = read_token_errors(json.dumps(body).encode())
    assert TOKENS["CMN-408"] in refusal_details(OperatorRefused(errors))


# Permissions


async def test_what_a_permission_includes_counts(desk: Desk) -> None:
    desk.state.app_permissions = frozenset({"EditAccounts"})
    fitness = await read_fitness(desk.platform())
    assert fitness.missing_app_permissions == ()
    assert "EditExtensions" in with_implied({"EditAccounts"})


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        ({"EditUserInfo"}, ()),
        ({"EditUserCredentials"}, ()),
        (set(), ("EditUserCredentials",)),
    ],
)
async def test_the_right_to_write_is_asked_for_and_not_guessed(
    desk: Desk, held: set[str], missing: tuple[str, ...]
) -> None:
    reading = {"ReadCompanyInfo", "ReadExtensions", "ReadUserInfo", "ReadUserPhoneNumbers"}
    desk.state.user_permissions = frozenset(reading | held)
    fitness = await read_fitness(desk.platform())
    assert fitness.missing_user_permissions == missing
    assert not any(call.startswith("PUT") for call in desk.calls)


async def test_who_may_only_edit_user_info_activates_by_the_documented_update(
    office: Office, tmp_path: Path
) -> None:
    state = office.desk.state
    state.user_permissions = state.user_permissions - {"EditUserCredentials"}
    queue = await office.go_through([JOERG, "8310000003"], tmp_path)
    assert [entry.outcome for entry in queue.entries] == ["active", "active"], office.said
    assert "No security question can be set for this account" in "\n".join(office.said)
    puts = [call for call in office.desk.calls if call.endswith("/credentials") and "PUT" in call]
    assert len(puts) == 1  # the second person is not tried in vain
    assert office.desk.record().answer_hash is None


# Single sign-on of one user


async def test_a_password_that_may_not_be_set_is_left_out_and_the_rest_goes_on(
    office: Office, tmp_path: Path
) -> None:
    office.desk.state.without_password.add(JOERG)
    queue = await office.go_through([JOERG, "8310000003"], tmp_path)
    assert [entry.outcome for entry in queue.entries] == ["active", "active"], office.said
    record = office.desk.record()
    assert (record.password_hash, record.pin_hash is None) == (None, False)
    assert office.desk.record("8310000003").password_hash is not None


@pytest.mark.parametrize("has_credentials", [True, False])
async def test_it_is_found_out_by_the_write_too_and_changes_nothing(
    desk: Desk, has_credentials: bool
) -> None:
    desk.state.without_password.add(JOERG)
    desk.state.has_credentials = has_credentials
    backend = desk.backend()
    await backend.look()
    with pytest.raises(PasswordNotTaken):
        await backend.commit(choices(question=has_credentials), "key")
    assert issubclass(PasswordNotTaken, StepNotTaken)
    assert desk.record().pin_hash is None
    steps = (await backend.look()).steps
    assert steps == (("pin", "security_question") if has_credentials else ("pin",))
    rest = choices(question=has_credentials).model_copy(update={"password": None})
    await backend.commit(rest, "other")
    assert desk.record().activated_at is not None
    assert await desk.keeps(PIN, desk.record().pin_hash)


@pytest.mark.parametrize("has_credentials", [True, False])
async def test_who_cannot_be_enabled_without_a_password_finishes_in_the_browser(
    desk: Desk, has_credentials: bool
) -> None:
    desk.state.single_sign_on = desk.state.needs_password = True
    desk.state.has_credentials = has_credentials
    backend = desk.backend()
    await backend.look()
    rest = choices(question=has_credentials).model_copy(update={"password": None})
    with pytest.raises(Problem) as caught:
        await backend.commit(rest, "key")
    assert isinstance(caught.value, FinishesInBrowser)
    assert caught.value.is_stored is has_credentials
    assert (desk.record().pin_hash is not None) is has_credentials
    told = refusal_details(caught.value)
    assert ("have been saved" in told) is has_credentials
    assert desk.record().activated_at is None


# What need not block


@pytest.mark.parametrize("entry", [{"type": "User", "contact": {"email": EMAIL}}, {}])
async def test_an_entry_without_an_id_does_not_block(desk: Desk, entry: dict[str, object]) -> None:
    desk.state.others.append(entry)
    assert (await desk.backend().look()).account.extension == "801"
    del desk.network.exchanges[:]  # the description does not know such entries


def test_what_is_no_entry_of_a_list_is_passed_over() -> None:
    page = b'{"records": [null, "x", {"id": 1, "type": "User", "contact": null}], "paging": null}'
    assert [each.id for each in Page[Extension].model_validate_json(page).records] == ["1"]


@pytest.mark.parametrize("answer", [b'{"records": null}', b"{}", b'{"records": [], "paging": {}}'])
def test_null_where_a_list_is_meant_is_an_empty_one(answer: bytes) -> None:
    assert Page[Extension].model_validate_json(answer).records == ()


async def test_numbers_that_may_not_be_read_do_not_keep_anybody_from_being_activated(
    desk: Desk,
) -> None:
    state = desk.state
    state.user_permissions = state.user_permissions - {"ReadUserPhoneNumbers"}
    backend = desk.backend()
    seen = await backend.look()
    assert (seen.account.direct_number, seen.account.main_number) == (None, "+492214710800")
    await backend.commit(choices(), "key")
    assert desk.record().activated_at is not None


async def test_a_type_without_pin_and_credentials_is_activated_without_them(
    office: Office, tmp_path: Path
) -> None:
    office.desk.state.without_pin.add(JOERG)
    queue = await office.go_through([JOERG], tmp_path)
    assert [entry.outcome for entry in queue.entries] == ["active"], office.said
    record = office.desk.record()
    assert (record.pin_hash, record.answer_hash) == (None, None)
    assert record.password_hash is not None
