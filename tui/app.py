"""The Textual app: it knows which screen follows which, and nothing else."""

from collections.abc import Callable
from importlib import import_module
from typing import ClassVar

from textual import events, on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from api_client.link import ActivationLink
from api_client.problems import CredentialsRejected, Problem
from tui import messages
from tui.exit_codes import Exit
from tui.flow import Place
from tui.journey import Journey
from tui.private import quiet_fatal_error, quiet_panic, survive_bad_bytes
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.terminal import ENDING_SIGNALS
from tui.theme import THEMES

_SCREENS: dict[Place, tuple[str, str]] = {
    "account": ("tui.screens.account", "AccountScreen"),
    "password": ("tui.screens.password", "PasswordScreen"),
    "pin": ("tui.screens.pin", "PinScreen"),
    "security_question": ("tui.screens.security_question", "SecurityQuestionScreen"),
    "workspace": ("tui.screens.workspace", "WorkspaceScreen"),
    "review": ("tui.screens.review", "ReviewScreen"),
}


class ActivateApp(App[int]):
    """One journey on screens. `return_code` after a run is what the shell is told."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (declared by Textual as an instance's)
        (0, "-narrow"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-low"),
        (30, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False),
    ]

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
        survive_bad_bytes()
        super().__init__()
        self.journey = journey
        self._link = link
        self._origin = origin
        self._shown_at_least = shown_at_least
        self.leave_code: int = Exit.LEFT
        self._waiting: Screen[None] | None = None

    async def on_mount(self) -> None:
        """Dress, listen to signals, show the first screen."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self._listen_to_signals()
        if self._link is None:
            self.ask_link()
        else:
            self.post_message(messages.LinkGiven(self._link))

    def _listen_to_signals(self) -> None:
        if self.is_headless:
            return
        import asyncio

        loop = asyncio.get_running_loop()
        for name in ENDING_SIGNALS:
            loop.add_signal_handler(name, self._end, 128 + name)

    def _end(self, code: int) -> None:
        self.exit(code, return_code=code)

    _fatal_error = quiet_fatal_error
    panic = quiet_panic

    # Which screen follows which

    def show(self, screen: Screen[None]) -> None:
        """Put a screen in place of the present one; a question on top is answered first."""
        if isinstance(self.screen, ModalScreen):
            self._waiting = screen
        elif len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    @on(messages.Uncovered)
    def show_waiting(self) -> None:
        """Show what came while a question was on top."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.show(waiting)

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
            gap = self.journey.flow.first_incomplete()
            if gap is not None:
                self._place(self.journey.flow.go(gap))
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

    # Leaving

    @on(messages.Leave)
    def leave_now(self, message: messages.Leave) -> None:
        """Go, with the code the screen named."""
        self._end(message.code)

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave at once, or ask first when something typed would be lost."""
        from tui.screens.leave import LeaveScreen

        if any(isinstance(screen, LeaveScreen) for screen in self.screen_stack):
            return
        if not self.journey.has_typed or await self.push_screen_wait(LeaveScreen()):
            self._end(self.leave_code)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the window is too small to work in."""
        if not is_too_small(event.size):
            self._uncover()
        elif not any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack):
            self.push_screen(TooSmallScreen())

    @on(messages.Uncovered)
    def uncover_grown(self) -> None:
        """The window may have grown while a question lay on top of the cover."""
        if not is_too_small(self.size):
            self._uncover()

    def _uncover(self) -> None:
        if isinstance(self.screen, TooSmallScreen):
            self.pop_screen()
            self.show_waiting()

    async def on_unmount(self) -> None:
        """Let go of connections and of everything typed."""
        await self.journey.close()
