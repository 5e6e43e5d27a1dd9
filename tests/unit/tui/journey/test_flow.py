"""The flow: which step is next, what is missing, when may be committed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import (
    STEPS,
    CheckVerdict,
    PasswordPolicy,
    Refusal,
    Rule,
    Step,
    Text,
)
from api_client.rules import (
    DEFAULT_PASSWORD_POLICY,
)
from tests.accounts import activation
from tui.journey.flow import Flow
from tui.journey.form import repeat_state
from tui.journey.states import Missing, RepeatState, RuleState

PASSWORD = "Xk7vQm2p"
PIN = "482913"
ANSWER = "Frau Holm"


def filled(*steps: Step) -> Flow:
    flow = Flow(activation(steps=steps or STEPS))
    flow.form.type("password", PASSWORD)
    flow.form.type("password_repeat", PASSWORD)
    flow.form.type("pin", PIN)
    flow.form.type("pin_repeat", PIN)
    flow.form.choose_question("teacher")
    flow.form.type("answer", ANSWER)
    flow.form.choose_workspace("web_browser")
    return flow


def state_of(flow: Flow, rule: str) -> RuleState:
    return next(line.state for line in flow.form.rule_lines("password") if line.rule.id == rule)


@pytest.mark.parametrize(
    ("first", "again", "state"),
    [
        ("Kranich7", "", RepeatState.EMPTY),
        ("Kranich7", "Kra", RepeatState.MATCHING),
        ("Kranich7", "Kranich7", RepeatState.SAME),
        ("Kranich7", "Krx", RepeatState.DIFFERENT),
        ("Kranich7", "Kranich77", RepeatState.DIFFERENT),
        ("Kranich7", "kRANICH7", RepeatState.CAPS_LOCK),
        ("Kranich7", "kRA", RepeatState.CAPS_LOCK),
        ("12345678", "123", RepeatState.MATCHING),
        ("Mu\u0308ller", "Müller", RepeatState.SAME),
    ],
)
def test_a_repeat_is_compared_by_prefix(first: str, again: str, state: RepeatState) -> None:
    assert repeat_state(first, again) is state


def test_an_untouched_field_has_only_open_rules() -> None:
    lines = Flow(activation()).form.rule_lines("password")
    assert [line.rule.id for line in lines] == [rule.id for rule in DEFAULT_PASSWORD_POLICY.rules]
    assert {line.state for line in lines} == {RuleState.OPEN}


def test_what_typing_on_may_mend_is_not_red_before_the_field_was_left() -> None:
    flow = Flow(activation())
    flow.form.type("password", "kra")
    assert state_of(flow, "length") is RuleState.OPEN
    assert state_of(flow, "letter") is RuleState.MET
    flow.form.leave("password")
    assert state_of(flow, "length") is RuleState.BROKEN


def test_a_final_verdict_is_red_while_typing() -> None:
    flow = Flow(activation())
    flow.form.type("password", "aaa")
    assert state_of(flow, "repeating") is RuleState.BROKEN


def test_a_rule_unknown_here_is_left_to_the_server_and_takes_its_word() -> None:
    rule = Rule(id="moon_phase", text=Text(de="Mondphase", en="Moon phase"))
    policy = PasswordPolicy(rules=(*DEFAULT_PASSWORD_POLICY.rules, rule))
    flow = Flow(activation(password_policy=policy))
    flow.form.type("password", PASSWORD)
    flow.form.type("password_repeat", PASSWORD)
    assert state_of(flow, "moon_phase") is RuleState.SERVER
    assert not flow.form.missing("password")
    flow.form.take_verdicts((CheckVerdict(field="password", rule="moon_phase", met=False),))
    assert state_of(flow, "moon_phase") is RuleState.BROKEN
    assert flow.form.missing("password") == (Missing.REFUSED,)
    flow.form.type("password", PASSWORD + "x")
    assert state_of(flow, "moon_phase") is RuleState.SERVER


@pytest.mark.parametrize(
    ("changed", "value", "step", "missing"),
    [
        ("password", "", "password", Missing.EMPTY),
        ("password", "short", "password", Missing.RULES),
        ("password_repeat", "", "password", Missing.REPEAT),
        ("password_repeat", "Xk7", "password", Missing.REPEAT),
        ("password_repeat", "other", "password", Missing.DIFFERENT),
        ("pin", "1234", "pin", Missing.RULES),
        ("pin_repeat", "482914", "pin", Missing.DIFFERENT),
        ("answer", "", "security_question", Missing.EMPTY),
        ("answer", PASSWORD, "security_question", Missing.RULES),
    ],
)
def test_what_is_missing_is_named(changed: str, value: str, step: Step, missing: Missing) -> None:
    flow = filled()
    flow.form.type(changed, value)  # type: ignore[arg-type]
    assert flow.form.missing(step) == (missing,)
    assert flow.first_incomplete() == step
    assert flow.go("review") == step


def test_a_new_password_makes_an_answer_that_holds_it_incomplete() -> None:
    flow = filled()
    flow.form.type("password", "Frau Holm7")
    flow.form.type("password_repeat", "Frau Holm7")
    flow.form.type("answer", "Frau Holm7 heute")
    assert flow.form.missing("security_question") == (Missing.RULES,)


def test_the_way_follows_the_backends_steps() -> None:
    flow = filled("pin", "workspace")
    assert flow.places == ("account", "pin", "workspace", "review")
    assert [flow.forward(), flow.forward(), flow.forward()] == ["pin", "workspace", "review"]
    assert flow.form.choices().model_fields_set == {"pin", "workspace"}


def test_a_step_changed_from_the_review_leads_straight_back_to_it() -> None:
    flow = filled()
    assert flow.go("review") == "review"
    flow.go("password")
    assert flow.forward() == "review"


def test_from_the_review_over_a_gap_the_gap_comes_first() -> None:
    flow = filled()
    flow.go("review")
    flow.go("password")
    flow.form.type("password", "x")
    flow.go("pin")
    assert flow.forward() == "security_question"


@given(st.lists(st.sampled_from(["forward", "back", "review", "account"]), max_size=20))
def test_walking_back_and_forth_keeps_everything_typed(walk: list[str]) -> None:
    flow = filled()
    before, key = flow.form.choices(), flow.commit_key()
    for way in walk:
        if way == "forward":
            flow.forward()
        elif way == "back":
            flow.back()
        else:
            flow.go("review" if way == "review" else "account")
        assert flow.place in flow.places
    assert flow.form.choices() == before
    assert flow.commit_key() == key


def test_the_key_is_new_after_an_edit_and_the_same_on_retry() -> None:
    flow = filled()
    key = flow.commit_key()
    flow.form.type("password", PASSWORD)
    assert flow.commit_key() == key
    flow.form.type("password", "Ym8wRn3q")
    assert flow.commit_key() != key


def test_a_refusal_goes_to_its_field_and_is_forgotten_on_an_edit() -> None:
    flow = filled()
    flow.go("review")
    refusal = Refusal(field="pin", rule="weak", message="Zu einfach.")
    flow.form.take_refusals((refusal,))
    assert flow.go("review") == "pin"
    assert flow.form.refusals("pin") == ("Zu einfach.",)
    assert flow.form.draft.pin == PIN
    assert flow.form.missing("pin") == (Missing.REFUSED,)
    flow.form.type("pin", "592847")
    flow.form.type("pin_repeat", "592847")
    assert flow.form.refusals("pin") == ()
    assert flow.forward() == "review"


def test_a_refusal_of_a_field_unknown_here_goes_nowhere() -> None:
    flow = filled()
    flow.form.take_refusals((Refusal(field="shoe_size", rule="x"),))
    assert flow.go("review") == "review"


def test_editing_a_repeat_changes_nothing_that_is_sent() -> None:
    flow = filled()
    key = flow.commit_key()
    flow.form.type("password_repeat", "")
    flow.form.type("password_repeat", PASSWORD)
    assert flow.commit_key() == key


def test_the_servers_approval_does_not_hide_a_rule_that_a_new_policy_breaks() -> None:
    flow = filled()
    flow.form.take_verdicts((CheckVerdict(field="password", rule="length", met=True),))
    stricter = PasswordPolicy(rules=(Rule(id="length", min=16, max=32),))
    flow.form.leave("password")
    flow.take_activation(activation(password_policy=stricter))
    assert state_of(flow, "length") is RuleState.BROKEN


def test_the_only_workspace_is_the_choice() -> None:
    flow = Flow(activation())
    assert flow.form.draft.workspace == "web_browser"
    assert flow.form.draft.is_empty()


def test_a_new_policy_is_applied_to_what_was_typed() -> None:
    flow = filled()
    stricter = PasswordPolicy(rules=(Rule(id="length", min=16, max=32),))
    flow.take_activation(activation(password_policy=stricter))
    assert flow.form.draft.password == PASSWORD
    assert flow.form.missing("password") == (Missing.RULES,)


def test_a_question_that_is_no_longer_offered_has_to_be_chosen_again() -> None:
    flow = filled()
    flow.form.choose_question("gone")
    assert flow.form.missing("security_question") == (Missing.QUESTION,)


def test_an_answer_belongs_to_its_question() -> None:
    flow = filled()
    flow.form.leave("security_question.answer")
    flow.form.choose_question("teacher")
    assert flow.form.draft.answer == ANSWER
    flow.form.choose_question("toy")
    assert flow.form.missing("security_question") == (Missing.EMPTY,)
    lines = flow.form.rule_lines("security_question.answer")
    assert {line.state for line in lines} == {RuleState.OPEN}


def test_an_answer_that_was_typed_before_a_question_was_chosen_stays() -> None:
    flow = Flow(activation())
    flow.form.type("answer", ANSWER)
    flow.form.choose_question("toy")
    assert flow.form.draft.answer == ANSWER


def test_what_was_chosen_is_chosen_again_as_it_was() -> None:
    flow = filled()
    before, chosen = flow.form.choices(), flow.form.chosen()
    assert not any(secret in repr(chosen) for secret in (PASSWORD, PIN, ANSWER))
    flow.form.choose_question("toy")
    flow.form.choose_workspace("desktop_app")
    for name in ("password", "password_repeat", "pin", "answer"):
        flow.form.type(name, "another")
    assert flow.form.choices() != before
    flow.form.choose_again(chosen)
    assert flow.form.choices() == before
    assert flow.first_incomplete() is None


def test_a_step_that_was_left_out_is_left_out_again() -> None:
    flow = Flow(activation(), frozenset({"pin"}))
    flow.form.leave_out("pin")
    chosen = flow.form.chosen()
    flow.form.type("pin", PIN)
    flow.form.choose_again(chosen)
    assert flow.form.missing("pin") == ()
    assert flow.form.choices().pin is None


def test_forgetting_leaves_no_secret() -> None:
    flow = filled()
    flow.form.forget()
    assert flow.form.draft.is_empty()


def test_no_repr_shows_what_was_typed() -> None:
    flow = filled()
    for thing in (flow, flow.form.draft, flow.form.choices(), flow.form.part("security_question")):
        assert not any(secret in repr(thing) for secret in (PASSWORD, PIN, ANSWER))


def test_a_step_that_may_stay_away_is_left_out_and_taken_up_again_by_typing() -> None:
    flow = Flow(activation(), frozenset({"pin"}))
    assert flow.form.missing("pin") == (Missing.EMPTY,)
    for name in ("pin", "pin_repeat"):
        flow.form.type(name, PIN)
    key = flow.commit_key()
    flow.form.leave_out("pin")
    assert flow.form.missing("pin") == ()
    assert flow.form.choices().pin is None
    assert flow.commit_key() != key
    assert PIN not in (flow.form.draft.pin, flow.form.draft.pin_repeat)
    flow.form.take_refusals([Refusal(field="pin", rule="required", message="")])
    assert flow.form.missing("pin") == (Missing.REFUSED,)
    flow.form.type("pin", PIN)
    assert flow.form.missing("pin") == (Missing.REPEAT,)
    flow.form.leave_out("pin")
    flow.lock()
    assert flow.form.missing("pin") == (Missing.EMPTY,)


def test_what_has_to_be_chosen_is_not_left_out() -> None:
    flow = filled()
    flow.form.leave_out("pin")
    assert flow.form.choices().pin is not None


def test_a_step_counts_as_done_only_when_one_got_there() -> None:
    flow = filled("password", "workspace")
    assert not flow.was_reached("workspace")
    flow.go("review")
    flow.go("password")
    assert flow.was_reached("workspace")
    flow.lock()
    assert not flow.was_reached("password")


def test_a_chosen_question_whose_id_is_another_ones_by_now_is_asked_for_again() -> None:
    flow = filled()
    [teacher, toy] = flow.activation.security_questions
    other = teacher.model_copy(update={"text": Text(de="Ihr Haustier?", en="Your pet?")})
    flow.take_activation(activation(security_questions=(toy, other)))
    assert flow.form.missing("security_question") == (Missing.QUESTION,)
    assert flow.form.draft.answer == ""
    flow.form.choose_question("toy")
    flow.take_activation(activation(security_questions=(toy,)))
    assert flow.form.question == toy
