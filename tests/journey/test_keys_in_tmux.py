"""What tmux hands on: a paste without marks, replies, other codes, a paste without an end."""

from pathlib import Path

from tests.journey.conftest import PROGRAM, Link
from tests.journey.tmux import Tmux


def send_bytes(window: Tmux, data: bytes) -> None:
    """Type bytes as they are."""
    window.do("send-keys", "-t", "one", "-H", *(f"{byte:02x}" for byte in data))


def test_whatever_a_line_does_to_keys_nothing_is_typed_or_stuck(
    link: Link, environment: dict[str, str], home: Path
) -> None:
    address = link()
    mail = f"Guten Tag\n> {address[:40]}\n> {address[40:]}\n" + "Zeile um Zeile\n" * 300
    with Tmux(PROGRAM, env=environment, cwd=home, size=(80, 24)) as window:
        window.wait_for("Your activation link")
        window.do("set-buffer", "-b", "mail", "--", mail)
        window.do("paste-buffer", "-d", "-b", "mail", "-t", "one")
        window.wait_for("Is this your account?")
        window.press("Enter")
        window.wait_for("Choose your password")
        window.send("Xk")
        window.wait_for("2/32")
        send_bytes(window, b"\x1b[?1;2c\x1b]11;rgb:1d1d/1f1f/2121\x1b\\\xe4")
        window.wait_for("This terminal does not send UTF-8", "2/32")
        send_bytes(window, b"\x1b[200~ab")
        window.wait_for("The end of the pasted text is missing", "4/32")
        window.press("C-c")
        window.wait_for("Quit without activating?")
