"""What a link's answers tell is held against each other, in all three renderers."""

import json
import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.answers.conftest import RunAnswers
from tests.answers.situations import FILES
from tests.answers.typist import talk
from tests.told import as_objects
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Change,
    Stage,
    in_one_line,
    screen_text,
    settled,
)
from tui.app.screens.account import AccountScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.problem import ProblemScreen
from tui.exit_codes import Exit
from tui.journey.consistency import AnswersDisagree
from tui.journey.invitation import Invitation

EVERYTHING = (FILES / "everything.toml").read_text("utf-8")
COMMIT = "POST /v1/activation"
LOOK = "GET /v1/activation"
TYPED = ["y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2", "5"]

Members = dict[str, Any]


def of_account(**changes: str) -> Members:
    return {"account": changes}


def changed(body: Members, members: Members) -> Members:
    """An answer with some members changed, those of the account one by one."""
    account = {**body["account"], **members.get("account", {})}
    return {**body, **members, "account": account}


def always(members: Members) -> Change:
    return lambda _nth, body: changed(body, members)


def from_second_on(members: Members, *, till: int = 10**9) -> Change:
    return lambda nth, body: changed(body, members) if 1 < nth < till else body


OTHER_RECEIPTS = {
    "another address": (of_account(email="x@evil.example"), "Email: The server first said s.petersen@kontor-petersen.de, the confirmation says x@evil.example."),
    "another company": (of_account(company="Fremd AG"), "Company: The server first said Kontor Petersen KG, the confirmation says Fremd AG."),
    "another workspace": ({"workspace": "desktop_app"}, "App/browser: You chose Web browser, the confirmation says Desktop app."),
    "the first year": ({"activated_at": "0001-01-01T00:00:00Z"}, "Activated: The confirmation says Mon 1 Jan 0001, 00:00 UTC, the server’s clock says Thu 1 Jan 2026, 10:00."),
    "the first year, without a zone": ({"activated_at": "0001-01-01T00:00:00"}, "Activated: The confirmation says Mon 1 Jan 0001, 00:00, the"),
    "the last moment": ({"activated_at": "9999-12-31T23:59:59.999999Z"}, "Activated: The confirmation says Fri 31 Dec 9999, 23:59 UTC, the"),
    "the last moment, far in the west": ({"activated_at": "9999-12-31T23:59:59-14:00"}, "Activated: The confirmation says Fri 31 Dec 9999, 23:59 UTC-14:00, the"),
    "two days before": ({"activated_at": "2025-12-30T08:00:00Z"}, "Activated: The confirmation says Tue 30 Dec 2025, 09:00, the"),
    "two days after": ({"activated_at": "2026-01-03T10:00:00Z"}, "Activated: The confirmation says Sat 3 Jan 2026, 11:00, the"),
}  # fmt: skip

SAME_RECEIPTS: dict[str, Members] = {
    "capitals in the address": of_account(email="S.Petersen@Kontor-Petersen.de"),
    "gaps in the company": of_account(company=" Kontor  Petersen KG"),
    "a new number": of_account(extension="999"),
    "no workspace": {"workspace": None},
    "a workspace of another kind": {"workspace": "desk_phone"},
    "a time without a zone": {"activated_at": "2026-01-01T09:00:00"},
    "a time of a forgotten zone": {"activated_at": "2026-01-01T23:00:00Z"},
}

OTHER_ACCOUNTS = {
    "another address": (of_account(email="x@evil.example"), "Email: The server first said s.petersen@kontor-petersen.de, but now it says x@evil.example."),
    "another company": (of_account(company="Fremd AG"), "Company: The server first said Kontor Petersen KG, but now it says Fremd AG."),
}  # fmt: skip

of_each_other_receipt = pytest.mark.parametrize(
    ("members", "sentence"), OTHER_RECEIPTS.values(), ids=OTHER_RECEIPTS
)
of_each_other_account = pytest.mark.parametrize(
    ("members", "sentence"), OTHER_ACCOUNTS.values(), ids=OTHER_ACCOUNTS
)


@pytest.fixture
def sent(stage: Stage) -> list[str]:
    """Every request that leaves the app."""
    sent: list[str] = []
    stage.record(sent)
    return sent


def typed() -> Iterator[str]:
    return iter(TYPED)


# A receipt for something else


@of_each_other_receipt
def test_without_questions_a_receipt_for_something_else_is_not_active(
    run_answers: RunAnswers, stage: Stage, members: Members, sentence: str
) -> None:
    stage.rewrite("POST", always(members))
    run = run_answers(EVERYTHING, "ok.de")
    assert (run.entry.outcome, run.queue.exit_code()) == ("not-our-service", Exit.UNAVAILABLE)
    assert sentence in run.said
    assert "The account may already be active." in run.said
    told = json.loads(as_objects(run.queue)[0])
    assert (told["receipt_id"], told["login_url"]) == (None, None)


def in_full(sentence: str) -> str:
    """A sentence with the names of days and months as they are heard: Thursday, 1 January."""
    days, months = list(day_abbr), list(month_abbr)

    def heard(date: re.Match[str]) -> str:
        day, month = days.index(date["day"]), months.index(date["month"])
        return f"{day_name[day]}, {date['number']} {month_name[month]} "

    return re.sub(r"(?P<day>\w{3}) (?P<number>\d+) (?P<month>[A-Z]\w{2}) ", heard, sentence)


@of_each_other_receipt
def test_lines_do_not_call_it_active_either(stage: Stage, members: Members, sentence: str) -> None:
    stage.rewrite("POST", always(members))
    queue, said = talk(stage.journey(), Invitation(stage.link("ok.de")), typed())
    assert queue.entries[0].receipt is None
    assert in_full(sentence) in said
    assert "The account may already be active." in said
    assert "Your account is active" not in said


@of_each_other_receipt
async def test_screens_say_what_is_otherwise_and_keep_what_was_typed(
    stage: Stage, members: Members, sentence: str
) -> None:
    stage.rewrite("POST", always(members))
    app = stage.app(stage.link("ok.de"), at="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        shown = in_one_line(screen_text(pilot))
        assert sentence in shown
        assert "The account may already be active." in shown
        assert app.queue.entries[0].outcome == "not-our-service"
        assert app.journey.flow.form.draft.password == PASSWORD


@pytest.mark.parametrize("members", SAME_RECEIPTS.values(), ids=SAME_RECEIPTS)
def test_a_receipt_for_the_same_is_active_however_it_is_written(
    run_answers: RunAnswers, stage: Stage, members: Members
) -> None:
    stage.rewrite("POST", always(members))
    assert run_answers(EVERYTHING, "ok.de").entry.outcome == "active"


def test_a_company_whose_letters_are_put_together_is_the_same(
    run_answers: RunAnswers, stage: Stage
) -> None:
    stage.rewrite("GET", always(of_account(company="K\u00f6hler GmbH")))
    stage.rewrite("POST", always(of_account(company="Ko\u0308hler GmbH")))
    assert run_answers(EVERYTHING, "ok.de").entry.outcome == "active"


def test_trying_again_ends_well_when_the_server_finds_the_right_receipt(stage: Stage) -> None:
    wrong = of_account(email="x@evil.example")
    stage.rewrite("POST", lambda nth, body: changed(body, wrong) if nth == 1 else body)
    queue, said = talk(stage.journey(), Invitation(stage.link("ok.de")), iter([*TYPED, "1"]))
    assert queue.entries[0].outcome == "active"
    assert said.index("The confirmation does not match your choices") < said.index(
        "Your account is active"
    )


# A second look at somebody else's account


@of_each_other_account
def test_without_questions_a_second_look_at_another_account_stops_before_the_commit(
    run_answers: RunAnswers, stage: Stage, sent: list[str], members: Members, sentence: str
) -> None:
    stage.rewrite("GET", from_second_on(members))
    run = run_answers(EVERYTHING, "ok.de")
    assert (run.entry.outcome, run.queue.exit_code()) == ("not-our-service", Exit.UNAVAILABLE)
    assert sentence in run.said
    assert COMMIT not in sent
    assert run.entry.account is not None
    assert run.entry.account.email == "s.petersen@kontor-petersen.de"


@of_each_other_account
def test_lines_stop_before_the_commit_too(
    stage: Stage, sent: list[str], members: Members, sentence: str
) -> None:
    stage.rewrite("GET", from_second_on(members))
    queue, said = talk(stage.journey(), Invitation(stage.link("ok.de")), iter(TYPED[:-1]))
    assert queue.entries[0].outcome == "not-our-service"
    assert sentence in said
    assert "Your entries are kept." in said
    assert COMMIT not in sent


@of_each_other_account
async def test_screens_stop_and_go_on_with_what_was_typed_once_the_server_agrees_again(
    stage: Stage, members: Members, sentence: str
) -> None:
    stage.rewrite("GET", from_second_on(members, till=4))
    app = stage.app(stage.link("ok.de"), at="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        shown = in_one_line(screen_text(pilot))
        assert sentence in shown
        assert "Your entries are kept." in shown
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert app.journey.flow.place == "review"
        assert app.journey.flow.form.draft.password == PASSWORD
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)


async def test_after_a_look_that_disagreed_nothing_is_sent_until_one_agrees(
    stage: Stage, sent: list[str]
) -> None:
    stage.rewrite("GET", from_second_on(of_account(company="Fremd AG"), till=4))
    app = stage.app(stage.link("ok.de"), at="review")
    async with app.run_test():
        journey = app.journey
        await app.there.wait()  # type: ignore[attr-defined]
        with pytest.raises(AnswersDisagree):
            await journey.look_again()
        with pytest.raises(AnswersDisagree):
            await journey.commit()
        assert COMMIT not in sent
        await journey.commit()
        assert journey.finished is not None


async def test_a_newer_link_for_another_address_of_the_account_begins_anew(stage: Stage) -> None:
    """An administrator may have mended the address: then there is nothing to hold against."""
    stage.rewrite("GET", from_second_on(of_account(email="new@kontor-petersen.de")))
    journey = stage.journey()
    await journey.begin(Invitation(stage.link("ok.de")))
    await journey.look()
    journey.flow.form.type("password", PASSWORD)
    await journey.begin(Invitation(stage.link("ok.de")))
    await journey.look()
    assert journey.flow.activation.account.email == "new@kontor-petersen.de"
    assert journey.flow.form.draft.is_empty()
    await journey.close()


# The look before the commit, without questions


def test_without_questions_the_link_is_looked_at_again_before_the_commit(
    run_answers: RunAnswers, sent: list[str]
) -> None:
    assert run_answers(EVERYTHING, "ok.de").entry.outcome == "active"
    assert sent[0] == LOOK
    assert sent[-2:] == [LOOK, COMMIT]


def test_a_link_that_died_meanwhile_is_told_and_nothing_is_kept_or_sent(
    run_answers: RunAnswers, stage: Stage, sent: list[str]
) -> None:
    def late(nth: int, body: Members) -> Members:
        if nth == 1:
            stage.service.clock.advance(timedelta(hours=49))
        return body

    stage.rewrite("GET", late)
    run = run_answers(EVERYTHING, "ok.de")
    assert (run.entry.outcome, run.queue.exit_code()) == ("link-expired", Exit.LINK_UNUSABLE)
    assert COMMIT not in sent


def longer(nth: int, body: Members) -> Members:
    """From the second look on a password has to be longer."""
    policy = body["password_policy"]
    rules = [
        {**rule, "min": 31, "max": 32} if rule["id"] == "length" else rule
        for rule in policy["rules"]
    ]
    return {**body, "password_policy": {**policy, "rules": rules}} if nth > 1 else body


def test_what_is_generated_is_drawn_anew_by_a_rule_that_changed_meanwhile(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    stage.rewrite("GET", longer)
    text = EVERYTHING.replace('{ env = "NEW_PASSWORD" }', '{ generate = "drawn" }')
    run = run_answers(text, "ok.de")
    assert run.entry.outcome == "active"
    assert run.said.count("The program generated a password and saved it in") == 1
    assert len((tmp_path / "drawn").read_text().strip()) >= 31


def test_what_a_rule_that_changed_meanwhile_refuses_is_not_sent(
    run_answers: RunAnswers, stage: Stage, sent: list[str]
) -> None:
    stage.rewrite("GET", longer)
    run = run_answers(EVERYTHING, "ok.de")
    assert [(each.field, each.rule) for each in run.entry.refused] == [("password", "length")]
    assert sent.count(LOOK) == 2
    assert COMMIT not in sent


# Dates

DATES = {
    "the first year": "0001-01-01T00:00:00Z",
    "the first year, without a zone": "0001-01-01T00:00:00",
    "the first moment, far in the east": "0001-01-01T00:00:00+14:00",
    "the last moment": "9999-12-31T23:59:59.999999Z",
    "the last moment, without a zone": "9999-12-31T23:59:59",
    "the last moment, far in the west": "9999-12-31T23:59:59-14:00",
    "without a zone": "2026-01-01T12:34:00",
    "before the epoch": "1969-12-31T23:59:59Z",
    "in a thousand years": "3026-01-01T12:34:00Z",
}
of_each_date = pytest.mark.parametrize("date", DATES.values(), ids=DATES)
of_each_member = pytest.mark.parametrize("member", ["server_time", "expires_at"])


@of_each_member
@of_each_date
def test_no_date_of_a_look_ends_anything_without_questions(
    run_answers: RunAnswers, stage: Stage, member: str, date: str
) -> None:
    stage.rewrite("GET", always({member: date}))
    assert run_answers(EVERYTHING, "ok.de").entry.outcome == "active"


@of_each_member
@of_each_date
def test_no_date_of_a_look_ends_anything_in_lines(stage: Stage, member: str, date: str) -> None:
    stage.rewrite("GET", always({member: date}))
    queue, _said = talk(stage.journey(), Invitation(stage.link("ok.de")), typed())
    assert queue.entries[0].outcome == "active"


LINK_VALID = {
    "0001-01-01T00:00:00Z": "no longer, since Mon 1 Jan 0001, 00:00 UTC",
    "0001-01-01T00:00:00": "no longer, since Mon 1 Jan 0001, 00:00",
    "0001-01-01T00:00:00+14:00": "no longer, since Mon 1 Jan 0001, 00:00 UTC+14:00",
    "9999-12-31T23:59:59.999999Z": "no end given",
    "9999-12-31T23:59:59": "no end given",
    "9999-12-31T23:59:59-14:00": "no end given",
    "2026-01-01T12:34:00": "3\xa0hours 34\xa0minutes, until Thu 1 Jan 2026, 12:34",
    "1969-12-31T23:59:59Z": "no longer, since Wed 31 Dec 1969, 23:59 UTC",
    "3026-01-01T12:34:00Z": "until Sun 1 Jan 3026, 13:34",
}


@of_each_date
async def test_an_end_is_shown_as_it_is_said(stage: Stage, date: str) -> None:
    stage.rewrite("GET", always({"expires_at": date}))
    app = stage.app(stage.link("ok.de"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert LINK_VALID[date] in in_one_line(screen_text(pilot))


@of_each_date
async def test_a_wrong_clock_of_the_server_moves_no_end(stage: Stage, date: str) -> None:
    stage.rewrite("GET", always({"server_time": date, "expires_at": "2026-01-03T09:00:00Z"}))
    app = stage.app(stage.link("ok.de"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = in_one_line(screen_text(pilot))
        left = "1\xa0day 20\xa0hours" if date == DATES["without a zone"] else "2\xa0days"
        assert f"{left}, until Sat 3 Jan 2026, 10:00" in shown


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("0001-01-01T00:00:00", "Activated: Mon 1 Jan 0001, 00:00"),
        ("9999-12-31T23:59:59", "Activated: Fri 31 Dec 9999, 23:59"),
        ("9999-12-31T23:59:59Z", "Activated: Fri 31 Dec 9999, 23:59 UTC"),
        ("2026-01-01T06:30:00", "Activated: Thu 1 Jan 2026, 06:30"),
    ],
)
async def test_when_a_used_link_was_used_is_shown_as_it_is_said(
    stage: Stage, date: str, words: str
) -> None:
    stage.rewrite("GET", lambda _nth, body: {**body, "activated_at": date})
    app = stage.app(stage.link("used"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert f"{words} " in in_one_line(screen_text(pilot))
