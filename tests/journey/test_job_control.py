"""Stopped by a key or by a signal, and brought back: keys and picture are there, no secret is."""

import os
import signal
from pathlib import Path

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.shell import NO_SHELL, SHELLS, STOPS, Shell, is_stopped, shell_in
from tests.journey.walk import PASSWORD, TITLES, Walk

DOTS = "•" * len(PASSWORD)
each_shell = pytest.mark.parametrize("name", SHELLS)
each_stop = pytest.mark.parametrize("stop", STOPS)


def with_password_shown(shell: Shell, link: str) -> Walk:
    """From the prompt to a password that is shown in the clear."""
    shell.start_ours(link)
    walk = Walk(shell.terminal)
    walk.to("password").send(PASSWORD)
    shell.terminal.wait_for(DOTS)
    shell.terminal.press("f2")
    shell.terminal.wait_for(PASSWORD)
    return walk


@each_shell
@each_stop
def test_brought_back_all_is_drawn_masked_and_keys_arrive(
    start: Start, link: Link, name: str, stop: str
) -> None:
    shell = shell_in(start, name)
    walk = with_password_shown(shell, link())
    terminal = shell.terminal
    STOPS[stop](shell)
    shell.at_prompt()
    shell.dirty()
    before = shell.bring_back()
    walk.wait_for(TITLES["password"], DOTS)
    terminal.wait_gone("DIRT")
    terminal.send("k")
    terminal.wait_for(DOTS + "•")
    assert PASSWORD.encode() not in terminal.raw[len(before) :]
    terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")
    terminal.press("tab", "enter")
    shell.at_prompt()


@each_shell
def test_the_shell_gets_its_terminal_as_it_was_and_no_trace_of_a_secret(
    start: Start, link: Link, name: str
) -> None:
    shell = shell_in(start, name)
    with_password_shown(shell, link())
    terminal = shell.terminal
    before = len(terminal.raw)
    terminal.press("ctrl+z")
    shell.at_prompt()
    shell.run("stty", "-a")
    terminal.wait_for("isig icanon iexten echo echoe")
    sent = bytes(terminal.raw[before:])
    assert PASSWORD.encode() not in sent
    assert sent.index(b"\x1b[H\x1b[2J") < sent.index(b"\x1b[?1049l")
    assert PASSWORD not in terminal.picture


@each_shell
def test_a_script_around_the_program_stops_with_it(
    start: Start, link: Link, home: Path, name: str
) -> None:
    script = home / "activate.sh"
    script.write_text('"$@"\necho "Code: $?"\n', encoding="ascii")
    shell = shell_in(start, name)
    shell.run("sh", str(script), *PROGRAM, link())
    walk = Walk(shell.terminal)
    walk.at("account").press("ctrl+z")
    shell.at_prompt()
    shell.bring_back()
    walk.at("account").press("ctrl+q")
    shell.at_prompt().wait_for("Code: 130")


def test_what_was_typed_behind_it_reaches_no_field(start: Start, link: Link) -> None:
    shell = shell_in(start, "dash")
    shell.start_ours(link())
    walk = Walk(shell.terminal)
    walk.to("password").send("Xk\x1als\r")
    shell.at_prompt()
    shell.bring_back()
    walk.wait_for(TITLES["password"], "2/32")
    shell.terminal.send("7")
    walk.wait_for("3/32", "0/32")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to look it up in")
def test_in_the_background_nothing_is_drawn_and_the_shell_keeps_its_keys(
    start: Start, link: Link
) -> None:
    shell = shell_in(start, "bash")
    with_password_shown(shell, link())
    terminal = shell.terminal
    job = terminal.foreground
    terminal.press("ctrl+z")
    shell.at_prompt()
    terminal.send("bg\n")
    shell.dirty()
    # One that is brought to the front just as it reaches for the terminal stops there.
    terminal.wait_until(lambda: is_stopped(job), "stopped program")
    assert TITLES["password"] not in terminal.picture
    shell.bring_back()
    terminal.wait_for(TITLES["password"], DOTS)
    terminal.send("k")
    terminal.wait_for(DOTS + "•")


def test_stopped_before_the_screens_the_shell_is_not_left_silent(
    start: Start, link: Link, tmp_path: Path
) -> None:
    never_written = tmp_path / "pipe"
    os.mkfifo(never_written)
    shell = shell_in(start, "dash")
    terminal = shell.terminal
    shell.start_ours("--link-file", str(never_written))
    terminal.wait_until(lambda: not terminal.echoes, "silence")
    terminal.press("ctrl+z")
    shell.at_prompt()
    assert terminal.echoes
    shell.bring_back()
    terminal.wait_until(lambda: not terminal.echoes, "silence")
    never_written.write_text(link(), encoding="ascii")
    Walk(terminal).at("account")


# Where no shell could bring it back


ALONE = {
    "session leader": PROGRAM,
    "forced command": ("/bin/sh", "-c", '"$0" "$@"; exit', *PROGRAM),
    "told to ignore it": ("/bin/sh", "-c", 'trap "" TSTP; exec "$0" "$@"', *PROGRAM),
}


@pytest.mark.parametrize("way", ALONE)
def test_where_no_shell_could_bring_it_back_it_goes_on_and_says_so(
    start: Start, link: Link, way: str
) -> None:
    terminal = start(link(), program=ALONE[way])
    walk = Walk(terminal)
    walk.to("password").send(PASSWORD)
    terminal.wait_for(DOTS)
    terminal.press("ctrl+z")
    terminal.wait_for(NO_SHELL)
    terminal.send("k")
    terminal.wait_for(DOTS + "•")
    terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGCONT])
def test_a_signal_that_no_shell_sent_ends_nothing(
    start: Start, link: Link, number: signal.Signals
) -> None:
    terminal = start(link())
    walk = Walk(terminal)
    walk.to("password").send(PASSWORD)
    terminal.wait_for(DOTS)
    terminal.lose_picture()
    terminal.signal(number)
    if number == signal.SIGCONT:
        terminal.wait_for(TITLES["password"], DOTS)
    terminal.send("k")
    terminal.wait_for("•")
    terminal.press("ctrl+l")
    terminal.wait_for(TITLES["password"], DOTS + "•")


def test_ctrl_l_draws_over_what_something_else_wrote(start: Start, link: Link) -> None:
    terminal = start(link())
    walk = Walk(terminal)
    walk.to("password").send(PASSWORD)
    walk.wait_for(DOTS, "Strength", "Please type it again.")
    before = terminal.picture
    terminal.write_from_elsewhere("\x1b[H\x1b[?7h\x1b[?2004lBroadcast message from root")
    terminal.wait_for("Broadcast")
    terminal.press("ctrl+l")
    terminal.wait_until(lambda: terminal.picture == before, before)
    terminal.paste("zz")
    walk.wait_for(f"{len(PASSWORD) + 2}/32")
