"""The table of commands: every row is reached from the command line."""

import argparse

import pytest

from mock_server.cli import main
from mock_server.cli.parser import COMMANDS, command_parser


def least_arguments(name: str) -> list[str]:
    """The fewest words that the command takes."""
    options = argparse.ArgumentParser()
    for add_options in COMMANDS[name].options:
        add_options(options)
    needed = (each for each in options._actions if each.required)
    return [name, *("1" for each in needed)]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_carried_out_by_the_function_of_its_row(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out = []

    def stand_in(options: argparse.Namespace) -> int:
        carried_out.append(options.command)
        return 42

    monkeypatch.setattr(COMMANDS[name].function.replace(":", "."), stand_in)
    assert main(least_arguments(name)) == 42
    assert carried_out == [name]


def test_no_two_commands_are_the_same_function() -> None:
    assert len({command.function for command in COMMANDS.values()}) == len(COMMANDS)


def test_help_lists_every_command_with_what_it_does() -> None:
    listed = " ".join(command_parser().format_help().split())
    for name, command in COMMANDS.items():
        assert f"{name} {command.does}" in listed


def test_a_command_there_is_not_is_no_other_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["scenario"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err == (
        "unify-mock: The command “scenario” does not exist. Did you mean scenarios?\n"
    )


def test_help_can_be_written_whatever_the_locale_is() -> None:
    assert command_parser().format_help().isascii()


@pytest.mark.parametrize(
    ("arguments", "same_as"),
    [
        (["help"], ["--help"]),
        (["help", "serve"], ["serve", "--help"]),
        (["help", "help"], ["help", "--help"]),
        (["help", "serve", "--lang", "de"], ["serve", "--lang", "de", "--help"]),
        (["--lang", "de", "help"], ["--lang", "de", "--help"]),
    ],
)
def test_help_shows_the_page_that_the_option_shows(
    arguments: list[str], same_as: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for given in (arguments, same_as):
        with pytest.raises(SystemExit) as ended:
            main(given)
        assert ended.value.code == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] != ""
