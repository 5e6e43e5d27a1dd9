"""Why a tester's call is refused, in German and English: what is asked for, not only that it is not."""

from typing import Literal

from api_client.models import Text
from mock_server.faults import FAULTS, POINTS
from mock_server.ringcentral import TOKEN_REFUSALS
from mock_server.texts.rules import FORM_TEXTS
from mock_server.website.sign_in_forms import SIGN_IN_FORMS


def _t(german: str, english: str) -> Text:
    return Text(de=german, en=english)


RECORDED = (*POINTS, *(form.id for form in SIGN_IN_FORMS))
"""What the calls in the journal can be for."""

_CALLS = ", ".join(RECORDED)

RULES: dict[str, Text] = {
    "one-way": _t(
        "Geben Sie genau eines davon an: freeze, set oder advance",
        "Give exactly one of these: freeze, set or advance",
    ),
    "too-far": _t(
        "Ist zu weit entfernt. Erlaubt sind die Jahre 1970 bis 2199 und höchstens 100\u00a0Jahre Abstand",
        "Is too far away. The years may be 1970 to 2199, and the clock may be moved by at most 100\u00a0years",
    ),
    "all-only": _t(
        "Gilt nur für alle Konten, nicht für ein einzelnes",
        "Applies to all accounts only, not to a single one",
    ),
    "no-call": _t(f"Erlaubt sind: {_CALLS}", f"Choose from: {_CALLS}"),
    "not-both": _t(
        "Geben Sie entweder account oder prefix an, nicht beides",
        "Give either account or prefix, not both",
    ),
}
"""What rules that are testers' own say."""

MissingKind = Literal["account", "call", "mail", "tenant"]

NO_SUCH: dict[MissingKind, Text] = {
    "account": _t(
        "Dieses Konto gibt es nicht. Geben Sie eine Kontonummer oder <Szenario>:<Token> an.",
        "There is no such account. Give an account id or <scenario>:<token>.",
    ),
    "call": _t(
        "Diesen Aufruf gibt es nicht. Erlaubt sind: {calls}",
        "There is no such call. Choose from: {calls}",
    ),
    "mail": _t("Diese E-Mail gibt es nicht.", "There is no such email."),
    "tenant": _t("Diesen Tenant gibt es nicht.", "There is no such tenant."),
}
"""What to say where a path leads nowhere."""

_TIME = _t(
    "Muss eine Zeit mit Zeitzone sein, wie 2026-01-01T09:00:00Z",
    "Must be a time with its time zone, such as 2026-01-01T09:00:00Z",
)

SHAPES: dict[str, Text] = {
    "account": NO_SUCH["account"],
    "advance": _t(
        "Muss eine Dauer nach ISO 8601 sein, wie PT48H oder, zurück, -PT1H",
        "Must be an ISO 8601 duration, such as PT48H or, to go back, -PT1H",
    ),
    "after": _t("Muss eine ganze Zahl ab 0 sein", "Must be a whole number, 0 or more"),
    "fault": _t(
        f"Muss eine Störung sein: {', '.join(FAULTS)}. Manche haben eine Angabe, wie 503-7 oder delay-300ms",
        f"Must be a fault: {', '.join(FAULTS)}. Some take an argument, such as 503-7 or delay-300ms",
    ),
    "freeze": _TIME,
    "limit": _t("Muss eine ganze Zahl ab 1 sein", "Must be a whole number, 1 or more"),
    "most": _t("Muss eine ganze Zahl von 0 bis 1000 sein", "Must be a whole number from 0 to 1000"),
    "operation": _t(f"Erlaubt sind: {', '.join(POINTS)}", f"Choose from: {', '.join(POINTS)}"),
    "pace": _t(
        "Muss eine Zahl von Sekunden sein, 0 bis 10", "Must be a number of seconds, 0 to 10"
    ),
    "prefix": _t("Muss aus acht Hexadezimalziffern bestehen", "Must be eight hex digits"),
    "probability": _t("Muss eine Zahl von 0 bis 1 sein", "Must be a number from 0 to 1"),
    "seed": _t("Muss eine ganze Zahl sein", "Must be a whole number"),
    "set": _TIME,
    "since": _t("Muss eine ganze Zahl ab 0 sein", "Must be a whole number, 0 or more"),
    "status": _t(
        "Muss ein HTTP-Status von 100 bis 599 sein", "Must be an HTTP status from 100 to 599"
    ),
    "token_refusal": _t(
        f"Erlaubt sind: {', '.join(TOKEN_REFUSALS)} oder null",
        f"Choose from: {', '.join(TOKEN_REFUSALS)} or null",
    ),
    "times": _t(
        "Muss eine ganze Zahl ab 1 sein oder null für immer",
        "Must be a whole number, 1 or more, or null for always",
    ),
    "to": _t("Muss eine E-Mail-Adresse sein", "Must be an email address"),
    "wait": _t(
        "Muss eine Zahl von Sekunden sein, 0 bis 30", "Must be a number of seconds, 0 to 30"
    ),
    "workspace": _t(
        "Erlaubt sind desktop_app und web_browser", "Must be desktop_app or web_browser"
    ),
}
"""What each parameter and member has to be like."""


NO_WORD = _t(
    "Es gibt kein Szenario und keinen Zusatz „{word}“.",
    "There is no scenario or modifier “{word}”.",
)
"""What to say of a magic account whose name holds a word that means nothing."""

TOO_LARGE = _t(
    "Eine Anfrage darf hier höchstens {kib}\u00a0KiB groß sein.",
    "A request may have at most {kib}\u00a0KiB here.",
)
READS = _t("Dieser Aufruf erwartet {kinds}.", "This call expects {kinds}.")


def reason(field: str, rule: str) -> Text:
    """What to say of a field that breaks a rule."""
    if rule == "invalid" and field in SHAPES:
        return SHAPES[field]
    return RULES.get(rule) or FORM_TEXTS[rule]
