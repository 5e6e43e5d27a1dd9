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
                de="Alles gelingt. Es gibt vier Schritte, der Link gilt 48\u00a0Stunden.",
                en="Everything works. There are four steps, and the link is valid for 48\u00a0hours.",
            ),
        ),
        # The link.
        Scenario(
            "expiring",
            Text(
                de="Der Link gilt nur noch neun Minuten.",
                en="The link is valid for only nine more minutes.",
            ),
            life=timedelta(minutes=9),
        ),
        Scenario(
            "expired",
            Text(
                de="Der Link ist vor einer Stunde abgelaufen. Ein neuer kann angefordert werden.",
                en="The link expired an hour ago. A new one can be requested.",
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
                en="A newer email contains a newer link.",
            ),
            fate="replaced",
        ),
        Scenario(
            "unknown",
            Text(
                de="Zu diesem Link gibt es kein Konto.",
                en="There is no account for this link.",
            ),
            answer="link-unknown",
        ),
        Scenario(
            "malformed",
            Text(
                de="Der Server meldet, dass der Link beschädigt ist.",
                en="The server reports that the link is damaged.",
            ),
            answer="link-malformed",
        ),
        Scenario(
            "locked",
            Text(
                de="Ein Administrator hat das Konto gesperrt.",
                en="An administrator locked the account.",
            ),
            fate="locked",
        ),
        Scenario(
            "pending",
            Text(
                de="Das Konto wird noch eingerichtet. Der Link gilt erst in zehn Minuten.",
                en="The account is still being set up. The link becomes valid in ten minutes.",
            ),
            opens_in=timedelta(minutes=10),
        ),
        Scenario(
            "maintenance",
            Text(de="Der Server wird gewartet.", en="The server is under maintenance."),
            answer="maintenance",
        ),
        # The account.
        Scenario(
            "main-user",
            Text(
                de="Das Konto gehört dem Hauptnutzer (Administrator). Der Anbieter erneuert den Link.",
                en="The account belongs to the main user (administrator). The provider renews the link.",
            ),
            main_user=True,
        ),
        Scenario(
            "no-pin",
            Text(de="Es gibt keinen Schritt für die PIN.", en="There is no step for the PIN."),
            steps=_without("pin"),
        ),
        Scenario(
            "sso",
            Text(
                de="Die Anmeldung läuft über das Unternehmen. Es gibt keinen Schritt für das Kennwort.",
                en="People sign in through their company. There is no step for the password.",
            ),
            steps=_without("password"),
        ),
        Scenario(
            "web-only",
            Text(
                de="Es gibt keine Desktop-App, nur den Webbrowser.",
                en="There is no desktop app, only the web browser.",
            ),
            desktop_app=False,
        ),
        Scenario(
            "premium",
            Text(
                de="Die Edition hat eine Haupt-Faxrufnummer.",
                en="The edition has a main fax number.",
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
                de="Eine Kennwortregel kennt nur der Server: keine Jahreszeit.",
                en="Only the server knows one of the password rules: no season.",
            ),
            password_policy="unknown-rule",
        ),
        # Refusals nobody can foresee.
        Scenario(
            "pwned",
            Text(
                de="Das erste Kennwort wird abgelehnt, weil es aus einem Datenleck bekannt ist. Ein anderes wird angenommen.",
                en="The first password is refused because it is known from a data leak. Another one is accepted.",
            ),
            objection=Objection(field="password", rule="leaked"),
        ),
        Scenario(
            "reused",
            Text(
                de="Das erste Kennwort wird abgelehnt, weil es schon verwendet wurde. Ein anderes wird angenommen.",
                en="The first password is refused because it was used before. Another one is accepted.",
            ),
            objection=Objection(field="password", rule="reused"),
        ),
        Scenario(
            "weak-pin",
            Text(
                de="Die erste PIN wird abgelehnt, weil sie zu häufig ist. Eine andere wird angenommen.",
                en="The first PIN is refused because it is too common. Another one is accepted.",
            ),
            objection=Objection(field="pin", rule="frequent"),
        ),
        Scenario(
            "bad-answer",
            Text(
                de="Die erste Antwort wird abgelehnt, weil sie zu leicht herauszufinden ist. Eine andere wird angenommen.",
                en="The first answer is refused because it is too easy to find out. Another one is accepted.",
            ),
            objection=Objection(field="security_question.answer", rule="findable"),
        ),
        Scenario(
            "raced",
            Text(
                de="Ein anderes Gerät ist schneller: Beim Aktivieren ist der Link schon verwendet.",
                en="Another device is faster: when you activate, the link has already been used.",
            ),
            raced=True,
        ),
        Scenario(
            "policy-changed",
            Text(
                de="Beim Aktivieren gilt eine neue Kennwortregel: ein Plus oder ein Minus.",
                en="When you activate, a new password rule applies: a plus or a minus.",
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
            Text(de="Namen, die in keine Zeile passen.", en="Names too long for any line."),
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
                de="Namen und Fragen, die wie Formatierungen des Programms aussehen.",
                en="Names and questions that look like markup of the program.",
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
                de="Alles ist leer, was leer sein darf: keine Rufnummern, kein Ablauf.",
                en="Everything is empty that may be empty: no numbers, no expiry.",
            ),
            quirk="nulls",
        ),
        Scenario(
            "extra-fields",
            Text(
                de="Antworten mit Angaben, die kein Programm kennt.",
                en="Answers with members that no program knows.",
            ),
            quirk="extra-fields",
        ),
        Scenario(
            "new-enum",
            Text(
                de="Antworten mit Werten, die kein Programm kennt: Rolle, Arbeitsplatz, Hinweis.",
                en="Answers with values that no program knows: role, workspace, advice.",
            ),
            quirk="new-enum",
        ),
        Scenario(
            "clock-skew",
            Text(
                de="Die Uhr des Servers geht drei Stunden nach. Der Link gilt noch zwei Stunden.",
                en="The server’s clock is three hours slow. The link is valid for two more hours.",
            ),
            ahead=-timedelta(hours=3),
            life=timedelta(hours=2),
        ),
    )
}
