"""A server that names unfit addresses: no renderer tells where they lead."""

from typing import Any

import pytest

from tests.answers.conftest import RunAnswers
from tests.answers.situations import FILES
from tests.answers.typist import talk
from tests.told import as_objects, as_words
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage, in_one_line, screen_text, settled
from tui.app.screens.done import DoneScreen
from tui.journey.invitation import Invitation

DESKTOP = (FILES / "desktop.toml").read_text("utf-8")
LOGIN, STEPS, APP = (
    "http://login.evil.example/secret",
    "https://user:secret@steps.evil.example/",
    "javascript:secret",
)


def _of_receipt(_nth: int, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "login_url": LOGIN, "first_steps_url": STEPS}


def _of_look(_nth: int, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "workspaces": [{**each, "url": APP} for each in body["workspaces"]]}


@pytest.fixture
def hostile(stage: Stage) -> Stage:
    """A mock server of which every address is one that must not be opened."""
    stage.rewrite("POST", _of_receipt)
    stage.rewrite("GET", _of_look)
    return stage


def test_without_questions(run_answers: RunAnswers, hostile: Stage) -> None:
    run = run_answers(DESKTOP, "main-user")
    told = "\n".join([run.said, *as_words(run.queue), *as_objects(run.queue)])
    assert run.entry.outcome == "active"
    assert "secret" not in told
    assert "Sign in at: unsafe address (login.evil.example), not shown here" in told


def test_in_lines(hostile: Stage) -> None:
    lines = ["y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "1", "5"]
    queue, said = talk(hostile.journey(), Invitation(hostile.link("ok.de")), iter(lines))
    assert queue.entries[0].outcome == "active"
    assert "secret" not in said
    assert said.count("unsafe address (login.evil.example), not shown here") == 1
    assert "Install the app and sign in: unsafe address (login.evil.example)" in said
    assert "First steps for new users: unsafe address (steps.evil.example)" in said
    assert "Download the app for Windows: unsafe address (javascript:)" in said


async def test_on_screens(hostile: Stage) -> None:
    app = hostile.app(hostile.link("ok.de"), at="review")
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        app.journey.flow.form.choose_workspace("desktop_app")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)
        shown = in_one_line(screen_text(pilot))
        assert "secret" not in shown
        assert "Install the app and sign in: unsafe address (login.evil.example)" in shown
        assert "First steps for new users: unsafe address (steps.evil.example)" in shown
        assert "Download the app for Windows: unsafe address (javascript:)" in shown
