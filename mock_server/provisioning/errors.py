"""What can be wrong with an order, where, and what is said about it in German and English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api_client.models import Refusal, Text
from api_client.problems import RequestInvalid
from mock_server.provisioning.editions import EDITIONS
from mock_server.texts.rules import FORM_TEXTS

Path = tuple[str | int, ...]
"""Where something is in an order: `("users", 1, "email")`."""

MISTAKES: dict[str, Text] = {
    name: Text(de=german, en=english)
    for name, german, english in (
        ("text", "Muss ein Text in Anführungszeichen sein", "Must be a text in quotes"),
        ("blank", "Darf nicht leer sein", "Must not be empty"),
        ("too-long", "Ist zu lang", "Is too long"),
        ("characters", "Enthält ein ungültiges Zeichen", "Contains an invalid character"),
        (
            "edition",
            "Diese Edition gibt es nicht. Erlaubt sind: " + ", ".join(EDITIONS),
            "This edition does not exist. Choose from: " + ", ".join(EDITIONS),
        ),
        ("language", "Erlaubt sind de und en", "Must be de or en"),
        ("licence", "Erlaubt sind phone und messaging", "Must be phone or messaging"),
        ("email", "Ist keine E-Mail-Adresse", "Is not an email address"),
        (
            "number",
            "Ist keine Rufnummer mit Landesvorwahl, wie +49\u00a0221\u00a04710815",
            "Is not a phone number with a country code, like +49\u00a0221\u00a04710815",
        ),
        ("extension", "Muss aus 2 bis 8\u00a0Ziffern bestehen", "Must have 2 to 8\u00a0digits"),
        (
            "emergency",
            "Ist eine Notrufnummer",
            "Is an emergency number",
        ),
        (
            "block-or-single",
            "Braucht entweder block, first und last oder single",
            "Needs either block, first and last or single",
        ),
        (
            "direct-dials",
            "first und last müssen gleich viele Ziffern haben, höchstens 6. first darf nicht größer als last sein",
            "first and last must have the same number of digits, at most 6. first must not be greater than last",
        ),
        (
            "number-too-long",
            "Mit der Durchwahl hätte die Rufnummer mehr als 15\u00a0Ziffern",
            "With the extension the number would have more than 15\u00a0digits",
        ),
        (
            "ordered-twice",
            "Diese Nummern kommen in dem Auftrag schon vor",
            "These numbers are already in the order",
        ),
        (
            "no-main-number",
            "Keine Nummer kann die Hauptrufnummer sein. Nötig ist ein Block ab 0 oder eine einzelne Nummer",
            "No number can be the main number. A block from 0 or a single number is needed",
        ),
        (
            "no-fax-in-edition",
            "Diese Edition hat keine Haupt-Faxrufnummer",
            "This edition has no main fax number",
        ),
        (
            "outside",
            "Diese Nummer gehört nicht zu den bestellten Nummern",
            "This number is not among the ordered numbers",
        ),
        ("main-number", "Diese Nummer ist die Hauptrufnummer", "This number is the main number"),
        (
            "fax-number",
            "Diese Nummer ist die Haupt-Faxrufnummer",
            "This number is the main fax number",
        ),
        (
            "number-taken",
            "Diese Nummer hat schon ein anderes Konto",
            "Another account already has this number",
        ),
        (
            "extension-taken",
            "Diese Durchwahl hat schon ein anderes Konto",
            "Another account already has this extension",
        ),
        (
            "email-twice",
            "Diese E-Mail-Adresse kommt schon vor",
            "This email address is already listed",
        ),
        (
            "email-taken",
            "Mit dieser E-Mail-Adresse gibt es schon ein Konto",
            "There is already an account with this email address",
        ),
        (
            "block-too-small",
            "In dem Block ist keine Nummer mehr frei",
            "The block has no free number left",
        ),
        (
            "no-extension-left",
            "Es ist keine Durchwahl mehr frei",
            "There is no free extension left",
        ),
        ("table", "Muss eine Tabelle sein", "Must be a table"),
        ("list", "Muss eine Liste sein", "Must be a list"),
        ("utf-8", "Ist kein UTF-8", "Is not UTF-8"),
        (
            "numbers-taken",
            "Diese Nummern gehören schon einem anderen Tenant",
            "These numbers already belong to another tenant",
        ),
        ("toml", "Ist kein gültiges TOML ({parser})", "Is not valid TOML ({parser})"),
        ("csv", "Ist kein gültiges CSV", "Is not valid CSV"),
        (
            "header",
            "In der Kopfzeile fehlt {column}",
            "The header row does not contain {column}",
        ),
        (
            "unknown-column",
            "In der Kopfzeile steht eine unbekannte Spalte. Erlaubt sind: {columns}",
            "The header row contains an unknown column. Choose from: {columns}",
        ),
        (
            "column-twice",
            "In der Kopfzeile steht eine Spalte zweimal",
            "The header row contains a column twice",
        ),
        ("cells", "Hat mehr Felder als die Kopfzeile", "Has more cells than the header row"),
    )
}


MOST_MISTAKES = 500
"""How many reasons are told at once."""


class LocatedRefusal(Refusal):
    """A refusal that says in which line of a file it is."""

    line: int | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong: where, which rule, and what its text needs. `line` counts from 1."""

    path: Path
    rule: str
    said: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None

    def refusal(self, language: str) -> Refusal:
        """The mistake as a problem carries it; nothing of what the order holds is repeated."""
        text = (MISTAKES.get(self.rule) or FORM_TEXTS[self.rule]).in_language(language)
        known: dict[str, str] = {
            "field": spelt(self.path),
            "rule": self.rule,
            "message": text.format(**self.said),
        }
        if self.line is None:
            return Refusal(**known)
        return LocatedRefusal(**known, line=self.line)


class BadOrder(Exception):
    """An order with mistakes; nothing of it is applied. The text of it names no value."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        super().__init__("bad order")
        self.mistakes = tuple(mistakes)

    def problem(self, language: str) -> RequestInvalid:
        """It as a problem, every reason at once; of very many, the first."""
        told = self.mistakes[:MOST_MISTAKES]
        return RequestInvalid(errors=[mistake.refusal(language) for mistake in told])


def spelt(path: Path) -> str:
    """A path as people read it: `users.1.email`; the whole is `body`."""
    return ".".join(_part(part) for part in path) or "body"


def _part(part: str | int) -> str:
    name = str(part)
    # A member somebody made up is repeated only if it looks like a name.
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else "?"
