"""The Textual app: links and mails as they come in, and the way from one account to the next."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.app import messages
from tui.app.idle_lock import IdleApp
from tui.journey.account_queue import Queue
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.journey.trust_card import Vouched, card_of

if TYPE_CHECKING:
    from tui.app.screens.leave import LeaveScreen


class ActivateApp(IdleApp):
    """Has one account in hand at a time; nothing of one is left when the next comes.

    `return_code` after a run is what the shell is told.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "accounts", show=False, priority=True),
    ]

    def __init__(
        self,
        journey: Journey,
        queue: Queue | None = None,
        *,
        vouched: Vouched | None = None,
        shown_at_least: float | None = None,
        idle_seconds: float = 0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin with links, or ask for one.

        Args:
            journey: that of the first account; each further one gets a fresh one.
            queue: the accounts to go through; without any the first screen asks for a link.
            vouched: whom the person vouched for.
            shown_at_least: seconds the commit's progress stays, for tests.
            idle_seconds: after how long without a key everything typed is forgotten; 0 is never.
            clock: seconds, for that.
        """
        super().__init__(
            journey,
            queue or Queue(),
            shown_at_least=shown_at_least,
            idle_seconds=idle_seconds,
            clock=clock,
        )
        self.vouched = vouched or Vouched()

    @property
    def backend(self) -> str | None:
        """The server a person named, if any."""
        return self.vouched.backend

    async def on_ready(self) -> None:
        """Show the first screen."""
        await self._enter()

    @on(messages.AboutAccount)
    def ignore_the_past(self, message: messages.AboutAccount) -> None:
        """Drop what a screen said of an account that is no longer in hand."""
        if message.journey not in (None, self.journey):
            message.prevent_default()

    # Coming in

    @on(messages.AskLink)
    async def ask_link(self) -> None:
        """The screen that asks for a link; among several accounts, their list."""
        from tui.app.screens.link import LinkScreen

        if self.queue.is_several and not self.queue.is_choice:
            await self.show_accounts()
        else:
            self.queue = Queue()
            self.show(LinkScreen(self.journey, self.backend))

    @on(messages.LinksFound)
    async def take_found(self, message: messages.LinksFound) -> None:
        """Begin with what stood in one text: among several links one chooses."""
        self.queue = Queue(message.invitations, is_choice=True)
        await self._enter()

    @on(messages.Chosen)
    async def take_chosen(self, message: messages.Chosen) -> None:
        """Begin with these."""
        self.queue = Queue(message.invitations)
        await self._enter()

    async def _enter(self) -> None:
        if not self.queue.entries:
            await self.ask_link()
        elif not self.queue.is_several:
            self._receive(self.queue.open(1))
        elif self.queue.is_choice:
            from tui.app.screens.choose_link import ChooseLinkScreen

            self.show(ChooseLinkScreen(self.journey, self.queue.invitations))
        else:
            await self.show_accounts()

    def _receive(self, invitation: Invitation) -> None:
        """Show the card first if it is due; else look at the link at once."""
        card = card_of(invitation, self.vouched, self.journey.clock.now())
        self.journey.card = card
        if card.way == "stop":
            self.queue.tell("unknown-host")
        if card.is_due:
            from tui.app.screens.trust_card import TrustCardScreen

            self.show(TrustCardScreen(self.journey, card))
        else:
            self.post_message(messages.Begin(invitation.link))

    # From one account to the next

    @on(messages.OpenAccount)
    async def open_account(self, message: messages.OpenAccount) -> None:
        """Take one of several accounts in hand; of an active one show the last page again."""
        await self._put_down()
        if self.queue.entries[message.number - 1].finished is not None:
            self._see_again(message.number)
            return
        invitation = self.queue.open(message.number)
        self.journey.mark = self.queue.mark
        self._receive(invitation)

    def _see_again(self, number: int) -> None:
        from tui.app.screens.done import DoneScreen

        self.journey.recall(self.queue.see_again(number))
        self.journey.mark = self.queue.mark
        self.show(DoneScreen(self.journey))

    @on(messages.ShowAccounts)
    async def show_accounts(self) -> None:
        """The list of accounts; the one in hand is left for later, what was typed forgotten."""
        from tui.app.screens.queue import QueueScreen

        after = self.queue.next_open() or self.queue.entry
        await self._put_down()
        self.show(QueueScreen(self.journey, self.queue, after))

    @on(messages.ShowSummary)
    async def show_summary(self) -> None:
        """How all accounts stand."""
        from tui.app.screens.summary import SummaryScreen

        await self._put_down()
        self.show(SummaryScreen(self.journey, self.queue))

    @on(messages.Leave)
    async def leave_account(self, message: messages.Leave) -> None:
        """Among several accounts: on to the next, or to the summary when none waits."""
        if self.queue.is_several:
            message.prevent_default()
            waiting = self.queue.next_open()
            await (self.show_summary() if waiting is None else self.show_accounts())

    async def _put_down(self) -> None:
        """Let go of the account in hand: its connections, and everything typed."""
        done, self.journey = self.journey, self.journey.another()
        self.queue.put_down()
        await done.close()

    def action_accounts(self) -> None:
        """To the list of accounts, asked first when something typed would be lost."""
        from tui.app.screens.leave import leave_account

        if self.queue.mark is not None and not self.journey.is_committing:
            question = leave_account() if self.journey.has_typed else None
            self.ask_first(question, self._show_accounts_if)

    def _show_accounts_if(self, wanted: bool | None) -> None:
        if wanted:
            self.post_message(messages.ShowAccounts())

    def before_leaving(self) -> "LeaveScreen | None":
        """What to ask before leaving: what was typed is lost, other accounts stay open."""
        from tui.app.screens.leave import leave_several

        waiting = self.queue.open_entries()
        if self.queue.is_several and waiting:
            return leave_several(self.queue, is_committing=self.journey.is_committing)
        return super().before_leaving()
