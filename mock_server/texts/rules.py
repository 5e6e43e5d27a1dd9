"""What a broken rule says to people, in German and English. `{min}` and the like come from the rule."""

from api_client.models import Rule, Text

RULE_TEXTS: dict[tuple[str, str], Text] = {
    (field, rule): Text(de=german, en=english)
    for field, rule, german, english in (
        ("password", "length", "{min} bis {max} Zeichen", "{min} to {max} characters"),
        (
            "password",
            "charset",
            "Nur druckbare Zeichen, kein Leerzeichen am Rand",
            "Printable characters only, no space at either end",
        ),
        ("password", "letter", "Ein Buchstabe von A bis Z", "A letter from A to Z"),
        ("password", "number", "Eine Ziffer", "A digit"),
        (
            "password",
            "upper_or_special",
            "Ein Großbuchstabe oder eines von {specials}",
            "A capital letter or one of {specials}",
        ),
        (
            "password",
            "sequential",
            "Keine Folge wie 1234 oder abcd",
            "No sequence like 1234 or abcd",
        ),
        (
            "password",
            "repeating",
            "Keine Wiederholung wie 222 oder ababab",
            "No repetition like 222 or ababab",
        ),
        (
            "password",
            "account_info",
            "Weder Ihr Name noch Ihre Rufnummern",
            "Neither your name nor your numbers",
        ),
        ("password", "common", "Kein häufiges Kennwort", "Not a common password"),
        (
            "password",
            "leaked",
            "Dieses Kennwort ist aus einem Datenleck bekannt",
            "This password is known from a data leak",
        ),
        (
            "password",
            "reused",
            "Dieses Kennwort wurde schon einmal benutzt",
            "This password has been used before",
        ),
        ("pin", "digits_only", "Nur die Ziffern 0 bis 9", "Only the digits 0 to 9"),
        ("pin", "length", "{min} bis {max} Ziffern", "{min} to {max} digits"),
        ("pin", "sequential", "Keine Folge wie 1234 oder 7890", "No sequence like 1234 or 7890"),
        (
            "pin",
            "repeating",
            "Keine Wiederholung wie 222 oder 050505",
            "No repetition like 222 or 050505",
        ),
        (
            "pin",
            "account_info",
            "Weder Ihre Durchwahl noch Ihre Rufnummern",
            "Neither your extension nor your numbers",
        ),
        ("pin", "common", "Keine häufige PIN", "Not a common PIN"),
        ("pin", "frequent", "Diese PIN wählen zu viele", "Too many people choose this PIN"),
        (
            "security_question.id",
            "offered",
            "Eine Frage aus der Liste",
            "A question from the list",
        ),
        (
            "security_question.answer",
            "length",
            "Mindestens {min} Zeichen",
            "At least {min} characters",
        ),
        (
            "security_question.answer",
            "printable",
            "Nur druckbare Zeichen",
            "Printable characters only",
        ),
        (
            "security_question.answer",
            "variety",
            "Mindestens {min} verschiedene Buchstaben oder Ziffern",
            "At least {min} different letters or digits",
        ),
        (
            "security_question.answer",
            "pattern",
            "Keine Folge und kein Muster",
            "No sequence and no pattern",
        ),
        (
            "security_question.answer",
            "echo",
            "Nicht in der Frage enthalten",
            "Not contained in the question",
        ),
        (
            "security_question.answer",
            "account_info",
            "Weder Ihr Name noch Ihre Firma oder Rufnummer",
            "Neither your name nor your company or number",
        ),
        (
            "security_question.answer",
            "secret",
            "Weder Kennwort noch PIN darin",
            "Neither password nor PIN in it",
        ),
        (
            "security_question.answer",
            "trivial",
            "Keine Verlegenheitsantwort",
            "Not a stopgap answer",
        ),
        (
            "security_question.answer",
            "findable",
            "Diese Antwort ist zu leicht herauszufinden",
            "This answer is too easy to find out",
        ),
        (
            "workspace",
            "offered",
            "Ein Arbeitsplatz, den es für dieses Konto gibt",
            "A workspace that exists for this account",
        ),
    )
}

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


def rule_text(field: str, rule: Rule, language: str) -> str:
    """What to tell of a rule; its own text if it is one of the server's."""
    text = rule.text or RULE_TEXTS.get((field, rule.id))
    if text is None:
        return ""
    said = text.in_language(language)
    return said if rule.text else said.format(min=rule.min, max=rule.max, specials=rule.specials)
