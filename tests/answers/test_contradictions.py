"""A mail that tells otherwise than the server whose account it is: all three renderers say so."""

import json
from datetime import timedelta

import pytest

from api_client.mail.activation_mail import FactName
from tests.activation_mail import mail
from tests.answers.conftest import Run, RunAnswers
from tests.answers.situations import FILES
from tests.answers.typist import talk
from tests.links import TOKEN
from tests.told import as_objects
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage, in_one_line, pasting, screen_text, settled
from tui.app.screens.account import AccountScreen
from tui.exit_codes import Exit
from tui.journey.account_queue import LEFT, NOT_TRUSTED
from tui.journey.invitation import Invitation, read_intake
from tui.wording.speech import spoken_number
from tui.wording.spoken_card import against_sentence

EVERYTHING = (FILES / "everything.toml").read_text("utf-8")
COMMIT = "POST /v1/activation"

TRUE = """\
Name: Swantje Petersen
Firma: Kontor Petersen KG
Hauptrufnummer: +49 40 669695-00
Interne Rufnummer: 527
Direktwahl: +49 40 669695-27
Ihre E-Mail-Adresse zur Anmeldung an Unify Office: s.petersen@kontor-petersen.de
"""

of_each_fact = pytest.mark.parametrize(
    ("field", "true", "told", "sentence"),
    [
        ("name", "Swantje Petersen", "Eva Amsel", "Name: The email says Eva Amsel, but the server says Swantje Petersen."),
        ("company", "Kontor Petersen KG", "Amsel AG", "Company: The email says Amsel AG, but the server says Kontor Petersen KG."),
        ("main_number", "669695-00", "669696-00", "Main number: The email says +49 4066969600, but the server says +49 4066969500."),
        ("extension", "527", "999", "Extension: The email says 999, but the server says 527."),
        ("direct_number", "669695-27", "669695-28", "Direct number: The email says +49 4066969528, but the server says +49 4066969527."),
        ("login_email", "s.petersen", "e.amsel", "Email: The email says e.amsel@kontor-petersen.de, but the server says s.petersen@kontor-petersen.de."),
    ],
)  # fmt: skip


def source_of(stage: Stage, facts: str) -> str:
    """A mail of a known sender for the mock's own account, with what it says about it."""
    sent_at = stage.service.clock.now() - timedelta(hours=3)
    return mail(stage.service.link("ok.de", token=TOKEN), sent_at, facts=facts)


def invitation_of(stage: Stage, facts: str) -> Invitation:
    [invitation] = read_intake(source_of(stage, facts)).invitations
    return invitation


def contradictions_told(run: Run) -> list[dict[str, str]]:
    """What `--json` says of them."""
    [line] = as_objects(run.queue)
    assert not any(secret in line for secret in (PASSWORD, PIN, ANSWER, TOKEN))
    told: list[dict[str, str]] = json.loads(line)["contradictions"]
    return told


# Without questions


@of_each_fact
def test_what_mail_and_server_tell_differently_stops_before_anything_is_chosen(
    run_answers: RunAnswers,
    stage: Stage,
    field: FactName,
    true: str,
    told: str,
    sentence: str,
) -> None:
    sent: list[str] = []
    stage.record(sent)
    run = run_answers(EVERYTHING, invitation_of(stage, TRUE.replace(true, told)))
    assert (run.entry.outcome, run.queue.exit_code()) == (NOT_TRUSTED, Exit.USAGE)
    assert against_sentence("warning", sentence) in run.said
    assert "trust = true" in run.said
    assert [each["field"] for each in contradictions_told(run)] == [field]
    assert sent == ["GET /v1/activation"]


@of_each_fact
def test_with_trust_it_is_said_and_goes_on(
    run_answers: RunAnswers,
    stage: Stage,
    field: FactName,
    true: str,
    told: str,
    sentence: str,
) -> None:
    run = run_answers("trust = true\n" + EVERYTHING, invitation_of(stage, TRUE.replace(true, told)))
    assert run.entry.outcome == "active"
    assert against_sentence("warning", sentence) in run.said
    assert "trust = true" not in run.said
    assert [each["field"] for each in contradictions_told(run)] == [field]


def test_a_mail_that_tells_the_same_goes_on_without_a_word(
    run_answers: RunAnswers, stage: Stage
) -> None:
    run = run_answers(EVERYTHING, invitation_of(stage, TRUE))
    assert run.entry.outcome == "active"
    assert "The email says" not in run.said
    assert contradictions_told(run) == []


def test_a_check_finds_a_contradiction_too(run_answers: RunAnswers, stage: Stage) -> None:
    facts = TRUE.replace("527", "999")
    run = run_answers(EVERYTHING, invitation_of(stage, facts), only_check=True)
    assert (run.entry.outcome, run.queue.exit_code()) == (NOT_TRUSTED, Exit.USAGE)


def test_programs_get_both_values_of_each_contradiction(
    run_answers: RunAnswers, stage: Stage
) -> None:
    facts = TRUE.replace("Swantje", "Eva").replace("527", "999")
    run = run_answers(EVERYTHING, invitation_of(stage, facts))
    assert contradictions_told(run) == [
        {"field": "extension", "in_mail": "999", "at_server": "527"},
        {"field": "name", "in_mail": "Eva Petersen", "at_server": "Swantje Petersen"},
    ]


def test_the_next_account_has_nothing_of_it(run_answers: RunAnswers, stage: Stage) -> None:
    doubtful = invitation_of(stage, TRUE.replace("527", "999"))
    run = run_answers(EVERYTHING, doubtful, "strict", "no-pin")
    assert [entry.outcome for entry in run.queue.entries] == [
        NOT_TRUSTED,
        "credentials-rejected",
        "active",
    ]
    assert [bool(entry.contradictions) for entry in run.queue.entries] == [True, False, False]


# In lines


@of_each_fact
def test_lines_say_it_before_they_ask_whose_account_it_is(
    stage: Stage, field: FactName, true: str, told: str, sentence: str
) -> None:
    invitation = invitation_of(stage, TRUE.replace(true, told))
    queue, said = talk(stage.journey(), invitation, iter(["y"]))
    warning = against_sentence("warning", "The email and the server give different details.")
    heard = f"{warning}\n{spoken_number(sentence)}\nDetails of the account:\n"
    assert heard in said
    assert said.index(heard) < said.index("Is this your account? (y or n)")
    assert "You have quit the program. Nothing more was sent." in said
    assert queue.entries[0].outcome == LEFT
    assert [each.field for each in queue.entries[0].contradictions] == [field]


def test_lines_go_on_when_the_person_says_so(stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    invitation = invitation_of(stage, TRUE.replace("527", "999"))
    lines = ["y", "y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2", "5"]
    queue, said = talk(stage.journey(), invitation, iter(lines))
    assert queue.entries[0].outcome == "active"
    assert said.count("The email says") == 1
    assert COMMIT in sent


def test_lines_say_nothing_of_a_mail_that_tells_the_same(stage: Stage) -> None:
    _queue, said = talk(stage.journey(), invitation_of(stage, TRUE), iter(["y"]))
    assert "Is this your account?" in said
    assert "The email says" not in said


# On screens


@of_each_fact
async def test_the_account_page_says_it(
    stage: Stage, field: FactName, true: str, told: str, sentence: str
) -> None:
    app = stage.app(None)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pasting(source_of(stage, TRUE.replace(true, told)))(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert sentence in in_one_line(screen_text(pilot))
        [entry] = app.queue.entries
        assert [each.field for each in entry.contradictions] == [field]
