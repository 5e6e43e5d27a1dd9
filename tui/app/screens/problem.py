"""The page of a problem: what happened, what to do next, the ways on."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.widget import Widget
from textual.widgets import Button, Static

from api_client.problems import Maintenance, Problem
from tui.app.messages import AskLink, Commit, Failed, GoTo, Leave, Look, NewLinkAsked
from tui.app.screens.guarded_screen import GuardedScreen
from tui.app.widgets.button_row import way_buttons
from tui.app.widgets.safe_text import safe_text
from tui.app.widgets.status_line import StatusLine
from tui.exit_codes import exit_code
from tui.i18n import _
from tui.journey.journey import Journey
from tui.wording.problem_view import Origin, Trouble, draft_heading, next_heading
from tui.wording.sign_in import sign_in_label
from tui.wording.waiting import waiting_sentence

_LONGEST_DETAILS = 700
"""Characters: all that answers can disagree about, which is more than a fact."""


class ProblemScreen(GuardedScreen):
    """Offers only the ways that exist here."""

    CSS_PATH = "problem.tcss"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, problem: Problem, origin: Origin) -> None:
        super().__init__(journey)
        self.problem = problem
        self._origin = origin
        self.trouble = Trouble(journey, problem, origin)

    def title_text(self) -> str:
        """The heading."""
        return self.trouble.title

    def compose_body(self) -> Iterable[Widget]:
        """What happened, details from outside, what to do next."""
        trouble = self.trouble
        yield Static(trouble.happened, id="happened", markup=False)
        if trouble.details:
            yield Static(safe_text(trouble.details, limit=_LONGEST_DETAILS), id="details")
        yield Static(next_heading(), id="next-title", markup=False)
        yield Static(trouble.then, id="next", markup=False)
        if trouble.where:
            yield Static(safe_text(trouble.where), id="where")
        if trouble.draft:
            yield Static(draft_heading(), id="draft-title", markup=False)
            yield Static("\n\n".join(trouble.draft), id="draft", markup=False)
        yield StatusLine(id="note")

    def on_mount(self) -> None:
        """Where it can be told, say when a maintenance is over."""
        if isinstance(self.problem, Maintenance) and self.journey.abilities.until_up:
            self._wait_until_up()

    @work(exclusive=True, group="until-up")
    async def _wait_until_up(self) -> None:
        self.query_one("#note", StatusLine).say(
            _("Checking every minute whether the maintenance is over …"), "open"
        )
        await self.journey.until_up()
        self.query_one("#note", StatusLine).say(
            _("The maintenance is over. Please try again now."), "good"
        )

    def compose_buttons(self) -> Iterable[Button]:
        """The ways on, the most useful first."""
        ways = {action.replace("_", "-"): name for action, name in self.trouble.ways.items()}
        if self.trouble.sign_in is not None:
            ways = {"sign-in": sign_in_label(), **ways}
        return way_buttons(ways)

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return self.button_keys()

    @on(Button.Pressed, "#sign-in")
    def sign_in(self) -> None:
        """Offer what can be done with the address of the sign-in."""
        from tui.app.screens.handoff import HandoffScreen

        if self.trouble.sign_in is not None:
            self.lay_on_top(HandoffScreen(self.trouble.sign_in, self.tools))

    @on(Button.Pressed, "#retry")
    def retry(self) -> None:
        """Do the same once more."""
        self.post_message(Commit() if self._origin == "commit" else Look())

    @on(Button.Pressed, "#back")
    def back(self) -> None:
        """To where one was."""
        self.post_message(GoTo(self.journey.flow.place))

    @on(Button.Pressed, "#other-link")
    def other_link(self) -> None:
        """Ask for another link."""
        self.post_message(AskLink())

    @on(Button.Pressed, "#quit")
    def quit(self) -> None:
        """Leave with the problem's exit code."""
        self.post_message(Leave(exit_code(self.problem.slug)))

    @on(Button.Pressed, "#new-link")
    @work(exclusive=True)
    async def new_link(self) -> None:
        """Ask for a fresh mail."""
        self.query_one("#note", StatusLine).say(waiting_sentence("renewing"), "open")
        try:
            await self.journey.ask_new_link()
        except Problem as problem:
            self.post_message(Failed(problem, "renew"))
        else:
            self.post_message(NewLinkAsked())
