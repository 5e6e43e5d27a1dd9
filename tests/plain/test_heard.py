"""What only the eye could read is not said, what was heard is not said again, no end is silent."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from tests.activation_mail import mail
from tests.links import HOST, TOKEN
from tests.plain.conftest import Converse, Person
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.i18n import Language, _, use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation, read_intake
from tui.plain.console import Console
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings
from tui.wording.spoken_card import against_sentence
from tui.wording.times import begin_again

CHOICES = ["y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2"]
ACTIVATE = "5"
TRANSCRIPTS = sorted(Path(__file__).with_name("__snapshots__").rglob("*.txt"))
ENDED = "The program has ended."


@pytest.fixture
def language() -> Language:
    use_language("en")
    return "en"


def count(said: str, *texts: str) -> list[int]:
    return [said.replace("\n", " ").count(text) for text in texts]


# Nothing for the eye alone


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem[-60:])
def test_no_sign_stands_for_a_word(transcript: Path) -> None:
    said = transcript.read_text("utf-8")
    assert not re.search(r"[·✓✗○◇→—•]|^[-!*] |\(\d+-\d+\)", said, re.M)
    assert not re.search(r"\b(oben|unten|above|below)\b", said)
    assert not re.search(r"\d{7}", re.sub(r"\S+/\S+", "", said)), "a number is told in pairs"


def test_there_are_transcripts_in_both_languages() -> None:
    assert {
        language for path in TRANSCRIPTS for language in re.findall(r"\[(de|en)", path.name)
    } == {
        "de",
        "en",
    }


# Nothing twice


def test_the_end_tells_each_fact_once(stage: Stage, converse: Converse) -> None:
    said = converse(stage.link("ok"), [*CHOICES, ACTIVATE]).said
    end = said.partition("Activating your account …")[2]
    told = ["http://127.0.0.1:8025/signin", "Confirmation:", "@", "Your account is active", ENDED]
    assert count(end, *told) == [1] * len(told)
    assert end.endswith(f"\n{ENDED}\n")


def test_rules_are_said_once_and_again_when_they_are_asked_for(
    stage: Stage, converse: Converse
) -> None:
    lines = ["y", PASSWORD, PASSWORD, "<", "?", "", PIN]
    said = converse(stage.link("ok"), lines).said
    heading, hint = "Rules for the password:", "To hear the rules, type a question mark (?)"
    assert count(said, heading, hint) == [2, 2]
    first, again = said.split(heading)[1:]
    assert first.splitlines()[:9] == again.splitlines()[:9]
    assert said.index(hint) < said.rindex(heading)


def test_a_refusal_says_why_and_the_rules_are_not_told_again(
    stage: Stage, converse: Converse
) -> None:
    said = converse(stage.link("reused"), ["y", PASSWORD, PASSWORD]).said
    assert count(said, "Rules for the password:") == [1]
    why = "The server does not accept your password: You have used this password before."
    assert said.index("The server is checking your password …") < said.index(why)
    assert "The server accepts" not in said


def test_what_does_not_change_is_not_told_again_when_it_is_tried_again(
    stage: Stage, converse: Converse
) -> None:
    said = converse(stage.link("maintenance"), ["1", "1", "3"]).said
    page = "Because of the maintenance, the server cannot activate accounts at the moment."
    assert count(said, page, "Trying again …", "Nothing has changed.") == [1, 2, 2]
    assert count(said, "You can try again from:") == [1]
    assert said.endswith(f"You chose: Quit\n{ENDED}\n")


def test_of_an_account_that_was_not_given_back_only_the_question_is_asked_again(
    stage: Stage, converse: Converse
) -> None:
    said = converse(stage.link("ok"), ["n", "n", "n", "n"]).said
    told = [
        "Details of the account:",
        "Is this your account?",
        "To quit the program, press Ctrl+C.",
    ]
    assert count(said, *told) == [1, 3, 3]


FACTS = """\
Name: Swantje Petersen
Firma: Kontor Petersen KG
Hauptrufnummer: +49 40 669695-00
Interne Rufnummer: 527
Ihre E-Mail-Adresse zur Anmeldung an Unify Office: s.petersen@kontor-petersen.de
"""


def a_mail(stage: Stage, head: str = "", facts: str = FACTS) -> Invitation:
    sent_at = stage.service.clock.now() - timedelta(hours=3)
    whole = mail(stage.service.link("ok.de", token=TOKEN), sent_at, facts=facts)
    return read_intake(head + whole).invitations[0]


def test_what_the_mail_said_and_the_server_says_too_is_not_told_again(
    stage: Stage, converse: Converse
) -> None:
    invitation = a_mail(stage)
    assert invitation.mail is not None
    facts = invitation.mail.facts
    said = converse(AccountQueue([invitation]), ["y", "<", *CHOICES[:1], "<"]).said
    page = said.partition("The server gives the same details as the email.")[2]
    page = page.partition("Is this your account?")[0]
    assert "Server: this computer" in page
    assert facts.login_email
    assert facts.login_email not in page
    assert facts.login_email in said


# What is a danger is heard as one


def test_dangers_and_doubts_come_first_and_each_is_called_one(
    stage: Stage, converse: Converse
) -> None:
    head = "Reply-To: Telekom <hilfe@evil.example>\n"
    said = converse(AccountQueue([a_mail(stage, head)]), ["n"]).said
    doubt = against_sentence(
        "warning", "Replies to the email go to hilfe@evil.example, not to the sender."
    )
    spoken = said.replace("\n", " ")
    assert doubt.startswith("Warning: ")
    assert spoken.index("Details of this email:") < spoken.index(doubt)
    assert spoken.index(doubt) < spoken.index("This suggests that the email is genuine:")
    assert "Is this email genuine?" not in said, "nobody is asked that"
    assert spoken.rstrip().endswith(f"{ENDED} {begin_again()}")


def test_a_danger_is_called_one(stage: Stage, converse: Converse) -> None:
    disguised = f"<p><a href='https://evil.example/login'>https://{HOST}/rc-web/</a></p>"
    sent_at = stage.service.clock.now() - timedelta(hours=3)
    whole = mail(stage.service.link("ok.de", token=TOKEN), sent_at, shown="Konto aktivieren")
    invitation = read_intake(whole.replace("</p>", f"</p>{disguised}", 1)).invitations[0]
    said = converse(AccountQueue([invitation]), ["n"]).said
    card = said.partition("Details of this email:\n")[2]
    assert card.startswith("Danger: Another link in the email shows")


def test_what_mail_and_server_tell_differently_comes_before_the_facts(
    stage: Stage, converse: Converse
) -> None:
    invitation = a_mail(stage, facts=FACTS.replace("Swantje Petersen", "Eva Amsel"))
    said = converse(AccountQueue([invitation]), ["y"]).said
    page = said.partition("The server is checking the link …")[2]
    warning = against_sentence("warning", "The email and the server give different details.")
    assert page.lstrip().startswith(f"{warning}\nName: The email says Eva Amsel")
    assert page.index(warning) < page.index("Details of the account:")


# Choices are said back


@pytest.mark.parametrize("typed", ["", "2"])
def test_a_proposal_is_taken_by_enter_and_said_back(
    stage: Stage, converse: Converse, typed: str
) -> None:
    said = converse(stage.link("ok"), [*CHOICES[:-1], typed, "4", ""]).said
    assert "Press Enter for 2." in said
    assert "Press Enter to keep 2." in said
    assert count(said, "You chose: Web browser") == [2]


def test_one_workspace_is_not_asked_for(stage: Stage, converse: Converse) -> None:
    said = converse(stage.link("web-only"), [*CHOICES[:-1], "4"]).said
    only = "You will use the web browser. This is the only option for your account."
    assert count(said, only, "(1 to 10)", "(1 to 4)", "(1", "Your account is active.") == [
        1,
        1,
        1,
        2,
        1,
    ]


def test_a_secret_that_is_kept_is_said(stage: Stage, converse: Converse) -> None:
    said = converse(stage.link("ok"), [*CHOICES, "1", "", "2", "", "3", "", "", ACTIVATE]).said
    kept = ["password", "PIN", "answer"]
    assert count(said, *(f"You are keeping your {each}." for each in kept)) == [1, 1, 1]


def test_each_account_keeps_its_number(stage: Stage, converse: Converse) -> None:
    links = [stage.link("ok"), stage.link("expired"), stage.link("sso")]
    lines = ["", *CHOICES, ACTIVATE, "1", "3", "<", "4"]
    talk = converse(AccountQueue(Invitation(link) for link in links), lines)
    assert "\nAccount 1, Callum O’Rourke" in talk.said
    assert "\n3. Link 3: not started.\n" in talk.said
    assert "Please type a number from 2 to 4." in talk.said, "the first one is active"
    assert [entry.outcome for entry in talk.queue.entries] == ["active", "not-begun", "left"]
    assert ENDED in talk.said


def test_numbers_with_a_gap_are_named(stage: Stage, converse: Converse) -> None:
    links = [stage.link("sso"), stage.link("ok"), stage.link("expired")]
    talk = converse(
        AccountQueue(Invitation(link) for link in links), ["2", *CHOICES, ACTIVATE, "2"]
    )
    assert "Which account would you like to activate? (1, 3, 4) Press Enter for 1." in talk.said
    assert "Please type one of these numbers: 1, 3, 4" in talk.said


# No end is silent


@pytest.mark.parametrize(
    ("scenario", "lines"),
    [
        ("expired", ["1"]),
        ("expired", ["3"]),
        ("revoked", ["2"]),
        ("ok", ["<"]),
        ("ok", ["n", "y"]),
        ("used", ["2"]),
        ("ok", [*CHOICES, ACTIVATE]),
    ],
)
def test_an_end_by_a_choice_is_said(
    stage: Stage, converse: Converse, scenario: str, lines: list[str]
) -> None:
    said = converse(stage.link(scenario), lines).said
    assert said.rstrip().endswith((ENDED, f"{ENDED}\n{begin_again()}"))
    assert count(said, ENDED) == [1]


def test_an_address_that_is_only_shown_ends_with_a_word(stage: Stage, converse: Converse) -> None:
    from tests.links import activation_link

    said = converse(activation_link(f"https://{HOST}", "12"), []).said
    assert "Please activate in your browser." in said
    assert said.endswith(f"{ENDED}\n")


def test_the_end_of_a_text_to_send_is_said(stage: Stage, converse: Converse) -> None:
    said = converse(stage.link("revoked"), ["2"]).said
    assert "\nThank you\nThis is the end of the text.\n" in said


# How it is written


def lines_of(
    stage: Stage, keyboard: tuple[int, int], columns: int | None, **said_ahead: bool
) -> str:
    import asyncio

    person, program = keyboard
    output = Person(person, iter(["<"]))
    console = Console(output, program, columns=columns)
    queue = AccountQueue([Invitation(stage.link("ok"))])
    renderer = PlainRenderer(stage.journey(), queue, console, Surroundings("console"), **said_ahead)
    with console.taken():
        asyncio.run(renderer.run())
    return output.getvalue()


def test_a_demo_says_so_before_anything_else(stage: Stage, keyboard: tuple[int, int]) -> None:
    demo = "This is a demo. No real account will be activated.\n"
    assert lines_of(stage, keyboard, 80, is_demo=True).startswith(demo)
    assert "demo" not in lines_of(stage, keyboard, 80)


def test_a_sentence_is_a_line_where_the_terminal_wraps(
    stage: Stage, keyboard: tuple[int, int]
) -> None:
    wrapped, whole = (lines_of(stage, keyboard, columns) for columns in (40, None))
    assert len(whole.splitlines()) < len(wrapped.splitlines())
    assert "For help, type a question mark (?). To go back, type the character < (less than)." in (
        whole.splitlines()
    )


def test_what_is_heard_in_lines_is_seen_elsewhere(stage: Stage, converse: Converse) -> None:
    from tui.wording.account import phone_number

    said = converse(stage.link("ok"), ["<"]).said
    assert "+44 16 14 96 06 00" in said.replace("\xa0", " ")
    assert phone_number("+441614960600") == "+441614960600"


def heard(keyboard: tuple[int, int], title: str, *, over_list: bool) -> str:
    said = StringIO()
    Console(said, keyboard[1]).say_heading(title, over_list=over_list)
    return said.getvalue()


@pytest.mark.parametrize(
    ("title", "over_list", "told"),
    [
        ("First steps", True, "\nFirst steps:\n"),
        ("Your account is active", False, "\nYour account is active.\n"),
        ("How would you like to work?", False, "\nHow would you like to work?\n"),
    ],
)
def test_a_heading_has_an_end_that_is_heard(
    keyboard: tuple[int, int], title: str, over_list: bool, told: str
) -> None:
    assert heard(keyboard, title, over_list=over_list) == told


def test_help_at_the_repeat_tells_why_it_is_typed_twice(stage: Stage, converse: Converse) -> None:
    def typed() -> Iterator[str]:
        yield from ("y", PASSWORD, "?", "", "<", PASSWORD, PASSWORD)

    said = converse(stage.link("ok"), typed()).said.replace("\n", " ")
    assert "You type the same text twice because it is not shown." in said
    assert said.count("To choose a new one, type the character < (less than)") == 2
    back = said.rpartition("Repeat your password:  Choose your password. Your password: ")
    assert back[1], "after the way back it is said what is asked for"
    assert _("Both entries match.") in back[2]


def test_links_of_which_none_was_chosen_are_not_listed_at_the_end(
    stage: Stage, converse: Converse
) -> None:
    links = [stage.link("ok"), stage.link("sso")]
    queue = AccountQueue((Invitation(link) for link in links), is_choice=True)
    assert "not started" not in converse(queue, []).said


def test_accounts_that_were_left_by_hanging_up_are_told_as_they_stand(
    stage: Stage, converse: Converse
) -> None:
    links = [stage.link("ok"), stage.link("sso")]
    said = converse(AccountQueue(Invitation(link) for link in links), ["1"]).said.replace("\n", " ")
    assert said.count("left for later.") == 1
    assert said.index("left for later.") < said.index("You have quit the program.")
    assert said.count("2. Link 2: not started.") == 1
    assert "Account 2" not in said, "nothing became of it since it was listed"
