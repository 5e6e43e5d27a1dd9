"""Of the client's packages, the app and the mock server import what they offer, and nothing else."""

import ast
from collections.abc import Iterator
from importlib import import_module

import pytest

from tests.checkout import ROOT

CLIENT = "api_client"
PACKAGES = sorted(path.parent.name for path in (ROOT / CLIENT).glob("*/__init__.py"))


def imports(package: str) -> Iterator[tuple[str, str]]:
    """What is imported of a package from outside of the client: a name of its, and by which file."""
    for other in ("tui", "mock_server"):
        for path in (ROOT / other).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                for name in named(node, f"{CLIENT}.{package}"):
                    yield name, str(path.relative_to(ROOT))


def named(node: ast.AST, package: str) -> list[str]:
    """The names right under a package that an import is about."""
    if isinstance(node, ast.ImportFrom) and node.module == package:
        return [each.name for each in node.names]
    modules = [each.name for each in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.module:
        modules = [node.module]
    inside = [
        name.removeprefix(f"{package}.") for name in modules if name.startswith(f"{package}.")
    ]
    return [name.partition(".")[0] for name in inside]


@pytest.mark.parametrize("package", PACKAGES)
def test_what_others_import_of_a_package_is_what_it_offers(package: str) -> None:
    offered = import_module(f"{CLIENT}.{package}").__all__
    strange = sorted({(name, path) for name, path in imports(package) if name not in offered})
    assert strange == [], f"offer it in __all__ of {CLIENT}/{package}/__init__.py, or do without"


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_offers_is_there(package: str) -> None:
    offering = import_module(f"{CLIENT}.{package}")
    for name in offering.__all__:
        if not hasattr(offering, name):
            import_module(f"{CLIENT}.{package}.{name}")
