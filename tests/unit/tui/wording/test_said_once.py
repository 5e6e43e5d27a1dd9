"""What several places say stands in one of them: a changed text is changed everywhere."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.checkout import ROOT

TUI = ROOT / "tui"


def texts(source: str) -> Iterator[str]:
    """The texts of a module that its catalogue holds."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id in ("_", "N_", "plural") and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def said_twice(modules: dict[Path, str]) -> dict[str, set[str]]:
    """Each text that stands in several modules, and in which."""
    places: dict[str, set[str]] = defaultdict(set)
    for path, source in modules.items():
        for text in texts(source):
            places[text].add(str(path))
    return {text: where for text, where in places.items() if len(where) > 1}


def test_no_text_stands_in_two_modules() -> None:
    modules = {
        path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in TUI.rglob("*.py")
    }
    assert sum(len(list(texts(source))) for source in modules.values()) > 500
    assert said_twice(modules) == {}


def test_a_text_in_a_table_of_one_module_and_in_a_call_of_another_is_found() -> None:
    one, other = Path("one.py"), Path("other.py")
    modules = {one: 'WORDS = {"back": N_("Back")}', other: 'Button(_("Back"), id="back")'}
    assert said_twice(modules) == {"Back": {"one.py", "other.py"}}
