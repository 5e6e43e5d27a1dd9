"""What was forgotten is gone: the program's own memory is read, and holds no secret any more.

On the screens, in lines and with an answers file alike; in every spelling that Python or a request
could hold them in.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from mock_server.server import RunningMock
from tests.checkout import ROOT
from tests.journey.conftest import Link, Start
from tests.journey.memory import Found, search, told
from tests.journey.terminal import PATIENCE, Terminal
from tests.journey.walk import ANSWER, PASSWORD, PIN, Walk

pytestmark = [
    pytest.mark.cold,  # else what started the program would have left its orders in it
    pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc to read memory from"),
]

SECRETS = {"password": PASSWORD, "pin": PIN, "answer": ANSWER}
OTHER_PASSWORD, OTHER_PIN, OTHER_ANSWER = "Zw4#Ǽkölq9!t", "7305918264", "Herr Ǿhlenschläger aus Ulm"


@pytest.fixture
def readable() -> Callable[[float], tuple[str, ...]]:
    """The program with an idle limit, in seconds; its memory can be read by its parent."""
    script = str(ROOT / "tests" / "journey" / "readable.py")

    def program(idle: float) -> tuple[str, ...]:
        return sys.executable, script, str(idle)

    return program


def copies(terminal: Terminal, secrets: dict[str, str]) -> dict[str, int]:
    """How many copies of secrets there are just now."""
    return told(search(terminal.pid, secrets))


def assert_forgotten(terminal: Terminal, secrets: dict[str, str]) -> None:
    """Within a second (on a busy machine somewhat more) nothing is left of them."""
    end = time.monotonic() + PATIENCE
    found: list[Found] = search(terminal.pid, secrets)
    while found and time.monotonic() < end:
        terminal.listen(0.5)
        found = search(terminal.pid, secrets)
    assert not found, "\n".join(map(str, found))


@pytest.fixture
def walk(start: Start, link: Link, readable: Any, request: pytest.FixtureRequest) -> Walk:
    """At the account of a link that was pasted."""
    idle = getattr(request, "param", 0)
    walk = Walk(start(program=readable(idle)))
    walk.at("link").paste(link())
    walk.at("account")
    return walk


def locked(walk: Walk) -> None:
    """Wait for the page behind the lock; the warning before it may be over by now."""
    walk.wait_for("Nothing was typed for a while")
    walk.at("account")


@pytest.mark.parametrize("walk", [8], indirect=True)
def test_after_the_idle_lock_nothing_typed_is_there(walk: Walk) -> None:
    terminal = walk.to("review")
    assert copies(terminal, SECRETS).keys() == SECRETS.keys()
    locked(walk)
    assert_forgotten(terminal, SECRETS)


@pytest.mark.parametrize("walk", [8], indirect=True)
def test_after_the_idle_lock_nothing_shown_in_the_clear_is_there(walk: Walk) -> None:
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    terminal.press("f2")
    terminal.wait_for(PASSWORD)
    locked(walk)
    assert_forgotten(terminal, {"password": PASSWORD})


def test_once_hidden_again_nothing_shown_in_the_clear_is_there(walk: Walk) -> None:
    shown = {"shown": f"m{PASSWORD}"}  # behind the end of its colour: as it is drawn, not as typed
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    terminal.press("f2")
    terminal.wait_for(PASSWORD)
    assert copies(terminal, shown)
    terminal.press("f2")
    terminal.wait_gone(PASSWORD)
    assert_forgotten(terminal, shown)


def test_on_the_done_page_there_is_neither_a_choice_nor_the_link(walk: Walk, token: str) -> None:
    terminal = walk.to("review")
    assert copies(terminal, {"token": token})
    terminal.press("enter")
    walk.at("done")
    assert_forgotten(terminal, SECRETS | {"token": token})


def test_after_this_is_not_me_there_is_neither_a_choice_nor_the_link(
    walk: Walk, token: str
) -> None:
    terminal = walk.to("review")
    for place in ("workspace", "security_question", "pin", "password", "account"):
        terminal.press("escape")
        walk.at(place)
    terminal.press("tab", "enter")
    walk.wait_for("Do you really want to give the link back?")
    terminal.press("tab", "enter")
    walk.wait_for("You have given the link back")
    assert_forgotten(terminal, SECRETS | {"token": token})


@pytest.fixture
def two(start: Start, link: Link, mock: RunningMock, token: str, readable: Any, home: Path) -> Walk:
    """At the list of two accounts, whose links stand in files."""
    (home / "one").write_text(link())
    (home / "two").write_text(mock.service.link("ok.en", token=token[::-1]))
    walk = Walk(start("one", "two", program=readable(0)))
    walk.wait_for("Start with this one")
    return walk


def test_while_the_second_password_is_typed_the_first_account_is_gone(
    two: Walk, token: str
) -> None:
    terminal = two.terminal
    terminal.press("enter")
    two.to("done").press("enter")
    two.wait_for("Start with this one")
    terminal.press("enter")
    other = Walk(terminal, password=OTHER_PASSWORD)
    other.to("password")
    terminal.send(OTHER_PASSWORD)
    terminal.wait_for("•" * len(OTHER_PASSWORD))
    assert copies(terminal, {"other": OTHER_PASSWORD})
    assert_forgotten(terminal, SECRETS | {"token": token})


def test_back_at_the_list_nothing_typed_is_there(two: Walk) -> None:
    terminal = two.terminal
    terminal.press("enter")
    two.to("review")
    terminal.send("\x1bOS")
    two.wait_for("Activate this account later?")
    terminal.press("tab", "enter")
    two.wait_for("Start with this one")
    assert_forgotten(terminal, SECRETS)


# In lines


def chosen_in_lines(terminal: Terminal) -> None:
    """From the account to the review."""
    terminal.wait_for("Is this your account? (y or n)")
    terminal.send("y\r")
    for asked, secret in (("password", PASSWORD), ("PIN", PIN)):
        terminal.wait_for(f"Your {asked}:")
        terminal.send(f"{secret}\r")
        terminal.wait_for(f"Repeat your {asked}:")
        terminal.send(f"{secret}\r")
    terminal.wait_for("Which question would you like to answer?")
    terminal.send("1\r")
    terminal.wait_for("Your answer:")
    terminal.send(f"{ANSWER}\r")
    terminal.wait_for("How would you like to use Unify Office?")
    terminal.send("2\r")
    terminal.wait_for("What would you like to do? (1 to 5)")


@pytest.fixture
def lines(
    start: Start,
    link: Link,
    mock: RunningMock,
    token: str,
    readable: Any,
    home: Path,
    request: Any,
) -> Terminal:
    """The review of the first of two accounts, in lines."""
    (home / "one").write_text(link())
    (home / "two").write_text(mock.service.link("ok.en", token=token[::-1]))
    idle = getattr(request, "param", 0)
    terminal = start("--plain", "one", "two", program=readable(idle), size=(100, 60))
    terminal.wait_for("Which account would you like to activate? (1 to 3)")
    terminal.send("1\r")
    chosen_in_lines(terminal)
    assert copies(terminal, SECRETS).keys() == SECRETS.keys()
    return terminal


@pytest.mark.parametrize("lines", [8], indirect=True)
def test_in_lines_nothing_typed_is_there_after_the_idle_lock(lines: Terminal) -> None:
    lines.wait_for("your entries were deleted")
    lines.wait_until(lambda: lines.raw.count(b"Is this your account?") == 2, "the account")
    assert_forgotten(lines, SECRETS)


def test_in_lines_an_active_account_leaves_nothing(lines: Terminal, token: str) -> None:
    lines.send("5\r")
    lines.wait_for("Active accounts: 1 of 2")
    assert_forgotten(lines, SECRETS | {"token": token})


# With an answers file


def email_of(link: str) -> str:
    """Whose account a link is for."""
    origin, _path, name = link.partition("/rc-web/")
    bearer = name.partition("?")[2].replace(":", "~")
    with httpx.Client(verify=False, trust_env=False) as client:
        look = client.get(
            f"{origin}/v1/activation",
            headers={"Authorization": f"Bearer {bearer}", "Accept-Language": "en"},
        )
    return str(look.json()["account"]["email"])


ANSWERS = """
workspace = "web_browser"
[accounts."{first}"]
password = {{ env = "NEW_PASSWORD" }}
pin = {{ file = "pin.txt" }}
security_question = {{ id = "first_teacher", answer = {{ file = "answer.txt" }} }}
[accounts."{second}"]
password = {{ env = "OTHER_PASSWORD" }}
"""


def test_with_answers_an_active_account_leaves_nothing(
    start: Start, link: Link, mock: RunningMock, token: str, readable: Any, home: Path
) -> None:
    later = mock.service.link("strict.look-delay-60s", token=token[::-1])
    links = {"one": link(), "two": later}
    for name, text in (links | {"pin.txt": PIN, "answer.txt": ANSWER}).items():
        (home / name).write_text(f"{text}\n")
        (home / name).chmod(0o600)
    (home / "answers").write_text(
        ANSWERS.format(first=email_of(links["one"]), second="nobody@else.example")
    )
    env = {"NEW_PASSWORD": PASSWORD, "OTHER_PASSWORD": OTHER_PASSWORD}
    terminal = start("one", "two", "--answers", "answers", program=readable(0), env=env)
    terminal.wait_for("2/2")
    terminal.wait_until(
        lambda: terminal.picture.count("The server is checking the link") == 2, "the second"
    )
    assert copies(terminal, {"other": OTHER_PASSWORD})
    assert_forgotten(terminal, SECRETS | {"token": token})
