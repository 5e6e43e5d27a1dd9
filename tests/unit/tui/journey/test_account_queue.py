"""Several accounts one after another: states, what comes next, what the shell is told."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.mail import ActivationMail
from tests.accounts import EVA, activation, receipt
from tests.links import TOKEN, activation_link
from tui.exit_codes import Exit, exit_code
from tui.journey.account_queue import (
    DISOWNED,
    FAILED,
    LEFT,
    NEW_LINK,
    NO_LINK,
    AccountQueue,
    QueueEntry,
)
from tui.journey.invitation import Invitation
from tui.journey.journey import Finished
from tui.journey.states import Mark
from tui.wording.problems import PROBLEM_PAGES

FINISHED = Finished(receipt(), activation(), "a.example")


def invitations(count: int) -> list[Invitation]:
    return [Invitation(activation_link(account_id=str(n + 1))) for n in range(count)]


def states(queue: AccountQueue) -> list[str]:
    return [queue.state(entry) for entry in queue.entries]


def test_an_account_in_hand_is_left_until_it_is_more() -> None:
    queue = AccountQueue(invitations(2))
    assert states(queue) == ["waiting", "waiting"]
    queue.open(1)
    assert states(queue) == ["here", "waiting"]
    queue.put_down()
    assert states(queue) == ["left", "waiting"]
    assert [entry.outcome for entry in queue.open_entries()] == ["left", "not-begun"]


def test_an_active_account_stays_active_and_is_only_seen_again() -> None:
    queue = AccountQueue(invitations(2))
    queue.open(1)
    queue.activated(FINISHED)
    queue.tell("unreachable")
    assert states(queue)[0] == "active"
    assert queue.entries[0].account == EVA
    with pytest.raises(ValueError, match="cannot be opened"):
        queue.open(1)
    with pytest.raises(ValueError, match="is not active"):
        queue.see_again(2)
    queue.put_down()
    assert queue.see_again(1) == FINISHED
    assert (queue.mark, queue.state(queue.entries[0])) == (Mark(1, 2), "active")
    assert queue.next_open() == queue.entries[1]


def test_with_an_active_account_its_link_is_forgotten_but_it_still_counts() -> None:
    queue = AccountQueue(invitations(2), ["b.eml"])
    queue.open(1)
    queue.activated(FINISHED)
    assert queue.entries[0].invitation is None
    assert [entry.can_be_opened for entry in queue.entries] == [False, True, False]
    assert [entry.can_be_chosen for entry in queue.entries] == [True, True, False]
    assert queue.size == 2
    assert queue.mark == Mark(1, 2)


def test_a_skipped_account_comes_back_after_those_behind_it() -> None:
    queue = AccountQueue(invitations(3))
    queue.open(1)
    following = []
    for _turn in range(3):
        after = queue.next_open()
        assert after is not None
        following.append(after.number)
        queue.open(after.number)
        if after.number != 1:
            queue.activated(FINISHED)
    assert following == [2, 3, 1]


def test_a_problem_ends_an_account_without_being_proposed_again_but_it_can_be_opened() -> None:
    queue = AccountQueue(invitations(2))
    queue.open(1)
    queue.tell("link-expired")
    queue.put_down()
    assert states(queue) == ["ended", "waiting"]
    assert [entry.number for entry in queue.open_entries()] == [2]
    assert queue.entries[0].can_be_opened
    queue.open(1)
    assert states(queue)[0] == "here"


@pytest.mark.parametrize(
    ("outcome", "may_pass"),
    [
        ("unreachable", True),
        ("timeout", True),
        ("maintenance", True),
        ("rate-limited", True),
        ("link-not-yet-valid", True),
        ("link-expired", False),
        ("tls-untrusted", False),
        ("active", False),
        (LEFT, False),
        (NO_LINK, False),
        ("something-new", False),
    ],
)
def test_what_was_only_in_the_way_may_pass(outcome: str, may_pass: bool) -> None:
    queue = AccountQueue(invitations(1))
    queue.open(1)
    queue.tell(outcome)
    assert queue.entries[0].may_pass is may_pass


def test_a_source_without_a_link_is_told_of_and_never_opened() -> None:
    queue = AccountQueue(invitations(1), ["b.eml"])
    assert queue.is_several
    assert queue.entries[1].source == "b.eml"
    assert not queue.entries[1].can_be_opened
    assert queue.entries[1].exit_code == Exit.USAGE
    with pytest.raises(ValueError, match="cannot be opened"):
        queue.open(2)


def test_of_two_mails_to_one_account_the_newer_counts_and_the_older_can_still_be_opened() -> None:
    dated = [
        Invitation(
            activation_link(account_id=account, token=token * 32),
            ActivationMail(sent_at=datetime(2026, 11, day, tzinfo=UTC)),
        )
        for account, token, day in [
            ("17", "a", 20),
            ("17", "b", 22),
            ("18", "c", 1),
            ("ok", "d", 1),
        ]
    ]
    undated = Invitation(activation_link(account_id="17", token="e" * 32))
    scenario = Invitation(activation_link(account_id="ok", token="f" * 32), dated[1].mail)
    queue = AccountQueue([*dated, undated, scenario])
    assert [entry.outcome for entry in queue.entries] == ["superseded", *["not-begun"] * 5]
    assert queue.entries[0].can_be_opened
    assert queue.entries[0].exit_code == Exit.ACTIVE
    assert queue.next_open() == queue.entries[1]


def test_what_is_told_while_no_account_is_in_hand_changes_none() -> None:
    queue = AccountQueue(invitations(2))
    queue.tell("unreachable")
    queue.know(EVA)
    queue.activated(FINISHED)
    assert states(queue) == ["waiting", "waiting"]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], Exit.LEFT),
        (["active"], Exit.ACTIVE),
        (["active", "active"], Exit.ACTIVE),
        (["active", None], Exit.LEFT),
        ([LEFT, "link-expired"], Exit.LEFT),
        (["active", "link-expired", LEFT], Exit.LINK_UNUSABLE),
        (["unreachable", "link-expired"], Exit.UNAVAILABLE),
        ([DISOWNED], Exit.LINK_UNUSABLE),
        ([NEW_LINK], Exit.LINK_UNUSABLE),
        ([FAILED], Exit.FAILED),
        (["unknown-host"], Exit.USAGE),
        ([NO_LINK], Exit.USAGE),
    ],
)
def test_the_shell_is_told_the_first_that_is_not_zero(
    outcomes: list[str | None], code: Exit
) -> None:
    queue = AccountQueue(invitations(len(outcomes)))
    for number, outcome in enumerate(outcomes, 1):
        if outcome is not None:
            queue.open(number)
            queue.activated(FINISHED) if outcome == "active" else queue.tell(outcome)
    assert queue.exit_code() == code


@pytest.mark.parametrize("slug", PROBLEM_PAGES)
def test_a_problem_has_the_same_exit_code_in_a_queue_as_on_its_page(slug: str) -> None:
    queue = AccountQueue(invitations(1))
    queue.open(1)
    queue.tell(slug)
    assert queue.exit_code() == exit_code(slug)


def test_one_account_alone_needs_no_mark_and_several_are_told_apart() -> None:
    marks = []
    for count in (1, 8):
        queue = AccountQueue(invitations(count))
        marks.append(queue.mark)
        queue.open(count)
        marks.append(queue.mark)
    assert marks == [None, None, None, Mark(8, 8)]
    assert Mark(8, 8).text == "8/8"
    neighbours = [Mark(number, 8).colour for number in range(1, 9)]
    assert all(one != other for one, other in pairwise(neighbours))


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["active", "link-expired", LEFT]))))
def test_whatever_the_order_every_account_that_waits_is_proposed(
    turns: list[tuple[int, str]],
) -> None:
    queue = AccountQueue(invitations(4))
    for number, outcome in turns:
        if queue.entries[number - 1].can_be_opened:
            queue.open(number)
            queue.activated(FINISHED) if outcome == "active" else queue.tell(outcome)
            queue.put_down()
    proposed = queue.next_open()
    assert (proposed is None) == (not queue.open_entries())
    assert proposed is None or proposed.is_open
    assert TOKEN not in repr(queue.entries)


def test_what_is_let_go_of_counts_as_before_and_holds_nothing_any_more() -> None:
    queue = AccountQueue([Invitation(activation_link(account_id=each)) for each in "12"])
    queue.open(1)
    queue.tell("link-expired", detail="why")
    queue.put_down()
    code = queue.exit_code()
    queue.let_go(1)
    assert queue.exit_code() == code
    assert queue.entries[0] == QueueEntry(1, None, "", "link-expired")
    assert queue.entries[1].invitation is not None
