"""What is heard: numbers in pairs, names of days in full, signs by their names."""

import asyncio
import string
from datetime import UTC, datetime

import pytest

from api_client.models import Rule
from tui.i18n import use_language
from tui.journey.states import RuleLine, RuleState
from tui.wording.account import phone_number
from tui.wording.rules import rule_line, why_broken
from tui.wording.speech import be_heard, is_heard, spoken_number
from tui.wording.spoken_rules import spoken_fault, spoken_rule
from tui.wording.times import local_time

SPECIALS = Rule(id="upper_or_special", specials=string.punctuation)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("+441614960600", "+44 16 14 96 06 00"),
        ("+49 2214710800", "+49 22 14 71 08 00"),
        ("+49\xa022147108001", "+49 22 14 71 08 001"),
        ("+12125550123", "+1 21 25 55 01 23"),
        ("+35312345678", "+353 12 34 56 78"),
        ("+49 221 4710-801", "+49 221 4710-801"),
        ("R-12345678", "R-12345678"),
        ("527", "527"),
    ],
)
def test_a_number_is_dictated_in_pairs_behind_its_country(number: str, told: str) -> None:
    assert spoken_number(number).replace("\xa0", " ") == told.replace("\xa0", " ")
    digits = [[each for each in text if each.isdigit()] for text in (number, told)]
    assert digits[0] == digits[1]


async def _told() -> tuple[str, str]:
    be_heard()
    moment = datetime(2026, 1, 3, 9, 0, tzinfo=UTC)
    return phone_number("+492214710800"), local_time(moment, UTC)


@pytest.mark.parametrize(
    ("language", "day", "seen"),
    [
        ("de", "Samstag, 3. Januar 2026, 09:00\xa0Uhr", "Sa 3. Jan. 2026, 09:00\xa0Uhr"),
        ("en", "Saturday, 3 January 2026, 09:00", "Sat 3 Jan 2026, 09:00"),
    ],
)
def test_only_who_listens_hears_it_so(language: str, day: str, seen: str) -> None:
    use_language("de" if language == "de" else "en")
    assert asyncio.run(_told()) == ("+49\xa022\xa014\xa071\xa008\xa000", day)
    assert not is_heard(), "what one run says is no other's business"
    assert phone_number("+492214710800").replace("\xa0", " ") == "+49 2214710800"
    assert local_time(datetime(2026, 1, 3, 9, 0, tzinfo=UTC), UTC) == seen


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_sign_that_a_rule_wants_is_named(language: str) -> None:
    use_language("de" if language == "de" else "en")
    for told in (spoken_rule("password", SPECIALS), spoken_fault("password", SPECIALS)):
        assert told is not None
        names = told.partition(": ")[2].removesuffix(".").split(", ")
        assert len(names) == len(set(names)) == len(string.punctuation)
        assert all(len(name) > 3 for name in names)


def test_a_broken_rule_is_told_so_that_it_can_be_heard() -> None:
    use_language("de")
    broken = RuleLine(Rule(id="upper_or_special", specials="!."), RuleState.BROKEN)
    assert why_broken("password", broken) == (
        "Das Kennwort enthält weder einen Großbuchstaben noch eines dieser Zeichen: "
        "Ausrufezeichen, Punkt."
    )


def test_what_can_be_heard_as_it_is_has_no_other_words() -> None:
    use_language("en")
    digits = Rule(id="digits_only")
    assert spoken_rule("pin", digits) is None
    assert rule_line("pin", digits) == "Only the digits 0 to 9"
    assert spoken_rule("pin", Rule(id="repeating", same=4)) == "No repetitions like 2222 or 050505"
