"""The way of one account on screens: which screen follows which."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING
from weakref import ref

from textual.screen import Screen

from api_client.problems import CredentialsRejected, NoPublicInterface, Problem
from tui.app import messages
from tui.app.forgetting import Forgetting
from tui.app.screen_switcher import ScreenSwitcher
from tui.app.session import Session
from tui.journey.account_queue import DISOWNED, LEFT, NEW_LINK
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey

if TYPE_CHECKING:
    from tui.app.screens.commit import CommitScreen
    from tui.journey.states import Place
    from tui.wording.extensions import ExtensionChoice
    from tui.wording.problem_view import Origin

_SCREENS: "dict[Place, tuple[str, str]]" = {
    "account": ("tui.app.screens.account", "AccountScreen"),
    "password": ("tui.app.screens.password", "PasswordScreen"),
    "pin": ("tui.app.screens.pin", "PinScreen"),
    "security_question": ("tui.app.screens.security_question", "SecurityQuestionScreen"),
    "workspace": ("tui.app.screens.workspace", "WorkspaceScreen"),
    "review": ("tui.app.screens.review", "ReviewScreen"),
}


class AccountFlow:
    """Leads the account in hand from its link to its receipt, and tells the queue how it stands."""

    def __init__(
        self,
        session: Session,
        switcher: ScreenSwitcher,
        forgetting: Forgetting,
        *,
        shown_at_least: float | None = None,
    ) -> None:
        """Args are what is worked on and where it is shown.

        Args:
            session: the account in hand.
            switcher: where its screens are shown.
            forgetting: what cleans up after an account that needs nothing any more.
            shown_at_least: seconds the commit's progress stays, for tests.
        """
        self._session = session
        self._switcher = switcher
        self._show = switcher.show
        self._forgetting = forgetting
        self._shown_at_least = shown_at_least
        self._commit_screen: Callable[[], CommitScreen | None] = lambda: None

    @property
    def is_committing(self) -> bool:
        """Whether a commit is under way, or about to be."""
        screen = self._commit_screen()
        return screen is not None and not screen.is_over and self._switcher.holds(screen)

    async def carry_out(self, message: messages.AccountMessage) -> None:
        """Do what a screen asks; what an account that was left still asks is ignored.

        So is what comes behind a commit: the next screen would cancel it.
        """
        if message.journey not in (None, self._session.journey) or self.is_committing:
            return
        match message:
            case messages.Begin():
                await self._begin(message.invitation)
            case messages.Look():
                self._look()
            case messages.GoTo():
                self._place(self._session.journey.flow.go(message.place))
            case messages.Forward():
                self._place(self._session.journey.flow.forward())
            case messages.Back():
                self._place(self._session.journey.flow.back())
            case messages.Commit():
                self._commit()
            case messages.Activated():
                self._activated()
            case messages.Failed():
                self._failed(message.problem, message.origin)
            case messages.NewLinkAsked():
                self._new_link_asked()
            case messages.Disowned():
                self._disowned()

    async def receive(self, invitation: Invitation) -> None:
        """Show the card first if it is due; else look at the link at once."""
        journey = self._session.journey
        card = journey.card_of(invitation)
        if card.way == "stop":
            self._session.tell("unknown-host")
        if card.is_due:
            from tui.app.screens.trust_card import TrustCardScreen
            from tui.wording.trust import card_warnings

            self._session.queue.warn(card_warnings(card, journey.clock.zone))
            self._show(TrustCardScreen(journey, card))
        else:
            await self._begin(invitation)

    async def _begin(self, invitation: Invitation) -> None:
        """Take a link in hand and look at it; refuse a stranger before anything is sent.

        An operator whose mail leaves a doubt about whom it is for is asked first.
        """
        if self._session.journey.card_of(invitation).asks_login:
            from tui.app.screens.login_address import LoginAddressScreen

            self._show(LoginAddressScreen(self._session.journey, invitation))
            return
        try:
            await self._session.journey.begin(invitation)
        except Problem as problem:
            self._failed(problem, "look")
        else:
            self._look()

    def _look(self) -> None:
        from tui.app.screens.looking import LookingScreen

        self._show(LookingScreen(self._session.journey))

    def _place(self, place: "Place") -> None:
        journey = self._session.journey
        if journey.receipt is not None:
            self._activated()  # a look found out that a commit in doubt went through
            return
        self._session.tell(LEFT)
        self._session.queue.know(journey.flow.activation.account)
        module, name = _SCREENS[place]
        screen: Callable[[Journey], Screen[None]] = getattr(import_module(module), name)
        self._show(screen(journey))

    def _commit(self) -> None:
        from tui.app.screens.commit import SHOWN_AT_LEAST, CommitScreen

        shown = SHOWN_AT_LEAST if self._shown_at_least is None else self._shown_at_least
        screen = CommitScreen(self._session.journey, shown)
        self._commit_screen = ref(screen)  # weak: nothing of an account outlives it here
        self._show(screen)

    def _activated(self) -> None:
        from tui.app.screens.done import DoneScreen

        journey = self._session.journey
        assert journey.finished is not None, "the commit left a receipt"
        self._session.queue.activated(journey.finished)
        self._show(DoneScreen(journey))
        self._forgetting.soon()

    def _failed(self, problem: Problem, origin: "Origin") -> None:
        """Back to the refused field, or to the problem's page."""
        from tui.app.screens.browser_only import BrowserOnlyScreen
        from tui.app.screens.problem import ProblemScreen
        from tui.wording.extensions import extension_choices

        journey = self._session.journey
        if isinstance(problem, CredentialsRejected) and origin == "commit":
            place = journey.flow.go("review")
            if place != "review":
                self._place(place)
                return
        self._session.tell(problem.slug)
        if choices := extension_choices(problem):
            self._ask_extension(choices)
            return
        page = BrowserOnlyScreen if isinstance(problem, NoPublicInterface) else ProblemScreen
        self._show(page(journey, problem, origin))

    def _ask_extension(self, choices: "Sequence[ExtensionChoice]") -> None:
        """Let an operator choose whom the mail is for."""
        from tui.app.screens.choose_extension import ChooseExtensionScreen

        journey = self._session.journey
        assert journey.card is not None, "a link was taken in hand"
        self._show(ChooseExtensionScreen(journey, journey.card.invitation, choices))

    def _new_link_asked(self) -> None:
        from tui.app.screens.outcome import new_mail_sent

        self._session.tell(NEW_LINK)
        self._show(new_mail_sent(self._session.journey))

    def _disowned(self) -> None:
        from tui.app.screens.outcome import given_back

        self._session.tell(DISOWNED)
        self._show(given_back(self._session.journey))
        self._forgetting.soon()
