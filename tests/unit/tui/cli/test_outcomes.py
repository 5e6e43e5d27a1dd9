"""What became of all accounts is told once, to whatever stream is still there."""

import json
import os
import signal
import sys
from io import StringIO

import pytest

from tests.links import activation_link
from tui.cli.outcomes import Outcomes
from tui.i18n import use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
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


def outcomes(text: str) -> list[str]:
    return [json.loads(line)["outcome"] for line in text.splitlines()]


def test_each_account_is_told_once_however_often_it_is_asked(
    queue: AccountQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Outcomes(queue, demo=False, json=True)
    told.tell()
    told.tell()
    said = capsys.readouterr()
    assert outcomes(said.out) == ["not-begun"] * 2
    assert said.err.count("Not begun: ") == 2


@pytest.mark.parametrize("gone", [Gone(), None], ids=["hung up", "closed"])
def test_words_that_nobody_can_read_keep_no_object_back(
    queue: AccountQueue, monkeypatch: pytest.MonkeyPatch, gone: StringIO | None
) -> None:
    out = StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", gone)
    Outcomes(queue, demo=False, json=True).tell()
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
            Outcomes(queue, demo=False, json=True).tell()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)
        for each, handler in before.items():
            signal.signal(each, handler)
    assert ended.value.code == 143
    assert outcomes(out.getvalue()) == ["not-begun"] * 2


def test_a_fault_in_the_words_keeps_no_object_back(
    queue: AccountQueue, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_queue: AccountQueue, *, demo: bool) -> list[str]:
        raise KeyError

    monkeypatch.setattr("tui.cli.report.as_words", fails)
    with pytest.raises(KeyError):
        Outcomes(queue, demo=False, json=True).tell()
    assert outcomes(capsys.readouterr().out) == ["not-begun"] * 2
