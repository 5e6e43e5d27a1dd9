"""The demo's scenarios: which are known, and what is said of one that is not."""

import pytest

from mock_server.scenarios.catalogue import SCENARIOS
from tui.cli.demo import demo_link
from tui.cli.usage import Usage
from tui.i18n import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def refusal(scenario: str) -> str:
    with pytest.raises(Usage) as refused, demo_link(scenario):
        pass
    return str(refused.value)


@pytest.mark.parametrize("scenario", ["nonsense", "OK", "", ".", "ok ", "-", "12345", "ümlaut.de"])
def test_an_unknown_scenario_is_named_beside_those_there_are(scenario: str) -> None:
    said = refusal(scenario)
    assert said.startswith(
        f"The scenario “{scenario.partition('.')[0]}” does not exist. Choose from:\n"
    )
    assert said.partition("\n")[2].replace("\n", " ").split(", ") == list(SCENARIOS)
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize(
    ("scenario", "modifier"),
    [
        ("ok.look-explode", "look-explode"),
        ("ok.de.Look-503", "Look-503"),
        ("ok.", ""),
        ("expired.ttl-soon", "ttl-soon"),
    ],
)
def test_an_unknown_modifier_is_not_called_a_scenario(scenario: str, modifier: str) -> None:
    said = refusal(scenario)
    assert said.startswith(f"The modifier “{modifier}” does not exist.\n")
    assert "look-503" in said


@pytest.mark.parametrize("scenario", ["\x1b[2J", "ok.\x1b]0;x\x07", "ok.de\n\x9b"])
def test_a_name_with_control_characters_is_said_back_harmless(scenario: str) -> None:
    assert not {"\x1b", "\x07", "\x9b"} & set(refusal(scenario))


def test_a_name_beyond_all_measure_is_called_too_long() -> None:
    assert refusal("ok" + ".de" * 300) == "The name of the scenario is too long."


@pytest.mark.parametrize("scenario", ["ok.look-503", "expired.ttl-10m.de"])
def test_what_the_refusal_suggests_is_known(scenario: str) -> None:
    with demo_link(scenario) as link:
        assert link.account_id == scenario
