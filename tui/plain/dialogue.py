"""The way of one account, from the question whose it is to the receipt."""

from collections.abc import Callable

from api_client.problems import CredentialsRejected, Problem
from tui.i18n import _
from tui.journey.account_queue import DISOWNED, LEFT, NEW_LINK
from tui.journey.clock import DeadlineWarning
from tui.journey.journey import Journey
from tui.journey.states import Place
from tui.memory import forget
from tui.plain.console import Console, IdleTooLong
from tui.plain.interrupt import asked_before_leaving
from tui.plain.prompts import GoBack, ask_number, ask_yes
from tui.plain.steps import Steps
from tui.terminal.environment import Surroundings
from tui.wording.account import page_facts
from tui.wording.answers import aside_sentence
from tui.wording.doubt import doubt_sentence, leave_in_doubt_question
from tui.wording.extensions import (
    extension_choices,
    which_extension_question,
    which_extension_words,
)
from tui.wording.help import account_topic, help_lines
from tui.wording.mail import difference_sentence
from tui.wording.outcomes import disown_consequence, ending_words
from tui.wording.problem_view import Origin, Trouble, draft_heading, next_heading
from tui.wording.problems import ProblemAction
from tui.wording.steps import chosen_words, heading, place_name, refused_at_commit
from tui.wording.times import deadline_sentence, forgotten_sentences
from tui.wording.waiting import asked_sentences, waiting_sentence


class Left(Exception):
    """An account was left; `outcome` is what the queue is told, `another` asks for another link."""

    def __init__(self, outcome: str, *, another: bool = False) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.another = another


class Dialogue:
    """Leads through one account. `run` returns when it is active; any other end is `Left`."""

    def __init__(
        self,
        journey: Journey,
        console: Console,
        surroundings: Surroundings,
        tell: Callable[[str], None],
    ) -> None:
        """Take an account in hand.

        Args:
            journey: that of the account.
            console: the terminal.
            surroundings: what can be done where the program runs.
            tell: takes how the account stands, whenever that changes: it may end at any time.
        """
        self._tell = tell
        self._journey = journey
        self._console = console
        self._steps = Steps(journey, console, surroundings)
        self._warned: DeadlineWarning | None = None

    async def run(self) -> None:
        """Look at the link in hand, ask everything, activate.

        Raises:
            Left: it ended without an active account.
            NobodyThere: nobody types any more.
        """
        with asked_before_leaving(lambda: self._journey.is_in_doubt, self._console.say):
            await self._lead()

    async def _lead(self) -> None:
        self._console.say(*asked_sentences(self._journey.operator))
        await self._look()
        while self._journey.receipt is None:
            is_idle = False
            try:
                await self._go_on()
            except IdleTooLong:
                if not self._journey.has_typed:
                    raise  # nobody is there any more
                is_idle = True
            if is_idle:  # outside the except: the error holds what was being asked for
                self._lock()

    def _lock(self) -> None:
        """Forget what was typed, and say so."""
        self._journey.lock()
        forget()
        in_doubt = self._journey.is_in_doubt
        self._console.say("", *forgotten_sentences(in_doubt=in_doubt))

    async def _go_on(self) -> None:
        """Ask what is asked at the place where the person is."""
        place = self._journey.flow.place
        self._warn()
        try:
            await self._be_at(place)
        except GoBack:
            if place == "account":
                self._leave()
            else:
                self._journey.flow.back()
        except Problem as problem:
            if await self._settle(problem, "look"):
                await self._look()

    def _leave(self) -> None:
        """Leave the account; asked first while a commit is in doubt."""
        if self._journey.is_in_doubt:
            self._console.say(doubt_sentence())
            if not ask_yes(self._console, leave_in_doubt_question(), help_lines("problem")):
                return
        raise Left(LEFT) from None

    async def _look(self) -> None:
        while True:
            try:
                await self._journey.look()
            except Problem as problem:
                if await self._choose_extension(problem) or await self._settle(problem, "look"):
                    continue
            return

    async def _choose_extension(self, problem: Problem) -> bool:
        """Ask an operator whom the mail is for; whether there was a choice."""
        journey, console = self._journey, self._console
        choices = extension_choices(problem)
        if not choices:
            return False
        assert journey.card is not None, "a link was taken in hand"
        console.say("", *which_extension_words())
        entries = [each.text for each in choices]
        try:
            chosen = ask_number(console, which_extension_question(), entries, help_lines("card"))
        except GoBack:
            raise Left(LEFT) from None
        await journey.begin(journey.card.invitation.for_extension(choices[chosen].number))
        return True

    async def _be_at(self, place: Place) -> None:
        if place == "account":
            await self._account()
        elif place == "review":
            await self._review()
        else:
            await self._steps.ask(place)
            self._journey.flow.forward()

    # The account

    async def _account(self) -> None:
        journey, console = self._journey, self._console
        title, lead = heading("account", journey.flow, journey.operator)
        console.say("", title)
        console.say(*(f"{label}: {value}" for label, value in page_facts(journey)))
        console.say(lead)
        if journey.operator is not None:
            from tui.wording.operator import operator_notice

            console.say(operator_notice(journey.deadline, journey.clock.now()))
        console.say_list([difference_sentence(each) for each in journey.contradictions])
        if ask_yes(console, title, help_lines(account_topic(self._journey.operator))):
            journey.flow.forward()
        elif journey.abilities.disown:
            await self._disown()
        else:
            self._leave()

    async def _disown(self) -> None:
        console = self._console
        console.say(disown_consequence())
        if not ask_yes(
            console,
            _("Do you want to give the link back?"),
            help_lines(account_topic(self._journey.operator)),
        ):
            return
        console.say(waiting_sentence("disowning"))
        try:
            await self._journey.disown()
        except Problem as problem:
            if await self._settle(problem, "disown"):
                await self._look()
        else:
            console.say(*ending_words(DISOWNED))
            raise Left(DISOWNED)

    # Review and commit

    async def _review(self) -> None:
        journey, console = self._journey, self._console
        await self._look_again()
        flow = journey.flow
        if journey.receipt is not None or flow.go("review") != "review":
            return
        title, _lead = heading("review", flow)
        steps = flow.activation.steps
        console.say("", title)
        if flow.form.gone:
            console.say(aside_sentence(flow.form.gone))
        entries = [
            *(
                _("Change – {line}").format(line=f"{place_name(step)}: {chosen_words(step, flow)}")
                for step in steps
            ),
            _("Activate now (the link stops working afterwards)"),
        ]
        chosen = ask_number(console, _("What would you like to do?"), entries, help_lines("review"))
        if chosen < len(steps):
            flow.go(steps[chosen])
        else:
            await self._commit()

    async def _look_again(self) -> None:
        try:
            await self._journey.look_again()
        except Problem as problem:
            if await self._settle(problem, "look"):
                await self._look()

    async def _commit(self) -> None:
        console, again = self._console, True
        while again:
            who = self._journey.operator
            console.say(waiting_sentence("committing", who), waiting_sentence("sent"))
            try:
                await self._journey.commit(self._in_doubt)
            except Problem as problem:
                rejected = isinstance(problem, CredentialsRejected)
                if rejected and self._journey.flow.go("review") != "review":
                    console.say(refused_at_commit())
                    return
                again = await self._settle(problem, "commit")
            else:
                console.say(waiting_sentence("received"))
                return

    def _in_doubt(self) -> None:
        self._console.say(waiting_sentence("in-doubt", self._journey.operator))

    # Problems

    async def _settle(self, problem: Problem, origin: Origin) -> bool:
        """Say what happened and go the way the person chooses; True to try it once more."""
        while True:
            self._tell(problem.slug)
            way = self._ask_way(problem, origin)
            if way in ("other_link", "quit"):
                raise Left(problem.slug, another=way == "other_link")
            if way != "new_link":
                self._tell(LEFT)
                return way == "retry"
            self._console.say(waiting_sentence("renewing"))
            try:
                await self._journey.ask_new_link()
            except Problem as refused:
                problem, origin = refused, "renew"
            else:
                self._console.say(*ending_words(NEW_LINK))
                raise Left(NEW_LINK)

    def _ask_way(self, problem: Problem, origin: Origin) -> ProblemAction:
        """Say what happened, and ask what now."""
        journey, console = self._journey, self._console
        trouble = Trouble(journey, problem, origin)
        console.say("", trouble.title, trouble.happened)
        if trouble.details:
            console.say(trouble.details)
        console.say(next_heading(), trouble.then)
        if trouble.where:
            console.say(trouble.where)
        if trouble.draft:
            subject, text = trouble.draft
            console.say("", draft_heading(), subject, *text.split("\n"), "")
        ways = list(trouble.ways)
        try:
            chosen = ask_number(
                console,
                _("What would you like to do?"),
                list(trouble.ways.values()),
                help_lines("problem"),
            )
        except GoBack:
            return "quit" if journey.activation is None else "back"
        return ways[chosen]

    # Time

    def _warn(self) -> None:
        """Say when the link's end comes near, once for each mark that is passed."""
        if self._journey.deadline_warning() is None:
            self._warned = None  # a look said that the link ends later
        warning = self._journey.deadline_warning(self._warned)
        if warning is not None:
            self._warned = warning
            self._console.say(deadline_sentence(warning, typed=self._journey.has_typed))
