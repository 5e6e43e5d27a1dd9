"""Operator mode in lines: the same journey, word for word."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.plain.conftest import Person
from tests.ui.operator_stage import JOERG, OperatorStage
from tests.ui.stage import ANSWER, PASSWORD, PIN
from tests.wire.operator_desk import EMAIL, share_address
from tui.exit_codes import Exit
from tui.i18n import Language, _
from tui.journey.account_queue import AccountQueue
from tui.plain.console import Console
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings
from tui.wording.extensions import which_extension_question
from tui.wording.steps import without_pin_words
from tui.wording.trust import login_question, no_login_address


@pytest.fixture
def desk(language: Language) -> Iterator[OperatorStage]:
    with closing(OperatorStage(language)) as desk:
        yield desk


@pytest.fixture
def english() -> Iterator[OperatorStage]:
    with closing(OperatorStage("en")) as desk:
        yield desk


def talk(desk: OperatorStage, keyboard: tuple[int, int], *lines: str) -> tuple[str, AccountQueue]:
    """Let an operator answer question after question, and then hang up."""
    person, program = keyboard
    output = Person(person, lines)
    console = Console(output, program, columns=80)
    renderer = PlainRenderer(
        desk.operators_journey(),
        AccountQueue([desk.invitation()]),
        console,
        Surroundings("console"),
    )
    with console.taken():
        asyncio.run(renderer.run())
    return output.getvalue(), renderer.queue


def test_from_the_mail_to_the_receipt(
    desk: OperatorStage, keyboard: tuple[int, int], golden: SnapshotAssertion
) -> None:
    said, queue = talk(desk, keyboard, "y", "y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "4")
    assert said == golden
    assert "Petra Betrieb" in " ".join(said.split())
    assert not any(secret in said for secret in (PASSWORD, PIN, ANSWER))
    assert queue.exit_code() == Exit.ACTIVE
    assert asyncio.run(desk.kept())


def test_nothing_is_asked_before_the_operator_says_so(
    english: OperatorStage, keyboard: tuple[int, int]
) -> None:
    said, queue = talk(english, keyboard, "n")
    assert "Look for the account?" in said
    assert english.asked == []
    assert queue.exit_code() == Exit.LEFT


def test_whose_account_it_is_is_asked_where_the_mail_leaves_a_doubt(
    english: OperatorStage, keyboard: tuple[int, int]
) -> None:
    english.names_login = False
    whose = ("amsel", "?", EMAIL)
    secrets = (PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "4")
    said, queue = talk(english, keyboard, "y", *whose, "y", *secrets)
    assert said.count(login_question()) == 3
    assert no_login_address() in said
    assert f"You chose: {EMAIL}" in said
    assert queue.exit_code() == Exit.ACTIVE
    assert asyncio.run(english.kept())


def test_who_does_not_say_whose_account_it_is_leaves(
    english: OperatorStage, keyboard: tuple[int, int]
) -> None:
    english.names_login = False
    said, queue = talk(english, keyboard, "y", "<")
    assert login_question() in said
    assert english.asked == []
    assert queue.exit_code() == Exit.LEFT


def test_whom_the_mail_is_for_is_chosen_where_several_have_its_address(
    desk: OperatorStage, keyboard: tuple[int, int]
) -> None:
    share_address(desk.service)
    desk.names_extension = False
    secrets = (PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "4")
    said, queue = talk(desk, keyboard, "y", "1", "y", *secrets)
    asked = said.index(which_extension_question())
    first, second = (
        _("Extension {number}: {name}").format(number=number, name="Jörg Amsel")
        for number in ("801", "802")
    )
    assert said.index(first) < said.index(second) < asked
    assert queue.exit_code() == Exit.ACTIVE
    assert asyncio.run(desk.kept())


def test_enter_alone_and_a_yes_leave_the_pin_out(
    english: OperatorStage, keyboard: tuple[int, int]
) -> None:
    said, queue = talk(
        english, keyboard, "y", "y", PASSWORD, PASSWORD, "", "n", "", "y", "3", ANSWER, "4"
    )
    assert said.count(without_pin_words()[1]) == 2
    assert queue.exit_code() == Exit.ACTIVE
    record = english.service.store.record(JOERG)
    assert record is not None
    assert record.pin_hash is None


def test_a_missing_permission_is_named(english: OperatorStage, keyboard: tuple[int, int]) -> None:
    english.state.app_permissions = frozenset({"ReadAccounts"})
    english.state.has_credentials = False
    said, queue = talk(english, keyboard, "y", "y", PASSWORD, PASSWORD, PIN, PIN, "3")
    assert "Missing permission: EditExtensions" in said
    assert queue.exit_code() != Exit.ACTIVE


def test_who_is_active_already_is_told(english: OperatorStage, keyboard: tuple[int, int]) -> None:
    english.state.statuses[JOERG] = "Enabled"
    said, queue = talk(english, keyboard, "y", "2")
    assert "The account is already active on the platform" in said
    assert queue.entries[0].outcome == "already-active"
