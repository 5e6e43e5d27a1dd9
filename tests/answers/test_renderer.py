"""Answers instead of questions: what is missing, trust, generated secrets, several accounts."""

import asyncio
import json
import os
import signal
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from api_client.backend import Abilities
from api_client.link import find_links
from tests.activation_mail import mail
from tests.answers.conftest import Run, RunAnswers, stored
from tests.answers.situations import ENVIRONMENT, FILES
from tests.links import TOKEN, activation_link
from tests.swallowing import Swallowing, page
from tests.told import as_objects, as_words
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.journey.account_queue import CHECKED, NOT_ANSWERED, NOT_KEPT, NOT_TRUSTED, AccountQueue
from tui.journey.invitation import Invitation, read_intake
from tui.terminal.tty import ENDING_SIGNALS, exit_on_signals
from tui.wording.doubt import doubt_sentence

EVERYTHING = (FILES / "everything.toml").read_text("utf-8")
GENERATING = """
password = { generate = "password" }
pin = { generate = "{email}.pin" }
workspace = "desktop_app"
[security_question]
id = "first_toy"
answer = { generate = "answer" }
"""


OTHER_TOKEN = "f" * 32


def another(stage: Stage, scenario: str) -> Invitation:
    """A link of a scenario for somebody else."""
    return Invitation(find_links(stage.service.link(scenario, token=OTHER_TOKEN))[0])


def is_stored(stage: Stage, scenario: str, token: str = TOKEN, **believed: str) -> bool:
    return any(asyncio.run(stored(stage, scenario, believed, token)).values())


def refused(run: Run) -> list[tuple[str, str]]:
    return [(each.field, each.rule) for each in run.entry.refused]


def calls(sent: list[str]) -> int:
    """How many requests were sent to commit."""
    return sent.count("POST /v1/activation")


# What is missing or wrong


def test_all_that_is_missing_is_named_at_once(run_answers: RunAnswers, stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    run = run_answers('pin = { env = "WEAK_PIN" }', "ok")
    assert refused(run)[0] == ("password", "missing")
    assert refused(run)[-2:] == [("security_question", "missing"), ("workspace", "missing")]
    assert {rule for field, rule in refused(run) if field == "pin"} >= {"sequential", "repeating"}
    assert (run.entry.outcome, run.queue.exit_code()) == (NOT_ANSWERED, Exit.REFUSED)
    assert calls(sent) == 0


def test_an_unknown_question_is_told_with_the_ids_there_are(run_answers: RunAnswers) -> None:
    run = run_answers(EVERYTHING.replace("school_trip", "pets_name"), "ok")
    assert refused(run) == [("security_question.id", "not-offered")]
    assert "first_teacher, first_toy, school_trip" in run.said
    assert run.queue.exit_code() == Exit.REFUSED


def test_a_place_to_work_that_is_not_offered_is_told_with_those_that_are(
    run_answers: RunAnswers,
) -> None:
    run = run_answers(EVERYTHING.replace("web_browser", "desktop_app"), "web-only")
    assert refused(run) == [("workspace", "not-offered")]
    assert "Choose from: web_browser" in run.said


def test_where_there_is_one_place_to_work_it_need_not_be_named(run_answers: RunAnswers) -> None:
    run = run_answers(EVERYTHING.replace('workspace = "web_browser"', ""), "web-only")
    assert run.entry.outcome == "active"


def test_answers_for_steps_that_an_account_lacks_are_left_aside_and_named(
    run_answers: RunAnswers,
) -> None:
    run = run_answers(EVERYTHING, "no-pin")
    assert run.entry.outcome == "active"
    assert "so they are not used: PIN" in run.said


def test_rules_of_the_server_are_named_with_those_known_here(run_answers: RunAnswers) -> None:
    environment = {**ENVIRONMENT, "NEW_PASSWORD": "Sommer7!Berg", "NEW_PIN": "12"}
    run = run_answers(EVERYTHING, "unknown-rule", environment=environment)
    assert refused(run) == [("password", "no_season"), ("pin", "length")]
    assert "Contains no season of the year" in run.said


def test_a_policy_that_changes_at_the_commit_is_named_by_its_rule(run_answers: RunAnswers) -> None:
    run = run_answers(EVERYTHING, "policy-changed")
    assert refused(run) == [("password", "plus_or_minus")]
    assert run.entry.outcome == "credentials-rejected"


# Everything but the commit


def test_a_check_commits_nothing_and_says_that_all_is_well(
    run_answers: RunAnswers, stage: Stage
) -> None:
    sent: list[str] = []
    stage.record(sent)
    run = run_answers(EVERYTHING, "ok", only_check=True)
    assert (run.entry.outcome, run.queue.exit_code()) == (CHECKED, Exit.ACTIVE)
    assert sent.count("POST /v1/activation/checks") == 1
    assert calls(sent) == 0
    assert not is_stored(stage, "ok", password=PASSWORD, pin=PIN)


@pytest.mark.parametrize("scenario", ["strict", "pwned", "weak-pin", "bad-answer"])
def test_a_check_finds_what_a_commit_would_be_refused_for(
    run_answers: RunAnswers, scenario: str
) -> None:
    run = run_answers(EVERYTHING, scenario, only_check=True)
    assert run.queue.exit_code() == Exit.REFUSED
    assert run.entry.refused


@pytest.mark.parametrize("fault", ["429", "503"])
def test_a_check_that_nobody_answers_proves_nothing(run_answers: RunAnswers, fault: str) -> None:
    run = run_answers(EVERYTHING, f"ok.check-{fault}", only_check=True)
    assert run.queue.exit_code() == Exit.UNAVAILABLE
    assert run_answers(EVERYTHING, f"ok.check-{fault}").entry.outcome == "active"


def test_a_check_says_where_the_server_has_none(
    run_answers: RunAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api_client.http.backend.HttpBackend.abilities", Abilities(check=False))
    run = run_answers(EVERYTHING, "ok", only_check=True)
    assert run.entry.outcome == CHECKED
    assert "only the rules were checked" in run.said


def test_a_check_generates_nothing_that_is_kept(run_answers: RunAnswers, tmp_path: Path) -> None:
    assert run_answers(GENERATING, "ok", only_check=True).entry.outcome == CHECKED
    assert list(tmp_path.iterdir()) == []


# Generated secrets


def test_what_is_generated_meets_the_rules_and_is_kept_for_its_owner_alone(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    run = run_answers(GENERATING, "strict")
    assert run.entry.outcome == "active"
    assert run.entry.account is not None
    kept = {path.name: path for path in tmp_path.iterdir()}
    assert kept.keys() == {"password", "answer", f"{run.entry.account.email}.pin"}
    secrets = {name: path.read_text("utf-8").removesuffix("\n") for name, path in kept.items()}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in kept.values())
    assert not any(secret in run.said for secret in secrets.values())
    believed = {
        "password": secrets["password"],
        "pin": secrets[f"{run.entry.account.email}.pin"],
        "answer": secrets["answer"],
    }
    assert all(asyncio.run(stored(stage, "strict", believed))[name] for name in believed)


@pytest.mark.parametrize("scenario", ["ok.commit-503", "raced", "ok.commit-429"])
def test_what_was_generated_is_kept_when_the_commit_fails(
    run_answers: RunAnswers, tmp_path: Path, scenario: str
) -> None:
    run = run_answers(GENERATING, scenario)
    assert run.queue.exit_code() not in (Exit.ACTIVE, Exit.FAILED)
    assert {path.name for path in tmp_path.iterdir()} >= {"password", "answer"}
    assert "The generated values stay saved." in run.said


def test_nothing_is_sent_where_what_was_generated_cannot_be_kept(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    stage.record(sent)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    run = run_answers(GENERATING, "ok")
    assert (run.entry.outcome, run.queue.exit_code()) == (NOT_KEPT, Exit.USAGE)
    assert "No space left on device" in run.said
    assert calls(sent) == 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_generated_for_answers_that_are_not_accepted(
    run_answers: RunAnswers, tmp_path: Path
) -> None:
    assert run_answers(GENERATING.replace("first_toy", "no-such"), "ok").entry.refused
    assert list(tmp_path.iterdir()) == []


# Trust


def mailed(stage: Stage, link: str, **more: str) -> Invitation:
    source = mail(link, stage.service.clock.now() - timedelta(hours=3), **more)
    [invitation] = read_intake(source).invitations
    return invitation


def test_a_genuine_mail_is_looked_at_without_a_question(
    run_answers: RunAnswers, stage: Stage
) -> None:
    invitation = mailed(stage, stage.service.link("ok", token=TOKEN))
    assert run_answers(EVERYTHING, invitation).entry.outcome == "active"


def test_a_doubtful_mail_needs_a_word_in_the_answers(run_answers: RunAnswers, stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    link = stage.service.link("ok", token=TOKEN)
    invitation = mailed(stage, link, sender="it@beispiel.example")
    run = run_answers(EVERYTHING, invitation)
    assert (run.entry.outcome, run.queue.exit_code()) == (NOT_TRUSTED, Exit.USAGE)
    assert "it@beispiel.example" in run.said
    assert "If you expect this email, write trust = true" in run.said
    assert sent == []
    assert run_answers("trust = true\n" + EVERYTHING, invitation).entry.outcome == "active"


def test_a_danger_stops_whatever_the_answers_say(run_answers: RunAnswers, stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    invitation = mailed(
        stage, stage.service.link("ok", token=TOKEN), shown="https://secure.unifyoffice.com/x"
    )
    run = run_answers("trust = true\n" + EVERYTHING, invitation)
    assert (run.entry.outcome, run.queue.exit_code()) == (NOT_TRUSTED, Exit.USAGE)
    assert "The email shows https://secure.unifyoffice.com" in run.said
    assert sent == []


@pytest.mark.parametrize(
    ("origin", "outcome", "code", "words"),
    [
        ("https://a.example", "unknown-host", Exit.USAGE, "--trust-host a.example"),
        (
            "https://secure.unifyoffice.com",
            "no-public-interface",
            Exit.UNAVAILABLE,
            "this provider only lets you activate your account in a web browser",
        ),
    ],
)
def test_nobody_is_asked_about_a_strangers_link_or_a_brands(
    run_answers: RunAnswers, stage: Stage, origin: str, outcome: str, code: Exit, words: str
) -> None:
    sent: list[str] = []
    stage.record(sent)
    run = run_answers(EVERYTHING, Invitation(activation_link(origin, "12")))
    assert (run.entry.outcome, run.queue.exit_code()) == (outcome, code)
    assert words in run.said
    assert run.said.count("For administrators:") == 1, "what they can do is said once"
    assert sent == []


# Several accounts


def test_every_account_is_tried_and_the_first_failure_is_told_to_the_shell(
    run_answers: RunAnswers,
) -> None:
    run = run_answers(EVERYTHING, "ok", "expired", "strict", "sso")
    outcomes = [entry.outcome for entry in run.queue.entries]
    assert outcomes == ["active", "link-expired", "credentials-rejected", "active"]
    assert run.queue.exit_code() == Exit.LINK_UNUSABLE
    assert "2/4" in run.said
    told = [json.loads(line) for line in as_objects(run.queue)]
    assert [each["outcome"] for each in told] == outcomes
    assert {each["rule"] for each in told[2]["refused"]} == {"length"}


def test_an_account_of_its_own_table_gets_its_own_answers(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    other = another(stage, "lax")
    person = run_answers(EVERYTHING, other, only_check=True).entry.account
    assert person is not None
    own = f'[accounts."{person.email.upper()}"]\npin = {{ env = "OTHER_PIN" }}\n'
    stranger = '[accounts."nobody@b.example"]\nworkspace = "desktop_app"\n'
    run = run_answers(
        EVERYTHING + own + stranger, "ok", other, environment=ENVIRONMENT | {"OTHER_PIN": "7391"}
    )
    assert [entry.outcome for entry in run.queue.entries] == ["active", "active"]
    assert is_stored(stage, "lax", OTHER_TOKEN, pin="7391")
    assert is_stored(stage, "ok", pin=PIN)
    assert "None of the accounts has the address nobody@b.example" in run.said


def test_each_account_has_its_generated_secrets_in_files_of_its_own(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    text = GENERATING.replace('"password"', '"{email}.password"').replace(
        '"answer"', '"{email}.answer"'
    )
    run = run_answers(text, "ok", another(stage, "main-user"))
    assert [entry.outcome for entry in run.queue.entries] == ["active", "active"]
    assert len(list(tmp_path.iterdir())) == 6


# What is said


@pytest.mark.parametrize("scenario", ["escapes", "markup", "rtl", "long-name", "nulls"])
def test_text_from_outside_is_harmless(run_answers: RunAnswers, scenario: str) -> None:
    run = run_answers(EVERYTHING, scenario)
    assert run.entry.outcome == "active"
    assert run.said.replace("\n", "").isprintable()


def test_no_secret_is_in_anything_said_or_kept(run_answers: RunAnswers, stage: Stage) -> None:
    for scenario in ("ok", "strict", "pwned", "raced", "bad-answer"):
        run = run_answers(EVERYTHING, scenario)
        told = run.said + repr(run.queue.entries) + "".join(as_objects(run.queue))
        assert not any(secret in told for secret in (PASSWORD, PIN, ANSWER))
        assert TOKEN not in run.said + "".join(as_objects(run.queue))


# A commit in doubt


def test_an_answer_that_stays_lost_is_told_as_that_with_what_to_do_next(
    run_answers: RunAnswers, stage: Stage
) -> None:
    stage.transport = network = Swallowing(stage.transport, *[page(502)] * 5)
    run = run_answers(EVERYTHING, "ok")
    assert (run.entry.outcome, run.queue.exit_code()) == ("answer-lost", Exit.UNAVAILABLE)
    assert "The server recognises your attempt" in run.said
    assert len(set(network.keys)) == 1
    assert doubt_sentence() in list(as_words(run.queue))


def test_a_failure_of_the_program_after_sending_is_no_failure_of_the_commit(
    run_answers: RunAnswers, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes: list[str] = []
    put_down = AccountQueue.put_down

    def noted(queue: AccountQueue) -> None:
        outcomes.extend(entry.outcome for entry in queue.entries)
        put_down(queue)

    monkeypatch.setattr(AccountQueue, "put_down", noted)
    stage.transport = Failing(stage.transport)
    with pytest.raises(ZeroDivisionError):
        run_answers(EVERYTHING, "ok")
    assert outcomes == ["answer-lost"]


class Failing(Swallowing):
    """Fails as only a defect can, once a commit was stored."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        told = await super().handle_async_request(request)
        if self.keys:
            raise ZeroDivisionError
        return told


def test_a_signal_in_the_midst_of_a_collection_is_not_lost(
    run_answers: RunAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Noisy:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    told: list[str] = []

    def collect() -> None:
        told.append("collected")
        Noisy()

    monkeypatch.setattr("tui.terminal.tty._last_end", float("-inf"))  # none came just before
    monkeypatch.setattr("tui.answers.renderer.forget", collect)
    before = {each: signal.getsignal(each) for each in ENDING_SIGNALS}
    exit_on_signals()
    try:
        with pytest.raises(SystemExit) as ended:
            run_answers(EVERYTHING, "ok", "ok.en")
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert (ended.value.code, told) == (143, ["collected"])
