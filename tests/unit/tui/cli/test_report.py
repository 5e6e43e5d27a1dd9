"""What is told after the screens: objects for programs, sentences for people, never a secret."""

import json
from datetime import UTC, datetime

import pytest

from tests.accounts import account, activation, receipt
from tests.activation_mail import FACTS, mail
from tests.links import TOKEN, activation_link
from tests.told import as_objects, as_words
from tui.cli.report import summary_object
from tui.i18n import use_language
from tui.journey.account_queue import NO_LINK, AccountQueue
from tui.journey.invitation import Invitation, read_intake
from tui.journey.journey import Finished

EVA = account(last_name="Löwe\x1b]0;x\x07")
RECEIPT = receipt(account=EVA, workspace="web_browser")
FINISHED = Finished(RECEIPT, activation(account=EVA), "a.example")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def queue_of(*outcomes: str | None, without_link: tuple[str, ...] = ()) -> AccountQueue:
    links = [activation_link(account_id=str(number)) for number in range(9)]
    queue = AccountQueue(
        [Invitation(links[n], None, f"{n}.eml") for n, _ in enumerate(outcomes)], without_link
    )
    for number, outcome in enumerate(outcomes, 1):
        if outcome is not None:
            queue.open(number)
            queue.activated(FINISHED) if outcome == "active" else queue.tell(outcome)
    queue.put_down()
    return queue


def test_an_active_account_is_told_with_its_receipt() -> None:
    [told] = map(json.loads, as_objects(queue_of("active")))
    assert told == {
        "schema_version": 1,
        "kind": "account",
        "outcome": "active",
        "exit_code": 0,
        "detail": None,
        "retry_after": None,
        "source": "0.eml",
        "account": EVA.model_dump(mode="json"),
        "account_from": "server",
        "receipt_id": "R-1",
        "activated_at": "2026-01-01T09:00:00+00:00",
        "workspace": "web_browser",
        "login_url": "https://login.example/",
        "first_steps_url": None,
        "refused_addresses": [],
        "refused": [],
        "contradictions": [],
        "warnings": [],
        "demo": False,
    }


def test_every_account_has_an_object_whatever_became_of_it() -> None:
    queue = queue_of("link-expired", None, "left", without_link=("b.eml",))
    told = [json.loads(line) for line in as_objects(queue)]
    assert [(each["outcome"], each["exit_code"]) for each in told] == [
        ("link-expired", 3),
        ("not-begun", 130),
        ("left", 130),
        (NO_LINK, 2),
    ]
    assert told[3]["source"] == "b.eml"
    assert all(each["account"] is None and each["receipt_id"] is None for each in told)


def test_objects_hold_no_token_and_no_character_a_terminal_would_obey() -> None:
    lines = as_objects(queue_of("active", "unreachable"))
    assert not any(TOKEN in line for line in lines)
    assert all(line.isascii() and line.isprintable() for line in lines)


def test_a_single_account_is_told_by_its_receipt_alone() -> None:
    assert list(as_words(queue_of("active"))) == [
        "This account is active: eva.luehe@beispiel-gmbh.de",
        "Confirmation: R-1",
        "Sign in at: https://login.example/",
    ]
    assert list(as_words(queue_of("link-expired"))) == []


def test_of_several_accounts_each_is_told_and_what_is_open_is_named() -> None:
    said = list(as_words(queue_of("active", "link-expired", None)))
    assert said[0] == "This account is active: eva.luehe@beispiel-gmbh.de"
    assert said[-2:] == ["1.eml: link expired", "2.eml: not started"]


def test_a_demo_says_that_nothing_real_happened() -> None:
    assert json.loads(as_objects(queue_of("active"), demo=True)[0])["demo"] is True


def test_the_summary_counts_every_outcome_and_has_the_code_of_the_end() -> None:
    queue = queue_of("active", "link-expired", "active", None, without_link=("b.eml",))
    assert json.loads(summary_object(queue, 3)) == {
        "schema_version": 1,
        "kind": "summary",
        "exit_code": 3,
        "count": 5,
        "outcomes": {"active": 2, "link-expired": 1, "not-begun": 1, NO_LINK: 1},
        "demo": False,
    }


def test_why_an_account_is_not_active_is_told_without_what_is_secret_in_it() -> None:
    queue = queue_of("unreachable")
    queue.open(1)
    queue.tell("maintenance", detail=f"come\x1b[2J back\n…?8310000001:{TOKEN}", retry_after=90)
    [told] = map(json.loads, as_objects(queue))
    assert (told["outcome"], told["retry_after"]) == ("maintenance", 90)
    assert told["detail"].startswith("come\ufffd[2J back")
    assert TOKEN not in told["detail"]
    [told] = map(json.loads, as_objects(queue_of("link-expired")))
    assert told["detail"] == "This link has expired"


def test_before_a_server_is_asked_the_account_is_as_the_mail_says() -> None:
    facts = FACTS.format(extension="815", email="eva@beispiel.de")
    text = mail(activation_link().url(), datetime(2026, 1, 1, tzinfo=UTC), facts=facts)
    [told] = map(json.loads, as_objects(AccountQueue(read_intake(text).invitations)))
    assert told["account_from"] == "mail"
    assert (told["account"]["email"], told["account"]["extension"]) == ("eva@beispiel.de", "815")
    assert told["account"]["last_name"] is None
