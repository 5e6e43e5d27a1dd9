"""The names of the functions in a file, for pages that name tests as their proof."""

import ast
from pathlib import Path


def function_names(path: Path) -> set[str]:
    """The names of all functions in a file, tests among them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}
