"""Nothing is said to people that the catalogues do not hold, read off the source."""

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.untranslated import Speech, out_of_reach, untranslated

TUI = ROOT / "tui"

SPEAKING: dict[str, int | None] = {
    "Static": 1,
    "Label": 1,
    "Button": 1,
    "Option": 1,
    "Content": 1,
    "styled": 1,
    "assemble": None,
    "say": 1,
    "update": 1,
    "notify": 1,
    "Suggestion": 1,
    "SuggestionScreen": 1,
    "ConfirmScreen": None,
    "Usage": 1,
    "print": None,
}
"""Calls that speak to people, and how many of their first arguments are read (None: all)."""

READ_BY_PEOPLE = {"help", "description", "epilog", "label", "title", "tooltip", "yes", "no"}
"""Named arguments, of whatever call, that people read."""

PROPERTIES = {"border_title", "border_subtitle", "label", "placeholder"}
"""What is assigned to these is read by people."""

OURS = sorted(name for name in SPEAKING if name.endswith(("Screen", "Suggestion", "Usage")))
"""Those of them that are classes of the app."""

SPEECH = Speech(
    SPEAKING, frozenset(READ_BY_PEOPLE), frozenset(PROPERTIES), re.compile("unify-activate")
)


@pytest.mark.parametrize("path", sorted(TUI.rglob("*.py")), ids=lambda path: path.stem)
def test_people_read_nothing_that_is_not_in_the_catalogues(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8"), SPEECH) == []


@pytest.mark.parametrize("name", OURS)
def test_a_class_of_ours_that_speaks_is_still_called_that(name: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in TUI.rglob("*.py")]
    assert any(re.search(rf"^class {name}\b", source, re.M) for source in sources)


@pytest.mark.parametrize("path", sorted(TUI.rglob("*.py")), ids=lambda path: path.stem)
def test_every_text_is_where_the_catalogues_are_made_from(path: Path) -> None:
    assert out_of_reach(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'Static("Choose your PIN", markup=False)',
        'Button("Back", id="back")',
        'self.note().say("Asking for a new mail …", "open")',
        'self.note().say(f"Activated: {when}")',
        'self.note().say(_("Yes") if sure else "No")',
        'box.update(Content("Nothing here"))',
        'Content.assemble(("Extension ", "$text-muted"), value)',
        'add("--check", help="do everything but the commit")',
        'raise Usage("no file " + _("can be read"))',
        'print("Receipt: {id}".format(id=receipt))',
        'self.input.border_title = "Password"',
    ],
)
def test_a_forgotten_text_is_found(line: str) -> None:
    assert untranslated(line, SPEECH)


@pytest.mark.parametrize(
    "line",
    [
        'Static(_("Choose your PIN"), id="choose-pin", classes="two words")',
        'self.note().say(_("Asking {who} …").format(who="the one"), "open")',
        'self.note().say(names["first name"], "bad")',
        'Content.assemble(("✓ ", "bold $text-success"), (name, "bold red"))',
        'print(f"unify-activate: {sentence}", file=sys.stderr)',
        'self.query_one("#lines of text", Line)',
    ],
)
def test_a_text_from_the_catalogues_is_fine(line: str) -> None:
    assert untranslated(line, SPEECH) == []
