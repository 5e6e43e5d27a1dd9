"""What is wrong with a command line: found by argparse, told by the program that it was meant for."""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn


@dataclass(frozen=True, slots=True)
class UnknownOption:
    """An option that does not exist, and the one that was perhaps meant."""

    name: str
    meant: str | None


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that is none of those to choose from; without an `option` it names a command."""

    value: str
    option: str | None
    choices: tuple[str, ...]
    meant: str | None


@dataclass(frozen=True, slots=True)
class SurplusWord:
    """A word that nothing takes."""

    value: str


CommandMistake = UnknownOption | UnknownValue | SurplusWord


class MistakenParser(argparse.ArgumentParser):
    """Reads a command line, and tells what in it does not exist as a `CommandMistake`."""

    _words: tuple[str, ...] = ()

    def refuse(self, mistake: CommandMistake) -> NoReturn:
        """Say what does not exist, in the words of the program, and end."""
        raise NotImplementedError

    @property
    def command(self) -> str:
        """The words of the command that this reads, without the program's name; or none."""
        return self.prog.partition(" ")[2]

    @property
    def page(self) -> str:
        """The call that shows the page of this command."""
        program, _, command = self.prog.partition(" ")
        return f"{program} --help" if command in ("", "help") else f"{program} help {command}"

    def parse_args(self, args: Iterable[str] | None = None, namespace: Any = None) -> Any:
        """What was given, as argparse reads it."""
        self._words = tuple(sys.argv[1:] if args is None else args)
        given, left = self.parse_known_args(self._words, namespace)
        reader = self._reader_of(given)
        if (name := next(_options(left), None)) is not None:
            reader.refuse(_unknown_option(name, (*self._options, *reader._options)))
        if left:
            reader.refuse(SurplusWord(left[-1]))
        return given

    def _check_options(self, words: Sequence[str]) -> None:
        """See that what stands before the word of a command is there, else the word is its value."""
        for name in _options(words):
            if not any(each.startswith(name) for each in self._options):
                self.refuse(_unknown_option(name, self._options))

    @property
    def _options(self) -> tuple[str, ...]:
        return tuple(self._option_string_actions)

    def _reader_of(self, given: argparse.Namespace) -> "MistakenParser":
        """What read the last words: the parser of a command, if one was named."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                chosen = action.choices.get(getattr(given, action.dest, None) or "")
                if isinstance(chosen, MistakenParser):
                    return chosen._reader_of(given)
        return self

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            if value in self._words and not action.option_strings:
                self._check_options(self._words[: self._words.index(value)])
            choices = tuple(map(str, action.choices))
            option = next(iter(action.option_strings), None)
            self.refuse(UnknownValue(str(value), option, choices, closest(str(value), choices)))


def _unknown_option(name: str, options: Iterable[str]) -> UnknownOption:
    known = {each.lstrip("-"): each for each in options}
    meant = closest(name.lstrip("-"), known)
    return UnknownOption(name, meant and known[meant])


def requoted(message: str, quoted: str) -> str:
    """What argparse says, with quotes of a language: `quoted` has `{value}` between them."""
    return re.sub("'([^']*)'", lambda found: quoted.format(value=found[1]), message)


def closest(word: str, names: Iterable[str]) -> str | None:
    """Which of the names was perhaps meant."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(names), 1)), None)


def _options(left: Sequence[str]) -> Iterator[str]:
    """What of that which nobody took is an option, without its value."""
    for each in left:
        if each == "--":
            return
        if each.startswith("-") and each != "-":
            yield each.partition("=")[0]
