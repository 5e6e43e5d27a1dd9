"""What a package says others may import, in `__all__` of its `__init__`, is all that they import."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.checkout import ROOT

ROOMS = sorted(
    path.parent.relative_to(ROOT)
    for top in ("api_client", "mock_server", "tui")
    for path in (ROOT / top).glob("*/__init__.py")
)
"""The packages right below the three."""


@cache
def imports_in(text: str) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """All imports of a text, wherever they stand."""
    nodes = ast.walk(ast.parse(text))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def taken(text: str, package: str) -> Iterator[str]:
    """The names right below a package that a text imports."""
    for node in imports_in(text):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from below(node.module, package)
        elif isinstance(node, ast.Import):
            for each in node.names:
                yield from below(each.name, package)


def below(module: str, package: str) -> Iterator[str]:
    """The first name below a package on the way to a module."""
    if module.startswith(f"{package}."):
        yield module.removeprefix(f"{package}.").partition(".")[0]


def name_of(room: Path) -> str:
    """The name of a package as it is imported."""
    return ".".join(room.parts)


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_others_import_of_a_package_only_what_it_offers(room: Path) -> None:
    offered = import_module(name_of(room)).__all__
    strange = {
        (name, str(path.relative_to(ROOT)))
        for top in ("api_client", "mock_server", "tui", "unify_mock_pytest")
        for path in (ROOT / top).rglob("*.py")
        if not path.is_relative_to(ROOT / room)
        for name in taken(path.read_text(encoding="utf-8"), name_of(room))
        if name not in offered
    }
    assert strange == set(), f"offer it in __all__ of {room}/__init__.py, or do without"


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_what_a_package_offers_is_there(room: Path) -> None:
    package = import_module(name_of(room))
    for name in package.__all__:
        if not hasattr(package, name):
            import_module(f"{name_of(room)}.{name}")


def test_what_is_taken_is_found_however_it_is_written() -> None:
    text = "from a.b import c\nfrom a.b.d import e\ndef later():\n    import a.b.f.g\nfrom a.bc import h"
    assert list(taken(text, "a.b")) == ["c", "d", "f"]
