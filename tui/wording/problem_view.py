"""A problem in the middle of a journey: its words, what is known of it, and the ways on."""

from datetime import timedelta
from typing import Literal

from api_client.brands import trust
from api_client.problems import (
    LinkExpired,
    LinkProblem,
    LinkRevoked,
    LinkUsed,
    Problem,
    StepNotTaken,
    UnknownHost,
)
from tui.browser.actions import Handoff
from tui.browser.address import read_address
from tui.i18n import _
from tui.journey.consistency import AnswersDisagree
from tui.journey.journey import Journey
from tui.wording.addresses import address_words
from tui.wording.buttons import another_link_label, button_label
from tui.wording.consistency import disagreement_sentences
from tui.wording.identity import said_by_server, shown_host
from tui.wording.problems import (
    OTHER_ACCOUNT,
    OTHER_RECEIPT,
    ProblemAction,
    ProblemPage,
    problem_page,
    renewal_draft,
)
from tui.wording.receipt import receipt_label
from tui.wording.sign_in import sign_in_label
from tui.wording.surroundings import surroundings_sentence
from tui.wording.times import local_time, next_minute

Origin = Literal["look", "commit", "renew", "disown"]
"""Which call a problem arose in."""


class Trouble:
    """What a page about a problem says; every renderer draws the same.

    Attributes:
        title: what is the matter, in a few words.
        happened: the same in a sentence or two.
        then: what to do next.
    """

    def __init__(
        self, journey: Journey, problem: Problem, origin: Origin, *, unattended: bool = False
    ) -> None:
        """Look at a problem where it arose.

        Args:
            journey: the journey it arose in.
            problem: the problem.
            origin: what was asked of the server when it arose.
            unattended: whether an answers file decides and nobody is asked.
        """
        self._journey = journey
        self._problem = problem
        self._origin = origin
        self._page = _page_of(problem)
        self.title, self.happened, self.then = self._page.words(
            new_link=journey.abilities.new_link,
            at_commit=origin == "commit",
            in_doubt=journey.is_in_doubt,
            for_operator=journey.operator is not None,
            unattended=unattended,
            typed=journey.has_typed,
        )

    @property
    def details(self) -> str:
        """What the problem itself tells, partly from outside; empty if nothing."""
        problem, clock = self._problem, self._journey.clock
        if isinstance(problem, UnknownHost):
            return _("Server in the link: {host}").format(host=shown_host(problem.host))
        if isinstance(problem, AnswersDisagree):
            return " ".join(disagreement_sentences(problem, clock.zone))
        if said := surroundings_sentence(problem):
            return said
        if problem.activated_at is not None:
            when = local_time(problem.activated_at, clock.zone)
            return _("Activated: {when}").format(when=when)
        if problem.retry_after:
            then = next_minute(clock.now() + timedelta(seconds=problem.retry_after))
            when = local_time(then, clock.zone)
            return _("You can try again from: {when}").format(when=when)
        if problem.errors or self._journey.operator is None:
            return "; ".join(
                filter(None, (said_by_server(each.message) for each in problem.errors))
            )
        from tui.wording.operator import refusal_details

        return refusal_details(problem)

    @property
    def sign_in(self) -> Handoff | None:
        """Where one signs in to an account that is active already, if one may be sent there."""
        address = read_address(self._login_url)
        if address is None:
            return None
        activation = self._journey.activation
        return Handoff(sign_in_label(), address, activation.account.email if activation else "")

    @property
    def where(self) -> str:
        """The same in words, or that the address is unsafe; empty where nothing is known."""
        url = self._login_url
        return f"{receipt_label('login_url')}: {address_words(url)}" if url else ""

    @property
    def _login_url(self) -> str:
        """As the server says, else as is known of the brand whose very own link it is."""
        problem, link = self._problem, self._journey.link
        if not isinstance(problem, LinkUsed):
            return ""
        brand = trust(link).brand if link and not self._journey.is_demo else None
        return problem.login_url or (brand and (brand.web_app or brand.login_url)) or ""

    @property
    def draft(self) -> tuple[str, str] | None:
        """Subject and text to send to whoever renews the link, where nobody else can."""
        dead = isinstance(self._problem, LinkExpired | LinkRevoked)
        return renewal_draft() if dead and "new_link" not in self.ways else None

    @property
    def _is_used(self) -> bool:
        """Whether there is nothing more to find out with this link."""
        return isinstance(self._problem, LinkProblem)

    @property
    def ways(self) -> dict[ProblemAction, str]:
        """The ways on with their names, the most useful first; none that does not exist here."""
        journey = self._journey
        exists: dict[ProblemAction, bool] = {
            "new_link": journey.abilities.new_link,
            "back": self._origin in ("commit", "disown") or journey.has_typed,
            "retry": self._origin != "renew",
            "quit": journey.mark is None,
            "other_link": not journey.is_in_doubt or bool(journey.mark) or self._is_used,
        }
        names: dict[ProblemAction, str] = {
            "retry": button_label(
                "go-on" if isinstance(self._problem, StepNotTaken) else "try-again"
            ),
            "new_link": _("Request a new link"),
            "other_link": another_link_label(journey.mark),
            "back": _("Back to my choices"),
            "quit": button_label("leave"),
        }
        ways = (action for action in self._page.actions if exists.get(action, True))
        return {action: names[action] for action in ways}


def _page_of(problem: Problem) -> ProblemPage:
    if isinstance(problem, AnswersDisagree):
        return OTHER_RECEIPT if problem.in_receipt else OTHER_ACCOUNT
    return problem_page(problem.slug)


def next_heading() -> str:
    """Over what to do next."""
    return _("What to do next")


def draft_heading() -> str:
    """Over the text to send to whoever renews the link."""
    return _("You can send this text by email:")
