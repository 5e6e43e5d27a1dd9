"""The catalogue fits the tables beside it, and its links answer as it says.

A scenario that is added to the catalogue is proven here, without a word in any other file.
"""

from datetime import timedelta

import httpx
import pytest

from api_client.activation_link import is_account_id
from api_client.models import Activation
from mock_server.api.representations import QUIRKS
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.scenarios.magic_links import MagicName, read_name
from mock_server.scenarios.model import Scenario
from mock_server.scenarios.people import ODD_PEOPLE
from mock_server.scenarios.policies import PASSWORD_POLICIES, PIN_POLICIES, QUESTIONS
from mock_server.state.service import MockService
from tests.wire.asking import Asker, slug

EVERYONE = SCENARIOS.values()


def by_name(scenario: Scenario) -> str:
    return scenario.name


def understood(scenario: Scenario) -> MagicName:
    name = read_name(scenario.name)
    assert name is not None, f"not all modifiers of {scenario.name} mean something"
    return name


UNDISTURBED = [
    scenario
    for scenario in EVERYONE
    if all(fault.operation != "look" for fault in understood(scenario).faults)
]


def problem(scenario: Scenario) -> str | None:
    """What a look is answered by what the catalogue says of the link; None is an account."""
    if scenario.answer is not None:
        return scenario.answer
    if scenario.fate is not None:
        return "account-locked" if scenario.fate == "locked" else f"link-{scenario.fate}"
    life = understood(scenario).life or scenario.life
    if scenario.opens_in + life <= timedelta():
        return "link-expired"
    return "link-not-yet-valid" if scenario.opens_in else None


SHOWN = [
    scenario for scenario in UNDISTURBED if problem(scenario) is None and scenario.quirk is None
]


@pytest.mark.parametrize("scenario", EVERYONE, ids=by_name)
def test_a_scenario_is_named_told_and_made_of_what_there_is(scenario: Scenario) -> None:
    assert SCENARIOS[scenario.name] is scenario
    assert is_account_id(scenario.name)
    assert understood(scenario).scenario is scenario
    assert scenario.text.de
    assert scenario.text.en
    assert scenario.text.de != scenario.text.en
    assert {scenario.password_policy, scenario.policy_at_commit} <= {None, *PASSWORD_POLICIES}
    assert scenario.pin_policy in PIN_POLICIES
    assert scenario.questions in QUESTIONS
    assert scenario.person in (None, *ODD_PEOPLE)
    assert scenario.quirk in (None, *QUIRKS)


def test_every_row_of_the_tables_beside_it_is_some_scenarios() -> None:
    passwords = {scenario.password_policy for scenario in EVERYONE}
    assert passwords | {scenario.policy_at_commit for scenario in EVERYONE} == {
        None,
        *PASSWORD_POLICIES,
    }
    assert {scenario.pin_policy for scenario in EVERYONE} == set(PIN_POLICIES)
    assert {scenario.questions for scenario in EVERYONE} == set(QUESTIONS)
    assert {scenario.person for scenario in EVERYONE} == {None, *ODD_PEOPLE}
    assert {scenario.quirk for scenario in EVERYONE} == {None, *QUIRKS}


@pytest.mark.parametrize("scenario", UNDISTURBED, ids=by_name)
async def test_the_link_that_is_listed_answers_as_the_catalogue_says(
    client: httpx.AsyncClient, ask: Asker, scenario: Scenario
) -> None:
    listed = (await client.get("/_mock/scenarios")).json()["scenarios"]
    [entry] = [each for each in listed if each["name"] == scenario.name]
    assert entry["text"] == scenario.text.model_dump()
    answer = await ask("look", entry["link"])
    assert (None if answer.is_success else slug(answer)) == problem(scenario)


@pytest.mark.parametrize("scenario", SHOWN, ids=by_name)
async def test_the_account_is_as_the_catalogue_says(
    service: MockService, ask: Asker, scenario: Scenario
) -> None:
    name = understood(scenario)
    answer = await ask("look", service.link(scenario.name))
    shown = Activation.model_validate(answer.json())
    assert shown.steps == scenario.steps
    assert shown.account.role == ("main_user" if scenario.main_user else "user")
    assert (shown.account.main_fax_number is not None) == scenario.with_fax
    assert any(each.kind == "desktop_app" for each in shown.workspaces) == scenario.desktop_app
    assert shown.password_policy == PASSWORD_POLICIES[scenario.password_policy]
    assert shown.pin_policy == PIN_POLICIES[scenario.pin_policy]
    assert shown.security_questions == QUESTIONS[scenario.questions]
    assert shown.server_time == service.clock.now() + scenario.ahead
    assert shown.expires_at == shown.server_time + (name.life or scenario.life)
    if scenario.person is not None:
        assert shown.account.first_name == ODD_PEOPLE[scenario.person].first_name
    elif name.language is not None:
        assert shown.account.locale.startswith(name.language)


@pytest.mark.parametrize(
    ("modifiers", "link", "faults", "life"),
    [
        (("commit-503-7",), "busy", ["503-7"], None),
        (("commit-503-7",), "busy.commit-lost", ["503-7", "lost"], None),
        (("ttl-5m", "de"), "busy", [], timedelta(minutes=5)),
        (("ttl-5m",), "busy.ttl-2h", [], timedelta(hours=2)),
    ],
)
def test_a_scenario_can_have_modifiers_and_a_link_has_the_last_word(
    monkeypatch: pytest.MonkeyPatch,
    modifiers: tuple[str, ...],
    link: str,
    faults: list[str],
    life: timedelta | None,
) -> None:
    busy = Scenario("busy", SCENARIOS["ok"].text, modifiers=modifiers)
    monkeypatch.setitem(SCENARIOS, "busy", busy)
    name = read_name(link)
    assert name is not None
    assert [str(fault) for fault in name.faults] == faults
    assert name.life == life


def test_a_scenario_whose_modifier_means_nothing_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Scenario("odd", SCENARIOS["ok"].text, modifiers=("commit-teapot",))
    monkeypatch.setitem(SCENARIOS, "odd", odd)
    assert read_name("odd") is None
