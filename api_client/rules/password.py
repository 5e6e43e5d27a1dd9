"""The rules of a password: one judge for each rule id.

Letters and digits are the ASCII ones: `str.isdigit` would take `٣` and `²` for numbers.
"""

import re

from api_client.models import Rule
from api_client.rules import defaults
from api_client.rules.account_info import Tokens, name_tokens, phone_forms, shares_digits
from api_client.rules.common_passwords import is_common
from api_client.rules.normalize import folded, lowered
from api_client.rules.sequences import has_repeat, has_run
from api_client.rules.verdict import Entry, Finding, Judge, found, given, length_finding

_LETTER = re.compile(r"[A-Za-z]")
_UPPER = re.compile(r"[A-Z]")
_NUMBER = re.compile(r"[0-9]")


def _length(rule: Rule, entry: Entry) -> Finding:
    least, most = defaults.PASSWORD_LENGTH
    return length_finding(len(entry.value), given(rule.min, least), given(rule.max, most))


def _charset(_: Rule, entry: Entry) -> Finding:
    value = entry.value
    if not value.isprintable() or value.startswith(" "):
        return Finding.FINAL
    return found(value.endswith(" "))


def _letter(_: Rule, entry: Entry) -> Finding:
    return found(not _LETTER.search(entry.value))


def _number(_: Rule, entry: Entry) -> Finding:
    return found(not _NUMBER.search(entry.value))


def _upper_or_special(rule: Rule, entry: Entry) -> Finding:
    specials = given(rule.specials, defaults.SPECIALS)
    held = _UPPER.search(entry.value) or not set(specials).isdisjoint(entry.value)
    return found(not held)


def _sequential(rule: Rule, entry: Entry) -> Finding:
    return found(has_run(lowered(entry.value), given(rule.run, defaults.RUN)), final=True)


def _repeating(rule: Rule, entry: Entry) -> Finding:
    same = given(rule.same, defaults.SAME)
    blocks = given(rule.blocks, defaults.PASSWORD_BLOCKS)
    return found(has_repeat(lowered(entry.value), same, blocks), final=True)


def _account_info(rule: Rule, entry: Entry) -> Finding:
    text = folded(entry.value)
    digits = given(rule.digits, defaults.SHARED_DIGITS)
    if shares_digits(text, phone_forms(entry.account), digits):
        return Finding.FINAL
    return _named(text, name_tokens(entry.account))


def _named(text: str, tokens: Tokens) -> Finding:
    """Whether a name is in the text; a short one at its end may still become another word."""
    if any(token in text for token in tokens.anywhere):
        return Finding.FINAL
    finding = Finding.MET
    for token in tokens.alone:
        at = text.find(token)
        while at >= 0:
            end = at + len(token)
            if not (text[max(at - 1, 0) : at].isalpha() or text[end : end + 1].isalpha()):
                if end < len(text):
                    return Finding.FINAL
                finding = Finding.BROKEN
            at = text.find(token, at + 1)
    return finding


def _common(_: Rule, entry: Entry) -> Finding:
    return found(is_common(entry.value.lower()))


PASSWORD_JUDGES: dict[str, Judge] = {
    "length": _length,
    "charset": _charset,
    "letter": _letter,
    "number": _number,
    "upper_or_special": _upper_or_special,
    "sequential": _sequential,
    "repeating": _repeating,
    "account_info": _account_info,
    "common": _common,
}
