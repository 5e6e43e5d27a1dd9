"""What was read, as Textual's events: known keys by name, the mouse, nothing else."""

import pytest
from textual import events

from tests.unit.tui.app.driver.keyboards import DROPPED, KEYS, typed
from tui.app.driver.key_events import KeyEvents
from tui.app.driver.pieces import Pasted
from tui.app.input_notice import InputNotice


@pytest.mark.parametrize("sent", KEYS)
def test_a_key_has_its_name(sent: bytes) -> None:
    [key] = KeyEvents().of(typed([sent]))
    assert isinstance(key, events.Key)
    assert key.key == KEYS[sent] or key.name == KEYS[sent]


@pytest.mark.parametrize("kind", DROPPED)
def test_what_nobody_asked_for_is_no_event(kind: str) -> None:
    for sequence in DROPPED[kind]:
        assert list(KeyEvents().of(typed([sequence]))) == []


def test_the_mouse_is_reported_where_it_is() -> None:
    [press] = KeyEvents().of(typed([b"\x1b[<0;10;5M"]))
    assert isinstance(press, events.MouseDown)
    assert (press.x, press.y) == (9, 4)
    assert list(KeyEvents().of(typed([b"\x1b[<0;-1;5M"]))) == []


def test_a_paste_that_was_cut_is_told() -> None:
    paste, notice = KeyEvents().of([Pasted("abc", "paste-unfinished")])
    assert isinstance(paste, events.Paste)
    assert paste.text == "abc"
    assert isinstance(notice, InputNotice)
    assert notice.noticed == "paste-unfinished"
