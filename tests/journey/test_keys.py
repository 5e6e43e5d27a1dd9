"""What real terminals and lines do to keys: pieces, replies, other codes, pastes without an end."""

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.walk import PASSWORD, Walk
from tests.unit.tui.app.driver.keyboards import DROPPED
from tui.app.driver.reader import LINES_WAIT

NO_UTF8 = "This terminal does not send UTF-8. The last key was ignored."
UNFINISHED = "The end of the pasted text is missing. Only its beginning was used."


def test_replies_and_key_protocols_type_nothing_into_a_masked_field(
    start: Start, link: Link
) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send("K" + "".join(["\x1b[I", "\x1b[1;1R"]))
    terminal.send(b"".join(each for kind in DROPPED.values() for each in kind))
    terminal.send("ä")
    terminal.wait_for("2/32")
    terminal.press("f2")
    terminal.wait_for("Kä")


def test_a_character_in_two_reads_is_one(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(b"K\xc3")
    terminal.wait_for("1/32")
    terminal.send(b"\xa4n")
    terminal.wait_for("3/32")
    terminal.press("f2")
    terminal.wait_for("Kän")


def test_latin_1_is_told_once_and_what_was_typed_stays(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(b"Xk\xe4")
    terminal.wait_for(NO_UTF8, "2/32")
    terminal.send(b"\xf67")
    terminal.wait_for("3/32")
    terminal.wait_gone(NO_UTF8)
    terminal.send(PASSWORD[3:])
    terminal.wait_for("11/32")


def test_latin_1_is_told_at_the_link_too(start: Start) -> None:
    walk = Walk(start())
    terminal = walk.at("link")
    terminal.send(b"http\xe4")
    walk.wait_for(NO_UTF8)
    assert "http" in terminal.picture


def test_a_paste_without_its_end_is_taken_and_told_and_keys_go_on(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(b"\x1b[200~Xk7")
    terminal.wait_for(UNFINISHED, "3/32")
    terminal.send("vQ")
    terminal.wait_for("5/32")


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@pytest.mark.parametrize(
    "begun", [b"\x1b[200~Xk7", b"\x1b]11;rgb:", b"\x1bP>|X", b"\x1b[12;", b"\x1b[M ", b"\xe4"]
)
def test_leaving_is_heard_whatever_was_begun(
    start: Start, link: Link, begun: bytes, key: str
) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send("k")
    terminal.wait_for("1/32")
    terminal.send(begun)
    terminal.press(key)
    walk.wait_for("Quit without activating?")


def test_an_end_of_a_paste_in_pieces_is_not_typed(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(b"\x1b[200~Xk7\x1b[20")
    terminal.wait_until(lambda: terminal.unread == 0, "first read")
    terminal.send(b"1~")
    terminal.wait_for("3/32")


def test_a_mail_is_read_whole_where_the_terminal_marks_no_pastes(start: Start, link: Link) -> None:
    walk = Walk(start())
    terminal = walk.at("link")
    address = link()
    mail = f"Guten Tag\r\r> {address[:40]}\r> {address[40:]}\r\r" + "Zeile um Zeile\r" * 500
    terminal.send(mail)
    walk.at("account")


def test_a_mail_in_keys_is_no_answer_to_a_button_and_fills_no_secret(
    start: Start, link: Link
) -> None:
    walk = Walk(start(link()))
    terminal = walk.at("account")
    terminal.send("Zeile um Zeile\r" * 50)
    terminal.listen(seconds=2 * LINES_WAIT)  # an Enter within the pause would be one of the lines
    walk.to("password")
    terminal.send("Zeile um Zeile\r" * 50)
    terminal.wait_for("characters are far too many. Nothing was pasted.", "0/32")


def test_key_modes_that_a_program_left_on_are_switched_off_on_the_other_screen(
    start: Start, link: Link
) -> None:
    terminal = start(link())
    Walk(terminal).at("account")
    _before, came, after = terminal.raw.partition(b"\x1b[?1049h")
    assert came
    for off in (b"\x1b[=0u", b"\x1b[>4;0m"):
        assert off in after.partition(b"\x1b[2J")[0]
        assert terminal.raw.count(off) == 1
    for question in (b"\x1b[c", b"\x1b[>c", b"\x1b[6n", b"\x1b[?u", b"$p"):
        assert question not in terminal.raw
