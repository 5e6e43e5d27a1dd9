"""The rules of a password: one judge for each rule id.

Letters and digits are the ASCII ones: `str.isdigit` would take `٣` and `²` for numbers.
"""

import re

from api_client.models import Rule, Text
from api_client.rules.account_info import NameTokens, name_tokens, phone_forms, shares_digits
from api_client.rules.common_passwords import is_common
from api_client.rules.normalize import folded, lowered
from api_client.rules.rule_kind import RuleKind, kinds
from api_client.rules.sequences import has_repeat, has_run
from api_client.rules.verdict import Judgement, TypedCredential, given, judged, judged_length

_LETTER = re.compile(r"[A-Za-z]")
_UPPER = re.compile(r"[A-Z]")
_NUMBER = re.compile(r"[0-9]")


def _length(rule: Rule, typed: TypedCredential) -> Judgement:
    return judged_length(len(typed.value), given(rule.min), rule.max)


def _charset(_: Rule, typed: TypedCredential) -> Judgement:
    value = typed.value
    if not value.isprintable() or value.startswith(" "):
        return Judgement.FINAL
    return judged(value.endswith(" "))


def _letter(_: Rule, typed: TypedCredential) -> Judgement:
    return judged(not _LETTER.search(typed.value))


def _number(_: Rule, typed: TypedCredential) -> Judgement:
    return judged(not _NUMBER.search(typed.value))


def _upper_or_special(rule: Rule, typed: TypedCredential) -> Judgement:
    specials = set(given(rule.specials))
    held = _UPPER.search(typed.value) or not specials.isdisjoint(typed.value)
    return judged(not held)


def _sequential(rule: Rule, typed: TypedCredential) -> Judgement:
    return judged(has_run(lowered(typed.value), given(rule.run)), final=True)


def _repeating(rule: Rule, typed: TypedCredential) -> Judgement:
    text = lowered(typed.value)
    return judged(has_repeat(text, given(rule.same), given(rule.blocks)), final=True)


def _account_info(rule: Rule, typed: TypedCredential) -> Judgement:
    text = folded(typed.value)
    if shares_digits(text, phone_forms(typed.account), given(rule.digits)):
        return Judgement.FINAL
    return _named(text, name_tokens(typed.account))


def _named(text: str, tokens: NameTokens) -> Judgement:
    """Whether a name is in the text; a short one at its end may still become another word."""
    if any(token in text for token in tokens.anywhere):
        return Judgement.FINAL
    finding = Judgement.MET
    for token in tokens.alone:
        at = text.find(token)
        while at >= 0:
            end = at + len(token)
            if not (text[max(at - 1, 0) : at].isalpha() or text[end : end + 1].isalpha()):
                if end < len(text):
                    return Judgement.FINAL
                finding = Judgement.BROKEN
            at = text.find(token, at + 1)
    return finding


def _common(_: Rule, typed: TypedCredential) -> Judgement:
    return judged(is_common(typed.value.lower()))


PASSWORD_RULES = kinds(
    RuleKind(
        Rule(id="length", min=8, max=32),
        _length,
        Text(de="{min} bis {max} Zeichen", en="{min} to {max} characters"),
        Text(
            de="Dieses Kennwort ist zu kurz oder zu lang. Erlaubt sind {min} bis {max}\u00a0Zeichen.",
            en="This password is too short or too long. It may have {min} to {max}\u00a0characters.",
        ),
    ),
    RuleKind(
        Rule(id="charset"),
        _charset,
        Text(
            de="Nur druckbare Zeichen, kein Leerzeichen am Rand",
            en="Printable characters only, no space at either end",
        ),
        Text(
            de="Dieses Kennwort enthält ein unsichtbares Zeichen oder hat ein Leerzeichen am Anfang oder Ende.",
            en="This password contains an invisible character, or a space at its beginning or end.",
        ),
    ),
    RuleKind(
        Rule(id="letter"),
        _letter,
        Text(de="Ein Buchstabe von A bis Z", en="A letter from A to Z"),
        Text(
            de="Dieses Kennwort enthält keinen Buchstaben von A bis Z.",
            en="This password does not contain a letter from A to Z.",
        ),
    ),
    RuleKind(
        Rule(id="number"),
        _number,
        Text(de="Eine Ziffer", en="A digit"),
        Text(
            de="Dieses Kennwort enthält keine Ziffer.",
            en="This password does not contain a digit.",
        ),
    ),
    RuleKind(
        Rule(id="upper_or_special", specials="!@#$%^&*."),
        _upper_or_special,
        Text(
            de="Ein Großbuchstabe oder eines von {specials}",
            en="A capital letter or one of {specials}",
        ),
        Text(
            de="Dieses Kennwort enthält weder einen Großbuchstaben noch eines dieser Zeichen: {specials}",
            en="This password contains neither a capital letter nor one of these characters: {specials}",
        ),
    ),
    RuleKind(
        Rule(id="sequential", run=4),
        _sequential,
        Text(de="Keine Folge wie 1234 oder abcd", en="No sequence like 1234 or abcd"),
        Text(
            de="Dieses Kennwort enthält eine Folge wie 1234 oder abcd.",
            en="This password contains a sequence like 1234 or abcd.",
        ),
    ),
    RuleKind(
        Rule(id="repeating", same=3, blocks=((2, 3),)),
        _repeating,
        Text(de="Keine Wiederholung wie 222 oder ababab", en="No repetition like 222 or ababab"),
        Text(
            de="Dieses Kennwort enthält eine Wiederholung wie 222 oder ababab.",
            en="This password contains a repetition like 222 or ababab.",
        ),
    ),
    RuleKind(
        Rule(id="account_info", digits=6),
        _account_info,
        Text(de="Weder Ihr Name noch Ihre Rufnummern", en="Neither your name nor your numbers"),
        Text(
            de="Dieses Kennwort enthält einen Teil Ihres Namens oder Ihrer Rufnummern.",
            en="This password contains a part of your name or your numbers.",
        ),
    ),
    RuleKind(
        Rule(id="common"),
        _common,
        Text(de="Kein häufiges Kennwort", en="Not a common password"),
        Text(
            de="Dieses Kennwort ist zu häufig. Bitte wählen Sie ein anderes.",
            en="This password is too common. Please choose another.",
        ),
    ),
)
