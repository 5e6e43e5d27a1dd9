"""The clipboard of the terminal: the sequences, and who gets them."""

import base64
import re
from pathlib import Path

import pytest

from tui.browser.address import Address
from tui.browser.clipboard import SCREEN_PIECE, clipboard_sequence, copy

URL = "https://login.example/?brandId=2040"


def copied(sequence: str) -> str:
    """What a terminal understands of an OSC 52 sequence."""
    match = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match is not None
    return base64.b64decode(match[1]).decode()


def test_a_terminal_gets_the_text_for_its_clipboard() -> None:
    assert copied(clipboard_sequence(URL)) == URL


def test_tmux_gets_it_as_its_own_and_to_hand_on() -> None:
    own, _, passed = clipboard_sequence(URL, "tmux").partition("\x1bPtmux;")
    assert copied(own) == URL
    assert passed.endswith("\x1b\\")
    assert copied(passed.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == URL


@pytest.mark.parametrize("length", [1, 100, 2000])
def test_screen_gets_pieces_that_it_hands_on_in_order(length: int) -> None:
    url = "https://a.example/" + "x" * length
    sequence = clipboard_sequence(url, "screen")
    pieces = re.findall("\x1bP(.+?)\x1b\\\\", sequence, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sequence
    assert max(map(len, pieces)) <= SCREEN_PIECE
    assert copied("".join(pieces)) == url


async def test_a_personal_link_is_never_copied() -> None:
    written: list[str] = []
    with pytest.raises(ValueError, match="not copied"):
        await copy(Address(URL, secret=True), None, written.append)
    assert written == []


def tmux_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> Path:
    """A tmux that notes its arguments and its input, and ends with a code."""
    noted = tmp_path / "noted"
    program = tmp_path / "tmux"
    program.write_text(f'#!/bin/sh\n(echo "$*"; cat) > "{noted}"\nexit {code}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return noted


async def test_tmux_itself_is_asked_first_and_reads_the_address_from_its_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted, written = tmux_that(tmp_path, monkeypatch, 0), list[str]()
    await copy(Address(URL), "tmux", written.append)
    assert noted.read_text() == f"load-buffer -w -\n{URL}"
    assert written == []


async def test_an_older_or_missing_tmux_is_asked_by_sequences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    tmux_that(tmp_path, monkeypatch, 1)
    await copy(Address(URL), "tmux", written.append)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    await copy(Address(URL), "tmux", written.append)
    assert written == [clipboard_sequence(URL, "tmux")] * 2
