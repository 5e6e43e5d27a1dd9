"""While the link is looked at: the link's own facts are on the screen already."""

import asyncio
from collections.abc import Iterable
from importlib import import_module
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button

from api_client.brands import trust
from api_client.problems import Problem
from tui.app.messages import AskLink, Failed, GoTo
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.startup import load_in_steps
from tui.wording.account import answered_by_fact
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.waiting import looking_words

TAKES_ITS_TIME = 3.0
"""Seconds after which one is told that the wait is the server's."""


class LookingScreen(JourneyScreen):
    """Asks the backend whose link this is; consumes nothing."""

    CSS_PATH = "looking.tcss"
    HELP: ClassVar[Topic] = "waiting"
    SHOWS_PROGRESS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def title_text(self) -> str:
        """The heading."""
        return looking_words(self.journey.operator)[0]

    def lead_text(self) -> str:
        """What it does not do."""
        return looking_words(self.journey.operator)[1]

    def compose_body(self) -> Iterable[Widget]:
        """What the link itself says."""
        link = self.journey.link
        assert link is not None
        brand = trust(link).brand
        facts = [(_("Provider"), brand.name)] if brand else []
        yield FactList([*facts, answered_by_fact(self.journey)], id="facts")
        yield StatusLine(id="note")

    def compose_buttons(self) -> Iterable[Button]:
        """One can stop waiting."""
        return [Button(button_label("cancel"), id="cancel", compact=True)]

    def keys(self) -> list[tuple[str, str]]:
        """One can stop waiting."""
        return [("escape", key_hint("cancel"))]

    def on_mount(self) -> None:
        """Begin after the first picture, so that it is never waited for."""
        self.call_after_refresh(self._look)
        self.set_timer(TAKES_ITS_TIME, self._say_patience)

    def _say_patience(self) -> None:
        self.query_one("#note", StatusLine).say(_("The server has not answered yet …"), "open")

    @work(exclusive=True)
    async def _look(self) -> None:
        """Ask, with all it takes loaded first, and what comes next while the answer is awaited."""
        try:
            await asyncio.to_thread(load_in_steps, self.last_key)
            await asyncio.gather(
                self.journey.look(), asyncio.to_thread(import_module, "tui.app.screens.account")
            )
        except Problem as problem:
            self.post_message(Failed(problem, "look"))
        else:
            self.post_message(GoTo(self.journey.flow.place))

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Stop waiting."""
        self.workers.cancel_node(self)
        journey = self.journey
        stays = journey.activation is not None and (journey.has_typed or journey.is_in_doubt)
        self.post_message(GoTo(journey.flow.place) if stays else AskLink())
