"""What holds for every value, account and policy."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.models import Account, AnswerPolicy, PasswordPolicy, PinPolicy, Rule
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    CredentialPolicy,
    Verdict,
    advice,
    folded_answer,
    normalised,
    normalised_answer,
    verdicts,
    violations,
)
from tests.accounts import EVA
from tests.unit.api_client.rules.tables import rows

DEFAULTS: tuple[CredentialPolicy, ...] = (
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    DEFAULT_ANSWER_POLICY,
)
ANY_TEXT = st.text(st.characters(codec=None), max_size=50)  # lone surrogates included
NUMBERS = st.one_of(st.none(), st.integers(-3, 40))
ANY_RULE = st.builds(
    Rule,
    id=st.sampled_from([*sorted({rule.id for policy in DEFAULTS for rule in policy.rules}), "new"]),
    min=NUMBERS,
    max=NUMBERS,
    specials=st.one_of(st.none(), st.text(max_size=5)),
    run=NUMBERS,
    whole_runs=NUMBERS,
    same=NUMBERS,
    blocks=st.one_of(
        st.none(), st.lists(st.tuples(st.integers(-2, 70), st.integers(-2, 9)), max_size=2)
    ),
    digits=NUMBERS,
    extension=NUMBERS,
)
ANY_POLICY: st.SearchStrategy[CredentialPolicy] = st.builds(
    lambda kind, rules, hints: kind(rules=tuple(rules), advice=tuple(hints)),
    st.sampled_from([PasswordPolicy, PinPolicy, AnswerPolicy]),
    st.lists(ANY_RULE, max_size=6),
    st.lists(st.builds(Rule, id=st.sampled_from(["date", "keypad", "new"])), max_size=3),
)
ANY_ACCOUNT = st.builds(
    Account,
    first_name=ANY_TEXT,
    last_name=ANY_TEXT,
    email=ANY_TEXT,
    company=ANY_TEXT,
    main_number=st.one_of(st.none(), ANY_TEXT),
    extension=st.one_of(st.none(), ANY_TEXT),
    role=st.just("user"),
    brand=st.just(""),
    locale=st.just("de"),
)
VALUES = st.one_of(
    ANY_TEXT,
    st.text("0123456789", max_size=12),
    st.sampled_from([row.value for row in rows("password.tsv") + rows("answer.tsv")]),
)


@given(ANY_POLICY, VALUES, ANY_ACCOUNT, ANY_TEXT, st.lists(ANY_TEXT, max_size=2))
def test_any_text_under_any_policy_gets_one_verdict_per_rule_in_order(
    policy: CredentialPolicy, value: str, account: Account, question: str, secrets: list[str]
) -> None:
    judged = verdicts(policy, value, account, question=question, secrets=secrets)

    assert [verdict.rule for verdict in judged] == [rule.id for rule in policy.rules]
    assert all(verdict.met is False for verdict in judged if verdict.final)
    assert violations(policy, value, account, question=question, secrets=secrets) == [
        verdict.rule for verdict in judged if verdict.met is False
    ]
    assert set(advice(policy, value)) <= {"date", "keypad"}


@given(VALUES)
def test_composed_and_decomposed_typing_get_the_same_verdicts(value: str) -> None:
    composed = normalised(normalize("NFC", value))
    decomposed = normalised(normalize("NFD", value))

    for policy in DEFAULTS:
        assert verdicts(policy, composed, EVA) == verdicts(policy, decomposed, EVA)


@given(VALUES)
def test_answer_as_sent_is_judged_and_compared_like_the_answer_as_typed(value: str) -> None:
    sent = normalised_answer(value)

    assert folded_answer(sent) == folded_answer(value)
    assert normalised_answer(sent) == sent
    assert verdicts(DEFAULT_ANSWER_POLICY, sent, EVA) == verdicts(DEFAULT_ANSWER_POLICY, value, EVA)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Straße", "STRAẞE"),
        ("Frau  Adler ", "frau adler"),
        ("Frau\u00a0Adler", "Frau Adler"),
        ("Ｆｒａｕ", "frau"),
        ("ﬁnn", "Finn"),
        ("Jo\u0308rg", "jörg"),
    ],
)
def test_answers_that_differ_in_case_spacing_or_width_are_the_same(one: str, other: str) -> None:
    assert folded_answer(one) == folded_answer(other)


@pytest.mark.parametrize(("one", "other"), [("Müller", "Mueller"), ("St. Pauli", "st.pauli")])
def test_answers_spelled_otherwise_are_not_the_same(one: str, other: str) -> None:
    assert folded_answer(one) != folded_answer(other)


@settings(deadline=None)
@given(
    st.sampled_from(["a", "ab", "abc1", "1", "1 ", "-", "eva", "eva.", "789456", "0-1", "é", "  "]),
    st.sampled_from(DEFAULTS),
)
def test_a_hundred_thousand_characters_are_judged_too(piece: str, policy: CredentialPolicy) -> None:
    value = (piece * 100_000)[:100_000]

    assert len(verdicts(policy, value, EVA, question="?", secrets=["482913"])) == len(policy.rules)
    advice(policy, value)


def test_no_value_of_a_secret_is_in_what_judges_are_given_or_find() -> None:
    from api_client.rules.verdict import TypedCredential

    entry = TypedCredential("Kranich7.Boot", EVA, "question", ("482913",))

    assert "Kranich7" not in repr(entry)
    assert "482913" not in repr(entry)
    assert "Kranich7" not in repr(verdicts(DEFAULT_PASSWORD_POLICY, "Kranich7.Boot", EVA))


def test_rule_the_client_does_not_know_is_left_to_the_server() -> None:
    policy = PasswordPolicy(rules=(Rule(id="no_umlauts"), Rule(id="length", min=12)))

    assert verdicts(policy, "Müller", EVA) == (
        Verdict("no_umlauts", None, final=False),
        Verdict("length", False, final=False),
    )
    assert violations(policy, "Müller", EVA) == ["length"]


@pytest.mark.parametrize(
    ("rule", "value", "broken"),
    [
        (Rule(id="length", min=12), "Kranich7boot", False),
        (Rule(id="length", min=13), "Kranich7boot", True),
        (Rule(id="length", max=64), "Kranich7" * 5, False),
        (Rule(id="upper_or_special", specials="-_"), "kranich-7", False),
        (Rule(id="upper_or_special", specials="-_"), "kranich!7", True),
        (Rule(id="sequential", run=3), "Student9xyz", True),
        (Rule(id="sequential", run=5), "Kranich1234", False),
        (Rule(id="repeating", same=4), "Haus777", False),
        (Rule(id="repeating", same=2), "Haus77", True),
        (Rule(id="repeating", blocks=((3, 2),)), "KioskKiosk7", True),
        (Rule(id="repeating", blocks=()), "xaxaxa", False),
        (Rule(id="account_info", digits=5), "Kiosk47108", True),
        (Rule(id="account_info", digits=7), "Kiosk471081", False),
    ],
)
def test_password_policy_sets_its_own_limits(rule: Rule, value: str, broken: bool) -> None:
    assert bool(violations(PasswordPolicy(rules=(rule,)), value, EVA)) is broken


@pytest.mark.parametrize(
    ("rule", "value", "broken"),
    [
        (Rule(id="length", min=4), "4829", False),
        (Rule(id="sequential", run=3), "482345", True),
        (Rule(id="sequential", whole_runs=2), "122198", True),
        (Rule(id="sequential", run=7, whole_runs=3), "123432", True),
        (Rule(id="sequential", run=7, whole_runs=3), "1234789", True),
        (Rule(id="sequential", run=7, whole_runs=3), "12347", False),
        (Rule(id="repeating", same=2), "482299", True),
        (Rule(id="repeating", blocks=((2, 2),)), "484813", True),
        (Rule(id="account_info", extension=4), "881536", False),
        (Rule(id="common", min=4), "1234", True),
        (Rule(id="common"), "1234", False),
        (Rule(id="common", max=6), "1234567", False),
    ],
)
def test_pin_policy_sets_its_own_limits(rule: Rule, value: str, broken: bool) -> None:
    assert bool(violations(PinPolicy(rules=(rule,)), value, EVA)) is broken


@pytest.mark.parametrize(
    ("rule", "value", "broken"),
    [
        (Rule(id="length", min=3), "Lina", False),
        (Rule(id="length", max=8), "Frau Adler", True),
        (Rule(id="variety", min=6), "Anna Adler", False),
        (Rule(id="variety", min=7), "Anna Adler", True),
    ],
)
def test_answer_policy_sets_its_own_limits(rule: Rule, value: str, broken: bool) -> None:
    assert bool(violations(AnswerPolicy(rules=(rule,)), value, EVA)) is broken
