"""The rules of a PIN: one judge for each rule id.

A PIN is the digits 0–9. Of any other value only `digits_only` and `length` have something to say.
"""

import re

from api_client.models import Rule, Text
from api_client.rules.account_info import phone_forms, shares_digits
from api_client.rules.common_passwords import is_common
from api_client.rules.rule_kind import RuleKind, kinds
from api_client.rules.sequences import has_repeat, has_run, is_made_of_runs
from api_client.rules.verdict import Judge, Judgement, TypedCredential, given, judged, judged_length

_DIGITS = re.compile(r"[0-9]*")


def _is_digits(value: str) -> bool:
    return _DIGITS.fullmatch(value) is not None


def _digits_only(_: Rule, typed: TypedCredential) -> Judgement:
    return judged(not _is_digits(typed.value), final=True)


def _length(rule: Rule, typed: TypedCredential) -> Judgement:
    return judged_length(len(typed.value), given(rule.min), rule.max)


def _sequential(rule: Rule, typed: TypedCredential) -> Judgement:
    if has_run(typed.value, given(rule.run)):
        return Judgement.FINAL
    return judged(is_made_of_runs(typed.value, given(rule.whole_runs)))


def _repeating(rule: Rule, typed: TypedCredential) -> Judgement:
    return judged(has_repeat(typed.value, given(rule.same), given(rule.blocks)), final=True)


def _account_info(rule: Rule, typed: TypedCredential) -> Judgement:
    extension = typed.account.extension or ""
    least = max(given(rule.extension), 1)
    has_extension = len(extension) >= least and extension in typed.value
    number = shares_digits(typed.value, phone_forms(typed.account), given(rule.digits))
    return judged(has_extension or number, final=True)


def _common(rule: Rule, typed: TypedCredential) -> Judgement:
    listed = given(rule.min) <= len(typed.value) <= given(rule.max)
    return judged(listed and is_common(typed.value))


def _of_digits(judge: Judge) -> Judge:
    """The judge, with nothing to say about a value that is no PIN at all."""

    def of_digits(rule: Rule, typed: TypedCredential) -> Judgement:
        return judge(rule, typed) if _is_digits(typed.value) else Judgement.MET

    return of_digits


PIN_RULES = kinds(
    RuleKind(
        Rule(id="digits_only"),
        _digits_only,
        Text(de="Nur die Ziffern 0 bis 9", en="Only the digits 0 to 9"),
        Text(
            de="Diese PIN enthält ein Zeichen, das keine Ziffer von 0 bis 9 ist.",
            en="This PIN contains a character that is not a digit from 0 to 9.",
        ),
    ),
    RuleKind(
        Rule(id="length", min=6, max=10),
        _length,
        Text(de="{min} bis {max} Ziffern", en="{min} to {max} digits"),
        Text(
            de="Diese PIN ist zu kurz oder zu lang. Erlaubt sind {min} bis {max}\u00a0Ziffern.",
            en="This PIN is too short or too long. It may have {min} to {max}\u00a0digits.",
        ),
    ),
    RuleKind(
        Rule(id="sequential", run=4, whole_runs=3),
        _of_digits(_sequential),
        Text(de="Keine Folge wie 1234 oder 7890", en="No sequence like 1234 or 7890"),
        Text(
            de="Diese PIN enthält eine Folge wie 1234 oder 7890.",
            en="This PIN contains a sequence like 1234 or 7890.",
        ),
    ),
    RuleKind(
        Rule(id="repeating", same=3, blocks=((2, 3), (3, 2))),
        _of_digits(_repeating),
        Text(de="Keine Wiederholung wie 222 oder 050505", en="No repetition like 222 or 050505"),
        Text(
            de="Diese PIN enthält eine Wiederholung wie 222 oder 050505.",
            en="This PIN contains a repetition like 222 or 050505.",
        ),
    ),
    RuleKind(
        Rule(id="account_info", digits=6, extension=3),
        _of_digits(_account_info),
        Text(
            de="Weder Ihre Durchwahl noch Ihre Rufnummern",
            en="Neither your extension nor your numbers",
        ),
        Text(
            de="Diese PIN enthält Ihre Durchwahl oder einen Teil Ihrer Rufnummern.",
            en="This PIN contains your extension or a part of your numbers.",
        ),
    ),
    RuleKind(
        Rule(id="common", min=6, max=10),
        _of_digits(_common),
        Text(de="Keine häufige PIN", en="Not a common PIN"),
        Text(
            de="Diese PIN ist zu häufig. Bitte wählen Sie eine andere.",
            en="This PIN is too common. Please choose another.",
        ),
    ),
)
