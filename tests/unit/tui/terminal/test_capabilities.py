"""The terminal before anything is drawn: facts in, findings and a renderer out."""

import json
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from tui.cli.doctor import CHECKS, MARKS, run, terminal_findings
from tui.cli.findings import DoctorFinding
from tui.exit_codes import Exit
from tui.i18n import use_language
from tui.terminal.capabilities import (
    Renderer,
    TerminalFacts,
    TerminalFindingId,
    colours_of,
    look_around,
    preflight,
)
from tui.wording.terminal import preflight_sentence

GOOD = TerminalFacts(keyboard=True, display=True, term="xterm-256color", size=(80, 24), colours=256)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def _only_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is looked at."""
    monkeypatch.setattr("tui.cli.doctor.CHECKS", (terminal_findings,))


@pytest.mark.parametrize(
    ("facts", "lines_wanted", "renderer", "obstacle"),
    [
        (GOOD, False, "screens", None),
        (GOOD, True, "lines", None),
        (replace(GOOD, term="dumb"), False, "lines", None),
        (replace(GOOD, term=""), False, "lines", None),
        (replace(GOOD, term="unknown"), False, "lines", None),
        (replace(GOOD, size=(40, 10)), False, "screens", None),
        (replace(GOOD, size=None), False, "screens", None),
        (replace(GOOD, unicode=False, colours=0), False, "screens", None),
        (replace(GOOD, keyboard=False), False, None, "no-terminal"),
        (replace(GOOD, display=False), False, None, "no-terminal"),
        (replace(GOOD, keyboard=False), True, None, "no-terminal"),
        (replace(GOOD, display=False), True, None, "no-terminal"),
        (replace(GOOD, keyboard=False, term="dumb"), False, None, "no-terminal"),
        (replace(GOOD, foreground=False), False, None, "background"),
        (replace(GOOD, foreground=False), True, None, "background"),
    ],
)
def test_a_renderer_is_picked_or_the_reason_named(
    facts: TerminalFacts,
    lines_wanted: bool,
    renderer: Renderer | None,
    obstacle: TerminalFindingId | None,
) -> None:
    found = preflight(facts, lines_wanted=lines_wanted)
    assert found.renderer == renderer
    assert (found.obstacle and found.obstacle.id) == obstacle


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (GOOD, {"terminal", "term", "size", "colours", "utf-8", "screens"}),
        (replace(GOOD, size=(79, 30)), {"size-small"}),
        (replace(GOOD, size=(60, 20)), {"size-small"}),
        (replace(GOOD, size=(59, 20)), {"size-too-small"}),
        (replace(GOOD, size=(60, 19)), {"size-too-small"}),
        (replace(GOOD, size=None), {"size-unknown"}),
        (replace(GOOD, colours=0), {"colours-off"}),
        (replace(GOOD, unicode=False), {"no-utf-8"}),
        (replace(GOOD, is_remote=True, multiplexer="tmux"), {"ssh", "tmux"}),
        (replace(GOOD, multiplexer="screen"), {"screen", "screens"}),
        (replace(GOOD, term="dumb"), {"term-dumb", "lines"}),
        (TerminalFacts(keyboard=False, display=False), {"no-terminal", "neither"}),
    ],
)
def test_everything_worth_knowing_is_found(facts: TerminalFacts, expected: set[str]) -> None:
    assert {each.id for each in preflight(facts).findings} >= expected


def test_whatever_the_facts_every_finding_has_a_sentence_and_the_choice_comes_last() -> None:
    ids: set[str] = set()
    for ends, foreground, term, size, colours, multiplexer in product(
        ((True, True), (False, True)),
        (True, False),
        ("xterm", "dumb"),
        (None, (10, 10), (70, 22), (200, 60)),
        (0, 16),
        (None, "tmux", "screen"),
    ):
        facts = TerminalFacts(
            *ends,
            foreground,
            term,
            size,
            colours,
            colours > 0,
            True,
            multiplexer,  # type: ignore[arg-type]
        )
        found = preflight(facts)
        assert found.findings[-1].id == (found.renderer or "neither")
        assert (found.renderer is None) == (found.obstacle is not None)
        for each in found.findings:
            assert "{" not in preflight_sentence(each.id, each.values)
            ids.add(each.id)
    assert ids == set(get_args(TerminalFindingId))


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "xterm-direct"}, 256**3),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, 256**3),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256),
        ({"TERM": "vt220"}, 0),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 0),
        ({}, 0),
    ],
)
def test_colours_are_read_off_the_environment(environment: dict[str, str], colours: int) -> None:
    assert colours_of(environment) == colours


def test_the_facts_of_a_test_run_are_those_of_a_program_without_a_terminal() -> None:
    facts = look_around({"TERM": "xterm", "LANG": "de_DE.UTF-8", "SSH_TTY": "/dev/pts/1"})
    assert not facts.keyboard
    assert facts.unicode
    assert facts.is_remote
    assert preflight(facts).renderer is None


# The doctor


@pytest.mark.usefixtures("_only_the_terminal")
def test_the_doctor_says_that_nothing_can_be_asked_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == Exit.TERMINAL
    said = capsys.readouterr().out
    assert f"{MARKS['bad']} There is no terminal for your input," in said
    assert said.splitlines()[-1].endswith("With --answers, no terminal is needed.")


@pytest.mark.usefixtures("_only_the_terminal")
def test_the_doctor_speaks_to_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json"]) == Exit.TERMINAL
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 6
    assert told["findings"][0]["id"] == "no-terminal"
    assert {each["standing"] for each in told["findings"]} <= set(MARKS)


def test_the_first_bad_finding_decides_what_the_shell_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def good() -> list[DoctorFinding]:
        return [DoctorFinding("good", "Fine"), DoctorFinding("notice", "Odd")]

    async def bad() -> list[DoctorFinding]:
        return [DoctorFinding("bad", "Br\x1b[31moken")]

    assert terminal_findings in CHECKS
    monkeypatch.setattr("tui.cli.doctor.CHECKS", (good,))
    assert run([]) == Exit.ACTIVE
    monkeypatch.setattr("tui.cli.doctor.CHECKS", (good, bad))
    assert run([]) == Exit.FAILED
    assert "\x1b" not in capsys.readouterr().out
