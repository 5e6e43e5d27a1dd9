"""Operator mode looks at an account of the platform: whose it is, how it stands, what it has."""

from datetime import timedelta

import pytest

from api_client.problems import LinkProblem, NotOurService, Problem
from api_client.ringcentral.backend import RingCentralBackend
from api_client.ringcentral.problems import (
    AlreadyActive,
    ExtensionAmbiguous,
    ExtensionDisabled,
    ExtensionUnassigned,
    ExtensionUnknown,
    LoginNeeded,
    MailNeeded,
)
from tests.wire.operator_desk import EMAIL, JOERG, NADJA, Desk, Mail, share_address

LOOK = [
    "POST oauth/token",
    "GET extension",
    "GET v1.0/account/~",
    "GET v2/accounts/~",
    f"GET extension/{JOERG}/phone-number",
    "GET extension/~",
    f"GET extension/{JOERG}/credentials",
    "GET v1.0/dictionary/secret-question",
    f"GET extension/{JOERG}",
]


async def test_account_numbers_questions_and_operator_come_from_the_platform(desk: Desk) -> None:
    backend = desk.backend()
    seen = await backend.look()
    account = seen.account
    assert (account.first_name, account.last_name, account.company) == (
        "Jörg",
        "Amsel",
        "Beispiel GmbH",
    )
    assert account.email == EMAIL
    assert account.main_number == "+492214710800"
    assert account.main_fax_number == "+492214710899"
    assert (account.extension, account.direct_number) == ("801", "+492214710801")
    assert (account.role, account.brand) == ("user", "unify-office-telekom")
    assert account.locale == "de-DE"
    assert seen.steps == ("password", "pin", "security_question")
    assert len(seen.security_questions) == 10
    assert "Who taught you" in seen.security_questions[0].text.en
    assert backend.operator == "Petra Betrieb"
    assert backend.answered_by == desk.service.origin.removeprefix("http://")


async def test_the_end_of_the_link_is_inferred_from_the_mail(desk: Desk) -> None:
    seen = await desk.backend().look()
    assert seen.expires_basis == "inferred"
    assert seen.expires_at == desk.service.clock.now() + timedelta(hours=47)
    assert seen.server_time == desk.service.clock.now()


async def test_a_mail_without_a_date_has_no_end(desk: Desk) -> None:
    seen = await RingCentralBackend(desk.platform(), Mail()).look()
    assert seen.expires_at is None


async def test_the_main_user_is_the_accounts_system_user(desk: Desk) -> None:
    seen = await desk.backend("EVA.luehe@beispiel-gmbh.example").look()
    assert (seen.account.role, seen.renewed_by) == ("main_user", "service")


async def test_a_look_asks_for_each_thing_once_and_a_further_look_for_the_state_alone(
    desk: Desk,
) -> None:
    backend = desk.backend()
    await backend.look()
    assert sorted(desk.calls) == sorted(LOOK)
    del desk.network.exchanges[:]
    await backend.look()
    assert desk.calls == [f"GET extension/{JOERG}"]
    assert desk.record().activated_at is None


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        ("Enabled", AlreadyActive),
        ("Disabled", ExtensionDisabled),
        ("Frozen", ExtensionDisabled),
        ("Unassigned", ExtensionUnassigned),
    ],
)
async def test_who_cannot_be_activated_is_told_before_anything_is_typed(
    desk: Desk, status: str, problem: type[Problem]
) -> None:
    desk.state.statuses[JOERG] = status
    with pytest.raises(problem):
        await desk.backend().look()
    assert issubclass(problem, LinkProblem)


async def test_a_status_of_the_future_is_not_guessed_at(desk: Desk) -> None:
    desk.state.statuses[JOERG] = "Hibernating"
    with pytest.raises(NotOurService):
        await desk.backend().look()
    del desk.network.exchanges[:]  # the description does not know it either


async def test_a_login_address_that_nobody_has_is_told(desk: Desk) -> None:
    with pytest.raises(ExtensionUnknown):
        await desk.backend("nobody@beispiel-gmbh.example").look()


async def test_only_people_count_when_several_have_the_address(desk: Desk) -> None:
    desk.state.others.append(
        {"id": 77, "type": "Department", "status": "Enabled", "contact": {"email": EMAIL.upper()}}
    )
    assert (await desk.backend().look()).account.extension == "801"


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """Two extensions with one address: Jörg's 801 and 802."""
    desk.running.do(lambda: share_address(desk.service))
    return desk


@pytest.mark.parametrize(
    ("number", "statuses", "found"),
    [
        (None, {}, ["801", "802"]),
        ("803", {}, ["801", "802"]),  # a number that nobody of them has decides nothing
        ("802", {}, "802"),
        ("8 02", {}, "802"),
        (None, {JOERG: "Enabled"}, "802"),
        (None, {NADJA: "Disabled"}, "801"),
        ("803", {JOERG: "Frozen"}, "802"),  # the comparison with the mail tells that doubt
        ("801", {JOERG: "Enabled"}, AlreadyActive),  # never somebody else in their place
        ("802", {NADJA: "Disabled"}, ExtensionDisabled),
        (None, {JOERG: "Disabled", NADJA: "Enabled"}, AlreadyActive),
        (None, {JOERG: "Frozen", NADJA: "Disabled"}, ExtensionDisabled),
    ],
)
async def test_of_several_with_one_address_number_and_status_decide(
    shared: Desk,
    number: str | None,
    statuses: dict[str, str],
    found: str | list[str] | type[Problem],
) -> None:
    shared.state.statuses.update(statuses)
    backend = shared.backend(extension=number)
    if isinstance(found, str):
        assert (await backend.look()).account.extension == found
        return
    expected = ExtensionAmbiguous if isinstance(found, list) else found
    with pytest.raises(expected) as caught:
        await backend.look()
    if isinstance(caught.value, ExtensionAmbiguous):
        assert [each.extension_number for each in caught.value.found] == found


async def test_whoever_may_not_read_the_company_activates_all_the_same(desk: Desk) -> None:
    desk.state.user_permissions -= {"ReadCompanyInfo"}
    seen = await desk.backend().look()
    assert (seen.account.first_name, seen.account.extension) == ("Jörg", "801")
    assert seen.account.main_number == "+492214710800"  # among the person's own numbers


@pytest.mark.parametrize("email", [None, ""])
async def test_without_a_login_address_nothing_is_asked(desk: Desk, email: str | None) -> None:
    with pytest.raises(LoginNeeded):
        await desk.backend(email).look()
    with pytest.raises(MailNeeded):
        await RingCentralBackend(desk.platform(), None).look()
    assert desk.calls == []


async def test_single_sign_on_leaves_the_password_out(desk: Desk) -> None:
    desk.state.single_sign_on = True
    assert (await desk.backend().look()).steps == ("pin", "security_question")


async def test_an_account_without_the_credentials_operations_has_no_question(desk: Desk) -> None:
    desk.state.has_credentials = False
    backend = desk.backend()
    seen = await backend.look()
    assert seen.steps == ("password", "pin")
    assert not backend.abilities.check
    assert not backend.abilities.new_link
    assert not backend.abilities.disown


async def test_during_a_maintenance_one_can_still_look(desk: Desk) -> None:
    desk.state.in_maintenance = True
    seen = await desk.backend().look()
    assert seen.account.company == "Beispiel GmbH"  # from the contact


async def test_long_lists_are_read_page_by_page(desk: Desk) -> None:
    from api_client.ringcentral.read_account import read_pages
    from api_client.ringcentral.records import Extension

    desk.state.others += [
        {
            "id": number,
            "type": "User",
            "status": "NotActivated",
            "contact": {"email": "x@y.example"},
        }
        for number in range(1, 251)
    ]
    platform = desk.platform()
    listed = await read_pages(
        platform, "list-extensions", Extension, query={"status": "NotActivated"}
    )
    assert len({each.id for each in listed}) == len(listed) == 253
    assert desk.calls == ["POST oauth/token", *["GET extension"] * 3]


async def test_leaving_gives_the_token_back(desk: Desk) -> None:
    backend = desk.backend()
    await backend.look()
    await backend.close()
    assert desk.calls[-1] == "POST oauth/revoke"
    assert desk.state.tokens == {}
