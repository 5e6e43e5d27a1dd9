"""The first screen when no link was given: type it, or paste it, or the whole mail."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.app.messages import LinksFound
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.link_input import LinkInput
from tui.app.widgets.private_input import PrivateInput
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.invitation import Intake, read_intake
from tui.journey.journey import Journey
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.links import nothing_typed, what_to_look_for
from tui.wording.times import forgotten_sentence

LONG = 256 * 1024
"""Characters after which a mail's words are over, and only attachments follow."""


class LinkScreen(JourneyScreen):
    """Asks for the personal activation link."""

    CSS_PATH = "link.tcss"
    HELP: ClassVar[Topic] = "link"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(
        self, journey: Journey, origin: str | None = None, *, is_locked: bool = False
    ) -> None:
        super().__init__(journey)
        self._origin = origin
        self._is_locked = is_locked

    def on_mount(self) -> None:
        """Say why the field is empty again."""
        if self._is_locked:
            self.query_one("#note", StatusLine).say(forgotten_sentence(), "warn")

    def title_text(self) -> str:
        """The heading."""
        return _("Your activation link")

    def lead_text(self) -> str:
        """Where it is found."""
        return _("You will find it in your activation email.")

    def compose_body(self) -> Iterable[Widget]:
        """The field, a line of words, and what to look for."""
        yield LinkInput(id="link")
        yield StatusLine(id="note")
        yield Static(self._advice(what_to_look_for()), id="advice", markup=False)

    @staticmethod
    def _advice(look_for: list[str]) -> str:
        return "\n".join(
            [
                _("Paste the link or the whole email here."),
                _("Nothing is activated before the last step. The link is valid for 48\xa0hours."),
                "",
                *look_for,
            ]
        )

    def compose_buttons(self) -> Iterable[Button]:
        """One way on."""
        return [Button(button_label("look-at-link"), id="forward", variant="primary", compact=True)]

    def first_focus(self) -> str:
        """The field."""
        return "#link"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the field, or of the button."""
        return [("enter", _("check the link")), ("tab", key_hint("next-button"))]

    @on(LinkInput.Pasted)
    def take_paste(self, event: LinkInput.Pasted) -> None:
        """Find the links in whatever was pasted, and go straight on when there are any."""
        self._read(event.text, pasted=True)

    @on(PrivateInput.Submitted)
    @on(Button.Pressed, "#forward")
    def finish(self) -> None:
        """Read what was typed."""
        typed = self.query_one(LinkInput).value
        if typed.strip():
            self._read(typed, pasted=False)
        else:
            self._say([nothing_typed()])

    @work(exclusive=True, description="…")
    async def _read(self, text: str, *, pasted: bool) -> None:
        """Read in a thread: a whole mail takes a while, and keys are answered meanwhile."""
        intake = await asyncio.to_thread(read_intake, text[:LONG], origin=self._origin)
        if len(text) > LONG and not intake.invitations:
            self.query_one("#note", StatusLine).say(_("Reading the text …"), "open")
            intake = await asyncio.to_thread(read_intake, text, origin=self._origin)
        if intake.invitations:
            self.query_one("#note", StatusLine).say("")
            self.post_message(LinksFound(intake.invitations))
            return
        if pasted:
            self.query_one(LinkInput).show_paste(text)
        from tui.wording.mail import where_to_look

        self.query_one("#advice", Static).update(self._advice(where_to_look(intake)))
        self._say(_why_none(intake, text))

    def _say(self, sentences: list[str]) -> None:
        self.query_one(LinkInput).focus()
        self.query_one("#note", StatusLine).say(" ".join(sentences), "bad")


def _why_none(intake: Intake, text: str) -> list[str]:
    if not text.strip():
        return [nothing_typed()]
    from tui.wording.mail import nothing_found

    return nothing_found(intake)
