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
        "Genau eines von freeze, set und advance",
        "Exactly one of freeze, set and advance",
    ),
    "too-far": _t(
        "Liegt zu fern: Jahre von 1970 bis 2199, höchstens hundert Jahre verstellt",
        "Is too far away: years from 1970 to 2199, moved by a hundred years at most",
    ),
    "all-only": _t("Gibt es nur für alle, nicht für ein Konto", "Is for all, not for one account"),
    "no-call": _t(f"Eines von {_CALLS}", f"One of {_CALLS}"),
    "not-both": _t("Entweder account oder prefix", "Either account or prefix"),
}
"""What rules that are testers' own say."""

MissingKind = Literal["account", "call", "mail", "tenant"]

NO_SUCH: dict[MissingKind, Text] = {
    "account": _t(
        "Dieses Konto gibt es nicht. Gefragt ist eine Kontonummer oder <Szenario>:<Token>.",
        "There is no such account. An account id is asked for, or <scenario>:<token>.",
    ),
    "call": _t(
        "Diesen Aufruf gibt es nicht. Es gibt: {calls}",
        "There is no such call. There are: {calls}",
    ),
    "mail": _t("Diese Mail gibt es nicht.", "There is no such mail."),
    "tenant": _t("Diesen Tenant gibt es nicht.", "There is no such tenant."),
}
"""What to say where a path leads nowhere."""

_TIME = _t(
    "Eine Zeit mit Zeitzone, wie 2026-01-01T09:00:00Z",
    "A time with its zone, such as 2026-01-01T09:00:00Z",
)

SHAPES: dict[str, Text] = {
    "account": NO_SUCH["account"],
    "advance": _t(
        "Eine Dauer nach ISO 8601, wie PT48H; -PT1H geht zurück",
        "An ISO 8601 duration, such as PT48H; -PT1H goes back",
    ),
    "after": _t("Eine ganze Zahl ab 0", "A whole number, 0 or more"),
    "fault": _t(
        f"Eine Störung: {', '.join(FAULTS)}; manche mit Angabe, wie 503-7 oder delay-300ms",
        f"A fault: {', '.join(FAULTS)}; some with an argument, such as 503-7 or delay-300ms",
    ),
    "freeze": _TIME,
    "limit": _t("Eine ganze Zahl ab 1", "A whole number, 1 or more"),
    "most": _t("Eine ganze Zahl von 0 bis 1000", "A whole number from 0 to 1000"),
    "operation": _t(f"Eines von {', '.join(POINTS)}", f"One of {', '.join(POINTS)}"),
    "pace": _t("Sekunden von 0 bis 10", "Seconds from 0 to 10"),
    "prefix": _t("Acht Hexadezimalziffern", "Eight hex digits"),
    "probability": _t("Eine Zahl von 0 bis 1", "A number from 0 to 1"),
    "seed": _t("Eine ganze Zahl", "A whole number"),
    "set": _TIME,
    "since": _t("Eine ganze Zahl ab 0", "A whole number, 0 or more"),
    "status": _t("Ein HTTP-Status von 100 bis 599", "An HTTP status from 100 to 599"),
    "token_refusal": _t(
        f"Eines von {', '.join(TOKEN_REFUSALS)}, oder null",
        f"One of {', '.join(TOKEN_REFUSALS)}, or null",
    ),
    "times": _t(
        "Eine ganze Zahl ab 1, oder null für immer", "A whole number, 1 or more, or null for good"
    ),
    "to": _t("Eine E-Mail-Adresse", "An e-mail address"),
    "wait": _t("Sekunden von 0 bis 30", "Seconds from 0 to 30"),
    "workspace": _t("desktop_app oder web_browser", "desktop_app or web_browser"),
}
"""What each parameter and member has to be like."""


NO_WORD = _t(
    "Szenario oder Zusatz „{word}“ gibt es nicht.", "There is no scenario or modifier “{word}”."
)
"""What to say of a magic account whose name holds a word that means nothing."""

TOO_LARGE = _t("Mehr als {kib} KiB werden nicht gelesen.", "No more than {kib} KiB are read here.")
READS = _t("Dieser Aufruf liest {kinds}.", "This call reads {kinds}.")


def reason(field: str, rule: str) -> Text:
    """What to say of a field that breaks a rule."""
    if rule == "invalid" and field in SHAPES:
        return SHAPES[field]
    return RULES.get(rule) or FORM_TEXTS[rule]
