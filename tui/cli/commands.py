"""The commands of `unify-activate` other than an activation: the first words that name one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from tui.i18n import N_

if TYPE_CHECKING:
    from argparse import ArgumentParser


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

    def parser(self) -> "ArgumentParser":
        """What reads its arguments, by the function `parser` of the same module."""
        make: Callable[[], ArgumentParser] = import_module(self.function.partition(":")[0]).parser
        return make()


COMMANDS: Mapping[str, Command] = {
    "doctor": Command(
        N_("Check whether this program can run here, and what is missing."), "tui.cli.doctor:run"
    ),
    "operator": Command(
        N_("Query the RingCentral platform with an operator’s credentials."), "tui.cli.operator:run"
    ),
    "help": Command(N_("Show how a command is used."), "tui.cli.help_command:run"),
}
"""Every command by its word. A new one is a module and a row here."""

_ENDING = ("-V", "--version", "--")
"""What stands for itself, or ends the options: a word after it is no command."""


def find_command(arguments: Sequence[str], valued: Collection[str]) -> int | None:
    """Where the word of a command stands: the first that is neither an option nor its value.

    Args:
        arguments: all of them.
        valued: the options that take the word after them.
    """
    is_value = False
    for index, argument in enumerate(arguments):
        if is_value:
            is_value = False
        elif argument in _ENDING:
            return None
        elif argument in valued:
            is_value = True
        elif not argument.startswith("-") or argument == "-":
            return index if argument in COMMANDS else None
    return None
