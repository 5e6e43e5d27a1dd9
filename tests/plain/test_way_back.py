"""`<` leads back to where one came from, never out of the program; what was complete stays."""

import asyncio

import pytest

from api_client.mail import ActivationMail
from api_client.mail.activation_mail import Sender
from tests.plain.conftest import Converse
from tests.plain.typed import ACCOUNT, ACTIVATE, CHOICES
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.i18n import Language, use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.wording.spoken.steps import kept_sentence, new_answer_sentence

OTHER_PASSWORD, OTHER_PIN = "Ym8wRn3q", "592847"
NOTHING_BEFORE = "There is nothing before this. To quit the program, press Ctrl+C."
UNCHANGED = "Nothing has been changed."
REVIEW = "What would you like to do? (1 to 5)"
WHOSE = "Is this your account?"


@pytest.fixture
def language() -> Language:
    use_language("en")
    return "en"


def from_a_stranger(stage: Stage) -> Invitation:
    return Invitation(stage.link("ok"), ActivationMail(senders=(Sender("mallory@evil.example"),)))


# The first question


@pytest.mark.parametrize(
    ("scenario", "lines", "question"),
    [
        (None, ["<"], "Your activation link or the whole email:"),
        ("mail", ["<"], "There are 2 warnings. Check the link anyway? (y or n)"),
        ("ok", ["<"], f"{WHOSE} (y or n)"),
        ("ok", ["y", "<", "<"], f"{WHOSE} (y or n)"),
        ("expired", ["<"], "What would you like to do? (1 to 3)"),
    ],
)
def test_before_the_first_question_there_is_nothing_and_it_is_asked_again(
    stage: Stage, converse: Converse, scenario: str | None, lines: list[str], question: str
) -> None:
    given = [] if scenario is None else [Invitation(stage.link("ok"))]
    if scenario == "mail":
        given = [from_a_stranger(stage)]
    elif scenario == "expired":
        given = [Invitation(stage.link("expired"))]
    said = converse(AccountQueue(given), lines).said
    assert said.count(NOTHING_BEFORE) == 1
    assert said.partition(NOTHING_BEFORE)[2].startswith(f"\n{question} ")
    assert "You have quit the program." in said, "only since the input ended"


def test_a_link_that_was_found_in_a_mail_is_asked_for_again(
    stage: Stage, converse: Converse
) -> None:
    both = " ".join(stage.link(each).url() for each in ("ok", "sso"))
    said = converse(None, [both, "<", both, "1"]).said
    assert said.count("Your activation link or the whole email:") == 2
    assert NOTHING_BEFORE not in said
    assert WHOSE in said


def test_before_the_choice_of_a_link_that_was_given_there_is_nothing(
    stage: Stage, converse: Converse
) -> None:
    links = [Invitation(stage.link(each)) for each in ("ok", "sso")]
    said = converse(AccountQueue(links, is_choice=True), ["<", "1"]).said
    assert said.count(NOTHING_BEFORE) == 1
    assert WHOSE in said


@pytest.mark.parametrize("lines", [["<"], ["y", "<", "<"]])
def test_from_one_of_several_accounts_the_way_leads_to_the_list_and_no_further(
    stage: Stage, converse: Converse, lines: list[str]
) -> None:
    queue = AccountQueue(Invitation(stage.link(each)) for each in ("ok", "sso"))
    said = converse(queue, ["1", *lines, "<", "3"]).said
    asked = "Which account would you like to activate? (1 to 3)"
    assert said.count(asked) == 3
    assert said.count(NOTHING_BEFORE) == 1
    assert said.index(WHOSE) < said.index(NOTHING_BEFORE)
    assert "The program has ended." in said


def test_who_does_not_want_to_give_a_link_back_is_asked_whose_the_account_is(
    stage: Stage, converse: Converse
) -> None:
    talk = converse(stage.link("ok"), ["n", "<", *ACCOUNT, *CHOICES, *ACTIVATE])
    assert talk.said.count(WHOSE) == 2
    assert talk.said.count("Details of the account:") == 1
    assert "The link was not given back." not in talk.said
    assert talk.queue.exit_code() == Exit.ACTIVE


# Out of a change


CHANGES: dict[str, list[str]] = {
    "password": ["1"],
    "password, typed once": ["1", OTHER_PASSWORD, "<"],
    "password, refused": ["1", "short"],
    "PIN": ["2"],
    "PIN, typed once": ["2", OTHER_PIN, "<"],
    "question": ["3"],
    "answer": ["3", ""],
    "answer, refused": ["3", "", "ab"],
    "another question": ["3", "1"],
    "another question, refused": ["3", "1", "ab"],
    "workspace": ["4"],
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_way_out_of_a_change_is_the_review_and_nothing_was_changed(
    stage: Stage, converse: Converse, change: str
) -> None:
    talk = converse(stage.link("ok"), [*ACCOUNT, *CHOICES, *CHANGES[change], "<", *ACTIVATE])
    assert talk.said.count(UNCHANGED) == 1
    assert talk.said.count(REVIEW) == 2
    assert talk.said.index(UNCHANGED) < talk.said.rindex(REVIEW)
    assert talk.said.count(WHOSE) == 1
    assert talk.queue.exit_code() == Exit.ACTIVE
    stored = asyncio.run(
        stage.stored(password=PASSWORD, pin=PIN, answer=ANSWER, workspace="web_browser")
    )
    assert stored == dict.fromkeys(stored, True)


def test_from_the_review_itself_the_way_leads_back_step_by_step(
    stage: Stage, converse: Converse
) -> None:
    said = converse(stage.link("ok"), [*ACCOUNT, *CHOICES, *["<"] * 5]).said
    assert UNCHANGED not in said
    assert said.count(WHOSE) == 2


# What was complete stays


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (["1", "short", ""], "password"),
        (["1", OTHER_PASSWORD, "<", ""], "password"),
        (["2", "12a", "1234", ""], "pin"),
        (["3", "", "ab", ""], "security_question"),
    ],
)
def test_after_an_entry_that_is_refused_enter_alone_still_keeps(
    stage: Stage, converse: Converse, change: list[str], kept: str
) -> None:
    talk = converse(stage.link("ok"), [*ACCOUNT, *CHOICES, *change, *ACTIVATE])
    assert talk.said.count(kept_sentence(kept)) == 1  # type: ignore[arg-type]
    assert "Please enter" not in talk.said
    assert talk.queue.exit_code() == Exit.ACTIVE


def test_after_a_password_that_the_server_refuses_enter_alone_still_keeps(
    stage: Stage, converse: Converse
) -> None:
    refused = [OTHER_PASSWORD, OTHER_PASSWORD]
    lines = [*ACCOUNT, *refused, *CHOICES, "1", *refused, "", *ACTIVATE]
    talk = converse(stage.link("reused"), lines)
    assert talk.said.count("The server does not accept your password") == 2
    assert talk.said.count(kept_sentence("password")) == 1
    assert talk.queue.exit_code() == Exit.ACTIVE
    assert asyncio.run(stage.stored("reused", password=PASSWORD)) == {"password": True}


def test_to_another_question_no_answer_is_kept(stage: Stage, converse: Converse) -> None:
    lines = [*ACCOUNT, *CHOICES, "3", "1", "", "Frau Dorn", *ACTIVATE]
    talk = converse(stage.link("ok"), lines)
    assert talk.said.count(new_answer_sentence()) == 1
    assert "Just press Enter to keep it." not in talk.said.partition(new_answer_sentence())[2]
    assert kept_sentence("security_question") not in talk.said
    assert talk.queue.exit_code() == Exit.ACTIVE
    assert asyncio.run(stage.stored(answer="Frau Dorn")) == {"answer": True}
