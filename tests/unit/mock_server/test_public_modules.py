"""What a package of the mock says others may import is what they import."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from tests.checkout import ROOT

HOME = ROOT / "mock_server"
PACKAGES = sorted(
    path.parent.name for path in HOME.glob("*/__init__.py") if path.parent.name != "cli"
)
"""All but the command, which nobody imports."""


def imported_from(package: str, path: Path) -> set[str]:
    """What a file takes out of a package."""
    whole, found = f"mock_server.{package}", set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            if node.module == whole:
                found |= {alias.name for alias in node.names}
            elif node.module.startswith(f"{whole}."):
                found.add(node.module.removeprefix(f"{whole}.").partition(".")[0])
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_others_import_what_a_package_offers_and_nothing_else_is_offered(package: str) -> None:
    module = import_module(f"mock_server.{package}")
    others = [
        path
        for folder in ("mock_server", "tui")
        for path in (ROOT / folder).rglob("*.py")
        if not path.is_relative_to(HOME / package)
    ]
    assert set().union(*(imported_from(package, path) for path in others)) == set(module.__all__)
    for name in module.__all__:
        assert hasattr(module, name) or (HOME / package / f"{name}.py").exists()
