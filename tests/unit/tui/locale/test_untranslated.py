"""Nothing is said to people that the catalogues do not hold, read off the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT

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

WORDS = re.compile(r"[^\W\d_]{2,}")
SAME_IN_EVERY_LANGUAGE = re.compile("unify-activate")


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def said(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions in a file whose text people read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if called(node) in SPEAKING:
                yield from node.args[: SPEAKING[called(node)]]
            yield from (word.value for word in node.keywords if word.arg in READ_BY_PEOPLE)
        elif isinstance(node, ast.Assign):
            targets = (target for target in node.targets if isinstance(target, ast.Attribute))
            if any(target.attr in PROPERTIES for target in targets):
                yield node.value


def literals(node: ast.AST) -> Iterator[str]:
    """The literals that an expression shows as they are; f-strings in pieces."""
    children: Iterator[ast.AST] | list[ast.expr]
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
        return
    if isinstance(node, ast.Call):
        # What is called may be a method of a literal; the arguments are not what is shown.
        children = [node.func] if called(node) in ("format", "join") else []
    elif isinstance(node, ast.FormattedValue):
        children = [node.value]
    elif isinstance(node, ast.Tuple):
        children = node.elts[:1]  # a text and its style
    elif isinstance(node, ast.Subscript | ast.Compare | ast.Dict | ast.Lambda):
        children = []
    else:
        children = ast.iter_child_nodes(node)
    for child in children:
        yield from literals(child)


def out_of_reach(source: str) -> list[int]:
    """Lines with a text in an f-string, where Babel does not find it (before Python 3.12)."""
    return [
        call.lineno
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and called(call) in ("_", "N_", "plural")
    ]


def untranslated(source: str) -> list[str]:
    """Literals with words that people would read in English whatever their language."""
    return [
        literal
        for expression in said(ast.parse(source))
        for literal in literals(expression)
        if WORDS.search(SAME_IN_EVERY_LANGUAGE.sub("", literal))
    ]


@pytest.mark.parametrize("path", sorted(TUI.rglob("*.py")), ids=lambda path: path.stem)
def test_people_read_nothing_that_is_not_in_the_catalogues(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


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
    assert untranslated(line)


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
    assert untranslated(line) == []
