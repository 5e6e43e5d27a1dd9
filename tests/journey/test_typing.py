"""Keys and pastes as they really come: ahead of the program, in bursts, huge, broken."""

import sys
from pathlib import Path

import pytest

from api_client.rules import DEFAULT_QUESTIONS
from tests.journey.conftest import Link, Start
from tests.journey.terminal import KEYS
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, TITLES, Walk, stored

MEGABYTE = 1024 * 1024
PATIENT = (sys.executable, str(Path(__file__).with_name("patient.py")))


@pytest.mark.cold
def test_keys_typed_while_the_program_starts_are_never_echoed(start: Start, link: Link) -> None:
    terminal = start(link())
    terminal.wait_until(lambda: bool(terminal.raw), "the first word")
    assert not terminal.echoes, "echo goes off before the first word"
    terminal.send(PASSWORD)
    Walk(terminal).at("account")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130
    assert not terminal.received(PASSWORD)
    assert terminal.is_restored()


def test_keys_of_each_step_in_one_burst_reach_their_fields(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(f"{PASSWORD}\r{PASSWORD}")
    walk.wait_for("Both entries match.")
    terminal.send("\r")
    walk.at("pin").send(f"{PIN}\r{PIN}\r")
    walk.at("security_question").send(f"{KEYS['down'] * 2}\r{ANSWER}\r")
    walk.at("workspace").press("home", "down", "up", "down", "enter", "enter")
    walk.at("review").press("enter")
    assert walk.finish() == 0
    chosen = {
        "password": PASSWORD,
        "pin": PIN,
        "security_question": DEFAULT_QUESTIONS[2].id,
        "answer": ANSWER,
        "workspace": "web_browser",
    }
    assert stored(link(), **chosen) == dict.fromkeys(chosen, True)


def test_tab_in_a_burst_moves_on_too(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(f"{PASSWORD}\t{PASSWORD}")
    walk.wait_for("Both entries match.")
    terminal.press("enter")
    walk.at("pin").send(f"{PIN}\t{PIN}")
    walk.wait_for("Both entries match.")


def test_small_window_asks_for_room_and_keeps_what_was_typed(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(f"{PASSWORD}\r{PASSWORD[:4]}")
    walk.wait_for("Matches so far.")
    terminal.resize(40, 10)
    terminal.wait_for("This window is too small.", "60×20")
    terminal.send("these keys go nowhere")
    terminal.wait_until(lambda: terminal.unread == 0, "keys taken")
    received = len(terminal.raw)
    terminal.resize(50, 10)
    # Once this is drawn, the keys before it have been handed on.
    terminal.wait_until(lambda: len(terminal.raw) > received, "picture of the new size")
    terminal.resize(80, 24)
    walk.wait_for(TITLES["password"], "Matches so far.")
    terminal.send(f"{PASSWORD[4:]}\r")
    walk.at("pin")


def test_small_window_from_the_start_goes_on_once_it_grew(start: Start, link: Link) -> None:
    terminal = start(link(), size=(40, 10))
    terminal.wait_for("This window is too small.")
    terminal.resize(80, 24)
    Walk(terminal).at("account")


def test_window_that_grew_behind_a_question_is_usable_after_it(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    terminal.wait_for("11/32")
    terminal.resize(40, 10)
    terminal.wait_for("This window is too small.")
    terminal.press("ctrl+q")
    terminal.wait_for("Stay")
    terminal.resize(80, 24)
    walk.wait_for("Quit without activating?")
    terminal.press("enter")
    walk.wait_for(TITLES["password"], "Please type it again.")


def test_odd_pastes_are_refused_with_a_reason_and_change_nothing(start: Start, link: Link) -> None:
    walk = Walk(start())
    terminal = walk.at("link")
    terminal.paste("")
    walk.wait_for("Please paste the link from your activation email first.")
    terminal.paste("a" * MEGABYTE)
    walk.wait_for("No activation link found. It is best to copy the whole email.")
    terminal.paste("")
    walk.wait_for("Please paste the link from your activation email first.")
    terminal.paste(bytes(range(1, 256)).replace(b"\x1b", b""))
    walk.wait_for("No activation link found. It is best to copy the whole email.")
    assert "�" not in terminal.picture
    terminal.paste(f"Ihr Link:\n> {link()}\n" + "-- \n" * 1000)
    terminal = walk.to("password")
    for paste, reason in (
        ("", "The clipboard was empty. Nothing was pasted."),
        ("k" * 65536, "characters are far too many. Nothing was pasted."),
        (b"a\x01b", "The text contains control characters. Nothing was pasted."),
        (b"a\xff\xfeb", "The text contains control characters. Nothing was pasted."),
        ("two\nlines", "The text has several lines. Nothing was pasted."),
    ):
        terminal.paste(paste)
        terminal.wait_for(reason, "0/32")
    walk.through("password")
    walk.at("pin")


def test_byte_that_is_no_utf8_is_not_taken_and_said_so(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(b"Xk\xfc")
    terminal.wait_for("This terminal does not send UTF-8. The last key was ignored.", "2/32")
    terminal.send(PASSWORD[2:])
    terminal.wait_for("11/32")


@pytest.mark.parametrize("lost", SECRETS)
def test_secrets_are_long_enough_to_be_looked_for(lost: str) -> None:
    assert len(lost) >= 10


def test_keys_that_edit_keep_their_place_in_a_burst(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send("abc\x7fde\x1b[Dxy\x15Xk7")
    terminal.wait_for("4/32")
    terminal.press("f2")
    terminal.wait_for("Xk7e")


def test_what_is_typed_behind_the_last_enter_reaches_no_field_of_this_step(
    start: Start, link: Link
) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(f"{PASSWORD}\r{PASSWORD}\r48291365")
    walk.at("pin")


def test_enter_held_down_stops_before_the_account_is_activated(start: Start, link: Link) -> None:
    walk = Walk(start(link(), program=PATIENT))
    terminal = walk.to("workspace")
    told = walk.say("Release Enter, then press it again.")

    def held() -> bool:
        terminal.press("enter")
        return told in terminal.picture

    terminal.wait_until(held, told)
    assert TITLES["review"] in terminal.picture
    assert stored(link(), password=PASSWORD) == {"password": False}
