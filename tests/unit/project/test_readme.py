"""The README tells of every command, option, exit code and language there is, and of no other."""

import re
import shlex
from argparse import Action
from collections.abc import Iterator

import pytest
from babel import Locale

from mock_server.cli.parser import COMMANDS as MOCK_COMMANDS
from mock_server.cli.parser import command_parser
from tests.checkout import ROOT
from tui.cli.commands import COMMANDS
from tui.cli.parser import option_parser
from tui.exit_codes import Exit
from tui.i18n import LANGUAGES, use_language

PAGES = (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("deploy/*/*.md")))
README = PAGES[0].read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def section(title: str) -> str:
    """What stands under a heading, up to the next one."""
    [text] = re.findall(
        rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", README, re.DOTALL | re.MULTILINE
    )
    return str(text)


def first_cells(table: str) -> list[str]:
    """The first cell of each row, without the table's head."""
    return re.findall(r"^\| (.*?) (?<!\\)\|", table, re.MULTILINE)[1:]


# Commands


def test_every_command_has_its_row_and_every_row_its_command() -> None:
    rows = re.findall(r"^\| `unify-\S+ \S+` \| .*$", README, re.MULTILINE)
    assert rows == [
        *(f"| `unify-activate {word}` | {each.does} |" for word, each in COMMANDS.items()),
        *(f"| `unify-mock {name}` | {each.does} |" for name, each in MOCK_COMMANDS.items()),
    ], "README.md has a table of the commands of each program"


def shown(program: str) -> Iterator[list[str]]:
    """What stands after a program's name, wherever the pages show it being called."""
    for page in PAGES:
        for block in re.findall(r"^ *```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL | re.M):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if program in words:
                    yield list(up_to_the_shells_own(words[words.index(program) + 1 :]))


def up_to_the_shells_own(words: list[str]) -> Iterator[str]:
    """The arguments that the program gets: what comes before a pipe, `>` or `&`."""
    for word in words:
        if re.fullmatch(r"[|&;]|\d*[<>]+.*", word):
            return
        yield word


def test_calls_of_the_mock_server_are_shown_as_it_takes_them() -> None:
    calls = list(shown("unify-mock"))
    assert len(calls) > 10
    for arguments in calls:
        command_parser().parse_args(arguments)


def test_calls_of_the_app_are_shown_as_it_takes_them() -> None:
    calls = list(shown("unify-activate"))
    assert len(calls) > 10
    for arguments in calls:
        if not arguments or arguments[0] not in COMMANDS:
            option_parser().parse_args(arguments)


# Options and exit codes


def forms(option: Action) -> Iterator[str]:
    """An option as one would type it, once for each kind of value."""
    name = option.option_strings[-1]
    if option.choices:
        yield f"{name} {'|'.join(option.choices)}"
    elif option.nargs == 0:
        yield name
    else:
        yield from (f"{name} {value}" for value in str(option.metavar).split("|"))


def test_every_option_has_its_row_and_every_row_its_option() -> None:
    cells = first_cells(section("Options"))
    told = [each.replace("\\|", "|") for cell in cells for each in re.findall("`(.*?)`", cell)]
    assert told[0] == "SOURCE…"
    assert sorted(told[1:]) == sorted(
        form
        for option in option_parser()._actions
        if option.option_strings
        for form in forms(option)
    )


def test_every_exit_code_has_its_row_and_every_row_its_exit_code() -> None:
    cells = first_cells(section("Exit codes"))
    told = [int(code) for cell in cells for code in cell.split(", ")]
    assert sorted(told) == sorted(Exit)


# Languages


def test_every_language_is_named() -> None:
    *names, last = sorted(Locale.parse(each).get_display_name("en") or each for each in LANGUAGES)
    assert section("Languages").startswith(f"\n{', '.join(names)} and {last}, on every screen")
