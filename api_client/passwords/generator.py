"""Passwords, passphrases and PINs that satisfy the policy in force.

Drawn with `secrets`, and drawn again while a rule is broken: with the default policies that
happens to about one PIN in five and to few passwords. Nothing drawn is kept.
"""

import secrets
from collections.abc import Callable, Sequence
from string import punctuation
from typing import Final

from api_client.models import AnswerPolicy, CredentialField, PasswordPolicy, PinPolicy, Policy, Rule
from api_client.passwords.words import passphrase_words
from api_client.rules import AccountFacts, advice, completed, violations

_LETTERS: Final = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS: Final = "23456789"
"""Without 0 O o, 1 l I, which are misread when copied by hand."""

_PASSWORD_LENGTH: Final = 16
_PIN_LENGTH: Final = 8
_NO_REPETITIONS: Final = PinPolicy(rules=(Rule(id="repeating"), Rule(id="sequential")))
_WORDS: Final = 4
_DRAWS: Final = 1000
_LONGEST: Final = 128
"""No policy is followed further: nobody types that."""


class CannotGenerate(Exception):
    """No value was found that satisfies the policy; it may be one that none can satisfy."""


def random_password(policy: PasswordPolicy, account: AccountFacts) -> str:
    """Sixteen characters nobody misreads, or as many as the policy's length asks for.

    Raises:
        CannotGenerate: no draw satisfied the policy.
    """
    specials = [sign for sign in _specials(policy) if sign in punctuation]
    alphabet = [*_LETTERS, *_DIGITS, *specials]
    least, most = _length_limits("password", policy)
    length = min(max(_PASSWORD_LENGTH, least), most)
    return _drawn(
        lambda: "".join(secrets.choice(alphabet) for _ in range(length)),
        lambda value: not violations(policy, value, account),
    )


def passphrase(policy: PasswordPolicy, account: AccountFacts, language: str) -> str:
    """Four capitalised words and a digit, or as many words as the policy's length asks for.

    The words are joined by a dot, or by a hyphen where the policy counts no dot as special.

    Raises:
        CannotGenerate: no draw satisfied the policy.
    """
    words = passphrase_words(language)
    least, most = _length_limits("password", policy)
    count = _word_count(words, least, most)
    joint = "." if "." in _specials(policy) else "-"

    def draw() -> str:
        chosen = secrets.SystemRandom().sample(words, count)
        return joint.join(map(str.capitalize, chosen)) + secrets.choice(_DIGITS)

    return _drawn(draw, lambda value: not violations(policy, value, account))


def pin(policy: PinPolicy, account: AccountFacts) -> str:
    """Eight digits, or as many as the policy's length asks for; no date and no keypad lines.

    Where a policy looks only for some repetitions, none is drawn that our own would find either: a
    server may know more rules than it tells, and of what is drawn unseen nobody can think again.

    Raises:
        CannotGenerate: no draw satisfied the policy and its advice.
    """
    least, most = _length_limits("pin", policy)
    length = min(max(_PIN_LENGTH, least), most)
    return _drawn(
        lambda: "".join(str(secrets.randbelow(10)) for _ in range(length)),
        lambda value: (
            not violations(policy, value, account)
            and not advice(policy, value)
            and not violations(_NO_REPETITIONS, value, account)
        ),
    )


def spoken_answer(
    policy: AnswerPolicy,
    account: AccountFacts,
    language: str,
    *,
    question: str = "",
    used: Sequence[str] = (),
) -> str:
    """An answer to a security question that is true of nobody: four words, easy to say and to spell.

    Args:
        policy: what it has to satisfy.
        account: whose it is.
        language: of the words.
        question: the question's text.
        used: the password and PIN chosen.

    Raises:
        CannotGenerate: no draw satisfied the policy.
    """
    words = passphrase_words(language)
    count = _word_count(words, *_length_limits("security_question.answer", policy))
    return _drawn(
        lambda: " ".join(secrets.SystemRandom().sample(words, count)),
        lambda value: not violations(policy, value, account, question=question, secrets=used),
    )


def _drawn(draw: Callable[[], str], satisfies: Callable[[str], bool]) -> str:
    for _ in range(_DRAWS):
        value = draw()
        if satisfies(value):
            return value
    raise CannotGenerate


def _rule(field: CredentialField, policy: Policy, rule_id: str) -> Rule:
    """The policy's rule with every number it leaves out; one without numbers if there is none."""
    found = (rule for rule in policy.rules if rule.id == rule_id)
    return next((completed(field, rule) for rule in found), Rule(id=rule_id))


def _specials(policy: PasswordPolicy) -> str:
    return _rule("password", policy, "upper_or_special").specials or ""


def _length_limits(field: CredentialField, policy: Policy) -> tuple[int, int]:
    """The least and the most characters that satisfy the policy's length rule."""
    rule = _rule(field, policy, "length")
    least = max(1 if rule.min is None else rule.min, 1)
    most = min(_LONGEST if rule.max is None else rule.max, _LONGEST)
    if least > most:
        raise CannotGenerate
    return least, most


def _word_count(words: Sequence[str], least: int, most: int) -> int:
    """How many words to draw: four if their usual length fits, else the number that fits best."""
    lengths = [len(word) + 1 for word in words]
    usual, shortest, longest = sum(lengths) / len(lengths), min(lengths), max(lengths)
    counts = [count for count in range(1, most // shortest + 1) if count * longest >= least]
    if not counts:
        raise CannotGenerate
    return min(
        counts,
        key=lambda count: (
            max(least - count * usual, count * usual - most, 0.0),
            abs(count - _WORDS),
        ),
    )
