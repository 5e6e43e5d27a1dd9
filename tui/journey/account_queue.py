"""Several accounts, one after another: which there are, how each stands, which comes next.

Nothing here knows a screen, a network or a secret beyond the links that were given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from api_client.problems import LinkUsed
from tui.exit_codes import Exit, exit_code
from tui.journey.invitation import Invitation
from tui.journey.states import Mark

if TYPE_CHECKING:
    from api_client.mail.compare import Difference
    from api_client.models import Account, Receipt, Refusal
    from tui.journey.journey import Finished
    from tui.journey.trust_card import TrustWarning

State = Literal["waiting", "here", "left", "active", "ended"]
"""Not begun, in hand just now, begun and put aside, active, or ended in a problem."""

NOT_BEGUN, LEFT, ACTIVE = "not-begun", "left", "active"
NO_LINK, NOT_READ, FAILED = "no-usable-link", "not-read", "failed"
DISOWNED, NEW_LINK = "disowned", "new-link-sent"
SUPERSEDED = "superseded"
CHECKED, NOT_ANSWERED = "checked", "answers-incomplete"
NOT_TRUSTED, NOT_KEPT = "not-trusted", "secret-not-kept"
ALREADY_ACTIVE = "already-active"
"""Outcomes that are no problem's slug."""

EXIT_CODES: dict[str, Exit] = {
    ACTIVE: Exit.ACTIVE,
    NOT_BEGUN: Exit.LEFT,
    LEFT: Exit.LEFT,
    NO_LINK: Exit.USAGE,
    NOT_READ: Exit.USAGE,
    DISOWNED: Exit.LINK_UNUSABLE,
    NEW_LINK: Exit.LINK_UNUSABLE,
    FAILED: Exit.FAILED,
    SUPERSEDED: Exit.ACTIVE,  # the account's newer mail is in the queue too, and its own entry
    CHECKED: Exit.ACTIVE,
    NOT_ANSWERED: Exit.REFUSED,
    NOT_TRUSTED: Exit.USAGE,
    NOT_KEPT: Exit.USAGE,
}
"""By outcome; those of problems are beside their slugs."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One account of the queue.

    `outcome` is `active`, a problem's slug, or one of the words above. `account` is known after
    the first look, `finished` when it is active; its invitation is gone then, and the link's token
    with it. `refused` is what an answers file's answers were refused for, `contradictions` what
    the mail told of the account differently than the server, `warnings` what its card spoke of
    against it. `detail` says for people why it is not active, `retry_after` how many seconds the
    server asks to wait. `doubt` is the problem that stands while it is not known what became of a commit:
    until then the account is not merely left. An entry that never had an invitation stands for a
    source in which no usable link was found.
    """

    number: int
    invitation: Invitation | None
    source: str = ""
    outcome: str = NOT_BEGUN
    account: "Account | None" = None
    finished: "Finished | None" = None
    refused: "tuple[Refusal, ...]" = ()
    contradictions: "tuple[Difference, ...]" = ()
    warnings: "tuple[TrustWarning, ...]" = ()
    detail: str = ""
    retry_after: int | None = None
    doubt: str | None = None

    @property
    def exit_code(self) -> Exit:
        """What the shell would be told if this were the only account."""
        return EXIT_CODES[self.outcome] if self.outcome in EXIT_CODES else exit_code(self.outcome)

    @property
    def receipt(self) -> "Receipt | None":
        """That of an active account."""
        return None if self.finished is None else self.finished.receipt

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.outcome in (NOT_BEGUN, LEFT)

    @property
    def can_be_opened(self) -> bool:
        """Whether one can go (back) to it to activate it: a problem may have passed."""
        return self.invitation is not None and self.outcome != DISOWNED

    @property
    def may_pass(self) -> bool:
        """Whether it ended in a problem that may be over by now: another try can help."""
        from api_client.problems import PROBLEMS, Problem, WaitProblem

        return issubclass(PROBLEMS.get(self.outcome, Problem), WaitProblem)

    @property
    def can_be_chosen(self) -> bool:
        """Whether one can go to it at all: an active one shows its last page again."""
        return self.can_be_opened or self.finished is not None


class AccountQueue:
    """The accounts in hand, in the order in which they were given.

    Attributes:
        size: how many accounts there are; a source without a link is none.
        current: the number of the one in hand, None between two.
    """

    def __init__(
        self,
        invitations: Iterable[Invitation] = (),
        without_link: Iterable[str] = (),
        *,
        not_read: Iterable[str] = (),
        why: Mapping[str, str] | None = None,
        is_choice: bool = False,
    ) -> None:
        """Begin with accounts.

        Args:
            invitations: one for each account.
            without_link: named sources in which there is no usable link.
            not_read: sources that could not be read.
            why: what keeps a source of either kind from being used, for people.
            is_choice: whether all stood in one text, of which only one may be meant.
        """
        all_given = tuple(invitations)
        older = _superseded(all_given)
        given = [
            *(
                (each, each.source, SUPERSEDED if each in older else NOT_BEGUN)
                for each in all_given
            ),
            *((None, source, NO_LINK) for source in without_link),
            *((None, source, NOT_READ) for source in not_read),
        ]
        said = why or {}
        self._entries = [
            QueueEntry(number, *each, detail="" if each[0] else said.get(each[1], ""))
            for number, each in enumerate(given, 1)
        ]
        self.size = len(all_given)
        self.current: int | None = None
        self.is_choice = is_choice

    @property
    def entries(self) -> Sequence[QueueEntry]:
        """All accounts as they stand; of thousands, one changes without the others being copied."""
        return self._entries

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """Those of all accounts that are not active."""
        return tuple(entry.invitation for entry in self.entries if entry.invitation)

    def login_addresses(self) -> list[str]:
        """Whose accounts these are, as far as their mails say."""
        mails = (each.mail for each in self.invitations)
        return [mail.login_email for mail in mails if mail is not None and mail.login_email]

    @property
    def is_several(self) -> bool:
        """Whether there is more than one to go through."""
        return len(self.entries) > 1

    @property
    def entry(self) -> QueueEntry | None:
        """The one in hand."""
        return None if self.current is None else self.entries[self.current - 1]

    @property
    def mark(self) -> Mark | None:
        """Which one is in hand, if it has to be told from others."""
        if self.current is None or not self.is_several:
            return None
        return Mark(self.current, self.size)

    def state(self, entry: QueueEntry) -> State:
        """How an entry stands."""
        if entry.outcome == ACTIVE:
            return "active"
        if entry.number == self.current:
            return "here"
        if entry.outcome == NOT_BEGUN:
            return "waiting"
        return "left" if entry.outcome == LEFT else "ended"

    def open(self, number: int) -> Invitation:
        """Take an account in hand; until it is more, it counts as left.

        Raises:
            ValueError: it is active already or was given back, or there is no link in it.
        """
        invitation = self.entries[number - 1].invitation
        if invitation is None or not self.entries[number - 1].can_be_opened:
            raise ValueError(f"account {number} cannot be opened")
        self.current = number
        self.tell(LEFT)
        return invitation

    def see_again(self, number: int) -> "Finished":
        """Take an account in hand that is active already, to show what is left of it.

        Raises:
            ValueError: it is not active.
        """
        finished = self.entries[number - 1].finished
        if finished is None:
            raise ValueError(f"account {number} is not active")
        self.current = number
        return finished

    def tell(
        self,
        outcome: str,
        refused: "Iterable[Refusal]" = (),
        *,
        detail: str = "",
        retry_after: int | None = None,
    ) -> None:
        """How the one in hand stands now; nothing undoes that it is active, or in doubt."""
        entry = self.entry
        if entry is None or entry.outcome == ACTIVE:
            return
        if entry.doubt is not None and outcome not in (
            LinkUsed.slug,
            ALREADY_ACTIVE,
        ):  # it says no less: it is active
            outcome = entry.doubt
        invitation = entry.invitation
        if outcome == DISOWNED and invitation is not None:
            invitation = invitation.spent()
        self._change(
            replace(
                entry,
                outcome=outcome,
                refused=tuple(refused),
                invitation=invitation,
                detail=detail,
                retry_after=retry_after,
            )
        )

    def warn(self, warnings: "tuple[TrustWarning, ...]") -> None:
        """What speaks against the one in hand."""
        if self.entry is not None:
            self._change(replace(self.entry, warnings=warnings))

    def doubt(self, slug: str | None) -> None:
        """The problem that stands while the one in hand may be active; None if it is known."""
        entry = self.entry
        if entry is not None and entry.outcome != ACTIVE:
            self._change(replace(entry, doubt=slug))
            if slug is not None:
                self.tell(entry.outcome, detail=entry.detail, retry_after=entry.retry_after)

    def know(self, account: "Account") -> None:
        """Whose account the one in hand is, and what its mail told otherwise."""
        entry = self.entry
        if entry is None:
            return
        found = entry.contradictions
        if entry.invitation is not None:  # else it is active, and its mail was compared before
            found = entry.invitation.contradictions(account)
        self._change(replace(entry, account=account, contradictions=found))

    def activated(self, finished: "Finished") -> None:
        """The one in hand is active; its link has served."""
        if self.entry is not None:
            self._change(
                replace(
                    self.entry,
                    outcome=ACTIVE,
                    invitation=None,
                    account=finished.receipt.account,
                    finished=finished,
                    doubt=None,
                )
            )

    def put_down(self) -> None:
        """None is in hand now."""
        self.current = None

    def let_go(self, number: int) -> None:
        """Keep of an account what became of it and nothing else: all that was known is told."""
        entry = self.entries[number - 1]
        self._change(QueueEntry(number, None, entry.source, entry.outcome))

    def next_open(self) -> QueueEntry | None:
        """The next that waits, those after the one in hand first."""
        start = self.current or 0
        ordered = (*self.entries[start:], *self.entries[:start])
        return next((entry for entry in ordered if entry.is_open), None)

    def open_entries(self) -> tuple[QueueEntry, ...]:
        """All that still wait, the one in hand included."""
        return tuple(entry for entry in self.entries if entry.is_open)

    def exit_code(self) -> Exit:
        """What the shell is told: the first that is not 0; with no account at all, that one left."""
        if not self.entries:
            return Exit.LEFT
        codes = (entry.exit_code for entry in self.entries)
        return next((code for code in codes if code), Exit.ACTIVE)

    def _change(self, entry: QueueEntry) -> None:
        self._entries[entry.number - 1] = entry


def _superseded(invitations: tuple[Invitation, ...]) -> set[Invitation]:
    """Those for whose account a later mail is among them: only the newest link of one works.

    The mock's scenarios are no accounts: any number of them share one name.
    """
    newest: dict[tuple[str, str], datetime] = {}
    dated = [
        ((each.link.origin, each.link.account_id), each.mail.sent_at, each)
        for each in invitations
        if each.link.account_id.isdigit() and each.mail and each.mail.sent_at
    ]
    for account, sent_at, _invitation in dated:
        newest[account] = max(sent_at, newest.get(account, sent_at))
    return {each for account, sent_at, each in dated if sent_at < newest[account]}
