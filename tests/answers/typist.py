"""Someone who types what an answers file says: on the screens, and in the dialogue."""

import asyncio
import os
import pty
import re
from collections.abc import Callable, Iterator
from io import StringIO

from textual import events
from textual.pilot import Pilot

from api_client.models import Activation, Step
from tests.answers.situations import Situation, answers_of
from tests.ui.stage import Stage, settled
from tui.app.app import ActivateApp
from tui.journey.account_queue import AccountQueue
from tui.journey.flow import Flow
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.journey.states import Judged, RuleState
from tui.plain.console import Console
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings

CTRL_D = b"\x04"


class Typed:
    """What stands in an answers file for one account, as it is typed."""

    def __init__(self, name: str, activation: Activation) -> None:
        file, self._secrets = answers_of(name)
        self._answers = file.for_account(activation.account.email)
        self._activation = activation

    def secret(self, step: Step) -> str:
        """The secret of a step."""
        if step == "security_question":
            assert self._answers.security_question is not None
            return self._secrets[self._answers.security_question.answer]
        source = self._answers.password if step == "password" else self._answers.pin
        assert source is not None
        return self._secrets[source]

    def place(self, step: Step) -> int:
        """Which entry of a step's list is meant, from 0."""
        if step == "workspace":
            kinds = list(Flow(self._activation).form.workspaces)
            assert self._answers.workspace is not None
            return kinds.index(self._answers.workspace)
        assert self._answers.security_question is not None
        ids = [question.id for question in self._activation.security_questions]
        return ids.index(self._answers.security_question.id)


# On screens


async def type_on_screens(stage: Stage, situation: Situation) -> tuple[AccountQueue, set[str]]:
    """Walk through the app as far as it goes.

    Returns:
        How it ended, and the rules that the screen one cannot leave holds against what was typed.
    """
    app = stage.app(stage.link(situation.scenario))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        if app.journey.activation is None:
            return app.queue, set()  # the link is dead: its page is shown
        typed = Typed(situation.file, app.journey.activation)
        await _enter(pilot)
        for step in app.journey.flow.activation.steps:
            await _through(pilot, app, step, typed)
            if step == situation.stops_at:
                assert app.journey.flow.place == step
                return app.queue, _broken(app.journey.flow, step)
        assert app.journey.flow.place == "review"
        await _enter(pilot)
        return app.queue, set()


def _broken(flow: Flow, step: Step) -> set[str]:
    assert step != "workspace"
    judged: Judged = "security_question.answer" if step == "security_question" else step
    lines = {
        line.rule.id for line in flow.form.rule_lines(judged) if line.state is RuleState.BROKEN
    }
    return lines | {said.rule for said in flow.form.further_verdicts(judged)}


async def _through(pilot: Pilot[int], app: ActivateApp, step: Step, typed: Typed) -> None:
    if step in ("security_question", "workspace"):
        await pilot.press("home", *["down"] * typed.place(step))
        await _enter(pilot)
    if step == "workspace":
        await _enter(pilot)
        return
    await _paste(pilot, typed.secret(step))
    await _enter(pilot)
    if step == "security_question" or any(
        line.state is RuleState.BROKEN for line in app.journey.flow.form.rule_lines(step)
    ):
        return
    await _paste(pilot, typed.secret(step))
    await _enter(pilot)


async def _paste(pilot: Pilot[int], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)


async def _enter(pilot: Pilot[int]) -> None:
    await pilot.press("enter")
    await settled(pilot)


# In lines


_WAYS = re.compile(r"\(1 to (\d+)\) \Z")


class _Typist(StringIO):
    """Hears what is said, and types the next line at each question.

    At the end of the lines it takes the last of the ways on, which is to leave, or hangs up.
    """

    def __init__(self, terminal: int, lines: Iterator[str]) -> None:
        super().__init__()
        self._terminal = terminal
        self._lines = lines

    def flush(self) -> None:
        if self.getvalue()[-1:] == " ":  # a question stays open on its line
            line = next(self._lines, None)
            if line is None and (ways := _WAYS.search(self.getvalue())):
                line = ways[1]
            os.write(self._terminal, CTRL_D if line is None else f"{line}\n".encode())


def type_in_lines(stage: Stage, situation: Situation) -> tuple[AccountQueue, str]:
    """Walk through the dialogue as far as it goes; how it ended, and what was said."""
    journey = stage.journey()
    lines = _lines(situation, lambda: journey.activation)
    return talk(journey, Invitation(stage.link(situation.scenario)), lines)


def talk(
    journey: Journey, invitation: Invitation, lines: Iterator[str]
) -> tuple[AccountQueue, str]:
    """Type line after line, one at each question; how it ended, and what was said."""
    person, program = pty.openpty()
    queue = AccountQueue([invitation])
    output = _Typist(person, lines)
    console = Console(output, program, columns=10_000)
    try:
        with console.taken():
            asyncio.run(PlainRenderer(journey, queue, console, Surroundings("console")).run())
    finally:
        os.close(person)
        os.close(program)
    return queue, output.getvalue()


def _lines(situation: Situation, seen: Callable[[], Activation | None]) -> Iterator[str]:
    activation = seen()
    if activation is None:
        return  # the link is dead: nothing is asked that the file answers
    typed = Typed(situation.file, activation)
    yield "y"
    for step in activation.steps:
        if step in ("security_question", "workspace"):
            yield str(typed.place(step) + 1)
        if step != "workspace":
            yield typed.secret(step)
            refused_here = step == situation.stops_at and situation.scenario != "pwned"
            if step != "security_question" and not refused_here:
                yield typed.secret(step)
        if step == situation.stops_at:
            return
    yield str(len(activation.steps) + 1)
