"""The rules of a security question's answer: one judge for each rule id.

Answers are compared without regard to case and spacing (the vendor's support article on security
questions), so they are judged that way too. They have to be speakable: support asks for them.
"""

import re

from api_client.models import Rule
from api_client.rules import defaults
from api_client.rules.account_info import AccountFacts, name_tokens, phone_forms
from api_client.rules.normalize import folded_answer, measured_answer, normalised_answer
from api_client.rules.sequences import is_one_block, is_one_run
from api_client.rules.verdict import Entry, Finding, Judge, found, given, length_finding

TRIVIAL = frozenset(
    folded_answer(answer)
    for answer in (
        "Passwort",
        "mein Passwort",
        "Kennwort",
        "mein Kennwort",
        "password",
        "my password",
        "geheim",
        "Geheimnis",
        "secret",
        "my secret",
        "Antwort",
        "meine Antwort",
        "die Antwort",
        "answer",
        "my answer",
        "the answer",
        "Frage",
        "question",
        "Sicherheitsfrage",
        "security question",
        "hallo",
        "hallo Welt",
        "hello",
        "hello world",
        "test",
        "tester",
        "testing",
        "keine Ahnung",
        "weiß nicht",
        "ich weiß nicht",
        "weiß ich nicht",
        "keine Antwort",
        "unbekannt",
        "nicht bekannt",
        "vergessen",
        "niemand",
        "nichts",
        "egal",
        "no idea",
        "don't know",
        "dont know",
        "I don't know",
        "i dont know",
        "unknown",
        "no answer",
        "forgot",
        "forgotten",
        "nobody",
        "nothing",
        "none",
        "whatever",
        "admin",
        "default",
        "qwerty",
        "asdfgh",
    )
)
"""Answers that answer nothing, in German and English."""

_KEYBOARD_ROWS = ("qwertzuiopü", "qwertyuiop", "asdfghjklöä", "yxcvbnm", "zxcvbnm")
_WORDS = re.compile(r"\w+")
_IN_NUMBERS = re.compile(r"[\s\-/.()+]+")


def _length(rule: Rule, entry: Entry) -> Finding:
    least = given(rule.min, defaults.ANSWER_LENGTH)
    return length_finding(len(measured_answer(entry.value)), least, rule.max)


def _printable(_: Rule, entry: Entry) -> Finding:
    return found(not normalised_answer(entry.value).isprintable(), final=True)


def _variety(rule: Rule, entry: Entry) -> Finding:
    different = {character for character in folded_answer(entry.value) if character.isalnum()}
    return found(len(different) < given(rule.min, defaults.VARIETY))


def _pattern(_: Rule, entry: Entry) -> Finding:
    text = folded_answer(entry.value)
    return found(is_one_run(text) or is_one_block(text) or _is_keyboard_row(text))


def _is_keyboard_row(text: str) -> bool:
    return len(text) > 1 and any(text in row or text in row[::-1] for row in _KEYBOARD_ROWS)


def _echo(_: Rule, entry: Entry) -> Finding:
    text, question = folded_answer(entry.value), folded_answer(entry.question)
    words = _WORDS.findall(text)
    in_its_words = bool(words) and set(words) <= set(_WORDS.findall(question))
    return found(in_its_words or (bool(text) and text in question))


def _account_info(_: Rule, entry: Entry) -> Finding:
    text = folded_answer(entry.value)
    number = _IN_NUMBERS.sub("", text)
    numbers = (*phone_forms(entry.account), entry.account.extension)
    return found(bool(text) and (text in _names(entry.account) or number in filter(None, numbers)))


def _names(account: AccountFacts) -> frozenset[str]:
    """The names of the account, whole and in parts, its company and its e-mail address."""
    first, last = account.first_name, account.last_name
    whole = (first, last, f"{first} {last}", f"{last} {first}", f"{last}, {first}")
    tokens = name_tokens(account)
    others = (account.email, account.company)
    return frozenset({*map(folded_answer, (*whole, *others)), *tokens.anywhere, *tokens.alone})


def _secret(_: Rule, entry: Entry) -> Finding:
    text = _without_spaces(entry.value)
    secrets = map(_without_spaces, entry.secrets)
    return found(any(secret and secret in text for secret in secrets), final=True)


def _without_spaces(value: str) -> str:
    return folded_answer(value).replace(" ", "")


def _trivial(_: Rule, entry: Entry) -> Finding:
    text = folded_answer(entry.value).replace("’", "'").strip(" .!?")
    return found(text in TRIVIAL)


ANSWER_JUDGES: dict[str, Judge] = {
    "length": _length,
    "printable": _printable,
    "variety": _variety,
    "pattern": _pattern,
    "echo": _echo,
    "account_info": _account_info,
    "secret": _secret,
    "trivial": _trivial,
}
