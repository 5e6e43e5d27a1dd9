"""On a line of 64 kbit/s and 150 ms nothing is lost, and nothing piles up."""

import sys

from tests.journey import slow_line
from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.stock_form import STOCK_FRAME
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk, stored

SLOWLY = (sys.executable, slow_line.__file__, *PROGRAM)

WHOLE_WAY = 2 * STOCK_FRAME
"""Bytes from the first picture to the shell, all screens and all keys together."""


def test_everything_arrives_and_all_of_it_costs_less_than_two_stock_pictures(
    start: Start, link: Link, token: str
) -> None:
    terminal = start(link(), program=SLOWLY)
    walk = Walk(terminal)
    walk.to("done")
    assert walk.finish() == 0
    believed = {"password": PASSWORD, "pin": PIN, "answer": ANSWER, "workspace": "web_browser"}
    assert stored(link(), **believed) == dict.fromkeys(believed, True)
    assert len(terminal.raw) < WHOLE_WAY
    assert not any(terminal.received(secret) for secret in (*SECRETS, token))
    assert terminal.is_restored()
