"""The way of one account, from the question whose it is to the receipt."""

from collections.abc import Callable, Sequence

from api_client.models import Step
from api_client.problems import CredentialsRejected, Problem, StepNotTaken
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
from tui.wording.account import fact_label, page_facts
from tui.wording.answers import aside_sentence
from tui.wording.doubt import leave_in_doubt_question
from tui.wording.extensions import (
    extension_choices,
    which_extension_question,
    which_extension_words,
)
from tui.wording.help import account_topic, help_lines
from tui.wording.mail import difference_sentence
from tui.wording.outcomes import disown_consequence, ending_words
from tui.wording.problem_view import Origin, Trouble, draft_heading
from tui.wording.problems import ProblemAction
from tui.wording.sentences import as_sentence
from tui.wording.spoken_card import against_sentence
from tui.wording.spoken_problems import spoken_happened
from tui.wording.spoken_steps import change_label
from tui.wording.steps import chosen_words, heading, refused_at_commit
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
        told: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Take an account in hand.

        Args:
            journey: that of the account.
            console: the terminal.
            surroundings: what can be done where the program runs.
            tell: takes how the account stands, whenever that changes: it may end at any time.
            told: label and value of what was just read out of the mail about the account.
        """
        self._tell = tell
        self._journey = journey
        self._console = console
        self._steps = Steps(journey, console, surroundings)
        self._warned: DeadlineWarning | None = None
        self._told = dict(told)
        self._trouble_told: tuple[str, Origin, str] | None = None
        self._details_told = ""

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
            question = leave_in_doubt_question(is_several=self._journey.mark is not None)
            if not ask_yes(self._console, question, help_lines("problem")):
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
        title, lead = which_extension_words()
        console.say_heading(title)
        console.say(lead)
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
        question, lead = heading("account", journey.flow, journey.operator)
        self._say_account(lead)
        help_text = help_lines(account_topic(journey.operator))
        while not ask_yes(console, question, help_text):
            if not journey.abilities.disown:
                self._leave()
                return
            console.say(disown_consequence())
            if ask_yes(console, _("Do you want to give the link back?"), help_text):
                await self._disown()
                return
            console.say(_("The link was not given back. To quit the program, press Ctrl+C."))
            self._warn()
        journey.flow.forward()

    def _say_account(self, lead: str) -> None:
        """Whose account it is, and before it what the mail says otherwise."""
        journey, console = self._journey, self._console
        facts = page_facts(journey)
        found = journey.contradictions
        console.say("")
        if found:
            console.say(
                against_sentence("warning", _("The email and the server give different details."))
            )
            console.say(*map(difference_sentence, found))
        is_known = self._told.keys() <= dict(facts).keys() and not found
        if self._told and is_known:
            console.say(_("The server gives the same details as the email."))
            facts = [(label, value) for label, value in facts if not self._is_told(label, value)]
            self._told = {}  # who comes back here wants to hear them
        else:
            console.say(_("Details of the account:"))
        console.say(*(f"{label}: {value}" for label, value in facts))
        console.say(lead)
        if journey.operator is not None:
            from tui.wording.operator import operator_notice

            console.say(operator_notice(journey.deadline, journey.clock.now()))

    def _is_told(self, label: str, value: str) -> bool:
        """Whether the mail said it already; a name may be longer here."""
        told = self._told.get(label)
        return told is not None and (label != fact_label("name") or told == value)

    async def _disown(self) -> None:
        console = self._console
        console.say(waiting_sentence("disowning"))
        try:
            await self._journey.disown()
        except Problem as problem:
            if await self._settle(problem, "disown"):
                await self._look()
        else:
            self._say_ending(DISOWNED)
            raise Left(DISOWNED)

    def _say_ending(self, outcome: str) -> None:
        title, said = ending_words(outcome)
        self._console.say(as_sentence(title), said)

    # Review and commit

    async def _review(self) -> None:
        journey, console = self._journey, self._console
        await self._look_again()
        flow = journey.flow
        if journey.receipt is not None or flow.go("review") != "review":
            return
        title, _lead = heading("review", flow)
        steps = [each for each in flow.activation.steps if not self._steps.is_settled(each)]
        console.say_heading(title)
        if flow.form.gone:
            console.say(aside_sentence(flow.form.gone))
        changes = [change_label(step) for step in steps]
        chosen = ask_number(
            console,
            _("What would you like to do?"),
            [
                *map(self._change, steps),
                _("Activate now (the link stops working afterwards)"),
            ],
            help_lines("review"),
            names=[*changes, _("Activate now")],
        )
        if chosen < len(steps):
            flow.go(steps[chosen])
        else:
            await self._commit()

    def _change(self, step: Step) -> str:
        """What leads back to a step, with what was chosen there; nothing of a secret."""
        label, flow = change_label(step), self._journey.flow
        if step in ("password", "pin") and step not in flow.form.left_out:
            return label
        return _("{change}. So far: {choice}").format(change=label, choice=chosen_words(step, flow))

    async def _look_again(self) -> None:
        try:
            await self._journey.look_again()
        except Problem as problem:
            if await self._settle(problem, "look"):
                await self._look()

    async def _commit(self) -> None:
        console, again = self._console, True
        while again:
            console.say(waiting_sentence("committing", self._journey.operator))
            try:
                await self._journey.commit(self._in_doubt)
            except Problem as problem:
                rejected = isinstance(problem, CredentialsRejected)
                if rejected and self._journey.flow.go("review") != "review":
                    console.say(refused_at_commit())
                    return
                again = await self._settle(problem, "commit")
            else:
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
                if way == "retry" and not isinstance(problem, StepNotTaken):
                    self._console.say(_("Trying again …"))
                return way == "retry"
            self._console.say(waiting_sentence("renewing"))
            try:
                await self._journey.ask_new_link()
            except Problem as refused:
                problem, origin = refused, "renew"
            else:
                self._say_ending(NEW_LINK)
                raise Left(NEW_LINK)

    def _ask_way(self, problem: Problem, origin: Origin) -> ProblemAction:
        """Say what happened, and ask what now."""
        journey, console = self._journey, self._console
        trouble = Trouble(journey, problem, origin)
        self._say_trouble(trouble, problem.slug, origin)
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

    def _say_trouble(self, trouble: Trouble, slug: str, origin: Origin) -> None:
        """What happened and what to do; of the same as before only that, and what is new of it."""
        console, told = self._console, (slug, origin, trouble.title)
        details = "" if trouble.details == self._details_told else trouble.details
        self._details_told = trouble.details
        if told == self._trouble_told:
            console.say("", _("Nothing has changed."), as_sentence(trouble.title))
            console.say(*filter(None, (details,)))
            return
        self._trouble_told = told
        console.say_heading(trouble.title)
        happened = spoken_happened(slug, trouble.happened)
        console.say(*filter(None, (happened, details, trouble.then, trouble.where)))
        if trouble.draft:
            subject, text = trouble.draft
            console.say("", draft_heading(), subject, *text.split("\n"))
            console.say(_("This is the end of the text."), "")

    # Time

    def _warn(self) -> None:
        """Say when the link's end comes near, once for each mark that is passed."""
        if self._journey.deadline_warning() is None:
            self._warned = None  # a look said that the link ends later
        warning = self._journey.deadline_warning(self._warned)
        if warning is not None:
            self._warned = warning
            self._console.say(deadline_sentence(warning, typed=self._journey.has_typed))
