"""Keys that come in one burst: what stands behind the Enter that ends a step leaves it alone."""

import asyncio

import pytest
from textual import events

from tests.ui.quiet import quiet
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage, settled
from tui.app.app import ActivateApp
from tui.app.screens.step_screen import StepScreen
from tui.app.widgets.secret_field import SecretField
from tui.journey.form import SecretName
from tui.journey.states import Place

STEPS: dict[Place, tuple[str, tuple[SecretName, ...]]] = {
    "password": (PASSWORD, ("password", "password_repeat")),
    "pin": (PIN, ("pin", "pin_repeat")),
    "security_question": (ANSWER, ("answer",)),
}
"""What is typed at a step, and the fields it is typed into."""

LAGGING = [(place, lags) for place, (_, names) in STEPS.items() for lags in (None, *names)]


def burst(app: ActivateApp, text: str) -> None:
    """All keys at once, before any of them is taken."""
    for character in text:
        named = {"\r": "enter", " ": "space"}.get(character, character)
        app.post_message(events.Key(named, character))


@pytest.mark.parametrize("tail", ["48291365", "x\r\ry"])
@pytest.mark.parametrize(("place", "lags"), LAGGING)
async def test_what_is_typed_behind_the_last_enter_reaches_no_field_of_the_step(
    stage: Stage, place: Place, lags: SecretName | None, tail: str
) -> None:
    let_go = stage.hold("/v1/activation/checks")
    secret, names = STEPS[place]
    app = stage.app(stage.link("ok"), at=place)
    async with app.run_test() as pilot:
        await settled(pilot)
        if place == "security_question":
            await pilot.press("enter")
            await settled(pilot)
        screen, caught_up = app.screen, asyncio.Event()
        assert isinstance(screen, StepScreen)
        fields = {field.secret_name: field for field in screen.query(SecretField)}
        if lags is not None:  # as on a busy machine
            fields[lags].input.call_later(caught_up.wait)
        burst(app, "\r".join([secret] * len(names)) + "\r" + tail)
        await quiet()
        caught_up.set()
        await quiet()
        assert screen.busy, "the step is finished, and the server asked"
        assert [fields[name].value for name in names] == [secret] * len(names)
        let_go.set()
        await settled(pilot)
        flow = app.journey.flow
        assert flow.place == flow.places[flow.places.index(place) + 1]
        assert [getattr(flow.form.draft, name) for name in names] == [secret] * len(names)


@pytest.mark.parametrize(("place", "following"), [("password", "pin"), ("pin", None)])
async def test_what_is_typed_once_the_next_step_is_there_is_the_next_steps(
    stage: Stage, place: Place, following: SecretName | None
) -> None:
    app = stage.app(stage.link("ok"), at=place)
    async with app.run_test() as pilot:
        await settled(pilot)
        secret = STEPS[place][0]
        burst(app, f"{secret}\r{secret}\r")
        await settled(pilot)
        burst(app, "4829")
        await settled(pilot)
        draft = app.journey.flow.form.draft
        assert [getattr(draft, name) for name in STEPS[place][1]] == [secret] * 2
        if following is not None:
            assert getattr(draft, following) == "4829"
