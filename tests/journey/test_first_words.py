"""Something is said at once, and nothing of it stays."""

import pyte
import pytest

from tests.journey.conftest import Link, Start

WORDS = {"en": "one moment …", "de": "einen Moment …"}


@pytest.mark.cold
@pytest.mark.parametrize("language", WORDS)
def test_a_line_is_there_before_the_screens_and_gone_after_them(
    start: Start, language: str
) -> None:
    terminal = start("--lang", language)
    terminal.wait_for("+Y ")
    assert WORDS[language] in terminal.raw.partition(b"\x1b")[0].decode()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130
    assert drawn(terminal.left_behind) == ""
    assert terminal.is_restored()


def drawn(text: str) -> str:
    """What a terminal shows after a text."""
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(text)
    return "\n".join(screen.display).strip()


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        (("--version",), {}, "unify-activate "),
        (("--help",), {}, "--print-completion bash"),
        (("--plain",), {}, "Your activation link"),
        ((), {"UNIFY_ACTIVATE_ACCESSIBLE": "1"}, "Your activation link"),
        ((), {"TERM": "dumb"}, "Your activation link"),
        (("--answers=missing.toml", "missing.eml"), {}, "missing"),
    ],
    ids=str,
)
def test_where_no_screens_follow_it_is_not_said(
    start: Start, arguments: tuple[str, ...], env: dict[str, str], said: str
) -> None:
    terminal = start(*arguments, env=env)
    terminal.wait_for(said)
    assert WORDS["en"] not in terminal.raw.decode()


def test_a_narrow_terminal_is_left_alone(start: Start, link: Link) -> None:
    terminal = start(link(), size=(40, 20))
    terminal.wait_for("too small")
    assert WORDS["en"] not in terminal.raw.decode()


def test_a_wrong_call_is_told_on_a_clean_line(start: Start) -> None:
    terminal = start("--bogus")
    assert terminal.wait_exit() == 2
    assert terminal.screen[0] == "unify-activate: There is no option --bogus."
