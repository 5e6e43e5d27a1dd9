"""Rules in words: a short line for the list, and a sentence for when one is broken."""

from collections.abc import Iterable, Mapping

from api_client.models import Rule
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

_LINES: Mapping[Judged, Mapping[str, str]] = {
    "password": {
        "length": N_("{min} to {max} characters"),
        "charset": N_("Only visible characters"),
        "letter": N_("A letter A–Z or a–z"),
        "number": N_("A digit 0–9"),
        "upper_or_special": N_("A capital or {specials}"),
        "sequential": N_("No run like {digits}, {letters}"),
        "repeating": N_("No repeats: {same}, 050505"),
        "account_info": N_("No name, no own number"),
        "common": N_("Not a common password"),
    },
    "pin": {
        "digits_only": N_("Digits 0–9 only"),
        "length": N_("{min} to {max} digits"),
        "sequential": N_("No run like {digits}"),
        "repeating": N_("No repeats: {same}, 050505"),
        "account_info": N_("No extension, no number"),
        "common": N_("Not a common PIN"),
    },
    "security_question.answer": {
        "length": N_("At least {min} characters"),
        "printable": N_("Only visible characters"),
        "variety": N_("{min} different characters"),
        "pattern": N_("No run and no pattern"),
        "echo": N_("Not part of the question"),
        "account_info": N_("No name, no number"),
        "secret": N_("Not the password or PIN"),
        "trivial": N_("Not a stock answer"),
    },
}

_BROKEN: Mapping[str, str] = {
    "charset": N_("There is a space at the start or the end, or a character nobody can see."),
    "printable": N_("There is a character in it that nobody can see."),
    "digits_only": N_("Only the digits 0 to 9 can be dialled."),
    "sequential": N_("Neighbours in a row, up or down, are guessed first."),
    "repeating": N_("The same again and again is guessed first."),
    "account_info": N_("It holds a part of your name, your address or your number."),
    "pin:account_info": N_("It holds your extension or a part of your number."),
    "common": N_("It is on the list of what most people choose."),
    "secret": N_("The answer is said on the phone: keep password and PIN out of it."),
    "echo": N_("The question itself gives this answer away."),
}

_DEFAULTS: Mapping[tuple[Judged, str], Mapping[str, int | str]] = {
    ("password", "length"): {"min": 8, "max": 32},
    ("password", "upper_or_special"): {"specials": "!@#$%^&*."},
    ("pin", "length"): {"min": 6, "max": 10},
    ("security_question.answer", "length"): {"min": 5},
    ("security_question.answer", "variety"): {"min": 3},
}


def state_word(state: RuleState) -> str:
    """The word for a rule's state."""
    return _(_STATE_WORDS[state])


def rule_line(judged: Judged, rule: Rule) -> str:
    """A rule in a few words, with the numbers of the policy in force.

    A rule unknown here is worded by the server that made it.
    """
    text = _LINES[judged].get(rule.id)
    if text is None:
        return (rule.text.in_language(language()) if rule.text else "") or rule.id
    if (judged, rule.id) == ("security_question.answer", "length") and rule.max is not None:
        text = _LINES["password"]["length"]
    return _(text).format(**{**_DEFAULTS.get((judged, rule.id), {}), **_named(judged, rule)})


def _named(judged: Judged, rule: Rule) -> dict[str, int | str]:
    """What a line can name, with the numbers of the policy in force."""
    named: dict[str, int | str] = {
        name: value
        for name in ("min", "max", "specials")
        if (value := getattr(rule, name)) is not None
    }
    run, same = min(max(rule.run or 4, 2), 8), min(max(rule.same or 3, 2), 8)
    named |= {"digits": "123456789"[:run], "letters": "abcdefghi"[:run]}
    return named | {"same": ("2" if judged == "pin" else "a") * same}


def broken_sentence(judged: Judged, rule_id: str) -> str:
    """Why a broken rule matters, or what to look for; empty when its line says it all."""
    text = _BROKEN.get(f"{judged}:{rule_id}") or _BROKEN.get(rule_id)
    return _(text) if text else ""


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


_ADVICE: Mapping[str, str] = {
    "date": N_("This looks like a date. It is allowed, but dates are tried first."),
    "keypad": N_("This is a line on the keypad. It is allowed, but lines are tried first."),
}


def advice_sentence(advice_id: str) -> str:
    """Advice that does not block; empty for advice unknown here."""
    return _(_ADVICE[advice_id]) if advice_id in _ADVICE else ""


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
