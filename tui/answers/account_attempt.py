"""One account's way without a question: looked at, judged, sent; what is missing is named."""

from collections.abc import Callable, Sequence
from typing import cast

from api_client.models import Refusal, Step
from api_client.problems import CredentialsRejected, LinkUsed, Problem, StepNotTaken, UnknownHost
from tui.answers.apply import INCOMPLETE, NO_SECRET, Filled, fill, refusals
from tui.answers.errors import AnswersFault
from tui.answers.generated_files import GeneratedFiles
from tui.answers.opened_answers import OpenedAnswers
from tui.answers.schema import AccountAnswers
from tui.i18n import _
from tui.journey.account_queue import (
    ALREADY_ACTIVE,
    CHECKED,
    NOT_ANSWERED,
    NOT_KEPT,
    NOT_TRUSTED,
    AccountQueue,
)
from tui.journey.flow import Flow
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.journey.trust_card import TrustCard
from tui.wording.answers import (
    allow_sentence,
    aside_sentence,
    fault_sentence,
    generated_sentence,
    kept_refused_sentence,
    no_pin_sentence,
    refusal_line,
    taken_up_sentence,
)
from tui.wording.identity import full_name, said_by_server, shown_account, shown_host, shown_path
from tui.wording.mail import difference_sentence
from tui.wording.problem_view import Origin, Trouble
from tui.wording.spoken.card import against_sentence
from tui.wording.system_reasons import system_reason
from tui.wording.trust import card_warnings
from tui.wording.waiting import asked_sentences, waiting_sentence


def _step_of(answers: AccountAnswers, name: str) -> Step:
    """The step whose secret is generated into the file of that name."""
    places = (place for place, source in answers.sources() if source.generate == name)
    return cast("Step", next(places)[0])


Say = Callable[[str], None]
"""Takes one sentence for people."""


class Stopped(Exception):
    """An account was not activated: the outcome for the queue, why, and what was refused.

    `retry_after` are the seconds that the server asks to wait before another try.
    """

    def __init__(
        self,
        outcome: str,
        refused: Sequence[Refusal] = (),
        *,
        detail: str = "",
        retry_after: int | None = None,
    ) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.refused = tuple(refused)
        self.detail = detail
        self.retry_after = retry_after


class AccountAttempt:
    """The one try at an account; `run` returns when it is active, and else raises `Stopped`."""

    def __init__(
        self,
        journey: Journey,
        queue: AccountQueue,
        answers: OpenedAnswers,
        say: Say,
        *,
        only_check: bool,
    ) -> None:
        """Begin with a journey of its own.

        Args:
            journey: a fresh one.
            queue: the accounts; this one is in hand there.
            answers: what is chosen.
            say: where sentences for people go.
            only_check: whether everything is done but the commit.
        """
        self._journey = journey
        self._queue = queue
        self._answers = answers
        self._say = say
        self._only_check = only_check
        self._kept: list[str] = []
        self._is_refused = False

    async def run(self, invitation: Invitation) -> None:
        """Go all the way.

        Raises:
            Stopped: it was not activated, or only a check was wanted.
        """
        await self._look(invitation)
        flow = self._journey.flow
        account = flow.activation.account
        shown = shown_account(account)
        self._say(f"{full_name(account)}, {shown.email}, {shown.company}")
        self._insist_on_agreement()
        secrets = self._answers.secrets
        answers = secrets.for_account(self._answers.file.for_account(account.email), account.email)
        if not secrets.has(source for _place, source in answers.sources()):
            said = _(
                "The answers for {email} were used for another link and then deleted from "
                "memory. Start the program again with this link only."
            ).format(email=shown.email)
            self._say(said)
            raise Stopped(NOT_ANSWERED, detail=said)
        self._insist_on_secrets(secrets.take_for(answers, account.email))
        filled = self._fill(answers)
        if filled.aside:
            self._say(aside_sentence(filled.aside))
        await self._check(flow, answers, filled)
        if self._only_check:
            self._say_left_out()
            self._say(_("All answers would be accepted. Nothing was activated."))
            raise Stopped(CHECKED)
        filled = await self._keep(answers, await self._look_again(answers, filled))
        self._say_left_out()
        try:
            await self._commit(answers, filled)
        finally:
            self._put_away(filled)

    # Before anything is sent

    async def _look(self, invitation: Invitation) -> None:
        journey = self._journey
        card = journey.card_of(invitation)
        if card.asks_somebody:
            self._insist_on_trust(card)
        try:
            await journey.begin(invitation)
            for sentence in asked_sentences(journey.operator):
                self._say(sentence)
            await journey.look()
        except Problem as problem:
            self._stop(problem, "look")
        if journey.operator is not None:
            from tui.wording.operator import operator_notice

            self._say(operator_notice(journey.deadline, journey.clock.now()))

    def _insist_on_trust(self, card: TrustCard) -> None:
        """Nobody reads a card here: a danger stops, a doubt has to be allowed in the file."""
        warnings = card_warnings(card, self._journey.clock.zone)
        self._queue.warn(warnings)
        for each in warnings:
            self._say(against_sentence(each.standing, each.text))
        if not card.objections(is_trusted=self._answers.file.trust):
            return
        if card.dangers:
            self._say(
                _("Nothing was sent. To decide for yourself, start the program without --answers.")
            )
        else:
            self._say(allow_sentence(is_mail=card.invitation.mail is not None))
        raise Stopped(NOT_TRUSTED, detail=" ".join(each.text for each in warnings))

    def _insist_on_agreement(self) -> None:
        """What mail and server tell differently is a doubt too, and has to be allowed likewise."""
        found = self._journey.contradictions
        told = [difference_sentence(each) for each in found]
        for sentence in told:
            self._say(against_sentence("warning", sentence))
        if found and not self._answers.file.trust:
            self._say(
                _(
                    "Nothing was activated. If this is the right account all the same, write "
                    "trust = true in the answers file."
                )
            )
            raise Stopped(NOT_TRUSTED, detail=" ".join(told))

    # Judging and sending

    async def _check(self, flow: Flow, answers: AccountAnswers, filled: Filled) -> None:
        """Let the rules and the server judge every step, and name all that is wrong at once."""
        journey = self._journey
        ours = {(each.field, each.rule): each for each in refusals(flow, answers, filled)}
        try:
            complete = [step for step in flow.activation.steps if not flow.form.missing(step)]
            if complete:
                await journey.check(*complete, must_answer=self._only_check)
        except Problem as problem:
            self._stop(problem, "look")
        all_of_it = refusals(flow, answers, filled)
        self._refuse([ours.get((each.field, each.rule), each) for each in all_of_it], filled)
        self._insist_on_files(filled)
        if self._only_check and not journey.abilities.check:
            self._say(
                _(
                    "This server checks answers only during the activation. For now, only the "
                    "rules were checked."
                )
            )

    async def _look_again(self, answers: AccountAnswers, filled: Filled) -> Filled:
        """See before the commit that nothing changed; where something did, answer anew."""
        journey, flow = self._journey, self._journey.flow
        before, steps = flow.activation.account, flow.activation.steps
        try:
            await journey.look_again()
        except Problem as problem:
            self._stop(problem, "look")
        if flow.activation.account != before:
            self._insist_on_agreement()
        gone = tuple(step for step in steps if step not in flow.activation.steps)
        if gone:
            self._say(aside_sentence(gone))
        if refusals(flow, answers, filled):
            filled = self._fill(answers)
            await self._check(flow, answers, filled)
        return filled

    def _fill(self, answers: AccountAnswers) -> Filled:
        flow = self._journey.flow
        return fill(flow, answers, self._answers.secrets, self._files)

    @property
    def _files(self) -> GeneratedFiles:
        """Where this account's generated secrets are kept."""
        return self._answers.files(self._journey.flow.activation.account.email)

    def _insist_on_secrets(self, faults: Sequence[AnswersFault]) -> None:
        """Name all of this account's secrets that are not there."""
        if not faults:
            return
        self._refuse(
            [
                Refusal(
                    field=each.where,
                    rule=NO_SECRET,
                    message=fault_sentence("", each.kind, "", None, each.values),
                )
                for each in faults
            ]
        )

    async def _keep(self, answers: AccountAnswers, filled: Filled) -> Filled:
        """Write what was generated before it is sent, so that it is never lost.

        Where another run kept one meanwhile, that is taken up.
        """
        files = self._files
        for name, secret in filled.generated.items():
            path = files.path(name)
            try:
                files.keep(name, secret.get_secret_value())
            except FileExistsError:
                filled = self._fill(answers)
                await self._check(self._journey.flow, answers, filled)
                return await self._keep(answers, filled)
            except OSError as error:
                reason = error.strerror or type(error).__name__
                said = _("The file {path} cannot be written: {reason}").format(
                    path=shown_path(str(path)), reason=system_reason(reason)
                )
                self._say(said)
                raise Stopped(NOT_KEPT, detail=said) from None
            kept = shown_path(str(path))
            self._say(generated_sentence(_step_of(answers, name), kept))
            self._kept.append(name)
        for name in filled.taken_up.values():
            if name not in self._kept:
                known = shown_path(str(files.path(name)))
                self._say(taken_up_sentence(_step_of(answers, name), known))
        return filled

    def _put_away(self, filled: Filled) -> None:
        """What was generated is for its owner, for the next try, or nobody's if it was refused."""
        names = (*filled.generated, *filled.taken_up.values())
        files = self._files
        if self._journey.receipt is not None:
            for name in names:
                files.settle(name)
        elif self._is_refused:
            for name in self._kept:
                files.withdraw(name)
            if self._kept:
                self._say(
                    _("The server did not accept the generated values. The new files were deleted.")
                )
        elif names:
            self._say(_("The generated values stay saved. The next attempt will use them again."))

    async def _commit(self, answers: AccountAnswers, filled: Filled) -> None:
        journey = self._journey
        steps = journey.flow.activation.steps
        self._say(waiting_sentence("committing"))
        try:
            await journey.commit(lambda: self._say(waiting_sentence("in-doubt")))
        except CredentialsRejected as problem:
            # The platform may have taken a part of it, step by step.
            self._is_refused = journey.operator is None
            self._refuse(refusals(journey.flow, answers, filled) or _told(problem.errors), filled)
            self._stop(problem, "commit")
        except StepNotTaken as problem:
            if journey.flow.activation.steps == steps:
                self._stop(problem, "commit")
            trouble = Trouble(journey, problem, "commit", unattended=True)
            self._say(trouble.title)
            self._say(trouble.happened)
            await self._commit(answers, filled)
        except Problem as problem:
            self._stop(problem, "commit")

    def _refuse(self, refused: Sequence[Refusal], filled: Filled | None = None) -> None:
        """Name all of it, if there is any."""
        if not refused:
            return
        self._say(
            _("The account was not activated. These answers are missing or were not accepted:")
        )
        for each in refused:
            self._say(refusal_line(each))
        fields = {each.field for each in refused}
        for judged, name in filled.taken_up.items() if filled is not None else ():
            if judged in fields:
                self._say(kept_refused_sentence(str(self._files.path(name))))
        lacks = any(each.rule in INCOMPLETE for each in refused)
        outcome = NOT_ANSWERED if lacks else CredentialsRejected.slug
        raise Stopped(outcome, refused, detail="; ".join(map(refusal_line, refused)))

    def _insist_on_files(self, filled: Filled) -> None:
        """See that what was generated can be kept."""
        said = [
            fault_sentence("", each.kind, each.where, each.line, each.values)
            for each in filled.unkept
        ]
        for sentence in said:
            self._say(sentence)
        if said:
            raise Stopped(NOT_KEPT, detail="; ".join(said))

    # Words

    def _say_left_out(self) -> None:
        """Name the step that stays away because the answers have nothing for it."""
        flow = self._journey.flow
        if flow.form.left_out.intersection(flow.activation.steps):
            self._say(no_pin_sentence())

    def _stop(self, problem: Problem, origin: Origin) -> None:
        """Say what happened and what to do next, and stop."""
        trouble = Trouble(self._journey, problem, origin, unattended=True)
        said = (trouble.title, trouble.happened, trouble.details, trouble.then, trouble.where)
        for sentence in filter(None, said):
            self._say(sentence)
        link = self._journey.link
        can_be_named = link is not None and link.origin.startswith("https://")
        if isinstance(problem, UnknownHost) and can_be_named:
            self._say(
                _(
                    "For administrators: to allow this server, add the option --trust-host {host}"
                ).format(host=shown_host(problem.host))
            )
        # At the commit it is somebody else's doing just now, and what was chosen here does not count.
        is_done = isinstance(problem, LinkUsed) and origin == "look"
        outcome = ALREADY_ACTIVE if is_done else problem.slug
        detail = " ".join(filter(None, (trouble.happened, trouble.details)))
        raise Stopped(outcome, detail=detail, retry_after=problem.retry_after) from None


def _told(errors: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """What a server refused, with as much of its words as may be told."""
    return tuple(
        each.model_copy(update={"message": said_by_server(each.message)}) for each in errors
    )
