"""One journey at one backend: the flow, the deadline, and the calls that move them on.

Renderers call these coroutines and draw what they find; every call may raise a
`Problem`, after which everything typed is still there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from api_client.activation_link import is_loopback
from api_client.backend import Abilities, Backend
from api_client.problems import (
    AnswerLost,
    CredentialsRejected,
    IdempotencyKeyReused,
    LinkProblem,
    Problem,
    RequestProblem,
    StepNotTaken,
    WaitProblem,
)
from tui.journey.clock import Deadline, DeadlineWarning, WallClock
from tui.journey.consistency import (
    AnswersDisagree,
    Looks,
    account_disagreements,
    receipt_disagreements,
)
from tui.journey.doubt import Doubt, SentCommit
from tui.journey.trust_card import TrustCard, Vouched, card_of

if TYPE_CHECKING:
    from api_client.link import ActivationLink
    from api_client.mail import ActivationMail
    from api_client.mail.compare import Difference
    from api_client.models import Activation, Choices, Receipt, SecurityQuestion, Step
    from tui.journey.flow import Flow
    from tui.journey.invitation import Invitation
    from tui.journey.states import Mark

Connect = Callable[["ActivationLink", "ActivationMail | None"], Backend]
"""Opens the backend for a link and the mail that brought it.

Raises NoPublicInterface or UnknownHost.
"""


@dataclass(frozen=True, slots=True)
class Finished:
    """What an activation leaves behind: all that its last page shows, and nothing secret.

    `by_earlier_choices` says that what was changed after a lost answer does not count,
    `email_login` whether one signs in with the e-mail address, if with a password at all,
    `question` which security question was answered.
    """

    receipt: "Receipt"
    activation: "Activation"
    answered_by: str
    by_earlier_choices: bool = False
    email_login: bool = True
    question: "SecurityQuestion | None" = None

    @property
    def is_demo(self) -> bool:
        """Whether a server on this very machine answered, which activates nothing real."""
        return is_loopback(self.answered_by)


class Journey:
    """The way of one activation link from the first look to the receipt.

    Attributes:
        vouched: whom the person vouched for.
        card: what is known of the invitation that was considered last, before anybody is asked.
        link: the link in hand, None until one was given.
        mark: which of several accounts this is; None where there is only one.
        deadline: when the link ends on this machine's clock; None when unknown or endless.
        receipt: what the commit left behind, None before.
        question: the security question that was answered in the commit, if one was.
        by_earlier_choices: whether the receipt is that of choices which were changed afterwards.
        is_committing: whether the choices are on their way just now.
    """

    def __init__(
        self,
        connect: Connect,
        clock: WallClock,
        vouched: Vouched | None = None,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._connect = connect
        self._sleep = sleep
        self._backend: Backend | None = None
        self._flow: Flow | None = None
        self._answered_by = ""
        self._looks: Looks | None = None
        self._disagrees = False
        self._checked: tuple[Flow, int] | None = None
        self._operator: str | None = None
        self._email_login = True
        self.clock = clock
        self.vouched = vouched or Vouched()
        self.link: ActivationLink | None = None
        self.card: TrustCard | None = None
        self.mark: Mark | None = None
        self.deadline: Deadline | None = None
        self.receipt: Receipt | None = None
        self.question: SecurityQuestion | None = None
        self.by_earlier_choices = False
        self.is_committing = False
        self._doubt = Doubt()

    @property
    def flow(self) -> "Flow":
        """The flow of the link that was looked at."""
        assert self._flow is not None, "nothing was looked at yet"
        return self._flow

    @property
    def abilities(self) -> Abilities:
        """What the backend offers beside the look and the commit."""
        if self._backend is None:
            return Abilities(check=False, new_link=False, disown=False)
        return self._backend.abilities

    @property
    def answered_by(self) -> str:
        """The host that answers, for people to read."""
        return self._backend.answered_by if self._backend else self._answered_by

    @property
    def is_demo(self) -> bool:
        """Whether a server on this very machine answered, which activates nothing real."""
        return is_loopback(self.answered_by)

    @property
    def operator(self) -> str | None:
        """Whose rights are used, for people to read; None where the link itself is the proof."""
        return self._backend.operator if self._backend else self._operator

    @property
    def email_login(self) -> bool:
        """Whether the account signs in with its e-mail address, if with a password at all."""
        return self._backend.abilities.email_login if self._backend else self._email_login

    @property
    def activation(self) -> "Activation | None":
        """What the backend said of the link in hand; None before the first look."""
        return self._flow.activation if self._flow else None

    @property
    def contradictions(self) -> "tuple[Difference, ...]":
        """What the mail and the latest look tell differently of the account, each a doubt."""
        if self.card is None or self._flow is None:
            return ()
        return self.card.invitation.contradictions(self._flow.activation.account)

    @property
    def has_typed(self) -> bool:
        """Whether leaving now would lose something typed."""
        return (
            self._flow is not None and self.receipt is None and not self._flow.form.draft.is_empty()
        )

    @property
    def is_in_doubt(self) -> bool:
        """Whether a commit was sent of which it is not known what became."""
        return self.receipt is None and bool(self._doubt)

    @property
    def doubt(self) -> str | None:
        """The slug of the problem that stands while a commit is in doubt; None where none is."""
        return self._doubt.slug if self.is_in_doubt else None

    @property
    def finished(self) -> Finished | None:
        """What is left of it when the account is active; None before."""
        if self.receipt is None:
            return None
        return Finished(
            self.receipt,
            self.flow.activation,
            self.answered_by,
            self.by_earlier_choices,
            self.email_login,
            self.question,
        )

    def deadline_warning(self, after: DeadlineWarning | None = None) -> DeadlineWarning | None:
        """How near the link's end is: the warning that is due after another, None if none is."""
        if self.deadline is None or self.operator is not None:
            return None  # an operator does not depend on the link
        return self.deadline.warning(self.clock.now(), after)

    def another(self) -> "Journey":
        """A journey for another account; nothing of this one is in it."""
        return Journey(self._connect, self.clock, self.vouched, sleep=self._sleep)

    def recall(self, finished: Finished) -> None:
        """Stand where another journey ended, without its link: nothing more is sent."""
        from tui.journey.flow import Flow

        self._flow = Flow(finished.activation)
        self.receipt, self._answered_by = finished.receipt, finished.answered_by
        self.question = finished.question
        self.by_earlier_choices = finished.by_earlier_choices
        self._email_login = finished.email_login

    def recall_doubt(self) -> None:
        """Know that another journey with the same link ended in doubt."""
        self._doubt.outlives_choices = True

    def lock(self) -> None:
        """Forget what was typed; the link in hand is as it was, and so is a doubt."""
        self._doubt.forget_choices()
        if self._flow is not None:
            self._flow.lock()

    def card_of(self, invitation: "Invitation") -> TrustCard:
        """What is known of an invitation before anybody is asked; sends nothing."""
        if self.card is None or self.card.invitation is not invitation:
            self.card = card_of(invitation, self.vouched, self.clock.now())
        return self.card

    async def begin(self, invitation: "Invitation") -> None:
        """Take an invitation in hand. Sends nothing yet.

        A newer link of the same account keeps what was typed, if the look proves that it is the
        same; with any other it is forgotten.

        Raises:
            NoPublicInterface, UnknownHost: nobody may be asked about its link.
        """
        self.card_of(invitation)
        await self._hang_up()
        link = invitation.link
        before, self.link = self.link, link
        self.deadline = self.receipt = self.question = self._looks = None
        self._disagrees = False
        if before is not None and before != link:
            self._doubt.forget_choices()  # a key belongs to one link
        if before is None or (before.origin, before.account_id) != (link.origin, link.account_id):
            self._forget()
            self._doubt = self._doubt if before is None else Doubt()  # that was another account's
        self._backend = self._connect(link, invitation.mail)

    async def look(self) -> "Activation":
        """Look at the link, for the first time or again; what was typed stays.

        A link that is dead while a commit is in doubt may have died of it: that commit is asked
        about first, and if it went through, its `receipt` is here afterwards.

        Raises:
            AnswersDisagree: it is another account's by now. What the looks before said counts on.
        """
        if self.receipt is not None:
            return self.flow.activation  # a look that was under way meanwhile has nothing to say
        try:
            activation = await self._asked().look()
        except LinkProblem as problem:
            if not await self._went_through(problem):
                raise
            return self.flow.activation
        self._hold_against_first(activation)
        from tui.journey.flow import Flow

        self.deadline = Deadline.of(activation, self.clock.now())
        known = self._flow.activation.account if self._flow else None
        if self._flow is None or known is None or account_disagreements(known, activation.account):
            self._forget()
            self._flow = Flow(activation, self.abilities.may_stay_away)
        else:
            self._flow.take_activation(activation)
        return activation

    def _hold_against_first(self, activation: "Activation") -> None:
        """Note a look; one that names another account than the first at this link is none."""
        now, before = self.clock.now(), self._looks
        if before is None:
            self._looks = Looks(activation, now, activation, now)
            return
        found = account_disagreements(before.first.account, activation.account)
        self._disagrees = bool(found)
        if found:
            raise AnswersDisagree(found, in_receipt=False)
        self._looks = replace(before, latest=activation, latest_at=now)

    async def look_again(self) -> None:
        """See before the commit that nothing stands against it; other problems the commit tells.

        Raises:
            LinkProblem: the link died meanwhile.
            AnswersDisagree: it is another account's by now.
        """
        try:
            await self.look()
        except (LinkProblem, AnswersDisagree):
            raise
        except Problem:
            return

    async def check(self, *steps: "Step", must_answer: bool = False) -> bool:
        """Let the server judge finished steps, together; True when they may be left.

        Where the backend has no check, or does not answer now, the commit will judge; with
        `must_answer` a server that does not answer is a problem. What is judged only as a whole is
        judged once, as soon as nothing is missing.
        """
        if not self.abilities.check:
            return True
        flow, parts = self.flow, self.abilities.check_parts
        if not parts and (self.is_checked or any(map(flow.form.missing, flow.activation.steps))):
            return not any(map(flow.form.missing, steps))
        chosen = partial(flow.form.part, *steps) if parts else flow.form.choices
        part, revision = chosen(), flow.form.revision
        try:
            said = await self._asked().check(part)
            self._checked = (flow, revision)
        except WaitProblem:
            if must_answer:
                raise
            said = ()
        if chosen() == part:  # else it was edited meanwhile, and the answer is about the past
            flow.form.take_verdicts(said)
        return not any(map(flow.form.missing, steps))

    @property
    def is_checked(self) -> bool:
        """Whether the server judged the last that was asked about, and nothing was edited since."""
        return self._checked == (self._flow, self.flow.form.revision)

    async def commit(self, on_doubt: Callable[[], None] | None = None) -> "Receipt":
        """Activate, and find out what became of it when the answer is lost.

        If the answer to an earlier commit was lost, and what was sent with it was edited since,
        that one is asked about first; only when it was not carried out the new choices are sent.

        Refused credentials are handed to the flow, after a further look, because the policy
        may have changed, and then raised; where a step is not taken, that look leaves it out. A look that disagreed has to agree before.

        Raises:
            AnswersDisagree: the receipt is about something else than what was looked at and
                chosen, so that nobody knows whether this account is active.
        """
        flow = self.flow
        if self.receipt is not None:
            return self.receipt
        if self._disagrees:
            await self.look()
        self.is_committing = True
        try:
            receipt = await self._ask_about_earlier(on_doubt)
            if receipt is None:
                attempt = self._doubt.attempt or SentCommit(
                    flow.commit_key(), flow.form.choices(), flow.form.question
                )
                receipt = await self._ask_about(attempt, on_doubt)
        except CredentialsRejected as refused:
            await self._look_after_refusal()
            flow.form.take_refusals(refused.errors)
            raise
        except StepNotTaken:
            await self._look_after_refusal()
            raise
        except IdempotencyKeyReused:
            flow.renew_key()
            raise
        finally:
            self.is_committing = False
        return receipt

    async def _ask_about_earlier(self, on_doubt: Callable[[], None] | None) -> "Receipt | None":
        """The receipt of a commit in doubt that was edited since; None if it was not carried out."""
        earlier = self._doubt.attempt
        if earlier is None or earlier.key == self.flow.commit_key():
            return None
        try:
            return await self._ask_about(earlier, on_doubt)
        except (CredentialsRejected, RequestProblem):
            return None

    async def _went_through(self, problem: LinkProblem) -> bool:
        """Whether a commit in doubt is what a dead link died of; then its receipt is here.

        Raises:
            AnswerLost: that cannot be told.
            LinkProblem: it died of something else.
        """
        attempt = self._doubt.attempt
        if attempt is None:
            self._doubt.hear(problem)
            return False
        try:
            await self._ask_about(attempt)
        except (CredentialsRejected, RequestProblem):
            return False
        return True

    async def _ask_about(
        self, attempt: SentCommit, on_doubt: Callable[[], None] | None = None
    ) -> "Receipt":
        """Send a commit, or once more, and keep it in mind until it is known what became of it."""
        in_doubt, self._doubt.attempt = self._doubt.attempt is attempt, attempt
        from api_client.commit_retry import settle

        try:
            receipt = await settle(
                self._asked(),
                attempt.choices,
                attempt.key,
                in_doubt=in_doubt,
                on_doubt=on_doubt,
                sleep=self._sleep,
            )
        except AnswerLost as problem:
            self._doubt.slug = problem.slug
            raise
        except Problem as problem:
            self._doubt.attempt = None
            self._doubt.hear(problem)
            raise
        self._hold_against_looks(receipt, attempt.choices)
        self.by_earlier_choices = attempt.key != self.flow.commit_key()
        self.receipt = receipt
        self.question = attempt.question if attempt.choices.security_question else None
        self._doubt.settle()
        self.flow.form.forget()
        await self._let_go()
        return receipt

    def _hold_against_looks(self, receipt: "Receipt", choices: "Choices") -> None:
        if self._looks is None:
            return
        found = receipt_disagreements(receipt, self._looks, choices, self.clock.now())
        if found:
            problem = AnswersDisagree(found, in_receipt=True)
            self._doubt.slug = problem.slug
            raise problem

    async def _look_after_refusal(self) -> None:
        with suppress(Problem):  # the refusal itself is the news
            await self.look()

    async def until_up(self) -> None:
        """Return when a maintenance is over, where the backend can tell."""
        await self._asked().until_up()

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail in place of an expired link."""
        await self._asked().ask_new_link()
        self._doubt.settle()

    async def disown(self) -> None:
        """Say that the link reached the wrong person."""
        await self._asked().disown()
        self._doubt.settle()
        self._forget()
        await self._let_go()

    async def close(self) -> None:
        """Let go of the connections and of everything typed."""
        self._doubt.forget_choices()
        await self._hang_up()
        if self._flow is not None:
            self._flow.form.forget()

    async def _let_go(self) -> None:
        """The link has served: keep who answered, and neither its token nor the mail."""
        self._answered_by, self._operator = self.answered_by, self.operator
        self._email_login = self.email_login
        if self.link is not None:
            self.link = self.link.spent()
        self.card = None
        if self._operator is None:  # an operator's goodbye is asked of the platform, and can wait
            await self._hang_up()

    async def _hang_up(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            await backend.close()

    def _forget(self) -> None:
        """Drop the flow with everything typed."""
        self._doubt.forget_choices()
        flow, self._flow = self._flow, None
        if flow is not None:
            flow.form.forget()

    def _asked(self) -> Backend:
        assert self._backend is not None, "no link was given yet"
        return self._backend
