"""What the mails say, in German and English: the guide's three groups of facts, our sentences.

Source of the facts and their labels: the guide to CompanyFlex, "Aktivierung Hauptbenutzer", and the
vendor's help pages in English. `{…}` is filled in.
"""

from dataclasses import dataclass

from api_client.models import Text


def _t(german: str, english: str) -> Text:
    return Text(de=german, en=english)


GREETING = _t("Guten Tag {name},", "Hello {name},")

OPENINGS: dict[str, Text] = {
    "activation": _t(
        "Ihr Administrator hat Sie dem Geschäftstelefonsystem von {company} hinzugefügt. "
        "Mit den folgenden Angaben können Sie Ihr Konto aktivieren.",
        "Your administrator has added you to the business phone system of {company}. "
        "Use the details below to activate your account.",
    ),
    "provisioning": _t(
        "das Geschäftstelefonsystem von {company} ist bereitgestellt. Sie sind der "
        "Hauptnutzer (Administrator). Aktivieren Sie zuerst Ihr eigenes Konto. Danach können Sie "
        "das System einrichten und weitere Benutzer hinzufügen.",
        "The business phone system of {company} has been provisioned. You are its main user "
        "(administrator). Activate your own account first. Then you can set up the system and "
        "add further users.",
    ),
    "renewal": _t(
        "Ihr Aktivierungslink für das Geschäftstelefonsystem von {company} war abgelaufen. "
        "Diese E-Mail enthält Ihren neuen Link.",
        "Your activation link for the business phone system of {company} had expired. "
        "This email contains your new link.",
    ),
    "disowned": _t(
        "jemand hat den Aktivierungslink für {person} erhalten und als fehlgeleitet gemeldet. "
        "Der Link gilt nicht mehr. Das Konto wurde nicht gelöscht.",
        "Someone received the activation link for {person} and reported it as misdirected. "
        "The link is no longer valid. The account was not deleted.",
    ),
}

NUMBERS = _t("Ihre Rufnummern", "Your numbers")
MAIN_NUMBER = _t(
    "Hauptrufnummer Ihres Unternehmens (Unternehmensnummer)", "Your main company number"
)
EXTENSION = _t("Ihre interne Rufnummer (Durchwahl)", "Your extension number")
DIRECT_NUMBER = _t("Ihre externe Durchwahl-Rufnummer (Direktwahl)", "Your direct line")

SIGN_IN = _t("Ihre Anmeldung", "Your sign-in")
LOGIN_EMAIL = _t(
    "Ihre E-Mail-Adresse zur Anmeldung an Unify Office",
    "Your email address for login to Unify Office",
)

LINK = _t("Ihr persönlicher Aktivierungslink", "Your personal activation link")
BUTTON = _t("Konto aktivieren", "Activate account")
LINK_LIFE = _t(
    "Der Link gilt 48\u00a0Stunden, bis zum {until}. Sie können ihn einmal verwenden.",
    "The link is valid for 48\u00a0hours, until {until}. You can use it once.",
)
RENEWED_BY: dict[str, Text] = {
    "user": _t(
        "Ist der Link abgelaufen, kann Ihr Administrator Ihnen einen neuen Link senden.",
        "If the link has expired, your administrator can send you a new one.",
    ),
    "main_user": _t(
        "Ist der Link abgelaufen, sendet Ihnen der Service des Anbieters einen neuen Link.",
        "If the link has expired, the provider’s service sends you a new one.",
    ),
}

WHOSE = _t("Das Konto", "The account")
PERSON = _t("Name", "Name")
EMAIL = _t("E-Mail-Adresse", "Email address")
THEIR_EXTENSION = _t("Interne Rufnummer (Durchwahl)", "Extension (internal number)")
THEIR_DIRECT_NUMBER = _t("Externe Durchwahl-Rufnummer (Direktwahl)", "Direct number (external)")
WHAT_TO_DO = _t(
    "Prüfen Sie die E-Mail-Adresse dieses Kontos und berichtigen Sie sie, falls sie falsch ist. "
    "Laden Sie den Benutzer dann noch einmal ein. Er erhält eine E-Mail mit einem neuen Link.",
    "Check the email address of this account, and correct it if it is wrong. Then invite the "
    "user again. The user gets an email with a new link.",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together, under one heading: pairs of label and value."""

    heading: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail says, in one language. `link` is None where there is nothing to click."""

    language: str
    subject: str
    greeting: str
    opening: str
    groups: tuple[Group, ...]
    closing: tuple[str, ...]
    link_heading: str = ""
    link: str | None = None
    button: str = ""
