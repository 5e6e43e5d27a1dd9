"""What is chosen at each step, asked in lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api_client.models import Step
from api_client.rules import advice
from tui.browser.workspace import proposed_workspace
from tui.i18n import _, language
from tui.journey.form import SecretName, repeat_state
from tui.journey.journey import Journey
from tui.journey.states import (
    STEP_FIELDS,
    Judged,
    Missing,
    RepeatState,
    RuleState,
    is_judged,
)
from tui.plain.console import Console
from tui.plain.prompts import GoBack, ask_number, ask_secret, ask_yes
from tui.terminal.environment import Surroundings
from tui.wording.handoff import proposal_words
from tui.wording.help import help_lines
from tui.wording.identity import said_by_server
from tui.wording.rules import advice_sentence, repeat_line, rule_line, why_broken
from tui.wording.steps import (
    heading,
    missing_sentence,
    without_pin_words,
    workspace_name,
    workspace_words,
)
from tui.wording.waiting import waiting_sentence


@dataclass(frozen=True, slots=True)
class _Secret:
    """A secret with a repeat: where it is kept and how it is asked for."""

    step: Step
    first: SecretName
    repeat: SecretName
    judged: Judged


_PASSWORD = _Secret("password", "password", "password_repeat", "password")
_PIN = _Secret("pin", "pin", "pin_repeat", "pin")


class Steps:
    """Asks for what a step needs until the flow misses nothing and the server agrees."""

    def __init__(self, journey: Journey, console: Console, surroundings: Surroundings) -> None:
        self._journey = journey
        self._console = console
        self._surroundings = surroundings

    async def ask(self, step: Step) -> None:
        """Go through a step.

        Raises:
            GoBack: the person wants to the place before.
            Problem: the server could not be asked, or the link died.
        """
        self._introduce(step)
        asking: Mapping[Step, Callable[[], None]] = {
            "password": lambda: self._ask_secret(_PASSWORD),
            "pin": lambda: self._ask_secret(_PIN),
            "security_question": self._ask_question,
            "workspace": self._ask_workspace,
        }
        while True:
            asking[step]()
            if await self._is_accepted(step):
                return

    def _introduce(self, step: Step) -> None:
        steps = self._journey.flow.activation.steps
        title, lead = heading(step, self._journey.flow)
        count = _("Step {number} of {all}").format(number=steps.index(step) + 1, all=len(steps))
        self._console.say("", f"{count}: {title}", lead)
        self._say_refusals(step)

    # Secrets

    def _ask_secret(self, secret: _Secret) -> None:
        flow, console = self._journey.flow, self._console
        self._say_rules(secret.judged)
        if secret.step in flow.form.left_out:
            console.say(without_pin_words()[1])
        elif not flow.form.missing(secret.step):
            console.say(_("You have already chosen one. Just press Enter to keep it."))
        elif secret.step in flow.form.may_stay_away:
            console.say(_("If you do not want a PIN, just press Enter."))
        while True:
            typed = ask_secret(console, _label(secret.first), self._help(secret.step))
            if not typed and not flow.form.missing(secret.step):
                return
            if not typed and secret.step == "pin" and self._is_left_out():
                return
            if not self._take(secret.first, secret.judged, typed, secret.step):
                continue
            self._rate(secret)
            try:
                self._ask_repeat(secret)
            except GoBack:
                continue  # to the first one, not to the step before
            return

    def _is_left_out(self) -> bool:
        """Ask whether no PIN is meant, where it may stay away."""
        form = self._journey.flow.form
        if "pin" not in form.may_stay_away:
            return False
        question, then = without_pin_words()
        self._console.say(then)
        if not ask_yes(self._console, f"{question}?", self._help("pin")):
            return False
        form.leave_out("pin")
        return True

    def _ask_repeat(self, secret: _Secret) -> None:
        flow, console = self._journey.flow, self._console
        while True:
            typed = ask_secret(console, _label(secret.repeat), self._help(secret.step))
            flow.form.type(secret.repeat, typed)
            state = repeat_state(flow.form.value(secret.judged), typed)
            if state is RepeatState.SAME:
                console.say(repeat_line(state)[1])
                return
            if state is RepeatState.MATCHING:
                state = RepeatState.DIFFERENT  # it was ended, so it is too short
            console.say(
                repeat_line(state)[1],
                _("Please type it again. To choose a new one, type only <."),
            )

    def _take(self, name: SecretName, judged: Judged, typed: str, step: Step) -> bool:
        """Hand it to the flow; say every rule it breaks. True when it breaks none."""
        flow, console = self._journey.flow, self._console
        if not typed:
            console.say(missing_sentence(step, Missing.EMPTY))
            return False
        flow.form.type(name, typed)
        flow.form.leave(judged)
        broken = [each for each in flow.form.rule_lines(judged) if each.state is RuleState.BROKEN]
        if broken:
            console.say(_("These rules are not met yet:"))
            console.say_list([why_broken(judged, each) for each in broken])
        return not broken

    def _rate(self, secret: _Secret) -> None:
        """Advice, which never blocks."""
        flow = self._journey.flow
        value = flow.form.value(secret.judged)
        if secret.step == "pin":
            self._console.say(
                *(advice_sentence(each) for each in advice(flow.activation.pin_policy, value))
            )
            return
        from api_client.passwords.strength import account_words, assess
        from tui.wording.strength import strength_words

        strength = assess(value, account_words(flow.activation.account))
        if strength is not None:
            words, reason = strength_words(strength)
            self._console.say(_("Strength: {words}. {reason}").format(words=words, reason=reason))

    def _say_rules(self, judged: Judged) -> None:
        rules = self._journey.flow.form.policy(judged).rules
        if rules:
            self._console.say(_("These rules apply:"))
            self._console.say_list([rule_line(judged, rule) for rule in rules])

    # Choices

    def _ask_question(self) -> None:
        flow, console = self._journey.flow, self._console
        questions = flow.activation.security_questions
        kept = questions.index(flow.form.question) if flow.form.question else None
        chosen = ask_number(
            console,
            _("Which question would you like to answer?"),
            [question.text.in_language(language()) for question in questions],
            self._help("security_question"),
            kept=kept,
        )
        flow.form.choose_question(questions[chosen].id)
        self._say_rules("security_question.answer")
        if not flow.form.missing("security_question"):
            console.say(_("You have already chosen one. Just press Enter to keep it."))
        while True:
            typed = ask_secret(console, _label("answer"), help_lines("answer"))
            if not typed and not flow.form.missing("security_question"):
                return
            if self._take("answer", "security_question.answer", typed, "security_question"):
                return

    def _ask_workspace(self) -> None:
        flow = self._journey.flow
        offers = flow.form.workspaces
        kinds = list(offers)
        kept = (
            kinds.index(flow.form.draft.workspace) if flow.form.draft.workspace in offers else None
        )
        proposal = proposal_words(proposed_workspace(self._surroundings, offers))
        if proposal:
            self._console.say(proposal)
        chosen = ask_number(
            self._console,
            heading("workspace", flow)[0],
            [f"{workspace_name(kind)}. {workspace_words(kind, offers[kind])}" for kind in kinds],
            self._help("workspace"),
            kept=kept,
        )
        flow.form.choose_workspace(kinds[chosen])

    # The server

    async def _is_accepted(self, step: Step) -> bool:
        """Ask the server where it can be asked; say what it refuses."""
        missing = self._journey.flow.form.missing(step)
        if missing:
            self._console.say(missing_sentence(step, missing[0]))
            return False
        if not self._journey.abilities.check:
            return True
        self._console.say(waiting_sentence("checking"))
        if await self._journey.check(step):
            return True
        self._console.say(missing_sentence(step, self._journey.flow.form.missing(step)[0]))
        self._say_refusals(step)
        return False

    def _say_refusals(self, step: Step) -> None:
        flow = self._journey.flow
        for field in STEP_FIELDS[step]:
            refused = list(filter(None, map(said_by_server, flow.form.refusals(field))))
            if is_judged(field):
                refused += [
                    why_broken(field, each)
                    for each in flow.form.rule_lines(field)
                    if each.state is RuleState.BROKEN and flow.form.is_refused(field)
                ]
            self._console.say_list(refused)

    @staticmethod
    def _help(step: Step) -> tuple[str, ...]:
        return help_lines(step)


def _label(name: SecretName) -> str:
    labels: Mapping[SecretName, str] = {
        "password": _("Your password:"),
        "password_repeat": _("Repeat your password:"),
        "pin": _("Your PIN:"),
        "pin_repeat": _("Repeat your PIN:"),
        "answer": _("Your answer:"),
    }
    return labels[name]
