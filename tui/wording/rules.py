"""Rules in words: a short line for the list, and a sentence for when one is broken."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from api_client.models import Rule
from api_client.rules import completed
from tui.i18n import N_, _, language
from tui.journey.states import Judged, RepeatState, RuleLine, RuleState
from tui.terminal.charset import characters
from tui.wording.identity import said_by_server
from tui.wording.spoken_rules import spoken_fault

STATE_SYMBOLS: Mapping[RuleState, str] = {
    RuleState.OPEN: "○",
    RuleState.MET: "✓",
    RuleState.BROKEN: "✗",
    RuleState.SERVER: "◇",
}

_STATE_WORDS: Mapping[RuleState, str] = {
    RuleState.OPEN: N_("open"),
    RuleState.MET: N_("ok"),
    RuleState.BROKEN: N_("fault"),
    RuleState.SERVER: N_("server"),
}


class RuleWords(NamedTuple):
    """What is said of a rule.

    In `line` and `fault`, `{min}`, `{max}` and `{specials}` come from the policy in force;
    `{digits}`, `{letters}` and `{same}` are examples of what is too long.

    Attributes:
        line: what the rule wants, in the list under the field.
        fault: what is wrong with a secret that breaks it: a short sentence that stands alone.
        reason: why that matters, or what to do; never the fault again; may be empty.
    """

    line: str
    fault: str
    reason: str = ""


_RUN = (N_("A run like {digits} is used."), N_("Runs like 1234 or 4321 are tried first."))
_REPEATS = RuleWords(
    N_("No repeats like {same} or 050505"),
    N_("Repeats like {same}, 050505 are used."),
    N_("Repetitions are tried first."),
)

RULE_WORDS: Mapping[Judged, Mapping[str, RuleWords]] = {
    "password": {
        "length": RuleWords(
            N_("{min} to {max}\xa0characters"), N_("{min} to {max}\xa0characters are needed.")
        ),
        "charset": RuleWords(
            N_("Only visible characters"),
            N_("One character is not allowed."),
            N_("There is a space at the start or the end, or an invisible character."),
        ),
        "letter": RuleWords(
            N_("At least one letter from A to Z"), N_("A letter from A to Z is missing.")
        ),
        "number": RuleWords(N_("At least one digit from 0 to 9"), N_("A digit is missing.")),
        "upper_or_special": RuleWords(
            N_("A capital letter or {specials}"), N_("A capital or {specials} is missing.")
        ),
        "sequential": RuleWords(N_("No runs like {digits} or {letters}"), *_RUN),
        "repeating": _REPEATS,
        "account_info": RuleWords(
            N_("Without your name or number"),
            N_("Account details are used."),
            N_("Parts of a name, email address or phone number are easy to guess."),
        ),
        "common": RuleWords(
            N_("Not a common password"),
            N_("This password is too common."),
            N_("Please choose a password that only you use."),
        ),
    },
    "pin": {
        "digits_only": RuleWords(
            N_("Only the digits 0 to 9"),
            N_("One character is not a digit."),
            N_("Please use only the digits 0 to 9."),
        ),
        "length": RuleWords(
            N_("{min} to {max}\xa0digits"), N_("{min} to {max}\xa0digits are needed.")
        ),
        "sequential": RuleWords(N_("No runs like {digits}"), *_RUN),
        "repeating": _REPEATS,
        "account_info": RuleWords(
            N_("Without your extension or number"),
            N_("The extension or number is used."),
            N_("Extensions and phone numbers are easy to find."),
        ),
        "common": RuleWords(
            N_("Not a common PIN"),
            N_("This PIN is too common."),
            N_("Please choose a PIN that only you use."),
        ),
    },
    "security_question.answer": {
        "length": RuleWords(
            N_("At least {min}\xa0characters"), N_("At least {min}\xa0characters are needed.")
        ),
        "printable": RuleWords(
            N_("Only visible characters"),
            N_("One character is invisible."),
            N_("Please type the answer again."),
        ),
        "variety": RuleWords(
            N_("At least {min} different characters"), N_("Too many characters are the same.")
        ),
        "pattern": RuleWords(N_("No runs and no patterns"), N_("The answer follows a pattern.")),
        "echo": RuleWords(
            N_("Not part of the question"),
            N_("The answer is in the question."),
            N_("Please choose an answer that the question does not contain."),
        ),
        "account_info": RuleWords(
            N_("Not your name or number"),
            N_("The answer is an account detail."),
            N_("A name, company, email address or phone number is easy to find."),
        ),
        "secret": RuleWords(
            N_("Without your password or PIN"),
            N_("The password or PIN is used."),
            N_("Please choose an answer that contains neither of them."),
        ),
        "trivial": RuleWords(
            N_("Not a common answer"),
            N_("This answer is too common."),
            N_("Please choose an answer that only you know."),
        ),
    },
}
"""The words of every rule in `api_client.rules.RULES`."""

_UNKNOWN: Mapping[Judged, str] = {
    "password": N_("The password does not meet the rule “{rule}”."),
    "pin": N_("The PIN does not meet the rule “{rule}”."),
    "security_question.answer": N_("The answer does not meet the rule “{rule}”."),
}
"""For a fault that only its server has words for."""


def state_mark(state: RuleState) -> str:
    """What stands before a rule: a symbol, or the word where symbols cannot tell.

    In ASCII, `+`, `o` and `x` are no signs that explain themselves. Of a rule that only the server
    judges, the word is told everywhere. All marks of one kind of terminal have the same width, but
    for the server's.
    """
    word = _(_STATE_WORDS[state])
    if characters() != "all":
        return word.ljust(max(len(_(each)) for each in _STATE_WORDS.values()))
    symbol = STATE_SYMBOLS[state]
    return f"{symbol} {word}:" if state is RuleState.SERVER else symbol


def rule_line(judged: Judged, rule: Rule) -> str:
    """A rule in a few words, with the numbers of the policy in force.

    A rule unknown here is worded by the server that made it.
    """
    words = _words(judged, rule)
    if words is None:
        return (rule.text.in_language(language()) if rule.text else "") or rule.id
    return _(words.line).format(**_named(judged, completed(judged, rule)))


def fault_line(judged: Judged, rule: Rule) -> str:
    """What is wrong with a secret that breaks a rule, in a row of the list.

    Of a rule unknown here its server's words say what it wants.
    """
    words = _words(judged, rule)
    if words is None:
        return _("Not met: {rule}").format(rule=rule_line(judged, rule))
    return _(words.fault).format(**_named(judged, completed(judged, rule)))


def state_line(judged: Judged, line: RuleLine) -> str:
    """A rule as it stands: what it wants, or how it is broken."""
    tell = fault_line if line.state is RuleState.BROKEN else rule_line
    return tell(judged, line.rule)


def fault_sentence(judged: Judged, rule: Rule) -> str:
    """What is wrong with a secret that breaks a rule, told apart from any list."""
    if _words(judged, rule) is None:
        return _(_UNKNOWN[judged]).format(rule=rule_line(judged, rule))
    return fault_line(judged, rule)


def _words(judged: Judged, rule: Rule) -> RuleWords | None:
    """The words of a rule; none are here for one that only its server knows."""
    if (judged, rule.id) == ("security_question.answer", "length") and rule.max is not None:
        judged = "password"
    return RULE_WORDS[judged].get(rule.id)


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


def broken_reason(judged: Judged, rule_id: str) -> str:
    """Why a broken rule matters, or what to look for; empty when its fault says it all."""
    words = RULE_WORDS[judged].get(rule_id)
    return _(words.reason) if words and words.reason else ""


def why_broken(judged: Judged, line: RuleLine) -> str:
    """A broken rule and why it matters, in the server's words where it spoke, as one hears it."""
    why = said_by_server(line.message) or broken_reason(judged, line.rule.id)
    said = spoken_fault(judged, line.rule) or fault_sentence(judged, line.rule)
    return f"{said} {why}" if why else said


def first_reason(judged: Judged, lines: Iterable[RuleLine]) -> str:
    """Why the first broken rule that needs words matters; empty if none does."""
    broken = (line for line in lines if line.state is RuleState.BROKEN)
    reasons = (
        said_by_server(line.message) or broken_reason(judged, line.rule.id) for line in broken
    )
    return next(filter(None, reasons), "")


def first_fault(judged: Judged, lines: Iterable[RuleLine]) -> str:
    """The first rule that is broken, told as a fault; empty if none is."""
    broken = (line.rule for line in lines if line.state is RuleState.BROKEN)
    return next((fault_sentence(judged, rule) for rule in broken), "")


ADVICE_WORDS: Mapping[str, str] = {
    "date": N_("These digits form a date: allowed, but easy to guess."),
    "keypad": N_("These digits form a line on the keypad: allowed, but easy to guess."),
}


def advice_sentence(advice_id: str) -> str:
    """Advice that does not block; empty for advice unknown here."""
    return _(ADVICE_WORDS[advice_id]) if advice_id in ADVICE_WORDS else ""


_REPEAT_LINES: Mapping[RepeatState, tuple[str, str]] = {
    RepeatState.EMPTY: ("○", N_("Please type it again.")),
    RepeatState.MATCHING: ("○", N_("Matches so far.")),
    RepeatState.SAME: ("✓", N_("Both entries match.")),
    RepeatState.DIFFERENT: ("✗", N_("This does not match your first entry.")),
    RepeatState.CAPS_LOCK: ("✗", N_("Capital and small letters are swapped. Is Caps Lock on?")),
}


def repeat_line(state: RepeatState) -> tuple[str, str]:
    """Symbol and words for how a repeat stands."""
    symbol, text = _REPEAT_LINES[state]
    return symbol, _(text)
