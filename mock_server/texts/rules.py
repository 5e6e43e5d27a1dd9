"""What a broken rule says to people, in German and English.

The rules that both ends can judge bring their texts along (`api_client.rules.RULES`).
"""

from api_client.models import CredentialField, Rule, Text
from api_client.rules import RULES, completed

SERVER_RULE_TEXTS: dict[tuple[CredentialField, str], Text] = {
    ("password", "leaked"): Text(
        de="Dieses Kennwort ist aus einem Datenleck bekannt",
        en="This password is known from a data leak",
    ),
    ("password", "reused"): Text(
        de="Dieses Kennwort wurde schon einmal benutzt",
        en="This password has been used before",
    ),
    ("pin", "frequent"): Text(
        de="Diese PIN wählen zu viele",
        en="Too many people choose this PIN",
    ),
    ("security_question.id", "offered"): Text(
        de="Eine Frage aus der Liste",
        en="A question from the list",
    ),
    ("security_question.answer", "findable"): Text(
        de="Diese Antwort ist zu leicht herauszufinden",
        en="This answer is too easy to find out",
    ),
    ("workspace", "offered"): Text(
        de="Ein Arbeitsplatz, den es für dieses Konto gibt",
        en="A workspace that exists for this account",
    ),
}
"""What only the server judges, and no policy lists."""

FORM_TEXTS: dict[str, Text] = {
    "required": Text(de="Fehlt", en="Is missing"),
    "unexpected": Text(de="Gehört nicht hierher", en="Does not belong here"),
    "invalid": Text(de="Hat nicht die verlangte Form", en="Has not the required shape"),
    "json": Text(de="Ist kein gültiges JSON", en="Is not valid JSON"),
    "duplicate": Text(de="Kommt zweimal vor", en="Appears twice"),
    "expired": Text(
        de="Nur ein abgelaufener Link lässt sich erneuern",
        en="Only an expired link can be renewed",
    ),
    "lower-case": Text(de="Muss in Kleinbuchstaben stehen", en="Has to be in lower case"),
    "too-large": Text(de="Ist zu groß", en="Is too large"),
    "own": Text(de="Nennt nicht diesen Server", en="Does not name this server"),
}


def rule_text(field: CredentialField, rule: Rule, language: str) -> str:
    """What to tell of a rule, with the numbers of the policy in force; its own text if it has one.

    Raises:
        KeyError: nobody worded the rule.
    """
    if rule.text:
        return rule.text.in_language(language)
    kind = RULES.get(field, {}).get(rule.id)
    said = kind.text if kind else SERVER_RULE_TEXTS[field, rule.id]
    whole = completed(field, rule)
    return said.in_language(language).format(min=whole.min, max=whole.max, specials=whole.specials)
