"""The rules of a security question's answer: one judge for each rule id.

Answers are compared without regard to case and spacing (the vendor's support article on security
questions), so they are judged that way too. They have to be speakable: support asks for them.
"""

import re
from functools import lru_cache

from api_client.models import Rule, Text
from api_client.rules.account_info import AccountFacts, name_tokens, phone_forms
from api_client.rules.normalize import folded_answer, measured_answer, normalised_answer
from api_client.rules.rule_kind import RuleKind, kinds
from api_client.rules.sequences import is_one_block, is_one_run
from api_client.rules.verdict import Judgement, TypedCredential, given, judged, judged_length

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


def _length(rule: Rule, typed: TypedCredential) -> Judgement:
    return judged_length(len(measured_answer(typed.value)), given(rule.min), rule.max)


def _printable(_: Rule, typed: TypedCredential) -> Judgement:
    return judged(not normalised_answer(typed.value).isprintable(), final=True)


def _variety(rule: Rule, typed: TypedCredential) -> Judgement:
    different = {character for character in typed.folded if character.isalnum()}
    return judged(len(different) < given(rule.min))


def _pattern(_: Rule, typed: TypedCredential) -> Judgement:
    text = typed.folded
    return judged(is_one_run(text) or is_one_block(text) or _is_keyboard_row(text))


def _is_keyboard_row(text: str) -> bool:
    return len(text) > 1 and any(text in row or text in row[::-1] for row in _KEYBOARD_ROWS)


def _echo(_: Rule, typed: TypedCredential) -> Judgement:
    text, question = typed.folded, folded_answer(typed.question)
    words = _WORDS.findall(text)
    in_its_words = bool(words) and set(words) <= set(_WORDS.findall(question))
    return judged(in_its_words or (bool(text) and text in question))


def _account_info(_: Rule, typed: TypedCredential) -> Judgement:
    text = typed.folded
    number = _IN_NUMBERS.sub("", text)
    numbers = (*phone_forms(typed.account), typed.account.extension)
    return judged(bool(text) and (text in _names(typed.account) or number in filter(None, numbers)))


def _names(account: AccountFacts) -> frozenset[str]:
    """The names of the account, whole and in parts, its company and its e-mail address."""
    tokens = name_tokens(account)
    return _folded_names(
        account.first_name,
        account.last_name,
        (account.email, account.company, *tokens.anywhere, *tokens.alone),
    )


@lru_cache(maxsize=64)
def _folded_names(first: str, last: str, others: tuple[str, ...]) -> frozenset[str]:
    whole = (first, last, f"{first} {last}", f"{last} {first}", f"{last}, {first}")
    return frozenset(map(folded_answer, (*whole, *others)))


def _secret(_: Rule, typed: TypedCredential) -> Judgement:
    text = typed.folded.replace(" ", "")
    secrets = (folded_answer(each).replace(" ", "") for each in typed.secrets)
    return judged(any(secret and secret in text for secret in secrets), final=True)


def _trivial(_: Rule, typed: TypedCredential) -> Judgement:
    text = typed.folded.replace("’", "'").strip(" .!?")
    return judged(text in TRIVIAL)


ANSWER_RULES = kinds(
    RuleKind(
        Rule(id="length", min=5),
        _length,
        Text(de="Mindestens {min} Zeichen", en="At least {min} characters"),
        Text(
            de="Diese Antwort ist zu kurz. Nötig sind mindestens {min}\u00a0Zeichen.",
            en="This answer is too short. It needs at least {min}\u00a0characters.",
        ),
    ),
    RuleKind(
        Rule(id="printable"),
        _printable,
        Text(de="Nur druckbare Zeichen", en="Printable characters only"),
        Text(
            de="Diese Antwort enthält ein unsichtbares Zeichen.",
            en="This answer contains an invisible character.",
        ),
    ),
    RuleKind(
        Rule(id="variety", min=3),
        _variety,
        Text(
            de="Mindestens {min} verschiedene Buchstaben oder Ziffern",
            en="At least {min} different letters or digits",
        ),
        Text(
            de="Diese Antwort hat zu wenige verschiedene Zeichen. Nötig sind mindestens {min} verschiedene Buchstaben oder Ziffern.",
            en="This answer has too few different characters. It needs at least {min} different letters or digits.",
        ),
    ),
    RuleKind(
        Rule(id="pattern"),
        _pattern,
        Text(de="Keine Folge und kein Muster", en="No sequence and no pattern"),
        Text(
            de="Diese Antwort ist eine Folge oder ein Muster und zu leicht zu erraten.",
            en="This answer is a sequence or a pattern and too easy to guess.",
        ),
    ),
    RuleKind(
        Rule(id="echo"),
        _echo,
        Text(de="Nicht in der Frage enthalten", en="Not contained in the question"),
        Text(
            de="Diese Antwort steht schon in der Frage.",
            en="This answer is contained in the question.",
        ),
    ),
    RuleKind(
        Rule(id="account_info"),
        _account_info,
        Text(
            de="Weder Ihr Name noch Ihre Firma oder Rufnummer",
            en="Neither your name nor your company or number",
        ),
        Text(
            de="Diese Antwort ist Ihr Name, Ihre Firma, Ihre E-Mail-Adresse oder Ihre Rufnummer.",
            en="This answer is your name, your company, your email address or your number.",
        ),
    ),
    RuleKind(
        Rule(id="secret"),
        _secret,
        Text(de="Weder Kennwort noch PIN darin", en="Neither password nor PIN in it"),
        Text(
            de="Diese Antwort enthält Ihr Kennwort oder Ihre PIN.",
            en="This answer contains your password or your PIN.",
        ),
    ),
    RuleKind(
        Rule(id="trivial"),
        _trivial,
        Text(de="Keine übliche Antwort", en="Not a common answer"),
        Text(
            de="Diese Antwort ist zu häufig. Bitte wählen Sie eine andere.",
            en="This answer is too common. Please choose another.",
        ),
    ),
)
