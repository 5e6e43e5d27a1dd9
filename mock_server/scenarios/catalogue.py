"""The scenarios a magic link can name, as data: what each is for and how it differs from `ok`."""

from datetime import timedelta

from api_client.models import STEPS, Step, Text
from mock_server.accounts.models import Objection
from mock_server.scenarios.model import Scenario


def _without(*left_out: Step) -> tuple[Step, ...]:
    return tuple(step for step in STEPS if step not in left_out)


SCENARIOS: dict[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "ok",
            Text(
                de="Alles gelingt: vier Schritte, 48 Stunden Zeit.",
                en="Everything works: four steps, 48 hours to go.",
            ),
        ),
        # The link.
        Scenario(
            "expiring",
            Text(
                de="Der Link gilt nur noch neun Minuten.",
                en="The link lives for nine more minutes.",
            ),
            life=timedelta(minutes=9),
        ),
        Scenario(
            "expired",
            Text(
                de="Der Link ist seit einer Stunde abgelaufen; ein neuer lässt sich anfordern.",
                en="The link expired an hour ago; a new one can be asked for.",
            ),
            life=-timedelta(hours=1),
        ),
        Scenario(
            "used",
            Text(
                de="Das Konto wurde vor zwei Stunden aktiviert.",
                en="The account was activated two hours ago.",
            ),
            fate="used",
        ),
        Scenario(
            "revoked",
            Text(de="Der Link wurde zurückgezogen.", en="The link was withdrawn."),
            fate="revoked",
        ),
        Scenario(
            "replaced",
            Text(
                de="Eine neuere E-Mail enthält einen neueren Link.",
                en="A newer mail holds a newer link.",
            ),
            fate="replaced",
        ),
        Scenario(
            "unknown",
            Text(
                de="Kein Konto hat diese Kennung und dieses Token.",
                en="No account has this id and token.",
            ),
            answer="link-unknown",
        ),
        Scenario(
            "malformed",
            Text(
                de="Der Server hält das Token für verstümmelt.",
                en="The server takes the token for a mangled one.",
            ),
            answer="link-malformed",
        ),
        Scenario(
            "locked",
            Text(
                de="Das Konto hat die Administration gesperrt.",
                en="An administrator locked the account.",
            ),
            fate="locked",
        ),
        Scenario(
            "pending",
            Text(
                de="Das Konto wird noch eingerichtet; in zehn Minuten gilt der Link.",
                en="The account is still being set up; the link works in ten minutes.",
            ),
            opens_in=timedelta(minutes=10),
        ),
        Scenario(
            "maintenance",
            Text(de="Der Dienst wird gewartet.", en="The service is being maintained."),
            answer="maintenance",
        ),
        # The account.
        Scenario(
            "main-user",
            Text(
                de="Hauptnutzer, also Administrator; den Link erneuert der Dienst.",
                en="The main user, an administrator; the service renews the link.",
            ),
            main_user=True,
        ),
        Scenario(
            "no-pin",
            Text(de="Kein Schritt für die PIN.", en="No step for the PIN."),
            steps=_without("pin"),
        ),
        Scenario(
            "sso",
            Text(
                de="Anmeldung über das Unternehmen: kein Schritt für das Kennwort.",
                en="Signing in through the company: no step for the password.",
            ),
            steps=_without("password"),
        ),
        Scenario(
            "web-only",
            Text(de="Keine Desktop-App, nur der Web-Browser.", en="No desktop app, only the web."),
            desktop_app=False,
        ),
        Scenario(
            "premium",
            Text(
                de="Eine Edition mit Haupt-Faxrufnummer.", en="An edition with a main fax number."
            ),
            with_fax=True,
        ),
        # The policy.
        Scenario(
            "strict",
            Text(
                de="Strenge Regeln: 14 Zeichen, kürzere Folgen, PIN ab 8 Ziffern.",
                en="Strict rules: 14 characters, shorter runs, a PIN of 8 digits or more.",
            ),
            password_policy="strict",
            pin_policy="strict",
        ),
        Scenario(
            "lax",
            Text(
                de="Milde Regeln: 6 Zeichen mit Buchstabe und Ziffer, PIN ab 4 Ziffern.",
                en="Lax rules: 6 characters with a letter and a digit, a PIN of 4 digits or more.",
            ),
            password_policy="lax",
            pin_policy="lax",
        ),
        Scenario(
            "pin4",
            Text(de="Die PIN hat genau 4 Ziffern.", en="The PIN has exactly 4 digits."),
            pin_policy="pin4",
        ),
        Scenario(
            "pin10",
            Text(de="Die PIN hat genau 10 Ziffern.", en="The PIN has exactly 10 digits."),
            pin_policy="pin10",
        ),
        Scenario(
            "many-questions",
            Text(
                de="25 Sicherheitsfragen zur Auswahl.", en="25 security questions to choose from."
            ),
            questions="many",
        ),
        Scenario(
            "unknown-rule",
            Text(
                de="Eine Kennwortregel, die nur der Server kennt: keine Jahreszeit.",
                en="A password rule only the server knows: no season.",
            ),
            password_policy="unknown-rule",
        ),
        # Refusals nobody can foresee.
        Scenario(
            "pwned",
            Text(
                de="Das erste Kennwort wird als bekannt geworden abgelehnt, ein anderes gilt.",
                en="The first password is refused as leaked; another one is fine.",
            ),
            objection=Objection(field="password", rule="leaked"),
        ),
        Scenario(
            "reused",
            Text(
                de="Das erste Kennwort wird als früher benutzt abgelehnt, ein anderes gilt.",
                en="The first password is refused as used before; another one is fine.",
            ),
            objection=Objection(field="password", rule="reused"),
        ),
        Scenario(
            "weak-pin",
            Text(
                de="Die erste PIN wird als zu häufig abgelehnt, eine andere gilt.",
                en="The first PIN is refused as too frequent; another one is fine.",
            ),
            objection=Objection(field="pin", rule="frequent"),
        ),
        Scenario(
            "bad-answer",
            Text(
                de="Die erste Antwort wird als zu leicht zu finden abgelehnt, eine andere gilt.",
                en="The first answer is refused as too easy to find; another one is fine.",
            ),
            objection=Objection(field="security_question.answer", rule="findable"),
        ),
        Scenario(
            "raced",
            Text(
                de="Ein anderes Gerät ist schneller: beim Abschließen gilt der Link als benutzt.",
                en="Another device is faster: the commit finds the link used.",
            ),
            raced=True,
        ),
        Scenario(
            "policy-changed",
            Text(
                de="Beim Abschließen gilt eine neue Kennwortregel: ein Plus oder Minus.",
                en="At the commit a new password rule holds: a plus or a minus.",
            ),
            policy_at_commit="plus-or-minus",
        ),
        # Odd and hostile data.
        Scenario(
            "unicode",
            Text(
                de="Namen mit kombinierenden Zeichen, Emoji, breiten Zeichen und Ligaturen.",
                en="Names with combining marks, emoji, wide characters and ligatures.",
            ),
            person="unicode",
        ),
        Scenario(
            "long-name",
            Text(de="Namen, die in keine Zeile passen.", en="Names that fit no line."),
            person="long-name",
        ),
        Scenario(
            "rtl",
            Text(
                de="Arabische und hebräische Namen, von rechts nach links.",
                en="Arabic and Hebrew names, written from right to left.",
            ),
            person="rtl",
        ),
        Scenario(
            "markup",
            Text(
                de="Namen und Fragen, die wie Auszeichnungen der Oberfläche aussehen.",
                en="Names and questions that look like the interface's own markup.",
            ),
            person="markup",
            questions="markup",
        ),
        Scenario(
            "escapes",
            Text(
                de="Namen und Fragen mit Steuersequenzen für Terminals.",
                en="Names and questions with terminal control sequences.",
            ),
            person="escapes",
            questions="escapes",
        ),
        Scenario(
            "nulls",
            Text(
                de="Alles leer, was leer sein darf: keine Rufnummern, kein Ablauf.",
                en="Everything null that may be: no numbers, no end.",
            ),
            quirk="nulls",
        ),
        Scenario(
            "extra-fields",
            Text(
                de="Antworten mit Angaben, die kein Client kennt.",
                en="Answers with members no client knows.",
            ),
            quirk="extra-fields",
        ),
        Scenario(
            "new-enum",
            Text(
                de="Antworten mit Werten, die kein Client kennt: Rolle, Arbeitsplatz, Hinweis.",
                en="Answers with values no client knows: role, workspace, advice.",
            ),
            quirk="new-enum",
        ),
        Scenario(
            "clock-skew",
            Text(
                de="Die Uhr des Servers geht drei Stunden nach; der Link gilt noch zwei.",
                en="The server's clock is three hours slow; the link has two hours left.",
            ),
            ahead=-timedelta(hours=3),
            life=timedelta(hours=2),
        ),
    )
}
