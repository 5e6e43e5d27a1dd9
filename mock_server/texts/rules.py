"""What a rule says to people, kept or broken, in German and English.

The rules that both ends can judge bring their texts along (`api_client.rules.RULES`).
"""

from typing import NamedTuple

from api_client.models import CredentialField, Rule, Text
from api_client.rules import RULES, completed


class RuleText(NamedTuple):
    """What a rule demands, and what is wrong with a value that breaks it."""

    demand: Text
    refusal: Text


def _of(demand_de: str, demand_en: str, refusal_de: str, refusal_en: str) -> RuleText:
    return RuleText(Text(de=demand_de, en=demand_en), Text(de=refusal_de, en=refusal_en))


SERVER_RULE_TEXTS: dict[tuple[CredentialField, str], RuleText] = {
    ("password", "leaked"): _of(
        "Aus keinem Datenleck bekannt",
        "Not known from a data leak",
        "Dieses Kennwort ist aus einem Datenleck bekannt. Bitte wählen Sie ein anderes.",
        "This password is known from a data leak. Please choose another.",
    ),
    ("password", "reused"): _of(
        "Noch nicht verwendet",
        "Not used before",
        "Dieses Kennwort haben Sie schon einmal verwendet. Bitte wählen Sie ein anderes.",
        "You have used this password before. Please choose another.",
    ),
    ("pin", "frequent"): _of(
        "Nicht von vielen gewählt",
        "Not chosen by many",
        "Diese PIN wählen zu viele Menschen. Bitte wählen Sie eine andere.",
        "Too many people choose this PIN. Please choose another.",
    ),
    ("security_question.id", "offered"): _of(
        "Eine Frage aus der Liste",
        "A question from the list",
        "Diese Frage steht nicht in der Liste. Bitte wählen Sie eine Frage aus der Liste.",
        "This question is not in the list. Please choose a question from the list.",
    ),
    ("security_question.answer", "findable"): _of(
        "Nicht leicht herauszufinden",
        "Not easy to find out",
        "Diese Antwort ist zu leicht herauszufinden. Bitte wählen Sie eine andere.",
        "This answer is too easy to find out. Please choose another.",
    ),
    ("workspace", "offered"): _of(
        "Ein Arbeitsplatz, den es für dieses Konto gibt",
        "A workspace that exists for this account",
        "Diesen Arbeitsplatz gibt es für dieses Konto nicht. Bitte wählen Sie einen anderen.",
        "This workspace does not exist for this account. Please choose another.",
    ),
}
"""What only the server judges, and no policy lists."""

OWN_RULE_REFUSALS: dict[tuple[CredentialField, str], Text] = {
    ("password", "no_season"): Text(
        de="Dieses Kennwort enthält eine Jahreszeit. Bitte wählen Sie ein anderes.",
        en="This password contains a season of the year. Please choose another.",
    ),
    ("password", "plus_or_minus"): Text(
        de="Dieses Kennwort enthält weder ein Plus noch ein Minus (+ -).",
        en="This password contains neither a plus nor a minus (+ -).",
    ),
}
"""What is wrong with a value that breaks a rule whose demand stands in its policy."""

FORM_TEXTS: dict[str, Text] = {
    "required": Text(de="Diese Angabe fehlt", en="This value is missing"),
    "unexpected": Text(
        de="Diese Angabe gehört nicht hierher", en="This value does not belong here"
    ),
    "invalid": Text(de="Hat das falsche Format", en="Has the wrong format"),
    "json": Text(de="Ist kein gültiges JSON", en="Is not valid JSON"),
    "duplicate": Text(de="Kommt zweimal vor", en="Appears twice"),
    "expired": Text(
        de="Nur ein abgelaufener Link kann erneuert werden",
        en="Only an expired link can be renewed",
    ),
    "lower-case": Text(de="Muss in Kleinbuchstaben geschrieben sein", en="Must be in lower case"),
    "too-large": Text(de="Ist zu groß", en="Is too large"),
    "own": Text(de="Gehört nicht zu diesem Server", en="Does not belong to this server"),
}


def rule_text(field: CredentialField, rule: Rule, language: str, *, met: bool) -> str:
    """What to tell of a rule, with the numbers of the policy in force: its demand, or the fault.

    Raises:
        KeyError: nobody worded the rule.
    """
    if rule.text:
        own = rule.text if met else OWN_RULE_REFUSALS.get((field, rule.id), rule.text)
        return own.in_language(language)
    kind = RULES.get(field, {}).get(rule.id)
    words = RuleText(kind.text, kind.refusal) if kind else SERVER_RULE_TEXTS[field, rule.id]
    said = words.demand if met else words.refusal
    whole = completed(field, rule)
    return said.in_language(language).format(min=whole.min, max=whole.max, specials=whole.specials)
