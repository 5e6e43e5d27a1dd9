"""The facts that an activation mail tells about the account, out of its visible text.

How mails word them is data, German and English. Sources: the guide to CompanyFlex ("Aktivierung
Hauptbenutzer") names the German facts; the English words are those of the vendor's help pages; the
sentences are the mock server's, and the vendor's subject.
"""

import re
from dataclasses import dataclass

from api_client.link.line_repair import tokens_masked
from api_client.mail.activation_mail import MailFacts

_BETWEEN = r"[\s*_|]{0,6}"
_IN_NUMBERS = r" ()/.\u00a0\u00ad\u2009\u202f\u2010-\u2015\u2212-"
_VALUES = {
    "phone": rf"\(?\+?[0-9(][0-9{_IN_NUMBERS}]{{3,30}}[0-9]",
    "extension": rf"[0-9]{{1,8}}(?![0-9]|[{_IN_NUMBERS}]{{0,3}}[0-9])",
    "email": r"[^\s<>\"()\[\],;:|@]{1,64}@[^\s<>\"()\[\],;:|@]{1,190}\.[^\W\d_]{2,24}",
    "text": r"[^\s>*_|•·][^\n\t|]{0,119}",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A fact, its kind of value, and the labels that it may stand behind, the clearest first."""

    fact: str
    kind: str
    labels: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Label, what may stand between, and the value as group 1."""
        labels = "|".join(re.escape(label).replace(r"\ ", r"\s{1,3}") for label in self.labels)
        before = r"(?m:^)" if self.kind == "text" else r"(?<![\w-])"
        says = "[:=]" if self.kind == "text" else r"[:=]|ist\b|lautet\b|is\b"
        return re.compile(
            rf"{before}(?:{labels})\s{{0,3}}(?:\([^()\n]{{0,60}}\))?[ \t*_]{{0,10}}"
            rf"(?:(?:{says})|\t|\n){_BETWEEN}({_VALUES[self.kind]})",
            re.IGNORECASE,
        )


LABELS: tuple[Label, ...] = (
    Label(
        "main_number", "phone",
        (
            "Hauptrufnummer", "Unternehmensnummer", "Hauptnummer", "Zentrale Rufnummer",
            "Rufnummer Ihres Unternehmens", "Rufnummer des Unternehmens", "Firmennummer",
            "main company number", "company main number", "main number", "main phone number",
            "company number", "company phone number",
        ),
    ),
    Label(
        "extension", "extension",
        (
            "interne Rufnummer", "Nebenstellennummer", "Nebenstelle", "Durchwahlnummer",
            "interne Durchwahl", "Durchwahl", "extension number", "internal number", "extension",
            "ext.", "ext",
        ),
    ),
    Label(
        "direct_number", "phone",
        (
            "externe Durchwahl-Rufnummer", "externe Durchwahlrufnummer", "externe Durchwahl",
            "Durchwahl-Rufnummer", "Direktwahl", "Direktrufnummer", "direct phone number",
            "direct number", "direct dial", "direct line",
        ),
    ),
    Label("direct_number", "phone", ("Durchwahl",)),
    Label(
        "login_email", "email",
        (
            "Anmelde-E-Mail-Adresse", "Anmelde-E-Mail", "Login-E-Mail-Adresse", "Login-E-Mail",
            "E-Mail-Adresse für die Anmeldung", "Anmeldename", "Benutzername", "Login",
            "sign-in e-mail", "sign-in email", "login e-mail", "login email", "username",
            "user name",
        ),
    ),
    Label("login_email", "email", ("E-Mail-Adresse", "E-Mail", "e-mail address", "email address", "email")),
    Label("company", "text", ("Unternehmen", "Firma", "Firmenname", "company", "company name")),
    Label("first_name", "text", ("Vorname", "first name", "given name")),
    Label("last_name", "text", ("Nachname", "Familienname", "last name", "surname", "family name")),
    Label("name", "text", ("Vollständiger Name", "full name", "Name")),
)  # fmt: skip
"""In the order in which they are asked; the first value for a fact counts."""

SENTENCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(pattern, re.IGNORECASE))
    for fact, pattern in (
        ("company", r"Geschäftstelefonsystem von (.{1,120}?) (?:hinzugefügt|ist bereit|war abgelaufen)"),
        ("company", r"business phone system of (.{1,120}?)(?:\. With these| has been prov| had expired)"),
        ("company", r"you have been added to (?!your company)(.{1,120}?)['’]s? (?:RingCentral|Unify)"),
        ("login_email", rf"(?:melden Sie sich|sign in|log in) (?:mit|with|as|als) ({_VALUES['email']})"),
    )
)  # fmt: skip
"""Sentences that tell a fact, matched with every gap as one space."""

GREETING = re.compile(
    r"^(?:Guten Tag|Guten Morgen|Hallo|Hello|Hi|Dear|Willkommen|Welcome|Liebe[r]?),? "
    r"(?!(?:Herr|Frau|Mr|Mrs|Ms|Dr|Damen|Kund|customer|user|all|there|zusammen|Team|bei|to|zu)\b)"
    r"([^\W\d_][^,!:;.?\n\t<>]{1,79}),?!?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


_GAP = re.compile(r"\s+")
_PATTERNS = tuple((label.fact, label.pattern) for label in LABELS)


def facts_in(text: str) -> MailFacts:
    """What a text says about the account, as written there."""
    found: dict[str, str] = {}
    for fact, pattern in _PATTERNS:
        if fact not in found and (value := pattern.search(text)):
            found[fact] = _clean(value[1])
    in_one_line = _GAP.sub(" ", text)
    for fact, pattern in SENTENCES:
        if fact not in found and (value := pattern.search(in_one_line)):
            found[fact] = _clean(value[1])
    if "name" not in found and (greeted := GREETING.search(text)):
        found["name"] = _clean(greeted[1])
    return MailFacts(**found)


def merged(first: MailFacts, second: MailFacts) -> MailFacts:
    """What the first says, and what only the second does."""
    return MailFacts(
        *(getattr(first, fact) or getattr(second, fact) for fact in MailFacts.__dataclass_fields__)
    )


def _clean(value: str) -> str:
    return tokens_masked(_GAP.sub(" ", value).strip(" *_|\u00a0"))
