"""The whole program in front of a server of somebody else's: another brand, order and questions."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client.activation_link import ActivationLink
from tests.journey.conftest import PROGRAM, Start
from tests.journey.walk import Walk
from tests.other_backend.running import OtherBackend, running_backend
from tests.told import accounts_told

PASSWORD = "Kranich7!Moor"
PIN = "482913"
ANSWER = "Die Möwe nach Juist"
SECRETS = (PASSWORD, PIN, ANSWER)
SHIP, PIER = (
    "Which ship did you first travel on, and where to?",
    "At which pier did you last wait, and for whom?",
)
ALL_STORED = {"question": True, "password": True, "pin": True, "answer": True}


@pytest.fixture(scope="module")
def other() -> Iterator[OtherBackend]:
    with running_backend() as backend:
        yield backend


@pytest.fixture
def link(other: OtherBackend) -> ActivationLink:
    [link] = other.links("in_another_order")
    return link


def stored(other: OtherBackend, link: ActivationLink, question: str = "ship") -> dict[str, bool]:
    return other.stored(link, password=PASSWORD, pin=PIN, question=question, answer=ANSWER)


def test_on_screens(start: Start, other: OtherBackend, link: ActivationLink) -> None:
    terminal = start(link.url(), env={"LANG": "de_DE.UTF-8"})
    walk = Walk(terminal, "de", PASSWORD, PIN, ANSWER)
    shown: dict[str, str] = {}
    for place in ("account", "security_question", "pin", "password"):
        shown[place] = walk.at(place).picture
        walk.through(place)
    assert "Hafenwerk Telefonie eG" in shown["account"]
    assert "Mit welchem Schiff" in shown["security_question"]
    assert "Klasse" not in shown["security_question"]
    assert "„Hafen“" in shown["password"], "a rule of its own, in its words"
    assert "✗" not in shown["password"], "told before anything was typed"
    walk.at("review")
    terminal.press("enter")
    assert walk.finish() == 0
    assert stored(other, link) == ALL_STORED
    assert not any(terminal.received(secret) for secret in SECRETS)


def test_in_lines_a_password_that_the_answer_has_told_leads_back_to_the_answer(
    start: Start, other: OtherBackend, link: ActivationLink
) -> None:
    terminal = start("--plain", "--backend", other.origin, f"{link.account_id}:{link.token}")
    terminal.wait_for("Is this your account? (y or n)")
    told = f"{PASSWORD} von 1987"
    for line in ("y", "2", told, PIN, PIN, PASSWORD, PASSWORD):
        terminal.send(f"{line}\r")
    terminal.wait_until(lambda: terminal.raw.count(PIER.encode()) == 2, "the question once more")
    for line in ("1", ANSWER, "4"):
        terminal.send(f"{line}\r")
    assert terminal.wait_exit() == 0
    assert stored(other, link) == ALL_STORED
    assert not any(terminal.received(secret) for secret in (*SECRETS, told))


def test_by_answers(
    environment: dict[str, str], home: Path, other: OtherBackend, link: ActivationLink
) -> None:
    (home / "answers.toml").write_text(
        """password = { env = "NEW_PASSWORD" }
pin = { env = "NEW_PIN" }
workspace = "web_browser"
[security_question]
id = "pier"
answer = { env = "NEW_ANSWER" }
"""
    )
    done = subprocess.run(
        [*PROGRAM, "-", "--answers", "answers.toml", "--json"],
        input=link.url().encode(),
        capture_output=True,
        env=environment | {"NEW_PASSWORD": PASSWORD, "NEW_PIN": PIN, "NEW_ANSWER": ANSWER},
        cwd=home,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    [told] = accounts_told(done.stdout)
    assert (told["outcome"], told["account"]["brand"]) == ("active", "hafenfon")
    assert stored(other, link, "pier") == ALL_STORED
    assert not any(each.encode() in done.stdout + done.stderr for each in (*SECRETS, link.token))
