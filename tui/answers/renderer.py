"""All accounts one after another, without a question."""

from collections.abc import Callable
from contextlib import suppress

from tui.answers.account_attempt import AccountAttempt, Say, Stopped
from tui.answers.opened_answers import OpenedAnswers
from tui.i18n import _
from tui.journey.account_queue import FAILED, NOT_BEGUN, AccountQueue, QueueEntry
from tui.journey.journey import Journey
from tui.memory import forget
from tui.terminal.sanitize import harmless
from tui.terminal.tty import signals_wait
from tui.wording.identity import shown_email
from tui.wording.queue import entry_name, how_it_ended
from tui.wording.times import rest_not_begun

_LONGEST = 2000
"""Characters of one sentence with text from outside in it."""


class AnswersRenderer:
    """Goes through the queue; `run` returns when every account was tried once."""

    def __init__(
        self,
        journey: Journey,
        queue: AccountQueue,
        answers: OpenedAnswers,
        say: Say,
        *,
        only_check: bool = False,
        is_in_time: Callable[[], bool] = lambda: True,
        on_end: Callable[[QueueEntry], None] = lambda _entry: None,
    ) -> None:
        """Begin with accounts.

        Args:
            journey: that of the first account; each further one gets a fresh one.
            queue: the accounts to go through.
            answers: what is chosen.
            say: where sentences for people go.
            only_check: whether everything is done but the commit.
            is_in_time: whether a further account may be begun.
            on_end: is told how each stands as soon as nothing more is done about it.
        """
        self._journey = journey
        self._queue = queue
        self._answers = answers
        self._say_line = say
        self._only_check = only_check
        self._is_in_time = is_in_time
        self._on_end = on_end
        self._met: set[str] = set()

    async def run(self) -> None:
        """Try every account."""
        is_over = False
        for number in range(1, len(self._queue.entries) + 1):
            entry = self._queue.entries[number - 1]
            if entry.outcome == NOT_BEGUN and entry.can_be_opened:
                if is_over := is_over or not self._is_in_time():
                    continue  # told with the others at the end
                await self._try(number)
                if not self._only_check:
                    _forget()
            self._on_end(self._queue.entries[number - 1])
        if self._only_check:  # until now all answers were needed
            _forget()
        if is_over:
            self._say(rest_not_begun())
        self._name_unused()
        if self._queue.is_several:
            self._say(how_it_ended(self._queue))

    async def _try(self, number: int) -> None:
        queue, journey = self._queue, self._journey
        invitation = queue.open(number)
        journey.mark = queue.mark
        if invitation.mail is not None and invitation.mail.login_email:
            self._met.add(invitation.mail.login_email.casefold())
        try:
            if queue.mark is not None:
                self._say(f"{queue.mark.text} {entry_name(queue.entries[number - 1])}")
            attempt = AccountAttempt(
                journey, queue, self._answers, self._say, only_check=self._only_check
            )
            await attempt.run(invitation)
        except Stopped as stopped:
            queue.tell(
                stopped.outcome,
                stopped.refused,
                detail=stopped.detail,
                retry_after=stopped.retry_after,
            )
        except Exception:
            queue.doubt(journey.doubt)
            queue.tell(FAILED)
            raise
        finally:
            if journey.activation is not None:
                queue.know(journey.activation.account)
                self._met.add(journey.activation.account.email.casefold())
            if journey.finished is not None:
                queue.activated(journey.finished)
                self._answers.let_go(journey.finished.receipt.account.email)
            queue.doubt(journey.doubt)
            self._journey = journey.another()
            await journey.close()
            queue.put_down()

    def _name_unused(self) -> None:
        """A table for an account that did not turn up is likely a slip."""
        mails = [each.invitation.mail for each in self._queue.entries if each.invitation]
        named = {mail.login_email.casefold() for mail in mails if mail and mail.login_email}
        for email in self._answers.file.accounts:
            if email.casefold() not in self._met | named:
                self._say(
                    _(
                        "None of the accounts has the address {email}. The answers for this "
                        "address were not used."
                    ).format(email=shown_email(email))
                )

    def _say(self, sentence: str) -> None:
        with suppress(BrokenPipeError):
            self._say_line(harmless(sentence, limit=_LONGEST))


def _forget() -> None:
    with signals_wait():  # what a signal raises in the midst of a collection is lost
        forget()
