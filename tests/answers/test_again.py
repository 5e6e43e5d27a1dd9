"""The same command once more: what is done is left alone, what was generated is taken up."""

import asyncio
from datetime import timedelta
from math import inf
from pathlib import Path

import httpx
import pytest

from api_client.link import find_links
from api_client.patience import LONGEST_SECONDS, RequestPace, unattended
from tests.answers.conftest import RunAnswers, stored
from tests.answers.situations import ENVIRONMENT, FILES
from tests.scripted_server import ScriptedServer, Turn, json_answer
from tests.ui.stage import Stage
from tui.exit_codes import Exit
from tui.journey.account_queue import CHECKED, NOT_ANSWERED, NOT_KEPT
from tui.journey.invitation import Invitation

EVERYTHING = (FILES / "everything.toml").read_text("utf-8")
GENERATING = """
password = { generate = "password" }
pin = { generate = "{email}.pin" }
workspace = "desktop_app"
[security_question]
id = "first_toy"
answer = { env = "NEW_ANSWER" }
"""


def kept(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text("utf-8").rstrip("\n") for each in folder.iterdir()}


def somebody_else(stage: Stage) -> Invitation:
    return Invitation(find_links(stage.service.link("ok", token="f" * 32))[0])


def fails_at_the_commit(stage: Stage) -> None:
    """Nothing that commits is let through."""
    network = stage.transport

    class Closed(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if "Idempotency-Key" in request.headers:
                raise httpx.ConnectError("closed")
            return await network.handle_async_request(request)

    stage.transport = Closed()


@pytest.mark.parametrize("scenario", ["ok", "strict"])
def test_what_was_kept_when_it_failed_is_what_is_sent_the_next_time(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path, scenario: str
) -> None:
    network = stage.transport
    fails_at_the_commit(stage)
    first = run_answers(GENERATING, scenario)
    assert first.queue.exit_code() == Exit.UNAVAILABLE
    assert "The next attempt will use them again." in first.said
    made = kept(tmp_path)
    stage.transport = network
    again = run_answers(GENERATING, scenario)
    assert (again.entry.outcome, again.queue.exit_code()) == ("active", Exit.ACTIVE)
    assert (
        f"The program uses the password that was generated earlier and saved in {tmp_path}/password."
        in again.said
    )
    assert again.entry.account is not None
    pin = f"{again.entry.account.email}.pin"
    left = kept(tmp_path)
    assert left == {name: made[name] for name in ("password", pin)}
    assert all((tmp_path / name).stat().st_mode & 0o777 == 0o600 for name in left)
    believed = {"password": left["password"], "pin": left[pin]}
    assert all(asyncio.run(stored(stage, scenario, believed)).values())
    third = run_answers(GENERATING, scenario)
    assert (third.entry.outcome, third.queue.exit_code()) == ("already-active", Exit.ACTIVE)
    assert kept(tmp_path) == left


def test_a_secret_that_was_made_for_one_account_is_no_other_accounts(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    network = stage.transport
    fails_at_the_commit(stage)
    run_answers(GENERATING, "ok")
    stage.transport = network
    for _ in range(2):
        other = run_answers(GENERATING, somebody_else(stage))
        assert (other.entry.outcome, other.queue.exit_code()) == (NOT_KEPT, Exit.USAGE)
        assert f"{tmp_path}/password already exists and will not be overwritten" in other.said
        run_answers(GENERATING, "ok")  # active now; what served is as little for others


def test_what_served_once_is_not_taken_up_for_a_later_link_of_the_same_address(
    run_answers: RunAnswers,
) -> None:
    text = GENERATING.replace('"password"', '"{email}.password"')
    first, later = run_answers(text, "ok").entry, run_answers(text, "main-user").entry
    assert first.account is not None
    assert later.account is not None
    assert first.account.email == later.account.email
    assert (first.outcome, later.outcome) == ("active", NOT_KEPT)


@pytest.mark.parametrize("only_check", [True, False])
def test_where_something_is_already_nothing_is_generated(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path, only_check: bool
) -> None:
    sent: list[str] = []
    stage.record(sent)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "users").write_text("Own-Words-71", "utf-8")
    (tmp_path / "users").chmod(0o600)
    (tmp_path / "open{email}").write_text("x", "utf-8")
    for name in ("dangling", "users", "{email}/x", "x" * 240 + "{email}"):
        text = GENERATING.replace('"password"', f'"{name}"')
        run = run_answers(text, "ok", only_check=only_check)
        assert (run.entry.outcome, run.queue.exit_code()) == (NOT_KEPT, Exit.USAGE)
    assert sent.count("POST /v1/activation") == 0
    assert {each.name for each in tmp_path.iterdir()} == {"dangling", "users", "open{email}"}


def test_a_kept_secret_that_meets_the_rules_no_more_is_named_with_its_file(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    network = stage.transport
    fails_at_the_commit(stage)
    account = run_answers(GENERATING, "ok").entry.account
    stage.transport = network
    assert account is not None
    path = tmp_path / f"{account.email}.pin"
    path.write_text("111111\n", "utf-8")
    run = run_answers(GENERATING, "ok")
    assert (run.entry.outcome, run.queue.exit_code()) == ("credentials-rejected", Exit.REFUSED)
    assert f"{path} is from an earlier attempt. Move this file away" in run.said
    path.chmod(0o640)
    assert run_answers(GENERATING, "ok").entry.outcome == NOT_KEPT


def test_what_the_commit_refuses_is_nobodys_and_the_next_time_is_a_fresh_one(
    run_answers: RunAnswers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.answers.apply.random_password", lambda *_given: "Quartz7Lamp")
    run = run_answers(GENERATING, "policy-changed")
    assert run.entry.outcome == "credentials-rejected"
    assert "The new files were deleted." in run.said
    assert kept(tmp_path) == {}


def test_two_runs_at_once_agree_about_what_one_of_them_generated(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one was faster by the moment between looking for a file and writing it."""
    from tui.answers.generated_files import GeneratedFiles

    keep, others = GeneratedFiles.keep, iter(["Quartz-Lamp-57"])

    def slower(files: GeneratedFiles, name: str, secret: str) -> Path:
        if name == "password" and (faster := next(others, None)):
            keep(files, name, faster)
        return keep(files, name, secret)

    monkeypatch.setattr(GeneratedFiles, "keep", slower)
    assert run_answers(GENERATING, "ok").entry.outcome == "active"
    assert kept(tmp_path)["password"] == "Quartz-Lamp-57"
    believed = {"password": "Quartz-Lamp-57"}
    assert asyncio.run(stored(stage, "ok", believed)) == {"password": True}


def test_an_accounts_own_file_and_variable_serve_it_and_a_missing_one_is_named(
    run_answers: RunAnswers, stage: Stage, tmp_path: Path
) -> None:
    text = 'password = { file = "{email}.pw" }\n' + GENERATING.partition("\n")[2].partition("\n")[2]
    missing = run_answers(text, "ok", only_check=True)
    assert (missing.entry.outcome, missing.queue.exit_code()) == (NOT_ANSWERED, Exit.REFUSED)
    assert missing.entry.account is not None
    path = tmp_path / f"{missing.entry.account.email}.pw"
    assert [(each.field, each.rule) for each in missing.entry.refused] == [
        ("password", "no-secret")
    ]
    assert f"{path} cannot be read: No such file" in missing.said
    path.write_text("Xk7vQm2p\n", "utf-8")
    path.chmod(0o600)
    assert run_answers(text, "ok", only_check=True).entry.outcome == CHECKED
    assert run_answers(text, "ok", environment=dict(ENVIRONMENT)).entry.outcome == "active"


# What is waited for


class Waiting:
    """A run's patience on the mock's own time: it goes on only by being waited for."""

    def __init__(self, stage: Stage, limit: float = inf) -> None:
        self.stage, self.waits, self.slept = stage, list[float](), list[float]()
        began = stage.service.clock.now().timestamp()
        pace = RequestPace(lambda: stage.service.clock.now().timestamp() - began, self.sleep)
        self.patience = unattended(self.waits.append, until=limit, pace=pace)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.stage.service.clock.advance(timedelta(seconds=seconds))


def answers_first(stage: Stage, method: str, *odd: Turn) -> list[str]:
    """Tell these of a method's first requests; gives the keys of all that were sent."""
    network, told, keys = stage.transport, list(odd), list[str]()

    class Odd(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            keys.append(request.headers.get("Idempotency-Key", ""))
            if request.method == method and request.url.path == "/v1/activation" and told:
                return await ScriptedServer(told.pop(0)).handle_async_request(request)
            return await network.handle_async_request(request)

    stage.transport = Odd()
    return keys


def asks_to_wait(status: int, slug: str, seconds: int) -> Turn:
    return json_answer(
        {"type": f"/problems/{slug}", "title": "T", "status": status},
        status=status,
        Content_Type="application/problem+json",
        Retry_After=str(seconds),
    )


LIMIT, MAINTENANCE = asks_to_wait(429, "rate-limited", 90), asks_to_wait(503, "maintenance", 600)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_limit_and_a_maintenance_are_waited_for_as_the_server_asks(
    run_answers: RunAnswers, stage: Stage, method: str
) -> None:
    keys = answers_first(stage, method, LIMIT, MAINTENANCE, LIMIT)
    waiting = Waiting(stage)
    run = run_answers(EVERYTHING, "ok", patience=waiting.patience)
    assert run.entry.outcome == "active"
    assert waiting.waits == [90, 600, 90]
    assert len({key for key in keys if key}) == 1


def test_nothing_is_waited_for_that_lasts_beyond_the_limit_and_nothing_is_begun_after_it(
    run_answers: RunAnswers, stage: Stage
) -> None:
    answers_first(stage, "GET", LIMIT, MAINTENANCE)
    waiting = Waiting(stage, limit=120)
    run = run_answers(EVERYTHING, "ok", somebody_else(stage), patience=waiting.patience)
    assert [each.outcome for each in run.queue.entries] == ["maintenance", "active"]
    assert (waiting.waits, run.queue.exit_code()) == ([90], Exit.UNAVAILABLE)
    stage.service.clock.advance(timedelta(seconds=31))
    late = run_answers(EVERYTHING, "lax", patience=waiting.patience)
    assert (late.entry.outcome, late.queue.exit_code()) == ("not-begun", Exit.LEFT)
    assert "The other accounts were not started." in late.said


def test_a_maintenance_without_an_end_is_not_waited_for_without_one(
    run_answers: RunAnswers, stage: Stage
) -> None:
    waiting = Waiting(stage)
    run = run_answers(EVERYTHING, "maintenance", patience=waiting.patience)
    assert (run.entry.outcome, run.queue.exit_code()) == ("maintenance", Exit.UNAVAILABLE)
    assert 0 < sum(waiting.waits) <= LONGEST_SECONDS


@pytest.mark.parametrize(
    "stumble",
    [httpx.ReadError("reset"), httpx.ReadTimeout("stall"), httpx.ConnectError("refused")],
    ids=["reset", "stall", "refused"],
)
def test_a_look_that_stumbles_is_tried_again_twice(
    run_answers: RunAnswers, stage: Stage, stumble: httpx.TransportError
) -> None:
    waiting = Waiting(stage)
    answers_first(stage, "GET", stumble, stumble)
    run = run_answers(EVERYTHING, "ok", patience=waiting.patience)
    assert (run.entry.outcome, waiting.waits, waiting.slept) == ("active", [], [2.0, 4.0])
    answers_first(stage, "GET", stumble, stumble, stumble)
    run = run_answers(EVERYTHING, "lax", patience=waiting.patience)
    assert run.queue.exit_code() == Exit.UNAVAILABLE
