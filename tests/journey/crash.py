"""The program with a fault built in, and how it has to end."""

import sys
from pathlib import Path

from tests.journey.terminal import Terminal
from tests.journey.walk import SECRETS

CRASHING = (sys.executable, str(Path(__file__).with_name("crashing.py")))
SORRY = (
    "An error occurred in this program. Please start it again.",
    "The program had to stop because of an error. Please start it again.",
)
"""At the start and in lines, and on screens."""


def assert_only_a_sentence(terminal: Terminal, token: str) -> None:
    assert terminal.wait_exit() == 1
    said = " ".join(terminal.left_behind.split())
    assert sum(said.count(sorry) for sorry in SORRY) == 1
    assert "Traceback" not in said
    assert not any(terminal.received(secret) for secret in (*SECRETS, token))
    assert terminal.is_restored()
