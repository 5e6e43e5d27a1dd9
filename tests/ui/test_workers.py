"""No worker shows what it works on: Textual writes workers into logs and messages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.worker import Worker

import tui.app
from tests.links import TOKEN
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Stage,
    fill_field_and_repeat,
    pasting,
    settled,
    type_text,
)
from tui.app.screens.account import AccountScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.review import ReviewScreen


def methods() -> Iterator[tuple[str, ast.AsyncFunctionDef, dict[str, ast.expr]]]:
    """Every `@work` method with what its decorator is given."""
    for path in sorted(Path(tui.app.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
                for given in node.decorator_list:
                    called = given.func if isinstance(given, ast.Call) else given
                    if isinstance(called, ast.Name) and called.id == "work":
                        named = given.keywords if isinstance(given, ast.Call) else []
                        yield (
                            f"{path.name}:{node.name}",
                            node,
                            {k.arg or "": k.value for k in named},
                        )  # type: ignore[misc]


def test_every_worker_with_arguments_has_a_description_of_its_own() -> None:
    found = list(methods())
    assert len(found) > 10
    for name, node, given in found:
        takes = [*node.args.args[1:], *node.args.kwonlyargs]
        assert not takes or "description" in given, f"{name}: its description would quote them"


@pytest.mark.parametrize("language", ["en"], indirect=True)
async def test_no_worker_of_a_whole_journey_shows_a_secret(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers: list[Worker[Any]] = []
    begin = Worker.__init__

    def noted(self: Worker[Any], *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        workers.append(self)

    monkeypatch.setattr(Worker, "__init__", noted)
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pasting(stage.link("ok").url())(pilot)
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        await pilot.press("enter")
        await settled(pilot)
        for secret in (PASSWORD, PIN):
            await fill_field_and_repeat(pilot, secret)
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("enter")
        await type_text(pilot, ANSWER)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("home", "down", "enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)
    assert len(workers) > 5
    shown = "\n".join(f"{each!r} {each.description} {each.name}" for each in workers)
    for secret in (PASSWORD, PIN, ANSWER, TOKEN):
        assert secret not in shown
