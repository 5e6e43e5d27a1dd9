"""One name for one thing: a public type's name stands once in the whole project."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.checkout import ROOT

PACKAGES = ("api_client", "mock_server", "tui", "unify_mock_pytest")


def type_names(text: str) -> Iterator[str]:
    """The public classes and type aliases that a module defines."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            name = node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            is_alias = isinstance(node.value, ast.Subscript | ast.BinOp)
            if not is_alias or name.isupper():
                continue
        else:
            continue
        if name[:1].isupper():
            yield name


def test_no_two_modules_define_a_type_of_the_same_name() -> None:
    where = defaultdict(list)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for name in type_names(path.read_text(encoding="utf-8")):
                where[name].append(str(path.relative_to(ROOT)))
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


def test_classes_and_aliases_are_found() -> None:
    text = (
        'class Aa: ...\nBb = Literal["b"]\nCc = Dd | None\n_Ee = Literal["e"]\nFf = 1\nGG = x[1]\n'
    )
    assert list(type_names(text)) == ["Aa", "Bb", "Cc"]
