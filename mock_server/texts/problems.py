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
        "Der Aktivierungslink ist unvollständig",
        "Der Link ist unvollständig oder beschädigt. Bitte kopieren Sie ihn noch einmal ganz aus der E-Mail.",
        "The activation link is incomplete",
        "The link is incomplete or damaged. Please copy the whole link from the email again.",
    ),
    "request-invalid": _of(
        "Die Anfrage passt nicht zur API",
        "Die Anfrage enthält nicht die Angaben, die diese Operation braucht.",
        "The request does not match the API",
        "The request does not contain what this operation needs.",
    ),
    "unauthorized": _of(
        "Das Token fehlt",
        "Senden Sie den Kopf „Authorization: Bearer <Kennung>~<Token>“.",
        "The token is missing",
        "Send the header “Authorization: Bearer <account id>~<token>”.",
    ),
    "link-not-yet-valid": _of(
        "Ihr Konto wird noch eingerichtet",
        "Der Aktivierungslink gilt noch nicht. Bitte versuchen Sie es später noch einmal.",
        "Your account is still being set up",
        "The activation link is not valid yet. Please try again later.",
    ),
    "link-unknown": _of(
        "Der Aktivierungslink ist unbekannt",
        "Zu diesem Link gibt es kein Konto. Bitten Sie Ihren Administrator um eine neue Aktivierungsmail.",
        "The activation link is unknown",
        "There is no account for this link. Ask your administrator for a new activation email.",
    ),
    "not-found": _of(
        "Seite nicht gefunden",
        "Diese Adresse gibt es nicht.",
        "Page not found",
        "This address does not exist.",
    ),
    "method-not-allowed": _of(
        "Diese Methode ist nicht erlaubt",
        "Welche Methoden unter dieser Adresse erlaubt sind, steht im Kopf „Allow“.",
        "This method is not allowed",
        "The Allow header lists the methods that are allowed at this address.",
    ),
    "commit-in-progress": _of(
        "Ihr Konto wird gerade aktiviert",
        "Eine andere Aktivierung mit diesem Link ist noch nicht beendet. Bitte warten Sie einen Moment.",
        "Your account is being activated",
        "Another activation with this link has not finished yet. Please wait a moment.",
    ),
    "link-expired": _of(
        "Der Aktivierungslink ist abgelaufen",
        "Ein Aktivierungslink gilt 48\u00a0Stunden. Bitte fordern Sie eine neue Aktivierungsmail an.",
        "The activation link has expired",
        "An activation link is valid for 48\u00a0hours. Please ask for a new activation email.",
    ),
    "link-used": _of(
        "Ihr Konto ist bereits aktiviert",
        "Dieser Aktivierungslink wurde schon verwendet. Bitte melden Sie sich an.",
        "Your account is already active",
        "This activation link has already been used. Please sign in.",
    ),
    "link-revoked": _of(
        "Der Aktivierungslink wurde zurückgezogen",
        "Bitten Sie Ihren Administrator um eine neue Aktivierungsmail.",
        "The activation link was withdrawn",
        "Ask your administrator for a new activation email.",
    ),
    "link-replaced": _of(
        "Es gibt einen neueren Aktivierungslink",
        "Bitte verwenden Sie den Link aus der neuesten Aktivierungsmail.",
        "There is a newer activation link",
        "Please use the link in the newest activation email.",
    ),
    "too-large": _of(
        "Die Anfrage ist zu groß",
        "Eine Anfrage darf höchstens 16\u00a0KiB groß sein.",
        "The request is too large",
        "A request may have at most 16\u00a0KiB.",
    ),
    "unsupported-media-type": _of(
        "Der Medientyp der Anfrage ist falsch",
        "Diese Operation erwartet „application/json“.",
        "The request has the wrong media type",
        "This operation expects application/json.",
    ),
    "credentials-rejected": _of(
        "Ihre Angaben wurden abgelehnt",
        "Mindestens eine Ihrer Angaben verstößt gegen eine Regel.",
        "Your details were refused",
        "At least one of your details breaks a rule.",
    ),
    "idempotency-key-reused": _of(
        "Der Idempotency-Key wurde schon verwendet",
        "Dieser Idempotency-Key gehört zu einer anderen Anfrage. Bitte verwenden Sie einen neuen.",
        "The Idempotency-Key has already been used",
        "This Idempotency-Key belongs to another request. Please use a new one.",
    ),
    "account-locked": _of(
        "Ihr Konto ist gesperrt",
        "Ihr Administrator hat das Konto gesperrt. Bitten Sie Ihren Administrator, das Konto zu entsperren.",
        "Your account is locked",
        "Your administrator locked the account. Ask your administrator to unlock the account.",
    ),
    "rate-limited": _of(
        "Es gab zu viele Versuche",
        "Bitte warten Sie, bevor Sie es noch einmal versuchen.",
        "There were too many attempts",
        "Please wait before you try again.",
    ),
    "internal": _of(
        "Fehler auf dem Server",
        "Bitte versuchen Sie es später noch einmal.",
        "Server error",
        "Please try again later.",
    ),
    "maintenance": _of(
        "Der Server wird gewartet",
        "Bitte versuchen Sie es in einigen Minuten noch einmal.",
        "The server is under maintenance",
        "Please try again in a few minutes.",
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
