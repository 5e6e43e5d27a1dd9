"""The table of commands: every first word is reached from the command line."""

from collections.abc import Sequence

import pytest

from tui.cli.commands import COMMANDS
from tui.cli.main import run
from tui.i18n import _


@pytest.mark.parametrize("word", COMMANDS)
def test_a_command_is_carried_out_by_the_function_of_its_row(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Sequence[str]] = []

    def stand_in(arguments: Sequence[str]) -> int:
        taken.append(arguments)
        return 42

    monkeypatch.setattr(COMMANDS[word].function.replace(":", "."), stand_in)
    assert run([word, "--json", "x"]) == 42
    assert taken == [["--json", "x"]]


def test_no_two_commands_are_the_same_function() -> None:
    assert len({command.function for command in COMMANDS.values()}) == len(COMMANDS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("word", COMMANDS)
def test_a_commands_help_says_what_it_does(
    word: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run([word, "--help", "--lang", language])
    assert left.value.code == 0
    assert _(COMMANDS[word].does) in " ".join(capsys.readouterr().out.split())
