"""What several test modules need stands beside them, in none of them."""

import ast

from tests.checkout import TESTS


def imported_tests(source: str) -> list[str]:
    """The test modules that a text imports, or imports from."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{each.name}" for each in node.names]
    return [name for name in names if any(part.startswith("test_") for part in name.split("."))]


def test_no_module_imports_from_a_test_module() -> None:
    found = {
        str(path.relative_to(TESTS)): imported_tests(path.read_text(encoding="utf-8"))
        for path in TESTS.rglob("*.py")
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_an_import_from_a_test_module_is_found() -> None:
    assert imported_tests("import tests.ui.test_help")
    assert imported_tests("def later():\n    from tests.ui.test_help import topic")
    assert imported_tests("from tests.ui import test_help")
    assert not imported_tests("from tests.ui.stage import Stage")
