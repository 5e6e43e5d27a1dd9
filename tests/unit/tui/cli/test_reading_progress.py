"""Whoever waits at a terminal hears how far the reading of many mails is."""

from pathlib import Path

import pytest

from api_client.mail import own_lines
from tests.accounts import NOW
from tests.activation_mail import mail
from tests.links import LINK
from tui.cli import reading_progress, splash
from tui.cli.options import read_options
from tui.cli.sources import read_sources


@pytest.fixture(autouse=True)
def told_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_progress, "TOLD_EACH", 2)


def box(folder: Path, count: int) -> Path:
    for number in range(count):
        link = f"{LINK[:-4]}{number:04x}"
        (folder / f"{number}.eml").write_text(mail(link, NOW), encoding="utf-8")
    return folder


def read(folder: Path) -> int:
    return len(read_sources(read_options([str(folder)])).invitations)


def test_nothing_is_said_where_nobody_sees_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(box(tmp_path, 5)) == 5
    assert capsys.readouterr().err == ""


def test_a_line_for_each_so_many_where_no_first_words_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splash, "_has_room_for", lambda _words: True)
    read(box(tmp_path, 5))
    assert capsys.readouterr().err.splitlines() == [
        "Reading the mails: 2 so far …",
        "Reading the mails: 4 so far …",
    ]


def test_it_takes_the_place_of_the_first_words_and_goes_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splash, "_has_room_for", lambda _words: True)
    splash.say_first_words([str(tmp_path)], {"TERM": "xterm"})
    read(box(tmp_path, 3))
    splash.take_first_words_back()
    written = capsys.readouterr().err
    said = "Reading the mails: 2 so far …"
    assert "\n" not in written
    assert written.endswith(f"\r{said}\r{' ' * len(said)}\r")


def test_no_line_of_a_mail_is_kept_when_all_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    pattern = own_lines._HEADING

    class Counted:
        def match(self, line: str) -> object:
            asked.append(line)
            return pattern.match(line)

    monkeypatch.setattr(own_lines, "_HEADING", Counted())
    box(tmp_path, 4)
    read(tmp_path)
    once = len(asked)
    read(tmp_path)
    assert len(asked) == 2 * once > 0
