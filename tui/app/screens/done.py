"""The account is active: receipt, numbers, what to remember, and the first steps to take."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static

from api_client.models import Receipt
from tui.app.messages import Leave, Saved
from tui.app.screens.guarded_screen import GuardedScreen
from tui.app.screens.handoff import HandoffScreen
from tui.app.widgets.action_list import Action, ActionList
from tui.app.widgets.button_row import way_buttons
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.safe_text import safe_text
from tui.app.widgets.status_line import StatusLine
from tui.exit_codes import Exit
from tui.i18n import _
from tui.journey.journey import Journey
from tui.receipt_file import receipt_folders, receipt_name, receipt_text, save_receipt
from tui.terminal.presenter import is_presenting
from tui.wording.account import number_facts
from tui.wording.buttons import button_label
from tui.wording.doubt import earlier_choices_sentence
from tui.wording.first_steps import FirstStep, first_steps, next_step, things_to_remember
from tui.wording.help import Topic
from tui.wording.identity import shown_id, shown_shortly
from tui.wording.keys import key_hint
from tui.wording.lists import side_by_side
from tui.wording.receipt import (
    active_words,
    first_steps_heading,
    question_facts,
    receipt_in_full,
    receipt_label,
    remember_heading,
)
from tui.wording.saved import receipt_saved
from tui.wording.sign_in import sign_in_name
from tui.wording.times import local_time


class DoneScreen(GuardedScreen):
    """The end of the journey, and the beginning of work."""

    CSS_PATH = "done.tcss"
    HELP: ClassVar[Topic] = "done"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey) -> None:
        super().__init__(journey)
        receipt = journey.receipt
        assert receipt is not None, "one is here with a receipt only"
        self._receipt: Receipt = receipt
        self._steps = first_steps(receipt, journey.flow.activation)
        self._saved: Path | None = None

    def title_text(self) -> str:
        """The heading."""
        return f"✓ {active_words(self.journey.operator)[0]}"

    def lead_text(self) -> str:
        """What that means."""
        if self.journey.by_earlier_choices:
            return earlier_choices_sentence()
        return active_words(self.journey.operator)[1]

    def compose_body(self) -> Iterable[Widget]:
        """Receipt and numbers, things to remember, first steps."""
        yield FactList(self._facts(), id="facts")
        journey = self.journey
        things = things_to_remember(journey.flow.activation, email_login=journey.email_login)
        yield Static(safe_text(f"{remember_heading()}: {things}."), id="remember")
        yield Static(first_steps_heading(), id="steps-title", markup=False)
        actions = [self._action(number, step) for number, step in enumerate(self._steps)]
        yield ActionList(actions, numbered=True, id="steps")
        yield StatusLine(id="note")

    def _facts(self) -> list[tuple[str, str]]:
        receipt, account = self._receipt, self._receipt.account
        activation, email_login = self.journey.flow.activation, self.journey.email_login
        demo = _("No real account was activated.")
        when = local_time(receipt.activated_at, self.journey.clock.zone)
        return [
            *([(_("Demo"), demo)] if self.journey.is_demo else []),
            (receipt_label("receipt_id"), side_by_side([shown_id(receipt.receipt_id), when])),
            (
                receipt_label("sign_in_name"),
                sign_in_name(account, activation, email_login=email_login),
            ),
            *number_facts(account, fax=False),
            *question_facts(self.journey.question),
        ]

    @staticmethod
    def _action(number: int, step: FirstStep) -> Action:
        if step.handoff is None:
            return Action(str(number), step.text, does=False)
        return Action(str(number), step.text, shown_shortly(step.handoff.address))

    def compose_buttons(self) -> Iterable[Button]:
        """Where one goes next, which among several accounts is the next one; the others after it."""
        is_last = self.journey.mark is None
        finish = {"finish": button_label("finish" if is_last else "continue")}
        ways = {} if self._next is None else {"next": self._next.way}
        save = {"save": _("Save confirmation")}
        ways = {**ways, **save, **finish} if ways and is_last else {**finish, **save, **ways}
        return way_buttons(ways)

    @property
    def _next(self) -> FirstStep | None:
        return next_step(self._steps, self.tools.surroundings)

    # The keys

    def first_focus(self) -> str:
        """The main way."""
        return "#buttons > Button"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of what has the focus."""
        focused = self.focused
        if isinstance(focused, ActionList):
            return [("enter", _("open it")), ("updown", _("first steps"))]
        does = {"save": _("save"), "next": _("open it"), "finish": _("finish")}
        if self.journey.mark is not None:
            does["finish"] = key_hint("continue")
        named = (focused.id if focused is not None else None) or ""
        return [("enter", does.get(named, key_hint("choose"))), ("tab", _("buttons"))]

    # What can be done

    @on(OptionList.OptionSelected, "#steps")
    def take_step(self, event: OptionList.OptionSelected) -> None:
        """Offer what can be done with the step's address."""
        self._hand_over(self._steps[event.option_index])

    @on(Button.Pressed, "#next")
    def go_on(self) -> None:
        """Offer what can be done with the address of the main way; then one is done here."""
        step = self._next
        if step is not None:
            self._hand_over(step)
            self.query_one("#finish").focus()

    def _hand_over(self, step: FirstStep) -> None:
        if step.handoff is None:
            return

        def then(download: bool | None) -> None:
            if download and step.app is not None:
                from tui.app.screens.download import DownloadScreen

                self.app.push_screen(DownloadScreen(self.journey, step.app))

        self.lay_on_top(HandoffScreen(step.handoff, self.tools), then)

    @on(Button.Pressed, "#save")
    def save(self) -> None:
        """Write the receipt file, once."""
        note = self.query_one("#note", StatusLine)
        if self._saved is not None and self._saved.exists():
            note.say(_saved_words(self._saved), "good")
            return
        clock, activation = self.journey.clock, self.journey.flow.activation
        text = receipt_text(
            self._receipt,
            activation,
            clock.zone,
            demo=self.journey.is_demo,
            email_login=self.journey.email_login,
            question=self.journey.question,
        )
        try:
            self._saved = save_receipt(
                text, receipt_name(self._receipt, clock.zone), receipt_folders(os.environ)
            )
        except OSError:
            note.say(
                _(
                    "The confirmation could not be saved in any folder. Please write the "
                    "details down."
                ),
                "bad",
            )
        else:
            self.post_message(Saved(receipt_saved(self._saved)))
            note.say(_saved_words(self._saved), "good")

    @on(Button.Pressed, "#finish")
    def finish(self) -> None:
        """Leave, active."""
        self.post_message(Leave(Exit.ACTIVE))


def _saved_words(path: Path) -> str:
    """Where the receipt is; that it holds what is masked on the screen."""
    said = receipt_saved(path)
    return f"{said}. {receipt_in_full()}" if is_presenting() else said
