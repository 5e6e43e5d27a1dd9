"""What an operator is told: nothing of a link's end that counts for nobody, and whole sentences."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from api_client.problems import PROBLEMS, Maintenance
from tui.i18n import Language, use_language
from tui.journey.clock import Deadline
from tui.wording.operator import operator_notice, refusal_sentences
from tui.wording.problems import problem_page

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True, params=["en", "de"])
def spoken(request: pytest.FixtureRequest) -> Language:
    language: Language = request.param
    use_language(language)
    return language


@pytest.mark.parametrize("age", [timedelta(hours=49), timedelta(days=366), timedelta(days=4000)])
def test_of_an_old_mail_no_48_hours_are_told(age: timedelta) -> None:
    said = operator_notice(Deadline(NOW - age + timedelta(hours=48), inferred=True), NOW)
    assert "48" not in said
    assert any(old in said for old in ("The email is old", "Die E-Mail ist alt"))


def test_without_a_date_nothing_is_counted_from_it() -> None:
    assert not re.search("48|date|Datum", operator_notice(None, NOW))


def test_a_fresh_mail_still_says_what_is_counted() -> None:
    assert "48" in operator_notice(Deadline(NOW + timedelta(hours=9), inferred=True), NOW)


def test_a_maintenance_says_nothing_of_a_link_to_an_operator() -> None:
    assert "ink" in " ".join(problem_page("maintenance").words())
    assert not re.search(r"\b[Ll]ink", refusal_sentences(Maintenance()))


@pytest.mark.parametrize("slug", ["already-active", "half-done", "maintenance", "operator-refused"])
def test_the_sentences_of_a_refusal_stand_apart(slug: str) -> None:
    title, happened, then = problem_page(slug).words(for_operator=True)
    said = refusal_sentences(PROBLEMS[slug]())
    assert said.startswith(f"{title}. {happened} ")
    assert said.endswith(f". {then}")
    assert ".." not in said
