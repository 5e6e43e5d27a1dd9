"""The way of one account on screens: which screen follows which."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from textual import on
from textual.screen import Screen

from api_client.problems import CredentialsRejected, NoPublicInterface, Problem
from tui.app import messages
from tui.app.base import Shell
from tui.exit_codes import Exit
from tui.journey.account_queue import DISOWNED, FAILED, LEFT, NEW_LINK, Queue
from tui.journey.journey import Journey

if TYPE_CHECKING:
    from tui.journey.states import Place

_SCREENS: "dict[Place, tuple[str, str]]" = {
    "account": ("tui.app.screens.account", "AccountScreen"),
    "password": ("tui.app.screens.password", "PasswordScreen"),
    "pin": ("tui.app.screens.pin", "PinScreen"),
    "security_question": ("tui.app.screens.security_question", "SecurityQuestionScreen"),
    "workspace": ("tui.app.screens.workspace", "WorkspaceScreen"),
    "review": ("tui.app.screens.review", "ReviewScreen"),
}


class AccountApp(Shell):
    """Leads the account in hand from its link to its receipt, and tells the queue how it stands."""

    def __init__(
        self, journey: Journey, queue: Queue, *, shown_at_least: float | None = None
    ) -> None:
        super().__init__(journey)
        self.queue = queue
        self._shown_at_least = shown_at_least

    @property
    def leave_code(self) -> int:
        """What the shell is told when one leaves where one is."""
        if self.journey.finished is not None:
            self.queue.activated(self.journey.finished)
        return self.queue.exit_code()

    def outcome(self, code: int) -> Queue:
        """How all accounts stand after the run; one in hand when the program failed did so too."""
        if code == Exit.FAILED:
            self.queue.tell(FAILED)
        return self.queue

    @on(messages.Begin)
    async def begin(self, message: messages.Begin) -> None:
        """Take a link in hand and look at it; refuse a stranger before anything is sent."""
        try:
            await self.journey.begin(message.link)
        except Problem as problem:
            self.post_message(messages.Failed(problem, "look"))
        else:
            self.look()

    @on(messages.Look)
    def look(self) -> None:
        """Look at the link in hand."""
        from tui.app.screens.looking import LookingScreen

        self.show(LookingScreen(self.journey))

    @on(messages.GoTo)
    def go_to(self, message: messages.GoTo) -> None:
        """To a place of the journey."""
        self._place(self.journey.flow.go(message.place))

    @on(messages.Forward)
    def forward(self) -> None:
        """To the next place."""
        self._place(self.journey.flow.forward())

    @on(messages.Back)
    def back(self) -> None:
        """To the place before."""
        self._place(self.journey.flow.back())

    def _place(self, place: "Place") -> None:
        self.queue.tell(LEFT)
        self.queue.know(self.journey.flow.activation.account)
        module, name = _SCREENS[place]
        screen: Callable[[Journey], Screen[None]] = getattr(import_module(module), name)
        self.show(screen(self.journey))

    @on(messages.Commit)
    def commit(self) -> None:
        """Activate."""
        from tui.app.screens.commit import SHOWN_AT_LEAST, CommitScreen

        shown = SHOWN_AT_LEAST if self._shown_at_least is None else self._shown_at_least
        self.show(CommitScreen(self.journey, shown))

    @on(messages.Activated)
    def done(self) -> None:
        """The account is active."""
        from tui.app.screens.done import DoneScreen

        assert self.journey.finished is not None, "the commit left a receipt"
        self.queue.activated(self.journey.finished)
        self.show(DoneScreen(self.journey))

    @on(messages.Failed)
    def failed(self, message: messages.Failed) -> None:
        """Back to the refused field, or to the problem's page."""
        from tui.app.screens.browser_only import BrowserOnlyScreen
        from tui.app.screens.problem import ProblemScreen

        problem = message.problem
        if isinstance(problem, CredentialsRejected) and message.origin == "commit":
            place = self.journey.flow.go("review")
            if place != "review":
                self._place(place)
                return
        self.queue.tell(problem.slug)
        only_browser = isinstance(problem, NoPublicInterface)
        page = BrowserOnlyScreen if only_browser else ProblemScreen
        self.show(page(self.journey, problem, message.origin))

    @on(messages.NewLinkAsked)
    def new_link_asked(self) -> None:
        """A fresh mail is on its way."""
        from tui.app.screens.outcome import new_mail_sent

        self.queue.tell(NEW_LINK)
        self.show(new_mail_sent(self.journey))

    @on(messages.Disowned)
    def disowned(self) -> None:
        """The link was given back."""
        from tui.app.screens.outcome import given_back

        self.queue.tell(DISOWNED)
        self.show(given_back(self.journey))
