"""Operator mode in a real terminal: a mail and a credentials file in, an active account out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client.models import Step
from mock_server.mail.mime import mime
from mock_server.server import RunningMock
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from tests.journey.conftest import Start
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk, stored

NADJA = "8310000003"
STEPS: tuple[Step, ...] = ("password", "pin", "security_question")


@pytest.fixture
def platform() -> Iterator[RunningMock]:
    """A platform for one test, since an account is activated only once."""
    with RunningMock() as running:
        yield running


@pytest.fixture
def mail(platform: RunningMock, home: Path) -> Path:
    """Nadja's activation mail, and an operator's credentials where they belong."""
    service = platform.service

    def written() -> bytes:
        record = service.store.record(NADJA)
        assert record is not None
        [mail] = service.outbox.find(ref=NADJA)
        return mime(mail, record, service.origin)

    (home / "mail.eml").write_bytes(platform.do(written))
    folder = home / ".config" / "unify-activate"
    folder.mkdir(parents=True)
    credentials = folder / "operator.toml"
    credentials.touch(mode=0o600)
    credentials.write_text(
        f'client_id = "{CLIENT_ID}"\nclient_secret = "{CLIENT_SECRET}"\n'
        f'jwt = "{jwt_of("100001")}"\nserver = "{platform.origin}"\n'
    )
    return home / "mail.eml"


def test_a_mail_becomes_an_active_account_and_no_secret_is_seen(
    start: Start, platform: RunningMock, mail: Path
) -> None:
    terminal = start("--backend", "ringcentral", str(mail))
    walk = Walk(terminal, steps=STEPS)
    walk.wait_for("Find the account")
    walk.rest()
    terminal.press("enter")
    terminal.wait_for("Activate this account?", "Nadja Kowalczyk")
    assert "Petra Betrieb" in " ".join(terminal.picture.split())
    terminal.press("enter")
    for place in STEPS:
        walk.at(place)
        walk.through(place)
    walk.at("review").press("enter")
    walk.wait_for("The account is active")
    walk.rest()
    terminal.press("tab", "tab", "enter")
    assert terminal.wait_exit() == 0

    assert "This account is active: nadja.kowalczyk@beispiel-gmbh.example" in terminal.left_behind
    link = f"{platform.origin}/rc-web/confirmation/default.html?{NADJA}"
    assert stored(link, password=PASSWORD, pin=PIN, answer=ANSWER) == dict.fromkeys(
        ("password", "pin", "answer"), True
    )
    for secret in (*SECRETS, CLIENT_SECRET, jwt_of("100001")):
        assert not terminal.received(secret)
    paths = {entry.path for entry in platform.service.journal.entries}
    assert all(path.startswith("/restapi/") for path in paths)
    assert platform.service.platform.tokens == {}
    assert terminal.is_restored()


def test_a_credentials_file_that_others_can_read_stops_at_once(
    start: Start, platform: RunningMock, mail: Path
) -> None:
    file = mail.parent / ".config" / "unify-activate" / "operator.toml"
    file.chmod(0o644)
    terminal = start("--backend", "ringcentral", str(mail))
    assert terminal.wait_exit() == 2
    assert "chmod 600" in terminal.left_behind
    assert CLIENT_SECRET not in terminal.left_behind
    assert not platform.service.journal.entries


def test_a_link_alone_is_told_that_the_mail_is_needed(
    start: Start, platform: RunningMock, mail: Path
) -> None:
    link = platform.do(lambda: platform.service.link("ok"))
    terminal = start("--backend", "ringcentral", link)
    terminal.wait_for("The whole activation email is needed")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 2
    assert not platform.service.journal.entries


ANSWERS = """
password = {{ env = "NEW_PASSWORD" }}
pin = {{ env = "NEW_PIN" }}
workspace = "web_browser"
[security_question]
id = "{question}"
answer = {{ env = "NEW_ANSWER" }}
"""


def test_an_operator_may_leave_it_to_an_answers_file(
    start: Start, platform: RunningMock, mail: Path
) -> None:
    env = {"NEW_PASSWORD": PASSWORD, "NEW_PIN": PIN, "NEW_ANSWER": ANSWER}
    answers = mail.with_name("answers.toml")
    answers.write_text(ANSWERS.format(question="none-of-these"))
    arguments = ("--backend", "ringcentral", str(mail), "--answers", str(answers))
    terminal = start(*arguments, env=env, size=(500, 24))
    assert terminal.wait_exit() == 4
    _said, _there, ids = terminal.left_behind.partition("Choose from: ")
    answers.write_text(ANSWERS.format(question=ids.split(",")[0]))
    terminal = start(*arguments, "--check", env=env, size=(500, 24))
    assert terminal.wait_exit() == 0
    assert "Nothing was activated" in terminal.left_behind
    assert "The platform cannot check the activation link" in terminal.left_behind
    terminal = start(*arguments, env=env, size=(500, 24))
    assert terminal.wait_exit() == 0
    link = f"{platform.origin}/rc-web/confirmation/default.html?{NADJA}"
    assert stored(link, password=PASSWORD, pin=PIN, answer=ANSWER) == dict.fromkeys(
        ("password", "pin", "answer"), True
    )
    assert not any(terminal.received(secret) for secret in (*SECRETS, CLIENT_SECRET))
