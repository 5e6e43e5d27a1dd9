"""What became of all accounts is told once, to whatever stream is still there."""

import json
import os
import signal
import sys
from io import StringIO

import pytest

from tests.accounts import activation, receipt
from tests.links import activation_link
from tests.told import accounts_told
from tui.cli.outcomes import Outcomes
from tui.i18n import use_language
from tui.journey.account_queue import AccountQueue, QueueEntry
from tui.journey.invitation import Invitation
from tui.journey.journey import Finished
from tui.terminal.tty import exit_on_signals


@pytest.fixture
def queue() -> AccountQueue:
    use_language("en")
    return AccountQueue([Invitation(activation_link(account_id=each)) for each in "12"])


class Gone(StringIO):
    """A terminal that hung up, or a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")


class Interrupting(StringIO):
    """A stream while whose first line is written somebody wants the program to end."""

    def __init__(self, *numbers: signal.Signals) -> None:
        super().__init__()
        self._numbers = list(numbers)

    def write(self, text: str) -> int:
        if self._numbers:
            os.kill(os.getpid(), self._numbers.pop(0))
        return super().write(text)


def active(queue: AccountQueue, number: int) -> QueueEntry:
    queue.open(number)
    queue.activated(Finished(receipt(), activation(), "a.example"))
    queue.put_down()
    return queue.entries[number - 1]


def outcomes(text: str) -> list[str]:
    return [each["outcome"] for each in accounts_told(text)]


def test_each_account_is_told_once_however_often_it_is_asked(
    queue: AccountQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Outcomes(queue, demo=False, json=True)
    told.tell(130)
    told.tell(130)
    said = capsys.readouterr()
    assert outcomes(said.out) == ["not-begun"] * 2
    assert said.err.count(": not started\n") == 2


@pytest.mark.parametrize("gone", [Gone(), None], ids=["hung up", "closed"])
def test_words_that_nobody_can_read_keep_no_object_back(
    queue: AccountQueue, monkeypatch: pytest.MonkeyPatch, gone: StringIO | None
) -> None:
    out = StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", gone)
    Outcomes(queue, demo=False, json=True).tell(130)
    assert outcomes(out.getvalue()) == ["not-begun"] * 2


@pytest.mark.parametrize("further", [(), (signal.SIGHUP,), (signal.SIGHUP, signal.SIGTERM)])
def test_signals_while_it_is_told_wait_for_the_end(
    queue: AccountQueue, monkeypatch: pytest.MonkeyPatch, further: tuple[signal.Signals, ...]
) -> None:
    monkeypatch.setattr("tui.terminal.tty._last_end", float("-inf"))  # none came just before
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
    out = Interrupting(signal.SIGTERM, *further)
    monkeypatch.setattr(sys, "stdout", out)
    exit_on_signals()
    try:
        with pytest.raises(SystemExit) as ended:
            Outcomes(queue, demo=False, json=True).tell(130)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)
        for each, handler in before.items():
            signal.signal(each, handler)
    assert ended.value.code == 143
    assert outcomes(out.getvalue()) == ["not-begun"] * 2


@pytest.mark.parametrize("faulty", ["account_words", "account_object", "summary_object"])
def test_a_fault_in_one_of_them_keeps_no_other_object_back(
    queue: AccountQueue,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    faulty: str,
) -> None:
    from tui.cli import report

    makes, faults = getattr(report, faulty), ["the first"]

    def fails(*given: object, **named: object) -> str:
        if faults:
            raise KeyError(faults.pop())
        told: str = makes(*given, **named)
        return told

    monkeypatch.setattr(report, faulty, fails)
    with pytest.raises(KeyError):
        Outcomes(queue, demo=False, json=True).tell(1)
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 3 - (faulty != "account_words")
    assert len(said.err.splitlines()) == 2 - (faulty == "account_words")


def test_an_account_is_told_as_it_ends_and_not_again(
    queue: AccountQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Outcomes(queue, demo=True, json=True)
    told.tell_entry(active(queue, 1))
    first = capsys.readouterr()
    told.tell_entry(active(queue, 2))
    told.tell(0)
    then = capsys.readouterr()
    assert json.loads(first.out)["outcome"] == "active"
    assert outcomes(first.out + then.out) == ["active"] * 2
    assert (first.err.count("demo"), then.err.count("demo")) == (1, 0)


@pytest.mark.parametrize(
    ("is_active", "code", "ends_with"),
    [(True, 0, 7), (True, 4, 7), (True, 143, 143), (True, 130, 130), (False, 4, 4)],
)
def test_an_account_that_is_active_and_told_nobody_has_a_code_of_its_own(
    queue: AccountQueue,
    monkeypatch: pytest.MonkeyPatch,
    is_active: bool,
    code: int,
    ends_with: int,
) -> None:
    if is_active:
        active(queue, 1)
    told = Outcomes(queue, demo=False, json=True)
    assert told.code(code) == code
    monkeypatch.setattr(sys, "stdout", Gone())
    told.tell(code)
    queue.let_go(1)
    assert told.code(code) == ends_with


def test_what_was_heard_at_the_terminal_is_not_reported_there(
    queue: AccountQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    active(queue, 1)
    told = Outcomes(queue, demo=True, json=False)
    told.heard = lambda: {1}
    told.tell(130)
    said = capsys.readouterr().out
    assert receipt().receipt_id not in said
    assert "demo" not in said, "it was said at the beginning"
    assert len(said.splitlines()) == 1, "the other account was not begun"


def test_programs_are_told_what_was_heard_too(
    queue: AccountQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    active(queue, 1)
    told = Outcomes(queue, demo=False, json=True)
    told.heard = lambda: {1, 2}
    told.tell(130)
    said = capsys.readouterr()
    assert outcomes(said.out) == ["active", "not-begun"]
    assert receipt().receipt_id in said.err
