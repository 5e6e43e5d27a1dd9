"""What next after a problem: advice that fits who is told, and a time that is not too early."""

from contextlib import closing

import pytest

from api_client.problems import AnswerLost, Problem, RateLimited
from api_client.ringcentral.error_body import ApiError
from api_client.ringcentral.problems import PlatformRefused
from tests.ui.stage import Stage
from tui.i18n import Language, use_language
from tui.wording.operator import refusal_details, refusal_sentences
from tui.wording.problem_view import Trouble
from tui.wording.problems import problem_page
from tui.wording.system_reasons import system_reason


@pytest.mark.parametrize(("seconds", "told"), [(30, "10:01"), (60, "10:01"), (61, "10:02")])
def test_nobody_is_told_to_come_back_too_early(seconds: int, told: str) -> None:
    with closing(Stage("en")) as stage:
        trouble = Trouble(stage.journey(), RateLimited(retry_after=seconds), "look")
        details = trouble.details
    assert details == f"You can try again from: Thu 1 Jan 2026, {told}"


@pytest.mark.parametrize("slug", ["login-needed", "extension-ambiguous"])
def test_an_option_is_named_only_to_whom_it_kept_from_being_asked(slug: str) -> None:
    use_language("en")
    _title, _happened, then = problem_page(slug).words()
    assert "--answers" not in then
    _title, _happened, unattended = problem_page(slug).words(unattended=True)
    assert unattended.startswith("Start without --answers")


def test_an_operator_in_doubt_is_told_to_let_the_person_sign_in() -> None:
    use_language("en")
    _title, _happened, then = problem_page("already-active").words(in_doubt=True)
    assert "Ask the person to sign in with them." in then


def test_codes_are_asked_for_only_where_there_are_some() -> None:
    use_language("en")
    error = ApiError(code="CMN-408")
    assert refusal_details(PlatformRefused(None, (error,))) == (
        "Error codes: CMN-408. If you contact the provider’s support, tell them the error codes."
    )
    assert "codes" not in refusal_sentences(PlatformRefused())


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Permission denied"), ("de", "Sie haben keine Berechtigung")]
)
def test_why_the_system_refuses_is_told_in_ones_language(language: Language, told: str) -> None:
    use_language(language)
    try:
        assert system_reason("Permission denied") == told
        assert system_reason("Something unheard-of") == "Something unheard-of"
    finally:
        use_language("en")


@pytest.mark.parametrize("problem", [AnswerLost(), RateLimited()])
def test_without_a_time_none_is_told(problem: Problem) -> None:
    with closing(Stage("en")) as stage:
        assert "try again from" not in Trouble(stage.journey(), problem, "look").details
