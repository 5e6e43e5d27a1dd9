"""The page of a problem: what happened, what to do next, the ways on."""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from textual import on, work
from textual.widget import Widget
from textual.widgets import Button, Static

from api_client.problems import LinkExpired, LinkRevoked, Maintenance, Problem, UnknownHost
from tui.exit_codes import exit_code
from tui.journey import Journey
from tui.language import _
from tui.messages import AskLink, Commit, Failed, GoTo, Leave, Look, NewLinkAsked, Origin
from tui.screens.resting_screen import RestingScreen
from tui.widgets.line import Line
from tui.widgets.shown import shown
from tui.wording.problems import Action, problem_page, renewal_draft
from tui.wording.times import local_time


class ProblemScreen(RestingScreen):
    """Offers only the ways that exist here."""

    CSS_PATH = "problem.tcss"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, problem: Problem, origin: Origin) -> None:
        super().__init__(journey)
        self.problem = problem
        self._origin = origin
        self._page = problem_page(problem.slug)

    def title_text(self) -> str:
        """The heading."""
        return self._page.words()[0]

    def compose_body(self) -> Iterable[Widget]:
        """What happened, details from outside, what to do next."""
        _title, happened, then = self._page.words(
            new_link=self.journey.abilities.new_link, at_commit=self._origin == "commit"
        )
        yield Static(happened, id="happened", markup=False)
        details = self._details()
        if details:
            yield Static(shown(details), id="details")
        yield Static(_("What to do next"), id="next-title", markup=False)
        yield Static(then, id="next", markup=False)
        if self._wants_draft():
            subject, text = renewal_draft()
            yield Static(_("A text you can send:"), id="draft-title", markup=False)
            yield Static(f"{subject}\n\n{text}", id="draft", markup=False)
        yield Line(id="note")

    def _details(self) -> str:
        problem, clock = self.problem, self.journey.clock
        if isinstance(problem, UnknownHost):
            return _("The link's host: {host}").format(host=problem.host)
        if problem.activated_at is not None:
            when = local_time(problem.activated_at, clock.zone)
            return _("Activated: {when}").format(when=when)
        if problem.retry_after:
            when = local_time(clock.now() + timedelta(seconds=problem.retry_after), clock.zone)
            return _("The server asks to come back after {when}.").format(when=when)
        if problem.errors:
            return "; ".join(error.message for error in problem.errors if error.message)
        if self.journey.operator is None:
            return ""
        from tui.wording.operator import refusal_details

        return refusal_details(problem)

    def _wants_draft(self) -> bool:
        dead = isinstance(self.problem, LinkExpired | LinkRevoked)
        return dead and "new_link" not in self._actions()

    def _actions(self) -> list[Action]:
        """The page's ways, less those that do not exist here."""
        able = self.journey.abilities
        exists: dict[Action, bool] = {
            "new_link": able.new_link,
            "back": self._origin in ("commit", "disown") or self.journey.has_typed,
            "retry": self._origin != "renew",
            "quit": self.journey.mark is None,
        }
        return [action for action in self._page.actions if exists.get(action, True)]

    def on_mount(self) -> None:
        """Where it can be told, say when a maintenance is over."""
        if isinstance(self.problem, Maintenance) and self.journey.abilities.until_up:
            self._wait_until_up()

    @work(exclusive=True, group="until-up")
    async def _wait_until_up(self) -> None:
        self.query_one("#note", Line).say(_("Asking every minute whether it is over …"), "open")
        await self.journey.until_up()
        self.query_one("#note", Line).say(_("The service is back. Try again now."), "good")

    def compose_ways(self) -> Iterable[Button]:
        """The ways on, the most useful first."""
        names: dict[Action, str] = {
            "retry": _("Try again"),
            "new_link": _("Send me a new link"),
            "other_link": _("Other accounts") if self.journey.mark else _("Another link"),
            "back": _("Back to my choices"),
            "quit": _("Leave"),
        }
        for index, action in enumerate(self._actions()):
            yield Button(
                names[action],
                id=action.replace("_", "-"),
                variant="primary" if index == 0 else "default",
                compact=True,
            )

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return [(_("Enter"), _("choose")), (_("Tab"), _("next button"))]

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
        self.query_one("#note", Line).say(_("Asking for a new mail …"), "open")
        try:
            await self.journey.ask_new_link()
        except Problem as problem:
            self.post_message(Failed(problem, "renew"))
        else:
            self.post_message(NewLinkAsked())
