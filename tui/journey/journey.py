"""One journey at one backend: the flow, the deadline, and the calls that move them on.

Renderers call these coroutines and draw what they find; every call may raise a
`Problem`, after which everything typed is still there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api_client.activation_link import is_loopback
from api_client.backend import Abilities, Backend
from api_client.problems import (
    CredentialsRejected,
    IdempotencyKeyReused,
    LinkProblem,
    Problem,
    WaitProblem,
)
from tui.journey.clock import Deadline, DeadlineWarning, WallClock
from tui.journey.trust_card import TrustCard, Vouched, card_of

if TYPE_CHECKING:
    from api_client.link import ActivationLink
    from api_client.mail import ActivationMail
    from api_client.mail.compare import Difference
    from api_client.models import Activation, Receipt, Step
    from tui.journey.flow import Flow
    from tui.journey.invitation import Invitation
    from tui.journey.states import Mark

Connect = Callable[["ActivationLink", "ActivationMail | None"], Backend]
"""Opens the backend for a link and the mail that brought it.

Raises NoPublicInterface or UnknownHost.
"""


@dataclass(frozen=True, slots=True)
class Finished:
    """What an activation leaves behind: all that its last page shows, and nothing secret."""

    receipt: "Receipt"
    activation: "Activation"
    answered_by: str


class Journey:
    """The way of one activation link from the first look to the receipt.

    Attributes:
        vouched: whom the person vouched for.
        card: what is known of the invitation that was considered last, before anybody is asked.
        link: the link in hand, None until one was given.
        mark: which of several accounts this is; None where there is only one.
        deadline: when the link ends on this machine's clock; None when unknown or endless.
        receipt: what the commit left behind, None before.
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
        self._operator: str | None = None
        self.clock = clock
        self.vouched = vouched or Vouched()
        self.link: ActivationLink | None = None
        self.card: TrustCard | None = None
        self.mark: Mark | None = None
        self.deadline: Deadline | None = None
        self.receipt: Receipt | None = None
        self.is_committing = False

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
    def finished(self) -> Finished | None:
        """What is left of it when the account is active; None before."""
        if self.receipt is None:
            return None
        return Finished(self.receipt, self.flow.activation, self.answered_by)

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

    def lock(self) -> None:
        """Forget what was typed; the link in hand is as it was."""
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
        self.deadline = self.receipt = None
        if before is None or (before.origin, before.account_id) != (link.origin, link.account_id):
            self._forget()
        self._backend = self._connect(link, invitation.mail)

    async def look(self) -> "Activation":
        """Look at the link, for the first time or again; what was typed stays."""
        activation = await self._asked().look()
        from tui.journey.flow import Flow

        self.deadline = Deadline.of(activation, self.clock.now())
        if self._flow is None or self._flow.activation.account.email != activation.account.email:
            self._forget()
            self._flow = Flow(activation)
        else:
            self._flow.take_activation(activation)
        return activation

    async def look_again(self) -> None:
        """See before the commit that the link is still alive; any other problem the commit tells.

        Raises:
            LinkProblem: it died meanwhile.
        """
        try:
            await self.look()
        except LinkProblem:
            raise
        except Problem:
            return

    async def check(self, step: "Step", *, must_answer: bool = False) -> bool:
        """Let the server judge a finished step; True when it may be left.

        Where the backend has no check, or does not answer now, the commit will judge; with
        `must_answer` a server that does not answer is a problem.
        """
        if not self.abilities.check:
            return True
        flow = self.flow
        part = flow.form.part(step)
        try:
            said = await self._asked().check(part)
        except WaitProblem:
            if must_answer:
                raise
            said = ()
        if (
            flow.form.part(step) == part
        ):  # else it was edited meanwhile, and the answer is about the past
            flow.form.take_verdicts(said)
        return not flow.form.missing(step)

    async def commit(self, on_doubt: Callable[[], None] | None = None) -> "Receipt":
        """Activate, and find out what became of it when the answer is lost.

        Refused credentials are handed to the flow, after a further look, because the policy
        may have changed, and then raised.
        """
        flow = self.flow
        if self.receipt is not None:
            return self.receipt
        from api_client.commit_retry import settle

        self.is_committing = True
        try:
            self.receipt = await settle(
                self._asked(),
                flow.form.choices(),
                flow.commit_key(),
                on_doubt=on_doubt,
                sleep=self._sleep,
            )
        except CredentialsRejected as refused:
            await self._look_after_refusal()
            flow.form.take_refusals(refused.errors)
            raise
        except IdempotencyKeyReused:
            flow.renew_key()
            raise
        finally:
            self.is_committing = False
        flow.form.forget()
        await self._let_go()
        return self.receipt

    async def _look_after_refusal(self) -> None:
        with suppress(Problem):  # the refusal itself is the news
            await self.look()

    async def until_up(self) -> None:
        """Return when a maintenance is over, where the backend can tell."""
        await self._asked().until_up()

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail in place of an expired link."""
        await self._asked().ask_new_link()

    async def disown(self) -> None:
        """Say that the link reached the wrong person."""
        await self._asked().disown()
        self._forget()
        await self._let_go()

    async def close(self) -> None:
        """Let go of the connections and of everything typed."""
        await self._hang_up()
        if self._flow is not None:
            self._flow.form.forget()

    async def _let_go(self) -> None:
        """The link has served: keep who answered, and neither its token nor the mail."""
        self._answered_by, self._operator = self.answered_by, self.operator
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
        flow, self._flow = self._flow, None
        if flow is not None:
            flow.form.forget()

    def _asked(self) -> Backend:
        assert self._backend is not None, "no link was given yet"
        return self._backend
