"""A person in front of the dialogue who stops at some question: in every way in which one can."""

import asyncio
import os
import select
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from tests.plain.conftest import CTRL_D, Talk
from tests.ui.stage import Stage
from tui.exit_codes import Exit
from tui.journey.account_queue import AccountQueue
from tui.plain.console import Console
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings

Way = Literal["idle", "limit", "input ends", "Ctrl+C"]

MINUTES = 5 * 60.0
"""Seconds; as long as one may be idle, or the session lasts."""


@dataclass
class Clock:
    """A clock that goes on only while nobody types."""

    now: float = 0.0

    def __call__(self) -> float:
        """Seconds since the start."""
        return self.now


class Stopping(StringIO):
    """Types a line at each question, and then stops; the terminal's side of it and the output's."""

    def __init__(self, terminal: int, lines: Iterable[str], way: Way) -> None:
        super().__init__()
        self.clock = Clock()
        self.has_stopped = False
        self._terminal = terminal
        self._lines = iter(lines)
        self._way = way

    def flush(self) -> None:
        """Type, once something is asked."""
        if self.getvalue()[-1:] == " ":  # a question stays open on its line
            self.answer()

    def answer(self) -> None:
        """The next line, or none any more."""
        line = next(self._lines, None)
        if line is not None:
            os.write(self._terminal, f"{line}\n".encode("utf-8", "surrogateescape"))
            return
        self.has_stopped = True
        if self._way == "input ends":
            os.write(self._terminal, CTRL_D)
        if self._way == "Ctrl+C":
            raise SystemExit(Exit.LEFT)  # what the signal's handler does

    def wait(self, keyboard: int, seconds: float) -> bool:
        """Stand in for the console's waiting: nothing is waited for, the clock goes on."""
        if select.select([keyboard], [], [], 0)[0]:
            return True
        self.clock.now += seconds
        return False


def talk_to_the_end(
    stage: Stage,
    program: int,
    queue: AccountQueue,
    person: Stopping,
    *,
    idle_seconds: float = 0,
    limit_seconds: float = 0,
) -> PlainRenderer:
    """Lead a person through the dialogue, however it ends; the renderer that did."""
    console = Console(
        person,
        program,
        idle_seconds=idle_seconds,
        limit_seconds=limit_seconds,
        clock=person.clock,
        wait=person.wait,
    )
    renderer = PlainRenderer(stage.journey(), queue, console, Surroundings("console"))
    with console.taken():
        try:
            asyncio.run(renderer.run())
        except SystemExit:
            renderer.say_left()
    return renderer


def stop(
    stage: Stage,
    keyboard: tuple[int, int],
    queue: AccountQueue,
    lines: Iterable[str],
    way: Way,
) -> Talk:
    """Let a person type lines, one at each question, and stop at the one after the last."""
    person, program = keyboard
    stopping = Stopping(person, lines, way)
    renderer = talk_to_the_end(
        stage,
        program,
        queue,
        stopping,
        idle_seconds=MINUTES if way == "idle" else 0,
        limit_seconds=MINUTES if way == "limit" else 0,
    )
    assert stopping.has_stopped, "it ended before"
    assert stopping.clock.now <= 2 * MINUTES
    return Talk(" ".join(stopping.getvalue().split()), renderer.queue)
