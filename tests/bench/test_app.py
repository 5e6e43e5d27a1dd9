"""How the app is measured: recordings, and what is read from them. No time is judged here."""

import sys
from pathlib import Path

import pytest

from api_client.mail.read import read_mail
from tests.bench.app import folder
from tests.bench.app.mails import HOSTILE_SIZE, hostile, usual
from tests.bench.app.playback import Playback, word
from tests.bench.app.session import Piece, Session, session
from tests.bench.peers import Missing, debian_program
from tests.bench.program import NoAnswer
from tests.bench.samples import collected
from tests.bench.servers import OURS, serving

ECHO = """
import sys, tty
tty.setraw(0)
print("ready", end="\\r\\n", flush=True)
while (key := sys.stdin.read(1)) != "q":
    print(key * 2, end="", flush=True)
"""


def recorded(*pieces: tuple[float, str]) -> Session:
    """A recording of a program that wrote these pieces."""
    return Session(0, 0.0, (20, 3), -1, [Piece(at, text.encode()) for at, text in pieces])


def test_a_picture_is_there_when_its_last_part_has_come() -> None:
    played = Playback(recorded((1.0, "\x1b[2;3Hhel"), (2.0, "\x1b[1;1Hlo"), (3.0, "\x1b[2;6Hlo")))
    assert played.when(word("hello")) == 3.0


def test_a_picture_that_never_comes_has_no_time() -> None:
    assert Playback(recorded((1.0, "hello"))).when(word("goodbye")) is None


def test_each_key_is_shown_when_one_more_character_is_there() -> None:
    played = Playback(
        recorded((0.5, "* one of ours"), (1.25, "\r\n*"), (2.0, "x"), (2.5, "*"), (4.0, "**"))
    )
    assert played.each([1.0, 2.0, 3.0, 3.5], "*") == [0.25, 0.5, 1.0, 0.5]


def test_keys_that_are_never_shown_have_no_time() -> None:
    assert Playback(recorded((0.5, "a"), (1.5, "*"))).each([1.0, 2.0], "*") == [0.5]


def test_an_emptied_field_begins_anew() -> None:
    played = Playback(
        recorded(
            (1.1, "**"), (1.9, "\x1b[2K\r"), (2.2, "*"), (2.4, "\x1b[1;1H "), (2.6, "\x1b[2;1H**")
        )
    )
    assert played.each([1.0, 1.05], "*") == pytest.approx([0.1, 0.05])
    assert played.each([2.0, 2.1], "*") == pytest.approx([0.2, 0.5])


def test_a_program_in_a_terminal_is_heard_answers_keys_and_ends(tmp_path: Path) -> None:
    command = (sys.executable, "-c", ECHO)
    with session(command, (80, 24), str(tmp_path), {}) as running:
        ready = running.wait_for("ready")
        assert running.begun < ready
        before = running.written
        sent = running.send(b"x")
        assert running.wait_for("xx", since=len(running.pieces)) > sent
        assert running.written == before + 2
        assert Playback(running).each([sent], "x")[0] > 0
        assert running.leave(b"q") > 0
        assert running.processor_seconds > 0


def test_a_program_that_ends_by_itself_gives_no_answer(tmp_path: Path) -> None:
    with (
        session((sys.executable, "-c", "print(1)"), (80, 24), str(tmp_path), {}) as running,
        pytest.raises(NoAnswer),
    ):
        running.wait_for("never")


def test_its_environment_is_what_a_login_gives_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    said = "import os; print(sorted(os.environ), os.environ['HOME'], 'end')"
    with session((sys.executable, "-c", said), (200, 24), str(tmp_path), {"MORE": "1"}) as running:
        running.wait_for("end")
        shown = b"".join(piece.data for piece in running.pieces).decode()
    assert "PYTHONDONTWRITEBYTECODE" not in shown
    assert "MORE" in shown
    assert str(tmp_path) in shown


def test_without_debians_tools_a_program_of_debian_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Missing) as left_out:
        debian_program("whiptail", tmp_path)
    assert left_out.value.who == "whiptail"


# Mails


def test_usual_mails_are_read_each_with_a_link_and_an_account_of_its_own() -> None:
    read = [read_mail(usual(number, "http://127.0.0.1:1")) for number in (1, 2)]
    assert [each.links[0].origin for each in read] == ["http://127.0.0.1:1"] * 2
    assert len({each.links[0].token for each in read}) == 2
    assert [each.login_email for each in read] == ["eva1@beispiel.example", "eva2@beispiel.example"]


def test_the_hostile_mail_is_a_megabyte_of_links() -> None:
    data = hostile()
    assert 0.9 * HOSTILE_SIZE < len(data) < 1.1 * HOSTILE_SIZE
    assert read_mail(data[:20_000]).links


def test_a_folder_shows_its_list_moves_its_mark_and_is_checked(tmp_path: Path) -> None:
    with serving(OURS) as server:
        measured = collected(list(folder.measure(server.port, 20, 2, (80, 24), str(tmp_path))))
    assert {series.quantity for series in measured} == {
        "list",
        "list-cpu",
        "mark",
        "mark-cpu",
        "check",
        "check-cpu",
        "check-growth",
    }
