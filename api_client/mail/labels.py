"""How mails word the facts about an account: labels as data, German and English.

In a label a space stands for any gap or a hyphen, and a hyphen for either of them or nothing:
“E-Mail-Adresse” is also “Email Adresse” and “E-Mailadresse”. Sources: the guide to CompanyFlex
("Aktivierung Hauptbenutzer") first, then the vendor's help pages, then what both are usually
called elsewhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from api_client.mail.activation_mail import FactName

ValueKind = Literal["phone", "extension", "email", "text"]

_COMPANYS = (
    "Ihres Unternehmens", "Ihrer Firma", "Ihrer Organisation", "des Unternehmens", "der Firma",
    "für Ihr Unternehmen", "of your company", "for your company", "of the company",
    "of your organization", "of your organisation", "of your business", "for your business",
)  # fmt: skip
_FOR_SIGN_IN = (
    "zur Anmeldung", "für die Anmeldung", "für Ihre Anmeldung", "zum Anmelden", "zum Einloggen",
    "zum Log-in", "für den Log-in", "für das Log-in", "für Ihren Log-in", "zur Nutzung",
    "mit der Sie sich anmelden", "for log-in", "for logging in", "for your log-in",
    "for the log-in", "for sign-in", "for signing in", "for your sign-in", "to log-in",
    "to sign-in", "used to log-in", "used to sign-in", "used for log-in", "used for sign-in",
    "you log-in with", "you sign-in with",
)  # fmt: skip
_SIGN_IN_WORDS = (
    "Anmeldung",
    "Log-in",
    "Sign-in",
    "Anmeldename",
    "Benutzername",
    "Username",
    "User ID",
)
_WHERE_TO = r"(?: (?:an|am|bei|beim|in|im|auf|to|into|for|at|on|with|zu|zum|zur|von|der|des) [^:=\n\t@]{1,40}?)?"
"""What may follow upon them: “… zur Anmeldung an Unify Office”."""


@dataclass(frozen=True, slots=True)
class Label:
    """One fact, the kind of its value, and the labels that it stands behind.

    `is_weak` says that others than the account's holder use it too: such a label never wins over
    a strong one. Any of `after` may follow upon a label, in brackets or not, and any of `in_brackets`
    in them; one has to where `needs_after` says so.
    """

    fact: FactName
    kind: ValueKind
    words: tuple[str, ...]
    after: tuple[str, ...] = ()
    in_brackets: tuple[str, ...] = ()
    after_that: str = ""
    needs_after: bool = False
    is_weak: bool = False

    @property
    def pattern(self) -> str:
        """A pattern for all of them."""
        if not self.after:
            return one_of(self.words)
        after = rf"\(?{one_of(self.after)}\)?"
        if self.in_brackets:
            after += rf"|\({one_of(self.in_brackets)}\)"
        return f"{one_of(self.words)}(?: (?:{after}){self.after_that}){'' if self.needs_after else '?'}"


LABELS: tuple[Label, ...] = (
    Label(
        "main_number", "phone",
        (
            "Hauptrufnummer", "Hauptnummer", "Haupt-Telefonnummer", "Hauptanschluss",
            "Unternehmensnummer", "Unternehmensrufnummer", "Firmennummer", "Firmenrufnummer",
            "zentrale Rufnummer", "zentrale Nummer", "zentrale Telefonnummer", "Zentralrufnummer",
            "Zentralnummer", "Telefonzentrale", "Rufnummer der Zentrale", "Nummer der Zentrale",
            "Sammelrufnummer", "Haupt-Geschäftsnummer",
            "main company number", "main company phone number", "main company telephone number",
            "company main number", "company main phone number", "company's main number",
            "main number", "main phone number", "main telephone number", "main business number",
            "main business phone number", "main office number", "main line", "main line number",
            "company number", "company phone number", "company telephone number",
            "business number", "business phone number", "switchboard number",
            "company phone", "company line", "main company line", "main business line",
            "business line",
        ),
        after=_COMPANYS,
    ),
    Label(
        "main_number", "phone",
        ("Rufnummer", "Telefonnummer", "Nummer", "phone number", "telephone number", "number"),
        after=_COMPANYS, needs_after=True,
    ),
    Label(
        "direct_number", "phone",
        (
            "externe Durchwahl-Rufnummer", "externe Durchwahl-Nummer", "externe Durchwahl",
            "externe Direktwahl", "externe Direktwahl-Nummer", "externe Rufnummer",
            "externe Nummer", "externe Telefonnummer", "Durchwahl-Rufnummer", "Direktwahl",
            "Direktwahl-Nummer", "Direktwahl-Rufnummer", "Direktrufnummer", "Direktnummer",
            "direkte Rufnummer", "direkte Nummer", "direkte Telefonnummer", "direkte Durchwahl",
            "direkte Durchwahl-Nummer", "persönliche Rufnummer",
            "direct number", "direct phone number", "direct telephone number", "direct dial",
            "direct dial number", "direct dial-in", "direct dial-in number", "direct inward dial",
            "direct inward dialing", "direct inward dialing number", "direct inward dial number",
            "direct line", "direct line number", "direct business number",
            "external direct number", "external direct dial number", "external number",
            "external phone number", "personal phone number", "DDI", "DDI number", "DID",
            "DID number",
        ),
    ),
    Label(
        "extension", "extension",
        (
            "interne Rufnummer", "interne Nummer", "interne Telefonnummer", "interne Durchwahl",
            "interne Durchwahl-Nummer", "interne Nebenstelle", "interne Nebenstellennummer",
            "Internrufnummer", "Internnummer", "Nebenstellennummer", "Nebenstelle",
            "Nebenstellen-Nr.", "Durchwahl-Nummer", "Durchwahl", "interne Kurzwahl", "DW",
            "extension number", "extension no.", "extension #", "extension",
            "phone extension", "user extension", "internal number", "internal phone number",
            "internal extension", "internal extension number", "internal line",
            "ext. number", "ext. no.", "ext number", "ext no.", "ext #", "ext.", "ext",
        ),
    ),
    Label("main_number", "phone", ("main",), is_weak=True),
    Label(
        "direct_number", "phone",
        (
            "Durchwahl", "Durchwahl-Nummer", "Rufnummer", "Telefonnummer", "phone number",
            "telephone number", "direct",
        ),
        is_weak=True,
    ),
    Label(
        "login_email", "email",
        (
            "Anmelde-E-Mail-Adresse", "Anmelde-E-Mail", "Anmelde-Mail-Adresse", "Anmelde-Adresse",
            "Anmelde-Name", "Anmelde-Kennung", "Anmelde-ID", "Log-in-E-Mail-Adresse",
            "Log-in-E-Mail", "Log-in-Mail-Adresse", "Log-in-Adresse", "Log-in-Name",
            "Log-in-Kennung", "Log-in-ID", "Log-in", "Benutzername", "Benutzerkennung",
            "Benutzer-ID", "Nutzername", "Nutzerkennung", "Zugangskennung",
            "sign-in e-mail address", "sign-in e-mail", "sign-in address", "sign-in name",
            "sign-in ID", "sign-in", "log-in e-mail address", "log-in e-mail", "log-in address",
            "log-in name", "user-name", "user-ID", "user log-in", "Anmeldung mit", "Anmeldung als",
            "Log-in mit", "sign-in with", "sign-in as", "log-in with", "log-in as",
        ),
        after=_FOR_SIGN_IN, in_brackets=_SIGN_IN_WORDS, after_that=_WHERE_TO,
    ),
    Label(
        "login_email", "email",
        (
            "E-Mail-Adresse", "E-Mail", "Mail-Adresse", "Mail", "Adresse", "e-mail address",
            "e-mail", "e-mail ID", "address",
        ),
        after=_FOR_SIGN_IN, in_brackets=_SIGN_IN_WORDS, after_that=_WHERE_TO, needs_after=True,
    ),
    Label(
        "login_email", "email",
        (
            "E-Mail-Adresse", "E-Mail", "Mail-Adresse", "Mail", "e-mail address", "e-mail",
            "e-mail ID", "Konto-E-Mail-Adresse", "Konto-E-Mail", "account e-mail address",
            "account e-mail", "registrierte E-Mail-Adresse", "registered e-mail address",
            "registered e-mail", "geschäftliche E-Mail-Adresse", "work e-mail",
            "business e-mail", "Adresse", "address",
        ),
        is_weak=True,
    ),
    Label(
        "company", "text",
        (
            "Unternehmen", "Firma", "Firmenname", "Unternehmensname", "Name des Unternehmens",
            "company", "company name", "name of your company", "name of the company",
        ),
    ),
    Label("first_name", "text", ("Vorname", "first name", "given name")),
    Label("last_name", "text", ("Nachname", "Familienname", "last name", "surname", "family name")),
    Label("name", "text", ("vollständiger Name", "full name", "Name")),
)  # fmt: skip
"""In the order in which they are tried; of two that fit, the longer one is meant."""

DETERMINERS = (
    "Ihre", "Ihr", "die", "der", "das", "deine", "dein", "your", "your company's",
    "your organization's", "the", "Ihre neue", "Ihre persönliche", "Ihr neuer",
    "Ihr persönlicher", "your new", "your personal", "your company", "neue", "new", "Ihre eigene",
    "your own",
)  # fmt: skip
POSSESSIVES = ("Ihre", "Ihr", "deine", "dein", "your")
"""Those that say whose it is."""

SAYS = (
    "ist", "lautet", "lauten", "wird", "is", "are", "will be", "ist ab sofort", "lautet ab sofort",
    "ist jetzt", "lautet jetzt", "is now", "ist die", "ist der", "is the", "lautet wie folgt",
    "is as follows", "has been set to", "die", "die Nummer", "ist die Nummer",
)  # fmt: skip
"""What may stand between a label and its value instead of a sign."""

SIGN_IN_HEADINGS = (
    "Ihre Anmeldung", "Ihre Anmeldedaten", "Anmeldung", "Anmeldedaten", "Ihre Zugangsdaten",
    "Zugangsdaten", "Ihr Log-in", "Log-in", "Log-in-Daten", "Ihre Log-in-Daten", "Your sign-in",
    "Your log-in", "Sign-in", "Log-in details", "Your log-in details", "Sign-in details",
    "Your sign-in details", "Your credentials", "Credentials", "So melden Sie sich an",
    "How to sign-in", "How to log-in", "Sign-in information", "Log-in information",
)  # fmt: skip
"""Headings under which a bare “E-Mail-Adresse” is the one to sign in with."""

OWN_HEADINGS = (
    *SIGN_IN_HEADINGS, "Ihre Rufnummern", "Ihre Telefonnummern", "Ihre Nummern", "Rufnummern",
    "Ihre Daten", "Ihre Angaben", "Ihre Kontodaten", "Kontodaten", "Ihr Konto", "Ihr Benutzerkonto",
    "Das Konto", "Ihre Einstellungen", "Ihre Aktivierung", "Ihr Aktivierungslink",
    "Ihr persönlicher Aktivierungslink", "Ihre Rufnummern und Ihre Anmeldung",
    "Your numbers", "Your phone numbers", "Your details", "Your data", "Your account",
    "Your account details", "Account details", "Account information", "The account",
    "Your user account", "Your phone details", "Your activation link",
    "Your personal activation link", "User details", "Your phone system", "Your RingCentral account",
    "Ihr Unify Office Konto", "Ihre Unify Office Zugangsdaten", "Ihre Unify Office Rufnummern",
)  # fmt: skip
"""Headings of what concerns the reader's own account."""

EMAIL = r"[^\s<>\"()\[\],;:|@]{1,64}@[^\s<>\"()\[\],;:|@]{1,190}\.[^\W\d_]{2,24}"

SENTENCES: tuple[tuple[FactName, str, str], ...] = (
    (
        "main_number", "unter",
        r"(?:Ihr Unternehmen|Ihre Firma)[^|.]{0,60}? unter (?:der )?"
        r"(?:(?:zentralen |Haupt-?)(?:Ruf|Telefon)?nummer) (\+?[0-9(][0-9 ()/.-]{4,30}[0-9])",
    ),
    ("company", "geschäftstelefonsystem", r"Geschäftstelefonsystem von ([^|]{1,120}?) (?:hinzugefügt|ist bereit|war abgelaufen)"),
    ("company", "business phone system", r"business phone system of ([^|]{1,120}?)(?:\. Use the details|\. With these| has been prov| had expired)"),
    ("company", "you have been added", r"you have been added to (?!your company)([^|]{1,120}?)['’]s? (?:RingCentral|Unify)"),
    (
        "login_email", "melden sie sich",
        r"melden Sie sich (?:\w{1,12} ){0,3}mit (?:(?:Ihrer|der|dieser|deiner) )?"
        rf"(?:(?:E-?Mail-?)?Adresse )?[\"„“<'(]?({EMAIL})[\"“”>')]?(?=[^|.]{{0,60}}? an\b)",
    ),
    (
        "login_email", "sie melden sich",
        r"Sie melden sich (?:\w{1,12} ){0,3}(?:mit|als|unter) (?:(?:Ihrer|der|dieser) )?"
        rf"(?:(?:E-?Mail-?)?Adresse )?[\"„“<'(]?({EMAIL})",
    ),
    (
        "login_email", "sich",
        r"(?:log(?:gen)? Sie sich|anmelden können Sie sich|Sie können sich) (?:\w{1,12} ){0,3}"
        r"(?:mit|als|unter) (?:(?:Ihrer|der|dieser) )?"
        rf"(?:(?:E-?Mail-?)?Adresse )?[\"„“<'(]?({EMAIL})[\"“”>')]?(?=[^|.]{{0,60}}? (?:an|ein)\w*\b)",
    ),
    (
        "login_email", "en sie",
        r"(?:zur Anmeldung|zum Anmelden|für die Anmeldung|zum Einloggen) (?:an \w[\w ]{1,30} )?"
        r"(?:verwenden|nutzen|benutzen) Sie (?:bitte )?(?:(?:Ihre|die|diese) )?"
        rf"(?:(?:E-?Mail-?)?Adresse )?[\"„“<'(]?({EMAIL})",
    ),
    (
        "login_email", "en sie",
        rf"(?:verwenden|nutzen|benutzen) Sie (?:bitte )?(?:(?:Ihre|die) )?(?:(?:E-?Mail-?)?Adresse )?"
        rf"({EMAIL}),? (?:zur|für die|zum) (?:Anmeldung|Anmelden|Einloggen|Login)",
    ),
    (
        "login_email", "in ",
        r"(?<!cannot )(?<!can't )\b(?:sign|log) ?in (?:to [\w ]{1,30} )?(?:with|as|using) "
        rf"(?:(?:your|the|this) )?(?:(?:e-?mail )?address |e-?mail )?[\"“<'(]?({EMAIL})",
    ),
    (
        "login_email", "use ",
        rf"\buse (?:(?:your|the|this) )?(?:(?:e-?mail )?address )?({EMAIL}) (?:to|for) (?:sign|log)",
    ),
    (
        "extension", "sie sind",
        r"Sie sind (?:intern )?(?:[\w ]{1,30} )?unter (?:der |Ihrer )?(?:internen )?"
        r"(?:Durchwahl|Nebenstelle|Rufnummer)(?:snummer|nnummer|nummer)? ([0-9]{1,8})(?![0-9/.-])",
    ),
    ("extension", "you can be reached", r"you can be reached (?:[\w ]{1,30} )?(?:at|on|under) ext(?:ension|\.)? ([0-9]{1,8})\b"),
)  # fmt: skip
"""Sentences that tell a fact, each behind words in lower case that it cannot do without.

They are matched with every gap as one space; `|` is where text was left out."""


def matcher(pattern: str) -> re.Pattern[str]:
    """A pattern in which ` ?` is any short gap or none, and a space any short gap."""
    spaced = pattern.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    return re.compile(spaced, re.IGNORECASE)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, in whatever case, the longest first."""
    return f"(?:{_branches(sorted(set(words), key=lambda word: (-len(word), word)))})"


def _branches(words: Sequence[str]) -> str:
    """What words share at their beginning is looked for once: where it is not, none of them is.

    Where one goes on with a gap, which may be nothing, all are tried in their order.
    """
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[:1].lower(), []).append(word[1:])
    if behind.keys() & _SPELT.keys():
        branches = ["".join(map(_spelt, word)) for word in words]
    else:
        branches = [_spelt(each) + _branches(rest) if each else "" for each, rest in behind.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _spelt(character: str) -> str:
    return _SPELT.get(character) or re.escape(character)


_SPELT = {"-": r"[-\u00ad\u2010-\u2015\s]{0,2}", " ": r"[-\u2010-\u2015\s]{1,3}", "'": "['’]"}
