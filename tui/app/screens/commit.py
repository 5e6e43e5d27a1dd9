"""The one commit, with visible progress."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.widget import Widget

from api_client.problems import Problem
from tui.app.messages import AccountMessage, Activated, Failed
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.journey import Journey
from tui.wording.help import Topic
from tui.wording.waiting import waiting_sentence

SHOWN_AT_LEAST = 1.0
"""Seconds an indicator stays, so that it can be read."""


class CommitScreen(JourneyScreen):
    """Sends everything and waits; cannot be left half-way by accident.

    `is_over` says that it was told how the commit ended.
    """

    CSS_PATH = "commit.tcss"
    HELP: ClassVar[Topic] = "waiting"
    SHOWS_PROGRESS: ClassVar[bool] = True

    def __init__(self, journey: Journey, shown_at_least: float = SHOWN_AT_LEAST) -> None:
        super().__init__(journey)
        self._shown_at_least = shown_at_least
        self.is_over = False

    def title_text(self) -> str:
        """The heading."""
        return waiting_sentence("committing", self.journey.operator)

    def lead_text(self) -> str:
        """What happens."""
        return _(
            "This takes a moment. Even if the connection fails, the account will not be "
            "activated twice."
        )

    def compose_body(self) -> Iterable[Widget]:
        """The stages."""
        yield StatusLine(id="sent")
        yield StatusLine(id="answer")

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#sent", StatusLine).say(waiting_sentence("sent"), "open")
        self.query_one("#answer", StatusLine).say(
            _("Waiting for the server’s confirmation …"), "open"
        )
        self._commit()

    @work(exclusive=True)
    async def _commit(self) -> None:
        readable = asyncio.create_task(asyncio.sleep(self._shown_at_least))
        try:
            await self.journey.commit(self._in_doubt)
        except Problem as problem:
            await readable
            self._end(Failed(problem, "commit"))
            return
        self.query_one("#sent", StatusLine).say(_("The server has received your choices."), "good")
        self.query_one("#answer", StatusLine).say(waiting_sentence("received"), "good")
        await readable
        self._end(Activated())

    def _end(self, message: AccountMessage) -> None:
        self.is_over = True
        self.post_message(message)

    def _in_doubt(self) -> None:
        said = waiting_sentence("in-doubt", self.journey.operator)
        self.query_one("#answer", StatusLine).say(said, "warn")
