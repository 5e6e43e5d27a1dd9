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
        "Mit diesen Angaben aktivieren Sie Ihr Konto.",
        "your administrator has added you to the business phone system of {company}. "
        "With these facts you activate your account.",
    ),
    "provisioning": _t(
        "das Geschäftstelefonsystem von {company} ist bereitgestellt, und Sie sind der "
        "Hauptnutzer (Administrator). Aktivieren Sie zuerst Ihr eigenes Konto; danach richten Sie "
        "das System ein und fügen weitere Benutzer hinzu.",
        "the business phone system of {company} has been provisioned, and you are its main user "
        "(administrator). Activate your own account first; then set the system up and add "
        "further users.",
    ),
    "renewal": _t(
        "Ihr Aktivierungslink für das Geschäftstelefonsystem von {company} war abgelaufen. "
        "Hier ist ein neuer.",
        "your activation link for the business phone system of {company} had expired. "
        "Here is a new one.",
    ),
    "disowned": _t(
        "jemand hat den Aktivierungslink für {person} bekommen und als fehlgeleitet gemeldet. "
        "Der Link ist widerrufen, gelöscht wurde nichts.",
        "someone received the activation link for {person} and reported it as misdirected. "
        "The link has been revoked; nothing was deleted.",
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
    "Your e-mail address for login to Unify Office",
)

LINK = _t("Ihr persönlicher Aktivierungslink", "Your personal activation link")
BUTTON = _t("Konto einrichten", "Set up account")
LINK_LIFE = _t(
    "Der Link gilt 48 Stunden, bis zum {until} (UTC), und nur einmal.",
    "The link is valid for 48 hours, until {until} (UTC), and only once.",
)
RENEWED_BY: dict[str, Text] = {
    "user": _t(
        "Ist er abgelaufen, kann Ihr Administrator ihn neu erzeugen und noch einmal versenden.",
        "Once it has expired, your administrator can generate it anew and send it again.",
    ),
    "main_user": _t(
        "Ist er abgelaufen, erneuert ihn der Service, der das System bereitgestellt hat.",
        "Once it has expired, the service that provisioned the system renews it.",
    ),
}

WHOSE = _t("Das Konto", "The account")
PERSON = _t("Name", "Name")
EMAIL = _t("E-Mail-Adresse", "E-mail address")
THEIR_EXTENSION = _t("Interne Rufnummer (Durchwahl)", "Extension (internal number)")
THEIR_DIRECT_NUMBER = _t("Externe Durchwahl-Rufnummer (Direktwahl)", "Direct number (external)")
WHAT_TO_DO = _t(
    "Prüfen Sie die Adresse. Stimmt sie, dann laden Sie den Benutzer noch einmal ein: Er bekommt "
    "einen neuen Link, und nur dieser gilt.",
    "Check the address. If it is right, invite the user again: they get a new link, and only "
    "that one is valid.",
)

UNTIL_FORMS = _t("%d.%m.%Y um %H:%M Uhr", "%Y-%m-%d, %H:%M")


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
