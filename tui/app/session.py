"""What the app works on: the account in hand, and all that were given."""

from tui.exit_codes import Exit
from tui.journey.account_queue import FAILED, AccountQueue
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey


class Session:
    """One account is in hand at a time; nothing of it is left when the next comes.

    Attributes:
        journey: that of the account in hand; each account gets a fresh one.
        queue: all accounts, and how they stand.
        saved: a sentence about each file that was saved.
    """

    def __init__(self, journey: Journey, queue: AccountQueue) -> None:
        self.journey = journey
        self.queue = queue
        self.saved: list[str] = []

    def open(self, number: int) -> Invitation:
        """Take an account in hand, by its number in the queue.

        Raises:
            ValueError: it is active already, or there is no link in it.
        """
        invitation = self.queue.open(number)
        self.journey.mark = self.queue.mark
        if self.queue.entries[number - 1].doubt is not None:
            self.journey.recall_doubt()
        return invitation

    def tell(self, outcome: str) -> None:
        """How the account in hand stands now; while a commit is in doubt, that."""
        self.queue.doubt(self.journey.doubt)
        self.queue.tell(outcome)

    def see_again(self, number: int) -> None:
        """Take an account in hand that is active, to show its last page once more.

        Raises:
            ValueError: it is not active.
        """
        self.journey.recall(self.queue.see_again(number))
        self.journey.mark = self.queue.mark

    async def put_down(self) -> None:
        """Let go of the account in hand: its connections, and everything typed."""
        self._tell_what_was_committed()
        done, self.journey = self.journey, self.journey.another()
        self.queue.put_down()
        await done.close()

    def leave_code(self) -> int:
        """What the shell is told when one leaves where one is."""
        self._tell_what_was_committed()
        return self.queue.exit_code()

    def _tell_what_was_committed(self) -> None:
        """Tell what the screens may not have come to: the receipt, or that none came."""
        if self.journey.finished is not None:
            self.queue.activated(self.journey.finished)
        self.queue.doubt(self.journey.doubt)

    def outcome(self, code: int) -> AccountQueue:
        """How all accounts stand after the run; one in hand when the program failed did so too."""
        self._tell_what_was_committed()
        if code == Exit.FAILED:
            self.tell(FAILED)
        return self.queue
