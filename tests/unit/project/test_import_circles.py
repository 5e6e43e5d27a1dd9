"""No module needs one that needs it in turn: lazy imports count, and those for type checking too."""

import ast
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.checkout import ROOT

PACKAGES = ("api_client", "mock_server", "tui", "unify_mock_pytest")
Graph = Mapping[str, frozenset[str]]


def sources() -> dict[str, str]:
    """The text of every module of the packages, by the module's name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path.read_text(encoding="utf-8")
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }


def imported(text: str) -> Iterator[str]:
    """The names of modules, and of what may be one, that a text imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
            yield node.module


def graph(texts: Mapping[str, str]) -> Graph:
    """Which modules each one imports; a name out of a package does not also count as the package."""
    needs = {}
    for name, text in texts.items():
        found = set(imported(text)) & set(texts)
        named = {each.rpartition(".")[0] for each in found}
        needs[name] = frozenset(found - named - {name})
    return needs


def circles(needs: Graph) -> list[list[str]]:
    """Every group of modules that can all be reached from each other."""
    reached = {name: frozenset(reachable(name, needs)) for name in needs}
    groups = {
        frozenset(other for other in reached[name] if name in reached[other])
        for name in needs
        if name in reached[name]
    }
    return sorted(sorted(group) for group in groups)


def reachable(start: str, needs: Graph) -> set[str]:
    """All that a module needs, and what that needs, itself only if it comes back to it."""
    found: set[str] = set()
    ahead: Iterable[str] = needs[start]
    while ahead := [each for each in ahead if each not in found]:
        found.update(ahead)
        ahead = [further for each in ahead for further in needs[each]]
    return found


def test_there_is_no_circle_of_imports() -> None:
    assert circles(graph(sources())) == []


@pytest.mark.parametrize(
    "lazily",
    [
        "def later():\n    from tui import a",
        "def later():\n    import tui.a",
        "if TYPE_CHECKING:\n    from tui.a import x",
    ],
)
def test_a_circle_through_a_lazy_import_is_found(lazily: str) -> None:
    texts = {"tui": "", "tui.a": "from tui.b import x", "tui.b": "import tui.c", "tui.c": lazily}
    assert circles(graph(texts)) == [["tui.a", "tui.b", "tui.c"]]
