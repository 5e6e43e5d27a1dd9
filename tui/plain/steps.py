"""What is chosen at each step, asked in lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api_client.models import Rule, Step
from api_client.rules import advice
from tui.browser.workspace import proposed_workspace
from tui.i18n import _, language
from tui.journey.form import Chosen, SecretName, repeat_state
from tui.journey.journey import Journey
from tui.journey.states import (
    STEP_FIELDS,
    Judged,
    RepeatState,
    RuleLine,
    RuleState,
    is_judged,
)
from tui.plain.console import Console
from tui.plain.prompts import GoBack, ask_number, ask_secret, ask_yes
from tui.terminal.environment import Surroundings
from tui.wording.answers import no_pin_sentence
from tui.wording.handoff import proposal_words
from tui.wording.help import help_lines
from tui.wording.identity import said_by_server
from tui.wording.rules import advice_sentence, repeat_line, rule_line, why_broken
from tui.wording.sentences import as_sentence
from tui.wording.spoken.rules import spoken_rule
from tui.wording.spoken.steps import (
    accepted_sentence,
    checking_sentence,
    choose_anew_sentence,
    kept_sentence,
    new_answer_sentence,
    nothing_entered,
    only_workspace_sentence,
    refused_sentence,
    repeat_help,
    rules_heading,
)
from tui.wording.steps import (
    heading,
    missing_sentence,
    without_pin_words,
    workspace_name,
    workspace_words,
)


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
        self._heard_rules: dict[Judged, tuple[Rule, ...]] = {}
        self._kept: Chosen | None = None

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
        form = self._journey.flow.form
        self._kept = None if form.missing(step) else form.chosen()
        try:
            while True:
                asking[step]()
                if await self._is_accepted(step):
                    return
                self._keep()
        except GoBack:
            self._keep()
            raise
        finally:
            self._kept = None

    def _keep(self) -> None:
        """Choose again what was complete before, since nothing came of what was typed since."""
        if self._kept is not None:
            self._journey.flow.form.choose_again(self._kept)

    def _introduce(self, step: Step) -> None:
        steps = self._journey.flow.activation.steps
        title, lead = heading(step, self._journey.flow)
        count = _("Step {number} of {all}").format(number=steps.index(step) + 1, all=len(steps))
        self._console.say_heading(f"{count}: {title}")
        if not self.is_settled(step):
            self._console.say(lead)
        self._say_refusals(step)

    def is_settled(self, step: Step) -> bool:
        """Whether there is nothing to choose."""
        return step == "workspace" and len(self._journey.flow.form.workspaces) == 1

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
                left_out = secret.step in flow.form.left_out
                console.say(no_pin_sentence() if left_out else kept_sentence(secret.step))
                return
            if not typed and secret.step == "pin" and self._is_left_out():
                return
            if not self._take(secret.first, secret.judged, typed, secret.step):
                self._keep()
                continue
            self._rate(secret)
            try:
                self._ask_repeat(secret)
            except GoBack:
                self._keep()
                console.say(as_sentence(heading(secret.step, flow)[0]))
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
            typed = ask_secret(console, _label(secret.repeat), repeat_help())
            flow.form.type(secret.repeat, typed)
            state = repeat_state(flow.form.value(secret.judged), typed)
            if state is RepeatState.SAME:
                console.say(repeat_line(state)[1])
                return
            if state is RepeatState.MATCHING:
                state = RepeatState.DIFFERENT  # it was ended, so it is too short
            told = [] if state is RepeatState.EMPTY else [repeat_line(state)[1]]
            console.say(*told, repeat_line(RepeatState.EMPTY)[1], choose_anew_sentence())

    def _take(self, name: SecretName, judged: Judged, typed: str, step: Step) -> bool:
        """Hand it to the flow; say every rule it breaks. True when it breaks none."""
        flow, console = self._journey.flow, self._console
        if not typed:
            console.say(nothing_entered(step))
            return False
        flow.form.type(name, typed)
        flow.form.leave(judged)
        broken = [each for each in flow.form.rule_lines(judged) if each.state is RuleState.BROKEN]
        console.say(*(why_broken(judged, each) for each in broken))
        return not broken

    def _rate(self, secret: _Secret) -> None:
        """Advice, which never blocks: what is weak was accepted, and another can be chosen."""
        flow, console = self._journey.flow, self._console
        value = flow.form.value(secret.judged)
        if secret.step == "pin":
            found = [advice_sentence(each) for each in advice(flow.activation.pin_policy, value)]
            if told := list(filter(None, found)):
                console.say(*self._all_met(secret.judged), *told, choose_anew_sentence())
            return
        from api_client.passwords.strength import account_words, assess
        from tui.wording.strength import strength_words

        strength = assess(value, account_words(flow.activation.account))
        if strength is None:
            return
        words, reason = strength_words(strength)
        rated = _("Strength: {words}. {reason}").format(words=words, reason=reason)
        if strength.is_weak:
            console.say(*self._all_met(secret.judged), rated, choose_anew_sentence())
        else:
            console.say(rated)

    def _all_met(self, judged: Judged) -> list[str]:
        """That nothing is held against it, unless the server has rules of its own."""
        lines = self._journey.flow.form.rule_lines(judged)
        is_met = all(each.state is RuleState.MET for each in lines)
        return [_("All rules are met.")] if is_met else []

    def _say_rules(self, judged: Judged) -> None:
        """The rules, unless they were heard before."""
        rules = self._journey.flow.form.policy(judged).rules
        if self._heard_rules.get(judged) == rules:
            self._console.say(_("To hear the rules, type a question mark (?) and press Enter."))
        else:
            self._heard_rules[judged] = rules
            self._console.say(*self._rules(judged))

    def _rules(self, judged: Judged) -> tuple[str, ...]:
        rules = self._journey.flow.form.policy(judged).rules
        told = tuple(
            as_sentence(spoken_rule(judged, rule) or rule_line(judged, rule)) for rule in rules
        )
        return (rules_heading(judged), *told) if told else ()

    # Choices

    def _ask_question(self) -> None:
        flow, console = self._journey.flow, self._console
        questions = flow.activation.security_questions
        kept = questions.index(flow.form.question) if flow.form.question else None
        chosen = ask_number(
            console,
            _("Which question would you like to answer?"),
            [question.text.in_language(language()) for question in questions],
            help_lines("security_question"),
            kept=kept,
        )
        had_answer = bool(flow.form.draft.answer)
        flow.form.choose_question(questions[chosen].id)
        if had_answer and not flow.form.draft.answer:
            console.say(new_answer_sentence())
        self._say_rules("security_question.answer")
        if not flow.form.missing("security_question"):
            console.say(_("You have already chosen one. Just press Enter to keep it."))
        help_text = (*help_lines("answer"), *self._rules("security_question.answer"))
        while True:
            typed = ask_secret(console, _label("answer"), help_text)
            if not typed and not flow.form.missing("security_question"):
                console.say(kept_sentence("security_question"))
                return
            if self._take("answer", "security_question.answer", typed, "security_question"):
                return
            if kept == chosen:
                self._keep()

    def _ask_workspace(self) -> None:
        flow = self._journey.flow
        offers = flow.form.workspaces
        kinds = list(offers)
        if self.is_settled("workspace") and not flow.form.missing("workspace"):
            self._console.say(only_workspace_sentence(kinds[0]))
            return
        chosen_before = flow.form.draft.workspace
        proposed = proposed_workspace(self._surroundings, offers)
        if words := proposal_words(proposed):
            self._console.say(words)
        chosen = ask_number(
            self._console,
            _("Which one do you choose?"),
            [f"{workspace_name(kind)}. {workspace_words(kind, offers[kind])}" for kind in kinds],
            help_lines("workspace"),
            names=[workspace_name(kind) for kind in kinds],
            kept=kinds.index(chosen_before) if chosen_before in kinds else None,
            proposed=None if proposed is None else kinds.index(proposed.kind),
        )
        flow.form.choose_workspace(kinds[chosen])

    # The server

    async def _is_accepted(self, step: Step) -> bool:
        """Ask the server where it can be asked; say what it refuses, or that it accepts."""
        form, journey = self._journey.flow.form, self._journey
        if missing := form.missing(step):
            self._console.say(missing_sentence(step, missing[0]))
            return False
        asked = self._asked_about(step)
        if asked is not None:
            self._console.say(checking_sentence(asked))
        if not await journey.check(step):
            if not self._say_refusals(step):
                self._console.say(missing_sentence(step, form.missing(step)[0]))
            return False
        if asked is not None and journey.is_checked and not any(map(form.missing, asked)):
            self._console.say(accepted_sentence(asked))
        return True

    def _asked_about(self, step: Step) -> tuple[Step, ...] | None:
        """The steps that the server is asked about now; None where it is not, or nobody chose."""
        journey, steps = self._journey, self._journey.flow.activation.steps
        if not journey.abilities.check or self.is_settled(step):
            return None
        if journey.abilities.check_parts:
            return (step,)
        return None if any(map(journey.flow.form.missing, steps)) else steps

    def _say_refusals(self, step: Step) -> bool:
        """Why the server does not accept what was chosen; whether it says anything."""
        flow = self._journey.flow
        refused: list[str] = []
        for field in STEP_FIELDS[step]:
            said = map(said_by_server, flow.form.refusals(field))
            refused += [as_sentence(text) for text in said if text]
            if is_judged(field) and flow.form.is_refused(field):
                refused += [
                    _refusal(field, each)
                    for each in flow.form.rule_lines(field)
                    if each.state is RuleState.BROKEN
                ]
        if refused:
            self._console.say(refused_sentence(step, refused[0]), *refused[1:])
        return bool(refused)

    def _help(self, step: Step) -> tuple[str, ...]:
        """What a step is for, and the rules of what is typed there."""
        rules = [self._rules(field) for field in STEP_FIELDS[step] if is_judged(field)]
        return (*help_lines(step), *(line for each in rules for line in each))


def _refusal(judged: Judged, line: RuleLine) -> str:
    said = said_by_server(line.message)
    return as_sentence(said) if said else why_broken(judged, line)


def _label(name: SecretName) -> str:
    labels: Mapping[SecretName, str] = {
        "password": _("Your password:"),
        "password_repeat": _("Repeat your password:"),
        "pin": _("Your PIN:"),
        "pin_repeat": _("Repeat your PIN:"),
        "answer": _("Your answer:"),
    }
    return labels[name]
