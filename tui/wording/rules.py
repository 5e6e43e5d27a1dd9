"""Rules in words: a short line for the list, and a sentence for when one is broken."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from api_client.models import Rule
from api_client.rules import completed
from tui.i18n import N_, _, language
from tui.journey.states import Judged, RepeatState, RuleLine, RuleState

STATE_SYMBOLS: Mapping[RuleState, str] = {
    RuleState.OPEN: "○",
    RuleState.MET: "✓",
    RuleState.BROKEN: "✗",
    RuleState.SERVER: "◇",
}

_STATE_WORDS: Mapping[RuleState, str] = {
    RuleState.OPEN: N_("open"),
    RuleState.MET: N_("met"),
    RuleState.BROKEN: N_("broken"),
    RuleState.SERVER: N_("server"),
}


class RuleWords(NamedTuple):
    """What is said of a rule: what it wants, in a line of the list, and why it matters.

    In `line`, `{min}`, `{max}` and `{specials}` come from the policy in force; `{digits}`,
    `{letters}` and `{same}` are examples of what is too long. `broken` may be empty.
    """

    line: str
    broken: str = ""


_NEIGHBOURS = N_("Neighbours in a row, up or down, are guessed first.")
_AGAIN = N_("The same again and again is guessed first.")
_LISTED = N_("It is on the list of what most people choose.")
_YOURS = N_("It holds a part of your name, your address or your number.")

RULE_WORDS: Mapping[Judged, Mapping[str, RuleWords]] = {
    "password": {
        "length": RuleWords(N_("{min} to {max} characters")),
        "charset": RuleWords(
            N_("Only visible characters"),
            N_("There is a space at the start or the end, or a character nobody can see."),
        ),
        "letter": RuleWords(N_("A letter A–Z or a–z")),
        "number": RuleWords(N_("A digit 0–9")),
        "upper_or_special": RuleWords(N_("A capital or {specials}")),
        "sequential": RuleWords(N_("No run like {digits}, {letters}"), _NEIGHBOURS),
        "repeating": RuleWords(N_("No repeats: {same}, 050505"), _AGAIN),
        "account_info": RuleWords(N_("No name, no own number"), _YOURS),
        "common": RuleWords(N_("Not a common password"), _LISTED),
    },
    "pin": {
        "digits_only": RuleWords(
            N_("Digits 0–9 only"), N_("Only the digits 0 to 9 can be dialled.")
        ),
        "length": RuleWords(N_("{min} to {max} digits")),
        "sequential": RuleWords(N_("No run like {digits}"), _NEIGHBOURS),
        "repeating": RuleWords(N_("No repeats: {same}, 050505"), _AGAIN),
        "account_info": RuleWords(
            N_("No extension, no number"),
            N_("It holds your extension or a part of your number."),
        ),
        "common": RuleWords(N_("Not a common PIN"), _LISTED),
    },
    "security_question.answer": {
        "length": RuleWords(N_("At least {min} characters")),
        "printable": RuleWords(
            N_("Only visible characters"), N_("There is a character in it that nobody can see.")
        ),
        "variety": RuleWords(N_("{min} different characters")),
        "pattern": RuleWords(N_("No run and no pattern")),
        "echo": RuleWords(
            N_("Not part of the question"), N_("The question itself gives this answer away.")
        ),
        "account_info": RuleWords(N_("No name, no number"), _YOURS),
        "secret": RuleWords(
            N_("Not the password or PIN"),
            N_("The answer is said on the phone: keep password and PIN out of it."),
        ),
        "trivial": RuleWords(N_("Not a stock answer")),
    },
}
"""The words of every rule in `api_client.rules.RULES`."""


def state_word(state: RuleState) -> str:
    """The word for a rule's state."""
    return _(_STATE_WORDS[state])


def rule_line(judged: Judged, rule: Rule) -> str:
    """A rule in a few words, with the numbers of the policy in force.

    A rule unknown here is worded by the server that made it.
    """
    words = RULE_WORDS[judged].get(rule.id)
    if words is None:
        return (rule.text.in_language(language()) if rule.text else "") or rule.id
    if (judged, rule.id) == ("security_question.answer", "length") and rule.max is not None:
        words = RULE_WORDS["password"]["length"]
    return _(words.line).format(**_named(judged, completed(judged, rule)))


def _named(judged: Judged, rule: Rule) -> dict[str, int | str | None]:
    """What a line can name."""
    named: dict[str, int | str | None] = {
        "min": rule.min,
        "max": rule.max,
        "specials": rule.specials,
    }
    if rule.run is not None:
        length = min(max(rule.run, 2), 8)
        named |= {"digits": "123456789"[:length], "letters": "abcdefghi"[:length]}
    if rule.same is not None:
        named["same"] = ("2" if judged == "pin" else "a") * min(max(rule.same, 2), 8)
    return named


def broken_sentence(judged: Judged, rule_id: str) -> str:
    """Why a broken rule matters, or what to look for; empty when its line says it all."""
    words = RULE_WORDS[judged].get(rule_id)
    return _(words.broken) if words and words.broken else ""


def why_broken(judged: Judged, line: RuleLine) -> str:
    """A broken rule and why it matters, in the server's words where it spoke."""
    why = line.message or broken_sentence(judged, line.rule.id)
    said = rule_line(judged, line.rule)
    return f"{said}. {why}" if why else said


def first_reason(judged: Judged, lines: Iterable[RuleLine]) -> str:
    """Why the first broken rule that needs words matters; empty if none does."""
    broken = (line for line in lines if line.state is RuleState.BROKEN)
    reasons = (line.message or broken_sentence(judged, line.rule.id) for line in broken)
    return next(filter(None, reasons), "")


ADVICE_WORDS: Mapping[str, str] = {
    "date": N_("This looks like a date. It is allowed, but dates are tried first."),
    "keypad": N_("This is a line on the keypad. It is allowed, but lines are tried first."),
}


def advice_sentence(advice_id: str) -> str:
    """Advice that does not block; empty for advice unknown here."""
    return _(ADVICE_WORDS[advice_id]) if advice_id in ADVICE_WORDS else ""


_REPEATS: Mapping[RepeatState, tuple[str, str]] = {
    RepeatState.EMPTY: ("○", N_("Please type it once more.")),
    RepeatState.MATCHING: ("○", N_("Right so far, go on.")),
    RepeatState.SAME: ("✓", N_("Both are the same.")),
    RepeatState.DIFFERENT: ("✗", N_("This differs from what you typed above.")),
    RepeatState.CAPS_LOCK: ("✗", N_("Capitals and small letters are swapped. Is Caps Lock on?")),
}


def repeat_line(state: RepeatState) -> tuple[str, str]:
    """Symbol and words for how a repeat stands."""
    symbol, text = _REPEATS[state]
    return symbol, _(text)
