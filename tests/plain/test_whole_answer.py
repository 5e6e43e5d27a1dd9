"""A mail pasted at a bare terminal is one answer, whatever its lines, and answers nothing else."""

import os
import threading
from collections.abc import Sequence
from io import StringIO

import pytest

from tests.plain.conftest import CTRL_D
from tui.plain.console import Console, NobodyThere

LONG = "x" * 20_000
"""Longer than a line that a terminal keeps."""


class Types(StringIO):
    """Types at each question what is next, from a thread: a terminal takes 4 KiB at a time."""

    def __init__(self, terminal: int, answers: Sequence[bytes]) -> None:
        super().__init__()
        self._terminal = terminal
        self._answers = iter(answers)

    def flush(self) -> None:
        answer = next(self._answers, b"") if self.getvalue()[-1:] == " " else b""
        if answer:
            threading.Thread(target=self._write, args=(answer,), daemon=True).start()

    def _write(self, left: bytes) -> None:
        while left:
            left = left[os.write(self._terminal, left) :]


def console(keyboard: tuple[int, int], *answers: bytes) -> Console:
    return Console(Types(keyboard[0], answers), keyboard[1], limit_seconds=60)


def test_a_line_of_any_length_is_heard_whole(keyboard: tuple[int, int]) -> None:
    asked = console(keyboard, f"{LONG}\r".encode())
    with asked.taken():
        assert asked.hear_all("Which?") == LONG


def test_all_lines_are_one_answer_and_the_next_question_has_its_own(
    keyboard: tuple[int, int],
) -> None:
    mail = f"From: a\r\ry\r{LONG}\r\rn\r"
    asked = console(keyboard, mail.encode(), b"yes\r")
    with asked.taken():
        assert asked.hear_all("Which?") == mail.replace("\r", "\n").removesuffix("\n")
        assert asked.hear("Sure?") == "yes"


def test_what_comes_of_a_paste_after_its_pause_answers_nothing(keyboard: tuple[int, int]) -> None:
    asked = console(keyboard, b"one\rtwo\r", b"no\r")
    with asked.taken():
        assert asked.hear_all("Which?") == "one\ntwo"
        os.write(keyboard[0], b"y\r")
        assert asked.hear("Sure?") == "no"


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        (b"abc\x7f\x7fx\r", "ax"),
        ("aä€".encode() + b"\x7f\x7fb\r", "ab"),
        (b"wrong\x15right\r", "right"),
        (b"one two\x17three\r", "one three"),
        (b"\x7f\x7fa\r", "a"),
        (b"one\r\x7f\x7ftwo\r", "one\ntwo"),
        (b"M\xe4ller\r", "M\udce4ller"),
        (b"no end" + CTRL_D, "no end"),
        (b"<\r", "<"),
    ],
)
def test_a_line_can_be_mended_as_the_terminal_does(
    keyboard: tuple[int, int], typed: bytes, heard: str
) -> None:
    asked = console(keyboard, typed)
    with asked.taken():
        assert asked.hear_all("Which?") == heard


def test_the_end_of_the_input_is_nobody(keyboard: tuple[int, int]) -> None:
    asked = console(keyboard, CTRL_D, CTRL_D)
    with asked.taken():
        with pytest.raises(NobodyThere):
            asked.hear_all("Which?")
        with pytest.raises(NobodyThere):
            asked.hear("And now?")
