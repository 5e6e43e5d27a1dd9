"""Wherever one stops answering, and however: it is said what happened and what next, and how all
accounts stand is known.
"""

import pytest

from api_client.mail import ActivationMail
from api_client.mail.activation_mail import Sender
from tests.plain.ending import Way, stop
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.i18n import _
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.wording.times import begin_again, forgotten_sentences, nobody_typed, time_is_over

CHOICES = ("y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2")
WAYS: tuple[Way, ...] = ("idle", "limit", "input ends", "Ctrl+C")
PLACES: dict[str, tuple[tuple[str, ...], tuple[str, ...], Exit]] = {
    "link": ((), (), Exit.LEFT),
    "nothing found": ((), ("hello",), Exit.LEFT),
    "card": (("mail",), (), Exit.LEFT),
    "account": (("ok",), (), Exit.LEFT),
    "disowning": (("ok",), ("n",), Exit.LEFT),
    "problem": (("maintenance",), (), Exit.UNAVAILABLE),
    "dead link": (("expired",), (), Exit.LINK_UNUSABLE),
    "problem again": (("maintenance",), ("1", "1"), Exit.UNAVAILABLE),
    "list": (("ok", "sso"), (), Exit.LEFT),
    "list after one": (("ok", "sso"), ("1", *CHOICES, "5"), Exit.LEFT),
    "list after all": (("maintenance", "expired"), ("", "2", "2", "2"), Exit.UNAVAILABLE),
    "account of several": (("ok", "sso"), ("2",), Exit.LEFT),
    "problem of several": (("sso", "maintenance"), ("2",), Exit.LEFT),
}
"""Scenarios, what is typed to get to where nothing is typed yet, and what the shell is told."""

TYPED: dict[str, tuple[str, tuple[str, ...], Exit]] = {
    **{f"step {n}": ("ok", CHOICES[: n + 1], Exit.LEFT) for n in range(1, len(CHOICES))},
    "raced": ("raced", (*CHOICES, "5"), Exit.LINK_UNUSABLE),
    "refused": ("ok.commit-503", (*CHOICES, "5"), Exit.UNAVAILABLE),
}
"""The same, where something was typed."""

each_way = pytest.mark.parametrize("way", WAYS)


def queue_of(stage: Stage, *scenarios: str) -> AccountQueue:
    return AccountQueue(
        Invitation(stage.link("ok"), ActivationMail(senders=(Sender("mallory@evil.example"),)))
        if each == "mail"
        else Invitation(stage.link(each))
        for each in scenarios
    )


def assert_said(said: str, way: Way) -> None:
    """What happened, once."""
    left = _("You have quit the program. Nothing more was sent.")
    sentences = {"idle": nobody_typed(), "limit": time_is_over()}
    for each in (*sentences.values(), left):
        assert said.count(each) == (each == sentences.get(way, left)), each


@each_way
@pytest.mark.parametrize("place", PLACES)
def test_where_nothing_was_typed_it_ends_in_order(
    stage: Stage, keyboard: tuple[int, int], place: str, way: Way
) -> None:
    scenarios, lines, code = PLACES[place]
    talk = stop(stage, keyboard, queue_of(stage, *scenarios), lines, way)
    assert_said(talk.said, way)
    is_open = not scenarios or bool(talk.queue.open_entries())
    assert talk.said.endswith(begin_again()) == is_open
    assert talk.queue.exit_code() == code
    assert talk.queue.current is None


@each_way
@pytest.mark.parametrize("place", TYPED)
def test_where_something_was_typed_it_is_forgotten_and_it_ends_in_order(
    stage: Stage, keyboard: tuple[int, int], place: str, way: Way
) -> None:
    scenario, lines, code = TYPED[place]
    talk = stop(stage, keyboard, queue_of(stage, scenario), lines, way)
    assert_said(talk.said, way)
    assert talk.said.count(forgotten_sentences()[0]) == (way == "idle")
    assert not any(secret in talk.said for secret in (PASSWORD, PIN, ANSWER))
    assert talk.queue.exit_code() == code
