"""The Textual app: it knows which screen follows which, and nothing else."""

from collections.abc import Callable
from importlib import import_module

from textual import on
from textual.screen import Screen

from api_client.link import ActivationLink
from api_client.problems import CredentialsRejected, Problem
from tui import messages
from tui.exit_codes import Exit
from tui.flow import Place
from tui.journey import Journey
from tui.shell import Shell

_SCREENS: dict[Place, tuple[str, str]] = {
    "account": ("tui.screens.account", "AccountScreen"),
    "password": ("tui.screens.password", "PasswordScreen"),
    "pin": ("tui.screens.pin", "PinScreen"),
    "security_question": ("tui.screens.security_question", "SecurityQuestionScreen"),
    "workspace": ("tui.screens.workspace", "WorkspaceScreen"),
    "review": ("tui.screens.review", "ReviewScreen"),
}


class ActivateApp(Shell):
    """One journey on screens. `return_code` after a run is what the shell is told."""

    def __init__(
        self,
        journey: Journey,
        link: ActivationLink | None = None,
        *,
        origin: str | None = None,
        shown_at_least: float | None = None,
    ) -> None:
        """Begin with a link, or ask for one.

        Args:
            journey: the journey to draw.
            link: the link to begin with; None asks for one.
            origin: whom bare `<account id>:<token>` pairs are meant for.
            shown_at_least: seconds the commit's progress stays, for tests.
        """
        super().__init__(journey)
        self._link = link
        self._origin = origin
        self._shown_at_least = shown_at_least

    def on_ready(self) -> None:
        """Show the first screen."""
        if self._link is None:
            self.ask_link()
        else:
            self.post_message(messages.LinkGiven(self._link))

    @on(messages.AskLink)
    def ask_link(self) -> None:
        """The screen that asks for a link."""
        from tui.screens.link import LinkScreen

        self.leave_code = Exit.LEFT
        self.show(LinkScreen(self.journey, self._origin))

    @on(messages.LinkGiven)
    async def begin(self, message: messages.LinkGiven) -> None:
        """Take the link in hand; refuse a stranger before anything is sent."""
        try:
            await self.journey.begin(message.link)
        except Problem as problem:
            self.post_message(messages.Failed(problem, "look"))
        else:
            self.look()

    @on(messages.Look)
    def look(self) -> None:
        """Look at the link in hand."""
        from tui.screens.looking import LookingScreen

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

    def _place(self, place: Place) -> None:
        self.leave_code = Exit.LEFT
        module, name = _SCREENS[place]
        screen: Callable[[Journey], Screen[None]] = getattr(import_module(module), name)
        self.show(screen(self.journey))

    @on(messages.Commit)
    def commit(self) -> None:
        """Activate."""
        from tui.screens.commit import SHOWN_AT_LEAST, CommitScreen

        shown = SHOWN_AT_LEAST if self._shown_at_least is None else self._shown_at_least
        self.show(CommitScreen(self.journey, shown))

    @on(messages.Activated)
    def done(self) -> None:
        """The account is active."""
        from tui.screens.done import DoneScreen

        self.leave_code = Exit.ACTIVE
        self.show(DoneScreen(self.journey))

    @on(messages.Failed)
    def failed(self, message: messages.Failed) -> None:
        """Back to the refused field, or to the problem's page."""
        from tui.exit_codes import exit_code
        from tui.screens.problem import ProblemScreen

        problem = message.problem
        if isinstance(problem, CredentialsRejected) and message.origin == "commit":
            place = self.journey.flow.go("review")
            if place != "review":
                self._place(place)
                return
        self.leave_code = exit_code(problem.slug)
        self.show(ProblemScreen(self.journey, problem, message.origin))

    @on(messages.NewLinkAsked)
    def new_link_asked(self) -> None:
        """A fresh mail is on its way."""
        from tui.screens.ended import new_mail_sent

        self.show(new_mail_sent(self.journey))

    @on(messages.Disowned)
    def disowned(self) -> None:
        """The link was given back."""
        from tui.screens.ended import given_back

        self.leave_code = Exit.LINK_UNUSABLE
        self.show(given_back(self.journey))
