"""The README and the pages tell of every command, option, code, variable and key, and of no other."""

import re
from argparse import Action
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel import Locale
from textual.binding import Binding, BindingType

from mock_server.cli.help_tables import VARIABLES as MOCK_VARIABLES
from mock_server.cli.parser import COMMANDS as MOCK_COMMANDS
from mock_server.scenarios.catalogue import SCENARIOS
from tests.checkout import ROOT
from tests.page_blocks import PAGES, page_name
from tui.app.app import ActivateApp
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.screens.secret_step import SecretStep
from tui.app.screens.step_screen import StepScreen
from tui.cli.commands import COMMANDS
from tui.cli.parser import option_parser
from tui.exit_codes import Exit
from tui.i18n import LANGUAGES, use_language
from tui.wording.command_line import VARIABLES

README = (ROOT / "README.md").read_text(encoding="utf-8")
USING = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
TESTING = (ROOT / "docs" / "testing-with-the-mock.md").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "docs" / "environment.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next one."""
    [text] = re.findall(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", page, re.DOTALL | re.MULTILINE)
    return str(text)


def first_cells(table: str) -> list[str]:
    """The first cell of each row, without the table's head."""
    return re.findall(r"^\| (.*?) (?<!\\)\|", table, re.MULTILINE)[1:]


def rows(table: str) -> list[str]:
    """The rows of the first table, without its head."""
    [first, *_others] = re.findall(r"(?:^\|.*\n)+", table, re.MULTILINE)
    return str(first).splitlines()[2:]


def row(name: str, says: str) -> str:
    """A row of a table whose first cell holds names."""
    return f"| {', '.join(f'`{each}`' for each in name.split(', '))} | {says} |"


def assert_rows(told: list[str], expected: list[str]) -> None:
    """Compare a table with what it tells of; what it should be is named, to be copied."""
    if told != expected:
        pytest.fail("The table should be:\n" + "\n".join(expected))


# The shape of the pages


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES[1:], ids=page_name)
def test_a_page_begins_with_whom_it_is_for(page: Path) -> None:
    title, nothing, first, *_ = page.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert nothing == ""
    assert first.startswith("For ")


def test_the_readme_leads_to_every_page() -> None:
    where = section(README, "Where everything else is")
    assert {page_name(page) for page in PAGES[1:]} <= set(re.findall(r"\]\(([^)]+)\)", where))


# Commands


def test_every_command_has_its_row_and_every_row_its_command() -> None:
    assert_rows(
        rows(section(USING, "Commands")),
        [row(f"unify-activate {word}", each.does) for word, each in COMMANDS.items()],
    )
    assert_rows(
        rows(section(TESTING, "On a port")),
        [row(f"unify-mock {name}", each.does) for name, each in MOCK_COMMANDS.items()],
    )


# Options, exit codes, variables and scenarios


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
    cells = first_cells(section(USING, "Options"))
    told = [each.replace("\\|", "|") for cell in cells for each in re.findall("`(.*?)`", cell)]
    assert told[0] == "SOURCE…"
    assert sorted(told[1:]) == sorted(
        form
        for option in option_parser()._actions
        if option.option_strings
        for form in forms(option)
    )


def test_every_exit_code_has_its_row_and_every_row_its_exit_code() -> None:
    cells = first_cells(section(README, "When something goes wrong"))
    told = [int(code) for cell in cells for code in cell.split(", ")]
    assert sorted(told) == sorted(Exit)


def test_every_variable_has_its_row_and_every_row_its_variable() -> None:
    for program, variables in {"unify-activate": VARIABLES, "unify-mock": MOCK_VARIABLES}.items():
        told = rows(section(ENVIRONMENT, program))
        assert_rows(told, [row(name, says) for name, says in variables.items()])


def test_every_variable_that_is_looked_at_is_named() -> None:
    sources = [*ROOT.glob("tui/**/*.py"), *ROOT.glob("api_client/**/*.py")]
    looked_at = {
        name
        for source in sources
        for name in re.findall(
            r"environ(?:ment)?(?:\.get\(|\[)\"([A-Z_]+)\"", source.read_text(encoding="utf-8")
        )
    }
    assert len(looked_at) > 10
    named = set(re.findall(r"`([A-Z_]+)`", ENVIRONMENT))
    assert looked_at - named - OUR_OWN == set()


OUR_OWN = {"LANGUAGE", "PYDANTIC_DISABLE_PLUGINS", "TEXTUAL_ANIMATIONS", "TEXTUAL_FPS"} | {
    "TEXTUAL_DISABLE_KITTY_KEY"
}
"""What the program sets for the libraries below it, and never looks at."""


def test_every_scenario_has_its_row_and_every_row_its_scenario() -> None:
    assert_rows(
        rows(section(TESTING, "Links and scenarios")),
        [row(name, scenario.text.en) for name, scenario in SCENARIOS.items()],
    )


# Keys

KEYS: Mapping[str, str] = {
    "next_field": "go on; choose in a list",
    "back": "go back",
    "app.focus_next": "to the next field or button, to the one before",
    "app.focus_previous": "to the next field or button, to the one before",
    "scroll_body(-1)": "scroll",
    "scroll_body(1)": "scroll",
    "help": "help with the field that you are in, and all keys",
    "reveal": "show what is typed, for ten seconds",
    "suggest": "suggest a password or a PIN",
    "accounts": "the list of accounts, where there are several",
    "other_theme": "dark or light colours",
    "draw_all": "draw everything anew",
    "stop": "to the shell; `fg` leads back",
    "leave": "quit",
}
"""What each action is called in the README."""

NAMES: Mapping[str, str] = {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn"}


def key_cap(key: str) -> str:
    """A key as it stands on keyboards, from Textual's name."""
    return "+".join(NAMES.get(part, part.title()) for part in key.split("+"))


def bound(*bindings: list[BindingType]) -> dict[str, list[str]]:
    """The keys of each action's description."""
    found: dict[str, list[str]] = {}
    for binding in (each for some in bindings for each in some):
        assert isinstance(binding, Binding)
        keys = found.setdefault(KEYS[binding.action], [])
        keys += (f"`{key_cap(key)}`" for key in binding.key.split(","))
    return found


def test_every_key_has_its_row_and_every_row_its_key() -> None:
    kinds = (ActivateApp, JourneyScreen, StepScreen, SecretStep)
    expected = bound(*(vars(kind)["BINDINGS"] for kind in kinds))
    told = [re.findall(r"^\| (.*?) \| (.*) \|$", each)[0] for each in rows(section(README, "Keys"))]
    assert {says: keys.split(", ") for keys, says in told} == expected


# Languages


def test_every_language_is_named() -> None:
    *names, last = sorted(Locale.parse(each).get_display_name("en") or each for each in LANGUAGES)
    assert section(USING, "Languages").startswith(
        f"\n{', '.join(names)} and {last}, on every screen"
    )
