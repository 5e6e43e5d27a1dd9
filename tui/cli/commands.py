"""The commands of `unify-activate` other than an activation: the first words that name one."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from tui.i18n import N_


class Command(NamedTuple):
    """What a first word stands for.

    `does` is the sentence in its --help and in the README, `function` is `module:name` of what
    takes the other arguments and gives the exit code.
    """

    does: str
    function: str

    def load(self) -> Callable[[Sequence[str]], int]:
        """The function; only now its module is loaded, and what that needs."""
        module, _, name = self.function.partition(":")
        carry_out: Callable[[Sequence[str]], int] = getattr(import_module(module), name)
        return carry_out


COMMANDS: Mapping[str, Command] = {
    "doctor": Command(N_("Check what this program needs around it."), "tui.cli.doctor:run"),
    "operator": Command(
        N_("Ask the real platform with an operator's credentials."), "tui.cli.operator:run"
    ),
}
"""Every command by its word. A new one is a module and a row here."""
