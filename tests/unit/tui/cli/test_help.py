"""--help, `help`, and the finding of a command's word: what is told of the command, and how."""

import re
import shlex

import pytest

from tests.checkout import ROOT
from tui.cli import operator
from tui.cli.commands import COMMANDS, find_command
from tui.cli.main import run
from tui.cli.parser import option_parser, valued_options
from tui.cli.usage import Usage
from tui.exit_codes import Exit
from tui.i18n import LANGUAGES, _, use_language
from tui.wording.command_line import EXAMPLES, EXIT_CODES, VARIABLES

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def shown(capsys: Said, *arguments: str) -> str:
    """What a call prints on standard output before it ends with 0."""
    try:
        code: object = run(arguments)
    except SystemExit as ended:
        code = ended.code
    assert code == 0, capsys.readouterr().err
    return capsys.readouterr().out


# The page


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_fits_the_terminal(
    language: str, columns: int, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = shown(capsys, "--help", "--lang", language).splitlines()
    unbroken = (*EXAMPLES, *VARIABLES)  # to be copied as they are
    assert [
        line for line in lines if len(line) >= min(columns, 101) and line.strip() not in unbroken
    ] == []
    assert not any(re.search(r"\w-$", line) for line in lines), "a word is broken at its hyphen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_of_commands_variables_codes_and_examples(
    language: str, capsys: Said
) -> None:
    page = " ".join(shown(capsys, "--help", "--lang", language).split())
    for word, command in COMMANDS.items():
        assert f"{word} {_(command.does)}" in page
    for table in (VARIABLES, EXAMPLES):
        assert [name for name, said in table.items() if f"{name} {_(said)}" not in page] == []
    for codes, said in EXIT_CODES.items():
        assert f"{', '.join(str(int(code)) for code in codes)} {_(said)}" in page


def test_every_exit_code_is_told_once() -> None:
    assert sorted(code for codes in EXIT_CODES for code in codes) == sorted(Exit)


def test_every_variable_of_ours_that_is_read_is_told() -> None:
    read = {
        name
        for folder in ("tui", "api_client")
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r'"(UNIFY_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert read == {name for name in VARIABLES if name.startswith("UNIFY_")}


def test_the_examples_are_taken_as_they_stand() -> None:
    for example in EXAMPLES:
        [call] = re.findall(r"unify-activate([^<)]*)", example)
        words = shlex.split(call)
        if not words or words[0] not in COMMANDS:
            option_parser().parse_args(words)


# help


@pytest.mark.parametrize(
    ("arguments", "same_as"),
    [
        (["help"], ["--help"]),
        (["help", "doctor"], ["doctor", "--help"]),
        (["--help", "doctor"], ["doctor", "--help"]),
        (["help", "operator", "list"], ["operator", "list", "--help"]),
        (["--lang", "de", "help", "doctor"], ["doctor", "--help", "--lang", "de"]),
        (["help", "--lang=de"], ["--help", "--lang=de"]),
        (["help", "help"], ["help", "-h"]),
    ],
)
def test_help_shows_the_page_that_the_option_shows(
    arguments: list[str], same_as: list[str], capsys: Said
) -> None:
    assert shown(capsys, *arguments) == shown(capsys, *same_as)


def test_help_for_what_is_no_command_names_those_there_are(capsys: Said) -> None:
    assert run(["help", "docter"]) == Exit.USAGE
    assert "doctor, operator, help" in " ".join(capsys.readouterr().err.split())


# A command's word


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["doctor"], 0),
        (["--lang", "de", "doctor"], 2),
        (["--lang=de", "--json", "operator", "list"], 2),
        (["--answers", "doctor", "doctor"], 2),
        (["--answers", "doctor"], None),
        (["mail.eml", "doctor"], None),
        (["-", "doctor"], None),
        (["--", "doctor"], None),
        (["./doctor"], None),
        (["--version", "doctor"], None),
        (["--unknown", "doctor"], 1),
        (["--demo"], None),
        ([], None),
    ],
)
def test_the_word_is_the_first_that_is_no_option_and_no_value(
    arguments: list[str], place: int | None
) -> None:
    assert find_command(arguments, valued_options()) == place


@pytest.mark.parametrize(
    "options",
    [
        ["--lang", "de"],
        ["--ascii"],
        ["--plain", "--no-color"],
        ["--theme", "light", "--no-mouse"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("command", [["doctor"], ["operator", "list"], ["help"]], ids=" ".join)
def test_how_things_look_may_be_said_before_and_after_every_command(
    command: list[str], options: list[str], capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("UNIFY_ACTIVATE_ACCESSIBLE", "")
    monkeypatch.delenv("RC_USER_JWT", raising=False)
    run([*options, *command])
    before = capsys.readouterr()
    assert "unrecognized" not in before.err + before.out
    run([*command, *options])
    assert capsys.readouterr() == before


def test_options_of_the_operators_command_may_stand_on_either_side_of_its_action() -> None:
    for words in (["--json", "list"], ["list", "--json"], ["--lang", "de", "list", "--json"]):
        assert operator.parser().parse_args(words).json
    with pytest.raises(Usage, match="required: ACTION"):
        operator.parser().parse_args(["--lang", "de"])


def test_an_option_of_something_else_before_the_word_is_refused(capsys: Said) -> None:
    assert run(["--demo", "doctor"]) == Exit.USAGE
    assert "unrecognized arguments: --demo" in capsys.readouterr().err
