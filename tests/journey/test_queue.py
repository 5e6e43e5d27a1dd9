"""Mails in, accounts out: the card before anything is sent, several accounts, `--json`."""

import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from mock_server.server import RunningMock
from tests.activation_mail import SUBJECT
from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk, stored
from tests.told import accounts_told

SENDER = "support@email.unifyoffice-telekom.ringcentral.com"
TO_FILE = ("/bin/sh", "-c", 'exec "$0" "$@" >out.json', *PROGRAM)
"""The program with its standard output in a file, as scripts call it."""


def mail(link: str, sender: str = SENDER, *, subject: str = "Hallo") -> bytes:
    message = EmailMessage()
    message["From"] = f"Unify Office <{sender}>"
    message["Subject"] = subject
    message.set_content(f"Guten Tag,\n\nIhr Link:\n{link}\n")
    return bytes(message)


def from_outbox(mock: RunningMock, home: Path) -> Path:
    """The newest mail to the demo tenant's main user, as it was sent."""
    with httpx.Client(base_url=mock.service.origin, verify=False, trust_env=False) as client:
        newest = [each for each in client.get("/_mock/mails").json() if each["link"]][-1]
        sent = client.get(f"/_mock/mails/{newest['id']}.eml")
    path = home / "mail.eml"
    path.write_bytes(sent.content)
    return path


def looks(mock: RunningMock, token: str) -> int:
    """How often a server was asked about the links of this test."""
    with httpx.Client(base_url=mock.service.origin, verify=False, trust_env=False) as client:
        return len(client.get("/_mock/requests", params={"account": f"ok:{token}"}).json())


def test_ctrl_c_in_lines_tells_how_things_stand_and_ends_its_line(
    start: Start, link: Link, home: Path
) -> None:
    terminal = start("--plain", "--json", link(), link("ok.en"), program=TO_FILE)
    terminal.wait_for("Which account would you like to activate? (1 to 3)")
    terminal.send("1\r")
    terminal.wait_for("Is this your account? (y or n)")
    terminal.send("\x03")
    assert terminal.wait_exit() == 130
    told = accounts_told((home / "out.json").read_text())
    assert [each["outcome"] for each in told] == ["left", "not-begun"]
    end = "left for later.\r\nYou have quit the program. Nothing more was sent.\r\n"
    assert end.encode() in terminal.raw
    assert b": quit before activation\r\n" in terminal.raw
    assert terminal.is_restored()


@pytest.mark.parametrize("piped", [False, True], ids=["file", "standard input"])
def test_a_mail_of_the_mock_is_shown_first_and_looked_at_on_enter(
    start: Start, mock: RunningMock, home: Path, piped: bool
) -> None:
    path = from_outbox(mock, home)
    terminal = start("-", stdin=path.read_bytes()) if piped else start(str(path))
    walk = Walk(terminal)
    walk.wait_for("Is this email genuine?")
    terminal.wait_for(SENDER)
    walk.rest()
    terminal.press("enter")
    walk.at("account")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130


def test_nothing_is_asked_before_the_card_was_read(
    start: Start, link: Link, token: str, mock: RunningMock, home: Path
) -> None:
    (home / "mail.eml").write_bytes(mail(link(), "mallory@evil.example"))
    walk = Walk(start("mail.eml"))
    walk.wait_for("Is this email genuine?")
    walk.terminal.wait_for("mallory@evil.example")
    assert looks(mock, token) == 0
    walk.rest()
    walk.terminal.press("enter")
    walk.at("account")
    assert looks(mock, token) == 1
    assert not walk.terminal.received(token)


def test_two_accounts_end_as_two_objects_on_standard_output_and_nothing_else(
    start: Start, link: Link, token: str, home: Path
) -> None:
    other = link("ok.en")
    terminal = start("--json", link(), other, program=TO_FILE)
    walk = Walk(terminal)
    for number in (1, 2):
        walk.wait_for("Activate this one")
        terminal.press("enter")
        walk.at("account")
        terminal.wait_for(f"{number}/2")
        walk.to("done").press("enter")
    terminal.wait_for("Active accounts: 2 of 2")
    walk.rest()
    terminal.press("enter")
    assert terminal.wait_exit() == 0
    written = (home / "out.json").read_text(encoding="utf-8")
    told = accounts_told(written)
    assert [each["outcome"] for each in told] == ["active", "active"]
    assert all(each["receipt_id"] and each["login_url"] for each in told)
    assert not any(secret in written for secret in (*SECRETS, token))
    assert "Confirmation: " in terminal.left_behind
    believed = stored(other, password=PASSWORD, pin=PIN, answer=ANSWER)
    assert all(believed.values())


def test_a_maildir_left_early_says_what_is_open_and_exits_as_left(
    start: Start, link: Link, token: str, home: Path
) -> None:
    box = mailbox.Maildir(home / "mails")
    for each in (link(), link("expired")):
        box.add(mail(each))
    box.close()
    terminal = start("--json", "mails/", program=TO_FILE)
    walk = Walk(terminal)
    walk.wait_for("Activate this one")
    terminal.press("ctrl+q")
    walk.wait_for("Quit while accounts are still open?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    told = accounts_told((home / "out.json").read_text())
    assert [(each["outcome"], each["exit_code"]) for each in told] == [("not-begun", 130)] * 2
    assert terminal.left_behind.count(": not started\r\n") == 2
    assert not terminal.received(token)


def test_an_unusable_mail_is_refused_with_what_to_look_for(start: Start, home: Path) -> None:
    for subject, is_the_mail in ((SUBJECT, True), ("Hallo", False)):
        (home / "mail.eml").write_bytes(mail("(kein Link)", subject=subject))
        terminal = start("--json", "mail.eml", program=TO_FILE)
        assert terminal.wait_exit() == 2
        said = " ".join(terminal.left_behind.split())
        assert "does not contain an activation link" in said
        assert ("spam folder" in said) is not is_the_mail
        assert ("its link was lost on the way" in said) is is_the_mail
        [told] = map(json.loads, (home / "out.json").read_text().splitlines())
        assert (told["kind"], told["outcome"]) == ("failure", "no-usable-link")
