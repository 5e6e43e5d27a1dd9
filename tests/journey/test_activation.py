"""The whole way, from the link to the shell, and what the server then knows."""

import unicodedata
from pathlib import Path

import pytest

from api_client.models import STEPS
from tests.journey.conftest import Link, Start
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk, stored
from tui.i18n import Language

LOCALES: dict[Language, str] = {"de": "de_DE.UTF-8", "en": "en_GB.UTF-8"}


@pytest.mark.parametrize(
    ("language", "size"),
    [pytest.param("de", (80, 24), marks=pytest.mark.cold), ("en", (120, 40))],
    ids=["de-80x24", "en-120x40"],
)
def test_pasted_link_to_receipt_stores_what_was_typed_and_shows_none_of_it(
    start: Start, link: Link, token: str, language: Language, size: tuple[int, int]
) -> None:
    terminal = start(size=size, env={"LANG": LOCALES[language]})
    walk = Walk(terminal, language)
    walk.at("link").paste(link())
    walk.to("password")
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    terminal.paste(decomposed)
    terminal.press("enter")
    terminal.paste(decomposed)
    terminal.wait_until(lambda: terminal.picture.count("•" * len(decomposed)) == 2, "two pastes")
    terminal.press("enter")
    for place in STEPS[1:]:
        walk.at(place)
        walk.through(place)
    assert not any(secret in walk.at("review").picture for secret in SECRETS)
    terminal.press("enter")
    assert walk.finish() == 0

    said = terminal.left_behind
    assert walk.say("Confirmation: {id}").format(id="") in said
    assert stored(
        link(), password=PASSWORD, pin=PIN, answer=ANSWER, workspace="web_browser"
    ) == dict.fromkeys(("password", "pin", "answer", "workspace"), True)
    assert stored(link(), password=PASSWORD + "x", pin=PIN[:-1], answer="x") == dict.fromkeys(
        ("password", "pin", "answer"), False
    )
    for secret in (*SECRETS, token):
        assert not terminal.received(secret)
    assert "Ǽ".encode() not in terminal.raw
    assert terminal.is_restored()


def test_link_in_the_arguments_is_taken_with_a_hint_about_the_history(
    start: Start, link: Link, token: str
) -> None:
    terminal = start(link())
    Walk(terminal).at("account")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130
    assert "The link is now in your shell history" in terminal.left_behind
    assert not terminal.received(token)


def test_link_on_standard_input_leaves_the_keyboard_to_the_terminal(
    start: Start, link: Link, token: str
) -> None:
    mail = f"Guten Tag,\n\nhier ist Ihr Link:\n<{link()}>\n"
    terminal = start("-", stdin=mail.encode())
    walk = Walk(terminal)
    walk.to("pin").press("ctrl+q")
    walk.wait_for("Quit without activating?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    assert "history" not in terminal.left_behind
    assert not terminal.received(token)


@pytest.mark.parametrize("option", [("--link-file",), ()], ids=["option", "bare"])
def test_link_in_a_file_is_taken_without_a_hint(
    start: Start, link: Link, token: str, home: Path, option: tuple[str, ...]
) -> None:
    (home / "link.txt").write_text(link() + "\n", encoding="utf-8")
    terminal = start(*option, "link.txt")
    Walk(terminal).at("account")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130
    assert "history" not in terminal.left_behind
    assert not terminal.received(token)


def test_rule_only_the_server_knows_is_shown_as_such_and_judged_by_it(
    start: Start, link: Link
) -> None:
    terminal = start(link("unknown-rule"))
    walk = Walk(terminal)
    walk.to("password")
    terminal.wait_for("◇ server")
    terminal.send("Winter7Moos!Berg\rWinter7Moos!Berg\r")
    walk.wait_for("The server does not accept this password. Please choose another.")
    terminal.wait_for("✗ Not met: ")


def test_strict_rules_refuse_what_the_default_ones_allow(start: Start, link: Link) -> None:
    terminal = start(link("strict"))
    walk = Walk(terminal)
    walk.to("password").wait_for("14 to 32\xa0characters")
    walk.through("password")
    terminal.wait_for("14 to 32\xa0characters are needed.")


def test_lost_answer_to_the_commit_is_settled_without_the_person(start: Start, link: Link) -> None:
    scenario = "ok.commit-lost"
    walk = Walk(start(link(scenario)))
    walk.to("review")
    walk.terminal.press("enter")
    # It may have come and gone between two looks at the screen.
    told = walk.say("The server did not answer. Checking whether your account is active …")
    walk.terminal.wait_until(lambda: told.encode() in walk.terminal.raw, told)
    assert walk.finish() == 0
    assert stored(link(scenario), password=PASSWORD, pin=PIN) == {"password": True, "pin": True}


def test_leaked_password_is_refused_with_everything_kept(start: Start, link: Link) -> None:
    walk = Walk(start(link("pwned")))
    terminal = walk.to("password")
    walk.through("password")
    terminal.wait_for("✗ This password is known from a data leak")
    terminal.wait_until(lambda: terminal.picture.count("•" * len(PASSWORD)) == 2, "both kept")


def test_escape_sequences_from_the_server_never_reach_the_terminal(
    start: Start, link: Link
) -> None:
    terminal = start(link("escapes"))
    walk = Walk(terminal)
    walk.to("done")
    assert walk.finish() == 0
    for sequence in (b"\x1b]52;", b"\x1b]0;", "\u202e".encode()):
        assert sequence not in terminal.raw


def test_no_mouse_leaves_the_mouse_to_the_terminal(start: Start, link: Link) -> None:
    terminal = start("--no-mouse", link())
    Walk(terminal).at("account")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130
    assert not any(b"\x1b[?%dh" % mode in terminal.raw for mode in (1000, 1002, 1003, 1006))
