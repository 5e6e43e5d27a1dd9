"""A commit whose answer was lost stays in doubt, in lines, until the server says what became."""

import asyncio
import os
import signal
from collections.abc import Iterable
from io import StringIO

import pytest

from tests.plain.conftest import Converse
from tests.scripted_server import Turn
from tests.swallowing import Swallowing, page
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.i18n import Language, use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.plain.console import Console, IdleTooLong
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings
from tui.wording.doubt import (
    begin_anew_in_doubt,
    doubt_sentence,
    earlier_choices_sentence,
    leave_by_a_second_interrupt,
    leave_in_doubt_question,
)

COMMIT = ["y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2", "5"]
RETRY, BACK, LEAVE = "1", "2", "3"
LOST: list[Turn] = [page(502)] * 5
OTHER = "Ym8wRn3q"


@pytest.fixture
def language() -> Language:
    use_language("en")
    return "en"


@pytest.fixture
def network(stage: Stage) -> Swallowing:
    stage.transport = network = Swallowing(stage.transport)
    network.tell(*LOST)
    return network


def in_one_line(text: str) -> str:
    """Without the ends of lines; what may not break has its own spaces."""
    return text.replace("\n", " ")


def outcome(queue: AccountQueue) -> tuple[str, int]:
    [entry] = queue.entries
    return entry.outcome, queue.exit_code()


UNKNOWN = ("answer-lost", Exit.UNAVAILABLE)


@pytest.mark.parametrize("way", [[LEAVE], []], ids=["leave", "hang up"])
def test_leaving_after_a_lost_answer_says_so(
    stage: Stage, network: Swallowing, converse: Converse, way: list[str]
) -> None:
    talk = converse(stage.link("ok"), [*COMMIT, *way])
    assert outcome(talk.queue) == UNKNOWN
    assert len(set(network.keys)) == 1


def test_trying_again_finds_the_receipt(
    stage: Stage, network: Swallowing, converse: Converse
) -> None:
    talk = converse(stage.link("ok"), [*COMMIT, RETRY])
    assert outcome(talk.queue) == ("active", Exit.ACTIVE)
    assert len(set(network.keys)) == 1


def test_back_at_the_review_a_used_link_is_settled_with_the_old_key(
    stage: Stage, network: Swallowing, converse: Converse
) -> None:
    talk = converse(stage.link("ok"), [*COMMIT, BACK])
    assert outcome(talk.queue) == ("active", Exit.ACTIVE)
    assert len(set(network.keys)) == 1
    assert earlier_choices_sentence() not in in_one_line(talk.said)


def test_leaving_from_the_account_page_asks_first_and_tells_it_as_lost(
    stage: Stage, network: Swallowing, converse: Converse
) -> None:
    network.tell(*LOST)  # for the review's look, which finds the link used
    to_account = ["<", "<", "<", "<", "<", "<"]
    queue = AccountQueue(Invitation(stage.link(each)) for each in ("ok", "sso"))
    lines = ["1", *COMMIT, BACK, *to_account, "n", "<", "y", "3"]
    talk = converse(queue, lines)
    assert doubt_sentence() in in_one_line(talk.said)
    assert in_one_line(talk.said).count(leave_in_doubt_question(is_several=True)) == 2
    assert (queue.entries[0].outcome, queue.exit_code()) == UNKNOWN


def test_of_one_account_nothing_leads_out_of_the_doubt(
    stage: Stage, network: Swallowing, converse: Converse
) -> None:
    network.tell(*LOST)
    talk = converse(stage.link("ok"), [*COMMIT, BACK, *["<"] * 6])
    assert "There is nothing before this." in in_one_line(talk.said)
    assert leave_in_doubt_question() not in in_one_line(talk.said)
    assert outcome(talk.queue) == UNKNOWN


class Lines(StringIO):
    """Types a line at each question, or does something else there."""

    def __init__(self, terminal: int, turns: Iterable[object]) -> None:
        super().__init__()
        self._terminal = terminal
        self._turns = iter(turns)

    def flush(self) -> None:
        if self.getvalue()[-1:] != " ":
            return
        turn = next(self._turns, b"\x04")
        if callable(turn):
            turn()
        else:
            os.write(self._terminal, turn if isinstance(turn, bytes) else f"{turn}\n".encode())


def talk(
    stage: Stage, keyboard: tuple[int, int], *turns: object
) -> tuple[PlainRenderer, Lines, Console]:
    person, program = keyboard
    said = Lines(person, turns)
    console = Console(said, program, columns=80)
    queue = AccountQueue([Invitation(stage.link("ok"))])
    return PlainRenderer(stage.journey(), queue, console, Surroundings("console")), said, console


@pytest.fixture
def exits(monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    """Signals end the program as the command line has it."""
    from tui.terminal.tty import ENDING_SIGNALS, exit_on_signals

    before = {name: signal.getsignal(name) for name in ENDING_SIGNALS}
    monkeypatch.setattr("tui.terminal.tty._last_end", float("-inf"))  # none came just before
    exit_on_signals()
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.mark.usefixtures("exits")
def test_a_first_ctrl_c_after_a_lost_answer_asks_and_a_second_leaves(
    stage: Stage, network: Swallowing, keyboard: tuple[int, int]
) -> None:
    def interrupted() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        assert leave_by_a_second_interrupt() in in_one_line(said.getvalue())
        os.kill(os.getpid(), signal.SIGINT)

    renderer, said, console = talk(stage, keyboard, *COMMIT, interrupted)
    with console.taken(), pytest.raises(SystemExit) as ended:
        asyncio.run(renderer.run())
    assert ended.value.code == Exit.LEFT
    assert outcome(renderer.queue) == UNKNOWN


@pytest.mark.usefixtures("exits")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_between_sending_and_the_answer_ends_as_lost(
    stage: Stage, keyboard: tuple[int, int], number: signal.Signals
) -> None:
    network = stage.transport
    asked: list[bool] = []

    class Interrupting(Swallowing):
        async def handle_async_request(self, request):  # type: ignore[no-untyped-def]
            told = await network.handle_async_request(request)
            if "Idempotency-Key" in request.headers:
                os.kill(os.getpid(), number)
                asked.append(leave_by_a_second_interrupt() in in_one_line(said.getvalue()))
                os.kill(os.getpid(), number)
                await asyncio.sleep(60)
            return told

    stage.transport = Interrupting(network)
    renderer, said, console = talk(stage, keyboard, *COMMIT)
    with console.taken(), pytest.raises(SystemExit) as ended:
        asyncio.run(renderer.run())
    assert ended.value.code == 128 + number
    assert asked == ([True] if number is signal.SIGINT else [])
    assert outcome(renderer.queue) == UNKNOWN


def test_what_is_forgotten_after_a_while_leaves_the_doubt(
    stage: Stage, network: Swallowing, keyboard: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    network.tell(*LOST)

    def nobody(question: str, *, is_secret: bool = False) -> str:
        monkeypatch.undo()
        raise IdleTooLong

    def go_back_and_leave_the_desk() -> None:
        monkeypatch.setattr(console, "hear", nobody)
        os.write(keyboard[0], f"{BACK}\n".encode())

    renderer, said, console = talk(stage, keyboard, *COMMIT, go_back_and_leave_the_desk)
    with console.taken():
        asyncio.run(renderer.run())
    assert begin_anew_in_doubt() in in_one_line(said.getvalue())
    assert outcome(renderer.queue) == UNKNOWN
