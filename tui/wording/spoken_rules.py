"""Rules for the ear: what a list on a screen shortens is said in full."""

from collections.abc import Iterable, Mapping

from api_client.models import Rule
from api_client.rules import completed
from tui.i18n import N_, _
from tui.journey.states import Judged

_RULES: Mapping[tuple[Judged, str], tuple[str, str]] = {
    ("password", "letter"): (
        N_("At least one letter from A to Z, capital or small, without accents"),
        N_("The password does not contain a letter from A to Z."),
    ),
    ("password", "upper_or_special"): (
        N_("A capital letter or one of these characters: {names}"),
        N_("The password contains neither a capital letter nor one of these characters: {names}."),
    ),
}
"""What a rule wants, and a password that breaks it, where the short words cannot be heard."""

_SIGNS: Mapping[str, str] = {
    "!": N_("exclamation mark"),
    '"': N_("quotation mark"),
    "#": N_("number sign"),
    "$": N_("dollar sign"),
    "%": N_("percent sign"),
    "&": N_("ampersand"),
    "'": N_("apostrophe"),
    "(": N_("opening bracket"),
    ")": N_("closing bracket"),
    "*": N_("asterisk"),
    "+": N_("plus sign"),
    ",": N_("comma"),
    "-": N_("hyphen"),
    ".": N_("full stop"),
    "/": N_("slash"),
    ":": N_("colon"),
    ";": N_("semicolon"),
    "<": N_("less-than sign"),
    "=": N_("equals sign"),
    ">": N_("greater-than sign"),
    "?": N_("question mark"),
    "@": N_("at sign"),
    "[": N_("opening square bracket"),
    "\\": N_("backslash"),
    "]": N_("closing square bracket"),
    "^": N_("caret"),
    "_": N_("underscore"),
    "`": N_("backtick"),
    "{": N_("opening curly bracket"),
    "|": N_("vertical bar"),
    "}": N_("closing curly bracket"),
    "~": N_("tilde"),
}


def spoken_rule(judged: Judged, rule: Rule) -> str | None:
    """What a rule wants; None where the short words can be heard too."""
    if rule.id == "repeating":
        return _("No repetitions like {example} or 050505").format(example=_repeated(judged, rule))
    return _told(judged, rule, 0)


def spoken_fault(judged: Judged, rule: Rule) -> str | None:
    """What is wrong with a secret that breaks a rule; None where the short words can be heard too."""
    return _told(judged, rule, 1)


def _told(judged: Judged, rule: Rule, what: int) -> str | None:
    words = _RULES.get((judged, rule.id))
    if words is None:
        return None
    return _(words[what]).format(names=_names(completed(judged, rule).specials or ""))


def _repeated(judged: Judged, rule: Rule) -> str:
    return ("2" if judged == "pin" else "a") * min(max(completed(judged, rule).same or 3, 2), 8)


def _names(characters: Iterable[str]) -> str:
    return ", ".join(_(_SIGNS[each]) if each in _SIGNS else each for each in characters)
