"""How people write numbers, and what is read of it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.phone_numbers import block_stem, e164, leaves_digits_out, region_of
from tests.checkout import ROOT


@pytest.mark.parametrize(
    ("written", "region", "number"),
    [
        ("+44 (0)161 4960600", None, "+441614960600"),
        ("0044 161 4960600", None, "+441614960600"),
        ("0161 4960600", "GB", "+441614960600"),
        ("0161 4960600", "DE", "+491614960600"),
        ("+39 06 12345678", None, "+390612345678"),  # Italy keeps the zero
        ("+41 (0)44 668 18 00", None, "+41446681800"),
        ("+1 (212) 555-0100", None, "+12125550100"),
        ("+999 123-45 67", None, "+9991234567"),  # no plan knows it; tests do
        ("+4992214", None, "+4992214"),
        ("00221 4710815", "DE", "+2214710815"),  # Senegal, and not Cologne
    ],
)
def test_a_number_is_read_by_the_plan_of_its_country(
    written: str, region: str | None, number: str
) -> None:
    assert e164(written, region) == number


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "+", "0", "00", "+49", "0049", "+490", "110", "815", "0815", "()", "-"),
        *("+49 221", "+49221471081512345", "0" * 300, "+" + "4" * 100),
        *("\x1b[2J+492214710815", "<b>+492214710815</b>", "{{ 7*7 }}", "\ud800"),
    ],
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert e164(written) is None
    assert e164(written, None) is None


@given(st.text(st.sampled_from("0123456789+ ()/.-\u2013\u00a0x٣"), max_size=24))
def test_what_is_read_is_read_again(written: str) -> None:
    number = e164(written)
    assert number is None or e164(number, None) == number


@pytest.mark.parametrize(
    ("written", "does"),
    [
        ("+49 221 4710815", False),
        ("+49 (0)221 4710815", False),
        ("0049 ( 0 ) 221 4710815", False),
        ("+39 06 12345678", False),
        ("+1 (212) 555-0100", False),
        ("+999 012 34567", False),
        ("+49 0221 4710815", True),
        ("+49 (0221) 4710815", True),
        ("+44 0161 4960600", True),
        ("+7 8 495 1234567", True),  # as people there dial at home
        ("+36 06 1 2345678", True),
    ],
)
def test_a_number_may_be_read_by_leaving_out_what_is_only_dialled_at_home(
    written: str, does: bool
) -> None:
    number = e164(written, None)
    assert number is not None
    assert leaves_digits_out(written, number) == does


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("+49 (0)221 / 47108", "+4922147108"),
        ("0049 221\u201347108", "+4922147108"),
        ("+49 (0)30", "+4930"),
        ("+44 (0)161 496", "+44161496"),
        ("+4989999980123", "+4989999980123"),
        ("+999 12", "+99912"),
        ("0221 47108", None),
        ("+49", None),
        ("+49 221 x", None),
    ],
)
def test_a_stem_may_be_too_short_to_be_a_number(written: str, stem: str | None) -> None:
    assert block_stem(written) == stem


def test_the_country_of_a_number_is_known_by_its_code() -> None:
    assert [region_of(number) for number in ("+442079460000", "+492214710815")] == ["GB", "DE"]
    assert region_of("+9991234567") is None


def test_the_numbers_of_most_accounts_and_mails_are_read_without_the_library() -> None:
    code = """
import sys
from api_client.phone_numbers import e164
assert e164("+49 221 47108-15") == e164("+492214710815", None) == "+492214710815"
assert e164("+442079460428", None) == "+442079460428"
assert e164("815") is None
assert "phonenumbers" not in sys.modules
assert e164("+49 (0)221 47108-15") == "+492214710815"
assert "phonenumbers" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
