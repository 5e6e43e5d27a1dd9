"""The security question and its answer."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.app.screens.step_screen import StepScreen
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.rule_list import RuleList
from tui.app.widgets.secret_field import SecretField
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _, language
from tui.journey.states import Missing
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.rules import first_reason

JUDGED: Final = "security_question.answer"

FEW = 6
"""Rows of a list that the smallest common window has room for, with all that stands below it."""


class SecurityQuestionScreen(StepScreen):
    """Choose a question of the backend's list and answer it."""

    CSS_PATH = "security_question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, so that keys that arrive in one burst after Enter go to the answer.
        Binding("enter", "submit_answer", show=False, priority=True),
    ]
    STEP = "security_question"

    def compose_body(self) -> Iterable[Widget]:
        """The list, the answer, its rules, a line of words."""
        flow = self.journey.flow
        questions = flow.activation.security_questions
        chosen = questions.index(flow.form.question) if flow.form.question else None
        texts = [(question.text.in_language(language()), "") for question in questions]
        questions_list = ChoiceList(texts, chosen, take=self.take_choice, id="questions")
        self.set_class(questions_list.rows <= FEW, "-few")
        yield questions_list
        yield SecretField("answer", _("Your answer"), flow.form.draft.answer, longest=None)
        yield RuleList(JUDGED, flow.form.rule_lines(JUDGED))
        yield StatusLine(id="note")

    def first_focus(self) -> str:
        """The list, or the answer when a question was chosen before."""
        return "#questions" if self.journey.flow.form.question is None else "#answer-input"

    def help_topic(self) -> Topic:
        """The question, or the answer."""
        return "answer" if self.focused is self.answer.input else super().help_topic()

    def field_keys(self) -> list[tuple[str, str]]:
        """The keys of the list, or of the answer."""
        if isinstance(self.focused, ChoiceList):
            return [
                ("enter", key_hint("choose")),
                ("updown", _("questions")),
                ("escape", key_hint("back")),
            ]
        return super().field_keys()

    @property
    def answer(self) -> SecretField:
        """The field of the answer."""
        return self.query_one("#answer", SecretField)

    def field_of(self, missing: Missing) -> Widget:
        """The list for the question, else the answer."""
        if missing is Missing.QUESTION:
            return self.query_one(ChoiceList)
        return self.answer.input

    def missing_words(self, missing: Missing) -> str:
        """What is missing; of the rules the one that is broken."""
        if missing is Missing.RULES:
            return self.fault_words(JUDGED)
        return super().missing_words(missing)

    def action_submit_answer(self) -> None:
        """From the answer onwards; elsewhere Enter is Enter."""
        if self.focused is not self.answer.input:
            raise SkipAction
        self.submit(self.answer)

    def on_key(self, event: events.Key) -> None:
        """Whoever types the answer into the list is told that nobody takes it there."""
        if event.is_printable and isinstance(self.focused, ChoiceList):
            self.note().say(_("Please choose a question with Enter first."), "warn")

    def take_choice(self) -> None:
        """Hand the question to the flow, which forgets another one's answer; redraw the rules."""
        flow = self.journey.flow
        chosen = self.query_one(ChoiceList).chosen
        if chosen is not None:
            is_another = flow.form.choose_question(flow.activation.security_questions[chosen].id)
            if is_another:
                self.answer.fill(flow.form.draft.answer)
            self.draw_rules()

    @on(SecretField.Edited)
    def take(self, event: SecretField.Edited) -> None:
        """Hand the answer to the flow and redraw its rules."""
        self.journey.flow.form.type("answer", event.field.value)
        self.note().say("")
        self.draw_rules()
        if event.pasted:
            self.note().say(event.pasted)

    @on(SecretField.Left)
    def leave_field(self) -> None:
        """From now on open rules count as broken, if anything was typed."""
        if self.answer.value:
            self.journey.flow.form.leave(JUDGED)
            self.draw_rules()

    @on(SecretField.Entered)
    def enter(self) -> None:
        """Onwards."""
        self.finish()

    @on(SecretField.Told)
    def tell(self, event: SecretField.Told) -> None:
        """Say why a paste or a key was not taken."""
        self.note().say(event.text, "warn")

    def judged_again(self) -> None:
        """Draw the rules with the server's word."""
        self.draw_rules()

    def draw_rules(self) -> None:
        """Show how the rules stand, and why the first broken one matters."""
        lines = self.journey.flow.form.rule_lines(JUDGED)
        self.query_one(RuleList).show(lines)
        self.note().say(first_reason(JUDGED, lines), "bad")

    def action_reveal(self) -> None:
        """Show the answer for a moment."""
        if self.answer.input.has_focus:
            self.answer.toggle_reveal()
