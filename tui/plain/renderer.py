"""All accounts one after another, in lines: the links as they come in, their cards, the end."""

from collections.abc import Sequence
from datetime import tzinfo

from api_client.problems import NoPublicInterface, Problem, UnknownHost
from tui.i18n import _
from tui.journey.account_queue import FAILED, AccountQueue, QueueEntry
from tui.journey.invitation import Invitation, read_intake
from tui.journey.journey import Journey
from tui.journey.trust_card import TrustCard
from tui.memory import forget
from tui.plain.console import Console, IdleTooLong, NobodyThere, TimeUp
from tui.plain.dialogue import Dialogue, Left
from tui.plain.prompts import GoBack, ask_address, ask_number, ask_yes
from tui.terminal.environment import Surroundings
from tui.terminal.presenter import is_presenting
from tui.wording.doubt import doubt_sentence, earlier_choices_sentence
from tui.wording.first_steps import FirstStep, first_steps, things_to_remember
from tui.wording.help import help_lines
from tui.wording.identity import presenter_sentence, shown_address, shown_id
from tui.wording.links import (
    link_choices,
    nothing_typed,
    several_links_words,
)
from tui.wording.mail import mail_facts, mail_facts_heading, nothing_found, where_to_look
from tui.wording.problem_view import Trouble
from tui.wording.queue import entry_name, how_many_active, state_words
from tui.wording.receipt import (
    active_words,
    demo_ahead,
    first_steps_heading,
    question_facts,
    receipt_label,
    remember_heading,
)
from tui.wording.sentences import as_sentence
from tui.wording.sign_in import sign_in_name
from tui.wording.speech import be_heard
from tui.wording.spoken_card import spoken_card
from tui.wording.steps import workspace_name
from tui.wording.times import begin_again, local_time, nobody_typed, time_is_over
from tui.wording.trust import (
    card_warnings,
    login_question,
    login_question_reason,
    nothing_sent_yet,
)


class PlainRenderer:
    """Goes through the queue; `run` returns when nothing is left to do, or the person leaves.

    Attributes:
        queue: how all accounts stand.
        heard: the numbers of those of which everything was said.
    """

    def __init__(
        self,
        journey: Journey,
        queue: AccountQueue,
        console: Console,
        surroundings: Surroundings,
        *,
        is_demo: bool = False,
    ) -> None:
        """Begin with accounts, or ask for a link.

        Args:
            journey: that of the first account; each further one gets a fresh one.
            queue: the accounts to go through.
            console: the terminal.
            surroundings: what can be done where the program runs.
            is_demo: whether nothing real happens.
        """
        self.queue = queue
        self._journey = journey
        self._console = console
        self._surroundings = surroundings
        self._is_demo = is_demo
        self.heard: set[int] = set()

    async def run(self) -> None:
        """Lead through all accounts."""
        be_heard()
        self._console.say(
            *([demo_ahead()] if self._is_demo else []),
            _("Activate your Unify Office account."),
            _("What you type is not shown. After each entry, press Enter."),
            _("For help, type a question mark (?). To go back, type the character < (less than)."),
            _("To quit the program, press Ctrl+C."),
            *([presenter_sentence()] if is_presenting() else []),
        )
        try:
            if not self.queue.entries:
                self._ask_link()
            if self.queue.is_choice:
                self._choose_link()
            await self._go_through()
            self._end(_("The program has ended."))
        except TimeUp:
            self._end("", time_is_over())
        except IdleTooLong:
            self._end("", nobody_typed())
        except (GoBack, NobodyThere):
            self.say_left()
        finally:
            await self._journey.close()

    def say_left(self) -> None:
        """The last words to a person who left."""
        in_doubt = any(entry.doubt is not None for entry in self.queue.entries)
        self._end(
            _("You have quit the program.")
            if in_doubt
            else _("You have quit the program. Nothing more was sent.")
        )

    def _end(self, *what_happened: str) -> None:
        """The last words: what happened, what is not known, and what next where something is left."""
        console, entries = self._console, self.queue.entries
        if self.queue.is_several and not self.queue.is_choice:
            console.say(*(self._listed(each) for each in entries if each.number not in self.heard))
        console.say(*what_happened)
        if any(entry.doubt is not None for entry in entries):
            console.say(doubt_sentence())
        self.heard.update(entry.number for entry in entries)
        if not self.queue.entries or self.queue.open_entries():
            self._console.say(begin_again())

    # Links

    def _ask_link(self) -> None:
        while True:
            text = self._console.hear_all(_("Your activation link or the whole email:"))
            if text.strip() == "<":
                raise GoBack
            if text.strip() == "?":
                self._console.say(*help_lines("link"))
                continue
            if not text.strip():
                self._console.say(nothing_typed())
                continue
            intake = read_intake(text, origin=self._journey.vouched.backend)
            if intake.invitations:
                self.queue = AccountQueue(intake.invitations, is_choice=len(intake.invitations) > 1)
                return
            self._console.say(*nothing_found(intake), *where_to_look(intake))

    def _choose_link(self) -> None:
        given = self.queue.invitations
        title, lead = several_links_words()
        self._console.say_heading(title)
        self._console.say(lead)
        entries = link_choices(invitation.link for invitation in given)
        chosen = ask_number(
            self._console, _("Which link would you like to use?"), entries, help_lines("link")
        )
        self.queue = AccountQueue(given[chosen : chosen + 1] or given)

    # Accounts

    async def _go_through(self) -> None:
        number: int | None = 1
        while number is not None:
            if self.queue.is_several:
                number = self._choose_account()
                if number is None:
                    return
            wants_another = await self._activate(number)
            forget()
            if wants_another:
                self._ask_link()
                number = 1
                if self.queue.is_choice:
                    self._choose_link()
            elif not self.queue.is_several:
                number = None

    def _choose_account(self) -> int | None:
        """The number of the account to go on with; None for the end.

        Where none is open, those whose problem may have passed are offered once more.
        """
        queue, proposed = self.queue, self.queue.next_open()
        able = [entry for entry in queue.entries if entry.can_be_opened]
        self._console.say_heading(how_many_active(queue))
        self._console.say(*(self._listed(entry) for entry in queue.entries if entry not in able))
        self.heard.update(entry.number for entry in queue.entries)
        if proposed is None and not any(entry.may_pass for entry in able):
            self._console.say(*map(self._listed, able))
            return None
        no_more = _("None of these. Quit the program.")
        try:
            chosen = ask_number(
                self._console,
                _("Which account would you like to activate?"),
                [*map(self._line, able), no_more],
                help_lines("queue"),
                names=[*map(entry_name, able), no_more],
                numbers=[*(entry.number for entry in able), len(queue.entries) + 1],
                proposed=None if proposed is None else able.index(proposed),
            )
        except GoBack:
            return None
        return able[chosen].number if chosen < len(able) else None

    def _line(self, entry: QueueEntry) -> str:
        line = _("{name}: {state}. Try again.") if entry.may_pass else _("{name}: {state}.")
        return line.format(name=entry_name(entry), state=state_words(self.queue, entry))

    def _listed(self, entry: QueueEntry) -> str:
        """An account that cannot be chosen now, with the number that it has."""
        return _("Account {number}, {name}: {state}.").format(
            number=entry.number, name=entry_name(entry), state=state_words(self.queue, entry)
        )

    async def _activate(self, number: int) -> bool:
        """Go the way of one account; True when another link is wanted instead."""
        queue = self.queue
        self.heard.discard(number)
        invitation = queue.open(number)
        journey = self._journey
        journey.mark = queue.mark
        if queue.entries[number - 1].doubt is not None:
            journey.recall_doubt()
        card = journey.card_of(invitation)
        queue.warn(card_warnings(card, journey.clock.zone))
        try:
            await self._receive(invitation, card)
        except Left as left:
            self._tell(left.outcome)
            return left.another and not queue.is_several
        except (GoBack, NobodyThere):
            raise
        except Exception:
            queue.tell(FAILED)
            raise
        finally:
            if journey.activation is not None:
                queue.know(journey.activation.account)
            if journey.finished is not None:
                queue.activated(journey.finished)
                self._finish(journey)
                self.heard.add(number)
            queue.doubt(journey.doubt)
            self._journey = journey.another()
            await journey.close()
            queue.put_down()
        return False

    async def _receive(self, invitation: Invitation, card: TrustCard) -> None:
        if card.is_due:
            self._show_card(card)
        if card.asks_login:
            invitation = invitation.for_login(self._ask_login())
        try:
            await self._journey.begin(invitation)
        except Problem as problem:
            self._cannot_begin(problem)
            raise Left(problem.slug) from None
        mail = invitation.mail
        told = mail_facts(mail.facts) if card.is_due and mail is not None else []
        journey, console = self._journey, self._console
        await Dialogue(journey, console, self._surroundings, self._tell, told).run()

    def _tell(self, outcome: str) -> None:
        """How the account in hand stands now; while a commit is in doubt, that."""
        self.queue.doubt(self._journey.doubt)
        self.queue.tell(outcome)

    def _show_card(self, card: TrustCard) -> None:
        """What speaks for it and against it, before anybody is asked."""
        console, mail = self._console, card.invitation.mail
        console.say("", *spoken_card(card, self._zone))
        facts = mail_facts(mail.facts) if mail is not None else []
        if facts:
            console.say_heading(mail_facts_heading(), over_list=True)
            console.say(*(f"{label}: {value}" for label, value in facts))
        if card.asks_somebody:
            console.say(nothing_sent_yet())
            question = _("Check the link?") if card.way == "look" else _("Look for the account?")
            try:
                if ask_yes(console, question, help_lines("card")):
                    return
            except GoBack:
                pass
            raise Left("left")

    def _ask_login(self) -> str:
        """Whom the operator means, where the mail leaves a doubt."""
        self._console.say(login_question_reason())
        try:
            return ask_address(self._console, login_question(), help_lines("card"))
        except GoBack:
            raise Left("left") from None

    def _cannot_begin(self, problem: Problem) -> None:
        """A stranger's link, or a provider without an interface: nothing is sent."""
        trouble = Trouble(self._journey, problem, "look")
        self._console.say_heading(trouble.title)
        self._console.say(trouble.happened)
        if isinstance(problem, UnknownHost | NoPublicInterface):
            self._console.say(*filter(None, (trouble.details, trouble.then)))

    @property
    def _zone(self) -> tzinfo | None:
        return self._journey.clock.zone

    def _finish(self, journey: Journey) -> None:
        """The account is active: receipt, what to remember, first steps."""
        receipt = journey.receipt
        assert receipt is not None, "the account is active"
        activation, email_login = journey.flow.activation, journey.email_login
        facts = [
            (receipt_label("receipt_id"), shown_id(receipt.receipt_id)),
            (receipt_label("activated_at"), local_time(receipt.activated_at, journey.clock.zone)),
            (
                receipt_label("sign_in_name"),
                sign_in_name(receipt.account, activation, email_login=email_login),
            ),
        ]
        if receipt.workspace is not None:
            facts.append((_("App or browser"), workspace_name(receipt.workspace)))
        facts += question_facts(journey.question)
        things = things_to_remember(activation, email_login=email_login)
        console = self._console
        title, meaning = active_words(journey.operator)
        console.say_heading(title)
        console.say(
            meaning,
            *([earlier_choices_sentence()] if journey.by_earlier_choices else []),
            *(f"{label}: {value}" for label, value in facts),
            *([as_sentence(f"{remember_heading()}: {things}")] if things else []),
        )
        console.say_heading(first_steps_heading(), over_list=True)
        console.say(*_lines(first_steps(receipt, activation)))


def _lines(steps: Sequence[FirstStep]) -> list[str]:
    return [
        f"{step.text}: {shown_address(step.handoff.address)}" if step.handoff else step.text
        for step in steps
    ]
