"""Lines that come in one burst: each answers one question, in order, and no other."""

import asyncio
import os
from io import StringIO

from tests.plain.conftest import CTRL_D
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.plain.console import Console
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings

PATIENCE = 20.0
"""Seconds; only a console that loses the end of what is typed needs them."""

CHOICES = ["y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2"]


def burst(stage: Stage, keyboard: tuple[int, int], *lines: str) -> AccountQueue:
    """Type all lines while nothing is asked yet, and hang up; how the account stands then."""
    person, program = keyboard
    queue = AccountQueue([Invitation(stage.link("ok"))])
    console = Console(StringIO(), program, columns=80, limit_seconds=PATIENCE)
    renderer = PlainRenderer(stage.journey(), queue, console, Surroundings("console"))
    with console.taken():
        os.write(person, "".join(f"{line}\n" for line in lines).encode() + CTRL_D)
        asyncio.run(renderer.run())
    return queue


def test_every_field_has_its_own_line(stage: Stage, keyboard: tuple[int, int]) -> None:
    assert burst(stage, keyboard, *CHOICES, "5").exit_code() == Exit.ACTIVE
    stored = asyncio.run(
        stage.stored(password=PASSWORD, pin=PIN, answer=ANSWER, workspace="web_browser")
    )
    assert stored == dict.fromkeys(stored, True)
    assert len(stored) == 4
