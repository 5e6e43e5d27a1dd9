"""What password and PIN share: a field under rules, its repeat, a suggestion."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button
from textual.worker import Worker

from tui.app.screens.step_screen import StepScreen
from tui.app.widgets.rule_list import RuleList
from tui.app.widgets.secret_field import SecretField
from tui.app.widgets.side_buttons import SUGGEST
from tui.app.widgets.status_line import StatusLine, Tone
from tui.i18n import _
from tui.journey.form import SecretName, repeat_state
from tui.journey.states import Judged, Missing, RepeatState
from tui.wording.help import Topic
from tui.wording.rules import first_reason, repeat_line

_REPEAT_TONES: dict[RepeatState, Tone] = {
    RepeatState.EMPTY: "plain",
    RepeatState.MATCHING: "open",
    RepeatState.SAME: "good",
    RepeatState.DIFFERENT: "bad",
    RepeatState.CAPS_LOCK: "bad",
}

_ABOUT_REPEAT = (Missing.REPEAT, Missing.DIFFERENT)


class SecretStep(StepScreen):
    """A step with a secret under rules and its repeat."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, so that keys that arrive in one burst after Enter go to the repeat.
        Binding("enter", "next_field", show=False, priority=True),
    ]
    FIRST: SecretName
    REPEAT: SecretName
    JUDGED: Judged

    def labels(self) -> tuple[str, str]:
        """The labels of the field and its repeat."""
        raise NotImplementedError

    def compose_between(self) -> Iterable[Widget]:
        """What stands between the rules and the repeat."""
        return ()

    def compose_body(self) -> Iterable[Widget]:
        """Field, rules, a line of words, repeat, a line of words."""
        flow, (label, repeat_label) = self.journey.flow, self.labels()
        longest = next(
            (r.max for r in flow.form.policy(self.JUDGED).rules if r.id == "length"), None
        )
        first = getattr(flow.form.draft, self.FIRST)
        yield SecretField(self.FIRST, label, first, longest=longest, suggests=True)
        yield RuleList(self.JUDGED, flow.form.rule_lines(self.JUDGED))
        yield from self.compose_between()
        yield StatusLine(id="told")
        yield SecretField(
            self.REPEAT, repeat_label, getattr(flow.form.draft, self.REPEAT), longest=longest
        )
        yield StatusLine(id="repeat-line")
        yield StatusLine(id="note")

    def on_mount(self) -> None:
        """Draw what earlier visits left."""
        self._draw_repeat()

    def first_focus(self) -> str:
        """The field itself."""
        return f"#{self.first.id}-input"

    def help_topic(self) -> Topic:
        """The secret, or why it is typed twice."""
        return "repeat" if self.focused is self.repeat.input else super().help_topic()

    def keys(self) -> list[tuple[str, str]]:
        """The keys of a field or a button; a suggestion can be had on both."""
        first, *others = super().keys()
        if isinstance(self.focused, Button):
            return [first, *others]
        return [first, ("ctrl+n", _("suggest")), *others]

    def further_keys(self) -> list[tuple[str, str]]:
        """On a button, the ways on matter more than a suggestion."""
        further = super().further_keys()
        return [*further, ("ctrl+n", _("suggest"))] if isinstance(self.focused, Button) else further

    @property
    def first(self) -> SecretField:
        """The field."""
        return self.query_one(f"#{self.FIRST.replace('_', '-')}", SecretField)

    @property
    def repeat(self) -> SecretField:
        """Its repeat."""
        return self.query_one(f"#{self.REPEAT.replace('_', '-')}", SecretField)

    def field_of(self, missing: Missing) -> Widget:
        """The repeat for what concerns it, else the field."""
        return (self.repeat if missing in _ABOUT_REPEAT else self.first).input

    def tell_missing(self, missing: Missing) -> None:
        """Under the rules, or under the repeat."""
        if missing is Missing.RULES:
            self._say_under_rules(self.fault_words(self.JUDGED))
        elif missing is Missing.EMPTY:
            self._say_under_rules(self.missing_words(missing))
        elif missing is Missing.DIFFERENT:
            self.repeat_line.say(self.missing_words(missing), "bad")
        else:
            super().tell_missing(missing)

    def _say_under_rules(self, fault: str) -> None:
        self.told.say(fault, "bad")
        # Where rows are few the rules may be out of sight.
        self.note().say(fault if self.has_class("-flat") else "", "bad")

    @on(SecretField.Edited)
    def take(self, event: SecretField.Edited) -> None:
        """Hand what was typed to the flow and redraw what it changes."""
        field, flow = event.field, self.journey.flow
        if getattr(flow.form.draft, field.secret_name) != field.value:
            self.note().say("")  # else the step was finished with it, and the note is about that
        flow.form.type(field.secret_name, field.value)
        if field is self.first:
            self.draw_rules()
            self._hint_caps_lock()
            self.first_edited()
        self._draw_repeat()
        if event.pasted:
            line = self._line_under(field)
            line.say(f"{event.pasted} {line.text}".strip() if field is self.first else event.pasted)

    @on(SecretField.Left)
    def leave_field(self, event: SecretField.Left) -> None:
        """From now on open rules count as broken, if anything was typed."""
        form = self.journey.flow.form
        if event.field is self.first and event.field.value and self.JUDGED not in form.left:
            form.leave(self.JUDGED)
            self.draw_rules()

    def action_next_field(self) -> None:
        """From the field to its repeat, from there onwards; elsewhere Enter is Enter."""
        # `has_focus` lags behind in a burst of keys: the field has yet to hear of its loss.
        if self.focused is self.repeat.input:
            self.submit(self.repeat)
        elif self.focused is self.first.input:
            self.set_focus(self.repeat.input)
            if self.repeat.value and self.repeat.value != self.first.value:
                self.repeat.input.action_select_all()  # what is typed now replaces it
            self.first.input.call_later(self._stay_with_fault)
        else:
            raise SkipAction

    def _stay_with_fault(self) -> None:
        """Back to a field that is not right yet: repeating it would be in vain."""
        self.take_choice()
        missing = self.journey.flow.form.missing(self.STEP)
        if missing and missing[0] not in _ABOUT_REPEAT and self.focused is self.repeat.input:
            self.say_missing(missing[0])

    @on(SecretField.Entered)
    def enter(self) -> None:
        """From the repeat onwards."""
        self.finish()

    def submit(self, field: SecretField) -> None:
        """Finish the step once both fields have taken the keys before this Enter."""
        self.set_focus(None)
        self.first.input.call_later(super().submit, field)

    def take_choice(self) -> None:
        """Hand both fields to the flow; each tells of its edits on a way of its own."""
        for field in (self.first, self.repeat):
            self.journey.flow.form.type(field.secret_name, field.value)

    @on(SecretField.Told)
    def tell(self, event: SecretField.Told) -> None:
        """Say why a paste or a key was not taken, under its field."""
        self._line_under(event.field).say(event.text, "warn")

    def _line_under(self, field: SecretField) -> StatusLine:
        return self.told if field is self.first else self.repeat_line

    def judged_again(self) -> None:
        """Draw the rules with the server's word."""
        self.draw_rules()

    @property
    def told(self) -> StatusLine:
        """The line under the rules."""
        return self.query_one("#told", StatusLine)

    @property
    def repeat_line(self) -> StatusLine:
        """The line under the repeat."""
        return self.query_one("#repeat-line", StatusLine)

    def draw_rules(self) -> None:
        """Show how the rules stand, and why the first broken one matters."""
        lines = self.journey.flow.form.rule_lines(self.JUDGED)
        self.query_one(RuleList).show(lines)
        self.told.say(first_reason(self.JUDGED, lines), "bad")

    def _draw_repeat(self) -> None:
        state = repeat_state(self.first.value, self.repeat.value)
        symbol, words = repeat_line(state)
        self.repeat_line.say(words if self.first.value else "", _REPEAT_TONES[state], symbol=symbol)

    def first_edited(self) -> None:
        """What else follows from an edit of the field, once the flow has it."""

    def _hint_caps_lock(self) -> None:
        letters = [character for character in self.first.value if character.isalpha()]
        if len(letters) >= 5 and all(letter.isupper() for letter in letters):
            self.told.say(_("You have typed only capitals. Is Caps Lock on?"), "warn")

    @on(Button.Pressed, f"#{SUGGEST}")
    def action_suggest(self) -> None:
        """Offer something that meets the rules in force."""
        if self.is_on_top and not self.busy:
            self.suggest()

    def suggest(self) -> Worker[None]:
        """Let a suggestion be chosen and take it."""
        raise NotImplementedError

    def take_suggestion(self, chosen: str | None) -> None:
        """Fill both fields with a suggestion that was taken."""
        if chosen is not None:
            self.first.fill(chosen)
            self.repeat.fill(chosen)
            self.query_one("#forward").focus()

    def action_reveal(self) -> None:
        """Show the field in focus for a moment."""
        for field in (self.first, self.repeat):
            if field.input.has_focus:
                field.toggle_reveal()
