"""The rules of a PIN: one judge for each rule id.

A PIN is the digits 0–9. Of any other value only `digits_only` and `length` have something to say.
"""

import re

from api_client.models import Rule
from api_client.rules import defaults
from api_client.rules.account_info import phone_forms, shares_digits
from api_client.rules.common_passwords import is_common
from api_client.rules.sequences import has_repeat, has_run, is_made_of_runs
from api_client.rules.verdict import Entry, Finding, Judge, found, given, length_finding

_DIGITS = re.compile(r"[0-9]*")


def _is_digits(value: str) -> bool:
    return _DIGITS.fullmatch(value) is not None


def _digits_only(_: Rule, entry: Entry) -> Finding:
    return found(not _is_digits(entry.value), final=True)


def _length(rule: Rule, entry: Entry) -> Finding:
    least, most = defaults.PIN_LENGTH
    return length_finding(len(entry.value), given(rule.min, least), given(rule.max, most))


def _sequential(rule: Rule, entry: Entry) -> Finding:
    if has_run(entry.value, given(rule.run, defaults.RUN)):
        return Finding.FINAL
    return found(is_made_of_runs(entry.value, given(rule.whole_runs, defaults.WHOLE_RUNS)))


def _repeating(rule: Rule, entry: Entry) -> Finding:
    same = given(rule.same, defaults.SAME)
    blocks = given(rule.blocks, defaults.PIN_BLOCKS)
    return found(has_repeat(entry.value, same, blocks), final=True)


def _account_info(rule: Rule, entry: Entry) -> Finding:
    extension = entry.account.extension or ""
    least = max(given(rule.extension, defaults.EXTENSION_DIGITS), 1)
    has_extension = len(extension) >= least and extension in entry.value
    digits = given(rule.digits, defaults.SHARED_DIGITS)
    broken = has_extension or shares_digits(entry.value, phone_forms(entry.account), digits)
    return found(broken, final=True)


def _common(rule: Rule, entry: Entry) -> Finding:
    least, most = defaults.COMMON_PIN_LENGTH
    listed = given(rule.min, least) <= len(entry.value) <= given(rule.max, most)
    return found(listed and is_common(entry.value))


def _of_digits(judge: Judge) -> Judge:
    """The judge, with nothing to say about a value that is no PIN at all."""

    def judged(rule: Rule, entry: Entry) -> Finding:
        return judge(rule, entry) if _is_digits(entry.value) else Finding.MET

    return judged


PIN_JUDGES: dict[str, Judge] = {
    "digits_only": _digits_only,
    "length": _length,
    "sequential": _of_digits(_sequential),
    "repeating": _of_digits(_repeating),
    "account_info": _of_digits(_account_info),
    "common": _of_digits(_common),
}
