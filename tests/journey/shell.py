"""A shell at the terminal, as it is found everywhere, and what it is told."""

import os
import shlex
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.journey.conftest import PROGRAM, Start
from tests.journey.terminal import Terminal
from tests.process_stat import stat_fields

PROMPT = "PROMPT> "

SHELLS = {"dash": ("/bin/dash", "-i"), "bash": ("/bin/bash", "--norc", "-i")}
"""dash leaves the terminal as the program that stopped left it; bash puts its own mode."""


@dataclass(frozen=True)
class Shell:
    """A shell in a terminal, from which the program is started, stopped and brought back."""

    terminal: Terminal

    def run(self, *words: str) -> None:
        """Start a program in the foreground."""
        self.terminal.send(f"{shlex.join(words)}\n")

    def start_ours(self, *arguments: str) -> None:
        """Start the program in the foreground."""
        self.run(*PROGRAM, *arguments)

    def at_prompt(self) -> Terminal:
        """Wait until the shell has the terminal again."""
        terminal = self.terminal
        terminal.wait_until(lambda: terminal.foreground == terminal.pid, "shell in front")
        terminal.wait_for(PROMPT.strip())
        return terminal

    def stop_from_outside(self, number: signal.Signals = signal.SIGSTOP) -> Terminal:
        """Stop what has the terminal, as another window can."""
        os.killpg(self.terminal.foreground, number)
        return self.at_prompt()

    def dirty(self, word: str = "DIRT") -> None:
        """Let something else write on the screen."""
        self.terminal.send(f"echo {word[:2]}''{word[2:]}\n")
        self.terminal.wait_for(word)

    def bring_back(self) -> bytes:
        """Bring the stopped program back; what was received before."""
        before = len(self.terminal.raw)
        self.terminal.send("fg\n")
        self.terminal.wait_until(lambda: self.terminal.foreground != self.terminal.pid, "program")
        return bytes(self.terminal.raw[:before])


def shell_in(start: Start, name: str, **env: str) -> Shell:
    """Start one of `SHELLS`, and wait for its prompt."""
    terminal = start(program=SHELLS[name], env={"PS1": PROMPT, **env})
    terminal.wait_for(PROMPT.strip())
    return Shell(terminal)


def is_stopped(process: int) -> bool:
    """Whether a process stands still until somebody lets it go on (proc(5))."""
    return stat_fields(process)[0] == "T"


NO_SHELL = "You cannot pause this program here with Ctrl+Z."

STOPS: Mapping[str, Callable[[Shell], object]] = {
    "Ctrl+Z": lambda shell: shell.terminal.press("ctrl+z"),
    "SIGTSTP": lambda shell: shell.stop_from_outside(signal.SIGTSTP),
    "SIGSTOP": lambda shell: shell.stop_from_outside(signal.SIGSTOP),
}
"""What stops the program that has the terminal."""
