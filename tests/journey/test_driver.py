"""Little goes over the line, and both drivers show the same."""

import signal

from tests.journey.conftest import Link, Start
from tests.journey.stock_form import STOCK_FRAME, STOCK_KEY
from tests.journey.walk import PASSWORD, Walk

WHOLE_FRAME = 0.3 * STOCK_FRAME
ONE_KEY = 0.16 * STOCK_KEY
"""Where a machine is so slow that the strength is told after every key, not after the last alone:
that is 15 bytes more a key."""

LONG_PASSWORD = PASSWORD + "BravoLimaZuluTango49#"
"""As long as a password may be: 32 characters."""

TRUE_COLOUR = {"COLORTERM": "truecolor"}


def test_the_first_picture_and_a_key_cost_little(start: Start, link: Link) -> None:
    walk = Walk(start(link(), env=TRUE_COLOUR))
    walk.at("account")
    assert len(walk.terminal.raw) <= WHOLE_FRAME
    terminal = walk.to("password")
    before = len(terminal.raw)
    for number, key in enumerate(LONG_PASSWORD, 1):
        terminal.send(key)
        terminal.wait_for("•" * number)
    walk.wait_for("Strength")
    assert (len(terminal.raw) - before) / len(LONG_PASSWORD) <= ONE_KEY


def test_nothing_is_sent_while_nothing_changes(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    walk.wait_for("•" * len(PASSWORD), "Strength", "Please type it again.")
    before = terminal.picture
    sent = terminal.listen(seconds=1.5)
    assert not sent or terminal.picture != before, "only another minute is worth a byte"


def test_textuals_own_driver_shows_the_same(
    start: Start, link: Link, environment: dict[str, str]
) -> None:
    pictures = []
    for choice in ("", "textual"):
        environment["UNIFY_ACTIVATE_DRIVER"] = choice
        walk = Walk(start(link()))
        walk.to("password").send(PASSWORD)
        walk.wait_for("•" * len(PASSWORD), "Strength: strong.")
        pictures.append(walk.terminal.picture)
    assert pictures[0] == pictures[1]


def test_a_window_that_was_lost_and_tells_its_size_again_shows_everything(
    start: Start, link: Link
) -> None:
    """What keeps a session without keeping its picture, as dtach does, redraws it so."""
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    walk.wait_for("•" * len(PASSWORD), "Strength", "Please type it again.")
    before = terminal.picture
    terminal.lose_picture()
    assert terminal.picture != before
    terminal.signal(signal.SIGWINCH)
    terminal.wait_until(lambda: terminal.picture == before, before)
