"""Conversations, word for word: a changed one is to be read before it is taken anew."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from syrupy.assertion import SnapshotAssertion

from api_client.backend import Abilities
from tests.plain.conftest import Converse
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.i18n import _
from tui.wording.times import begin_again, time_left

ACCOUNT = ["y"]
CHOICES = [PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2"]
ACTIVATE = ["5"]
SECRETS = (PASSWORD, PIN, ANSWER)


def test_from_the_account_to_the_receipt(
    stage: Stage, converse: Converse, golden: SnapshotAssertion
) -> None:
    talk = converse(stage.link("ok"), [*ACCOUNT, *CHOICES, *ACTIVATE])
    assert talk.said == golden
    assert talk.queue.exit_code() == Exit.ACTIVE
    assert not any(secret in talk.said for secret in SECRETS)


async def _stored(stage: Stage) -> dict[str, bool]:
    return await stage.stored(password=PASSWORD, pin=PIN, answer=ANSWER, workspace="web_browser")


def test_what_was_typed_is_what_the_server_stored(stage: Stage, converse: Converse) -> None:
    import asyncio

    converse(stage.link("ok"), [*ACCOUNT, *CHOICES, *ACTIVATE])
    stored = asyncio.run(_stored(stage))
    assert stored == dict.fromkeys(stored, True)
    assert stored


def test_every_broken_rule_is_named_at_once_and_the_way_back_keeps_what_was_chosen(
    stage: Stage, converse: Converse, golden: SnapshotAssertion
) -> None:
    wrong = ["qzv", "", PASSWORD, PASSWORD + "x", "<", PASSWORD, PASSWORD.swapcase(), PASSWORD]
    back = ["12a", "<", "", PIN, PIN, "99", "zwei", "1", "ab", ANSWER, "2"]
    change = ["4", "1", ""]
    talk = converse(stage.link("ok"), [*ACCOUNT, *wrong, *back, *change, *ACTIVATE])
    assert talk.said == golden
    assert not any(secret in talk.said for secret in (*SECRETS, "12a", "qzv"))


def test_help_is_there_at_every_question(
    stage: Stage, converse: Converse, golden: SnapshotAssertion
) -> None:
    lines = [line for line in [*ACCOUNT, *CHOICES] for line in ("?", line)]
    talk = converse(stage.link("ok"), [*lines, "?", *ACTIVATE])
    assert talk.said == golden
    assert talk.queue.exit_code() == Exit.ACTIVE


@pytest.mark.parametrize(
    ("scenario", "lines", "code"),
    [
        ("no-pin", ["y", PASSWORD, PASSWORD, "1", ANSWER, "1", "4"], Exit.ACTIVE),
        ("sso", ["y", PIN, PIN, "1", ANSWER, "1", "4"], Exit.ACTIVE),
        ("expired", ["1"], Exit.LINK_UNUSABLE),
        ("revoked", ["2"], Exit.LINK_UNUSABLE),
        ("maintenance", ["1", "3"], Exit.UNAVAILABLE),
        ("reused", ["y", PASSWORD, PASSWORD, "Winter7Moos!Berg", "Winter7Moos!Berg"], Exit.LEFT),
        ("raced", [*ACCOUNT, *CHOICES, *ACTIVATE, "2"], Exit.LINK_UNUSABLE),
        ("ok.commit-lost", [*ACCOUNT, *CHOICES, *ACTIVATE], Exit.ACTIVE),
        ("escapes", ["y"], Exit.LEFT),
    ],
)
def test_what_the_backend_says_decides(
    stage: Stage,
    converse: Converse,
    golden: SnapshotAssertion,
    scenario: str,
    lines: list[str],
    code: Exit,
) -> None:
    talk = converse(stage.link(scenario), lines)
    assert talk.said == golden
    assert talk.queue.exit_code() == code
    assert "\x1b" not in talk.said


def test_the_links_end_is_said_once_for_each_mark_that_is_passed(
    stage: Stage, converse: Converse
) -> None:
    def typed() -> Iterator[str]:
        stage.advance(seconds=6 * 60)
        yield from ("y", PASSWORD, PASSWORD, PIN)
        stage.advance(seconds=8 * 60)
        yield from (PIN, "3")
        stage.advance(seconds=60)
        yield "<"

    said = converse(stage.link("ok.ttl-15m"), typed()).said.splitlines()
    near = _("The link expires in {left}.")
    minutes = {left: near.format(left=time_left(timedelta(minutes=left))) for left in (9, 1)}
    over = _("The link has expired. What you typed is kept.")
    before, _sign, after = near.partition("{left}")
    warned = [line for line in said if line == over or (before in line and after in line)]
    assert warned == [minutes[9], minutes[1], over]


def test_a_link_that_died_meanwhile_is_told_before_the_commit(
    stage: Stage, converse: Converse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api_client.http.backend.HttpBackend.abilities", Abilities(check=False))
    sent: list[str] = []
    stage.record(sent)

    def typed() -> Iterator[str]:
        yield from (*ACCOUNT, *CHOICES[:-1])
        stage.advance(seconds=600)
        yield from (CHOICES[-1], "2")

    talk = converse(stage.link("ok.ttl-5m"), typed())
    assert _("This link has expired") in talk.said
    assert talk.queue.exit_code() == Exit.LINK_UNUSABLE
    assert "POST /v1/activation" not in sent


def test_a_server_that_does_not_answer_before_the_commit_keeps_nobody_from_it(
    stage: Stage, converse: Converse
) -> None:
    network, is_down = stage.transport, False

    class Failing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if is_down and request.method == "GET":
                raise httpx.ConnectError("down")
            return await network.handle_async_request(request)

    stage.transport = Failing()

    def typed() -> Iterator[str]:
        nonlocal is_down
        yield from (*ACCOUNT, *CHOICES[:-1])
        is_down = True
        yield from (CHOICES[-1], *ACTIVATE)

    talk = converse(stage.link("ok"), typed())
    assert _("The server cannot be reached") not in talk.said
    assert talk.queue.exit_code() == Exit.ACTIVE


def test_an_account_of_somebody_else_is_given_back(
    stage: Stage, converse: Converse, golden: SnapshotAssertion
) -> None:
    talk = converse(stage.link("ok"), ["n", "n", "n", "y"])
    assert talk.said == golden
    assert talk.queue.exit_code() == Exit.LINK_UNUSABLE


def test_a_link_is_asked_for_and_found_in_what_is_pasted(
    stage: Stage, converse: Converse, golden: SnapshotAssertion
) -> None:
    link = stage.link("ok").url()
    talk = converse(None, ["", "?", "hello", f"Hallo Eva,\nhier der Link:\n{link}\nGruß", "<"])
    assert talk.said.replace(stage.link("ok").token, "TOKEN") == talk.said
    assert talk.said == golden
    assert talk.queue.exit_code() == Exit.LEFT


def test_several_accounts_one_after_another(
    stage: Stage, converse: Converse, golden: SnapshotAssertion
) -> None:
    from tui.journey.account_queue import AccountQueue
    from tui.journey.invitation import Invitation

    links = [stage.link("ok"), stage.link("expired"), stage.link("sso")]
    lines = ["", *ACCOUNT, *CHOICES, *ACTIVATE, "", "2", "3", "<"]
    talk = converse(AccountQueue(Invitation(link) for link in links), lines)
    assert talk.said == golden
    assert talk.queue.exit_code() == Exit.LINK_UNUSABLE


def test_an_account_whose_problem_may_have_passed_is_offered_again(
    stage: Stage, converse: Converse
) -> None:
    from tui.journey.account_queue import AccountQueue
    from tui.journey.invitation import Invitation

    links = [stage.link("maintenance"), stage.link("expired")]
    other_accounts, retry = "2", "1"
    lines = ["", other_accounts, "2", "2", "", "9", retry, other_accounts, "3"]
    talk = converse(AccountQueue(Invitation(link) for link in links), lines)
    waiting = _("{name}: {state}. Try again.").partition("{state}")[2]
    assert talk.said.count(waiting + "\n") == 3
    assert [entry.outcome for entry in talk.queue.entries] == ["maintenance", "link-expired"]
    assert talk.queue.exit_code() == Exit.UNAVAILABLE
    assert _("You have quit the program. Nothing more was sent.") not in talk.said


def test_where_nothing_can_have_passed_the_end_comes_by_itself(
    stage: Stage, converse: Converse
) -> None:
    from tui.journey.account_queue import AccountQueue
    from tui.journey.invitation import Invitation

    links = [stage.link("revoked"), stage.link("expired")]
    talk = converse(AccountQueue(Invitation(link) for link in links), ["", "1", "", "2"])
    assert talk.said.count(_("Which account would you like to activate?")) == 2
    assert talk.queue.exit_code() == Exit.LINK_UNUSABLE


def test_nobody_is_left_in_the_dark_when_the_input_ends(stage: Stage, converse: Converse) -> None:
    talk = converse(stage.link("ok"), ["y", PASSWORD])
    last_words = f"{_('You have quit the program. Nothing more was sent.')} {begin_again()}"
    assert " ".join(talk.said.split()).endswith(last_words)
    assert talk.queue.exit_code() == Exit.LEFT
