"""What problems say to people, in German and English; and which of the two to speak."""

from typing import NamedTuple

from api_client.models import Text
from mock_server.texts.languages import LANGUAGES


class ProblemText(NamedTuple):
    """The title and the detail of a problem."""

    title: Text
    detail: Text


def _of(title_de: str, detail_de: str, title_en: str, detail_en: str) -> ProblemText:
    return ProblemText(Text(de=title_de, en=title_en), Text(de=detail_de, en=detail_en))


PROBLEM_TEXTS: dict[str, ProblemText] = {
    "link-malformed": _of(
        "Der Link ist unvollständig",
        "Die Kennung oder das Token hat nicht die Form eines Aktivierungslinks. Kopieren Sie den Link noch einmal ganz aus der E-Mail.",
        "The link is incomplete",
        "The account id or the token has not the shape of an activation link. Copy the whole link from the mail again.",
    ),
    "request-invalid": _of(
        "Die Anfrage passt nicht zur Schnittstelle",
        "Die Anfrage enthält nicht, was diese Operation braucht.",
        "The request does not fit the interface",
        "The request does not hold what this operation needs.",
    ),
    "unauthorized": _of(
        "Kein Token angegeben",
        "Senden Sie „Authorization: Bearer <Kennung>~<Token>“.",
        "No token was given",
        "Send “Authorization: Bearer <account id>~<token>”.",
    ),
    "link-not-yet-valid": _of(
        "Der Link gilt noch nicht",
        "Das Konto wird noch eingerichtet. Versuchen Sie es später noch einmal.",
        "The link does not work yet",
        "The account is still being set up. Try again later.",
    ),
    "link-unknown": _of(
        "Der Link ist unbekannt",
        "Zu diesem Link gibt es kein Konto.",
        "The link is unknown",
        "There is no account for this link.",
    ),
    "not-found": _of(
        "Hier ist nichts", "Diese Adresse gibt es nicht.", "Nothing here", "There is no such path."
    ),
    "method-not-allowed": _of(
        "Methode nicht erlaubt",
        "Diese Adresse kennt andere Methoden; welche, steht im Kopf „Allow“.",
        "Method not allowed",
        "This path knows other methods; the Allow header names them.",
    ),
    "commit-in-progress": _of(
        "Die Aktivierung läuft schon",
        "Eine andere Aktivierung mit diesem Link wird gerade ausgeführt.",
        "The activation is under way",
        "Another activation with this link is being carried out.",
    ),
    "link-expired": _of(
        "Der Link ist abgelaufen",
        "Ein Aktivierungslink gilt 48 Stunden. Fordern Sie einen neuen an.",
        "The link has expired",
        "An activation link lives for 48 hours. Ask for a new one.",
    ),
    "link-used": _of(
        "Das Konto ist schon aktiviert",
        "Dieser Link wurde bereits benutzt. Melden Sie sich an.",
        "The account is active already",
        "This link has been used. Sign in instead.",
    ),
    "link-revoked": _of(
        "Der Link wurde zurückgezogen",
        "Wenden Sie sich an Ihre Administration.",
        "The link was withdrawn",
        "Ask your administrator.",
    ),
    "link-replaced": _of(
        "Es gibt einen neueren Link",
        "Eine neuere E-Mail enthält den Link, der jetzt gilt.",
        "There is a newer link",
        "A newer mail holds the link that works now.",
    ),
    "too-large": _of(
        "Die Anfrage ist zu groß",
        "Mehr als 16 KiB werden nicht gelesen.",
        "The request is too large",
        "No more than 16 KiB are read.",
    ),
    "unsupported-media-type": _of(
        "Falscher Medientyp",
        "Diese Operation liest „application/json“.",
        "Wrong media type",
        "This operation reads application/json.",
    ),
    "credentials-rejected": _of(
        "Die Angaben wurden abgelehnt",
        "Mindestens eine Angabe verstößt gegen eine Regel.",
        "The credentials were refused",
        "At least one of them breaks a rule.",
    ),
    "idempotency-key-reused": _of(
        "Schlüssel mit anderem Inhalt benutzt",
        "Mit diesem Idempotency-Key wurde etwas anderes aktiviert.",
        "Key used with another body",
        "This Idempotency-Key was used with another body.",
    ),
    "account-locked": _of(
        "Das Konto ist gesperrt",
        "Ihre Administration hat das Konto gesperrt und kann es entsperren.",
        "The account is locked",
        "Your administrator locked the account and can unlock it.",
    ),
    "rate-limited": _of(
        "Zu viele Versuche",
        "Warten Sie, bevor Sie es noch einmal versuchen.",
        "Too many attempts",
        "Wait before you try again.",
    ),
    "internal": _of(
        "Der Server ist gescheitert",
        "Versuchen Sie es später noch einmal.",
        "The server failed",
        "Try again later.",
    ),
    "maintenance": _of(
        "Der Dienst wird gewartet",
        "Versuchen Sie es in einigen Minuten noch einmal.",
        "The service is being maintained",
        "Try again in a few minutes.",
    ),
}


def language_of(accept_language: str | None) -> str:
    """Which of `LANGUAGES` an Accept-Language header asks for; English by default."""
    best, weight = "en", 0.0
    for part in (accept_language or "").split(","):
        tag, _, parameter = part.partition(";")
        language = tag.strip().lower().split("-")[0]
        language = "en" if language == "*" else language
        if language in LANGUAGES and (wanted := _weight(parameter)) > weight:
            best, weight = language, wanted
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
