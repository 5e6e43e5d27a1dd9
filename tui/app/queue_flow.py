"""The way from one account to the next: links as they come in, the list of accounts, the summary."""

from collections.abc import Callable

from tui.app import messages
from tui.app.account_flow import AccountFlow
from tui.app.forgetting import Forgetting
from tui.app.leaving import Leaving
from tui.app.screen_switcher import ScreenSwitcher
from tui.app.session import Session
from tui.journey.account_queue import AccountQueue


class QueueFlow:
    """Takes one account after another in hand."""

    def __init__(
        self,
        session: Session,
        switcher: ScreenSwitcher,
        account: AccountFlow,
        leaving: Leaving,
        forgetting: Forgetting,
        post: Callable[[messages.QueueMessage], object],
    ) -> None:
        self._session = session
        self._post = post
        self._show = switcher.show
        self._stop_waiting = switcher.stop_waiting
        self._account = account
        self._leaving = leaving
        self._forgetting = forgetting

    async def carry_out(self, message: messages.QueueMessage) -> None:
        """Do what a screen asks; nothing leaves an account whose commit is under way."""
        if self._account.is_committing:
            return
        match message:
            case messages.AskLink():
                await self._ask_link()
            case messages.LinksFound():
                await self.enter(AccountQueue(message.invitations, is_choice=True))
            case messages.LinksChosen():
                await self.enter(AccountQueue(message.invitations))
            case messages.OpenAccount():
                await self._open(message.number)
            case messages.ShowAccounts():
                await self._show_accounts()
            case messages.ShowSummary():
                await self._show_summary()
            case messages.Leave():
                await self._leave(message.code)

    async def enter(self, queue: AccountQueue) -> None:
        """Begin with these accounts; without any ask for a link."""
        self._session.queue = queue
        if not queue.entries:
            await self._ask_link()
        elif not queue.is_several:
            await self._account.receive(self._session.open(1))
        elif queue.is_choice:
            from tui.app.screens.choose_link import ChooseLinkScreen

            self._show(ChooseLinkScreen(self._session.journey, queue.invitations))
        else:
            await self._show_accounts()

    def ask_for_accounts(self) -> None:
        """To the list of accounts, asked first when something typed would be lost."""
        from tui.app.screens.leave import leave_account

        journey = self._session.journey
        if self._session.queue.mark is not None and not self._account.is_committing:
            loses = journey.has_typed or journey.is_in_doubt
            question = leave_account(journey) if loses else None
            self._leaving.ask_first(question, self._show_accounts_if)

    def _show_accounts_if(self, wanted: bool | None) -> None:
        if wanted:
            self._post(messages.ShowAccounts())

    async def _ask_link(self) -> None:
        """The screen that asks for a link; among several accounts, their list."""
        from tui.app.screens.link import LinkScreen

        session = self._session
        if session.queue.is_several and not session.queue.is_choice:
            await self._show_accounts()
        else:
            session.queue = AccountQueue()
            self._show(LinkScreen(session.journey, session.journey.vouched.backend))

    async def _open(self, number: int) -> None:
        """Take one of several accounts in hand; of an active one show the last page again."""
        session = self._session
        await self._put_down()
        if session.queue.entries[number - 1].finished is None:
            await self._account.receive(session.open(number))
            return
        from tui.app.screens.done import DoneScreen

        session.see_again(number)
        self._show(DoneScreen(session.journey))

    async def _put_down(self) -> None:
        """Let go of the account in hand, and clean up after it."""
        self._stop_waiting()
        await self._session.put_down()
        self._forgetting.soon()

    async def _show_accounts(self) -> None:
        """The list of accounts; the one in hand is left for later, what was typed forgotten."""
        from tui.app.screens.queue import QueueScreen

        session = self._session
        after = session.queue.next_open() or session.queue.entry
        await self._put_down()
        self._show(QueueScreen(session.journey, session.queue, after))

    async def _show_summary(self) -> None:
        from tui.app.screens.summary import SummaryScreen

        await self._put_down()
        self._show(SummaryScreen(self._session.journey, self._session.queue))

    async def _leave(self, code: int) -> None:
        """Among several accounts on to the next, or to the summary when none waits; else out."""
        if not self._session.queue.is_several:
            self._leaving.end(code)
        elif self._session.queue.next_open() is None:
            await self._show_summary()
        else:
            await self._show_accounts()
