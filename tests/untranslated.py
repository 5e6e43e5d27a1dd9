"""What a source says to people without asking a catalogue."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Speech:
    """How a program speaks.

    Attributes:
        calls: calls that speak to people, and how many of their first arguments are read (None: all).
        arguments: named arguments, of whatever call, that people read.
        properties: what is assigned to these is read by people.
        same: what is the same in every language.
    """

    calls: Mapping[str, int | None]
    arguments: frozenset[str]
    properties: frozenset[str]
    same: re.Pattern[str]


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def said(tree: ast.AST, speech: Speech) -> Iterator[ast.expr]:
    """The expressions in a file whose text people read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if called(node) in speech.calls:
                yield from node.args[: speech.calls[called(node)]]
            yield from (word.value for word in node.keywords if word.arg in speech.arguments)
        elif isinstance(node, ast.Assign):
            targets = (target for target in node.targets if isinstance(target, ast.Attribute))
            if any(target.attr in speech.properties for target in targets):
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


def untranslated(source: str, speech: Speech) -> list[str]:
    """Literals with words that people would read in English whatever their language."""
    return [
        literal
        for expression in said(ast.parse(source), speech)
        for literal in literals(expression)
        if WORDS.search(speech.same.sub("", literal))
    ]
