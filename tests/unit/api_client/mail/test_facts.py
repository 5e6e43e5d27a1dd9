"""The account's facts: labels in every layout are read, and what is somebody else's never is."""

from dataclasses import replace
from itertools import product

import pytest

from api_client.mail import MailFacts
from api_client.mail.activation_mail import FactName
from api_client.mail.read import read_mail

MAIN, DIRECT, EXTENSION = "+49 221 471081-0", "+49 221 471081-23", "23"
PERSON = "mara.holzer@steinbach-optik.example"
VALUES: dict[FactName, str] = {
    "main_number": MAIN,
    "direct_number": DIRECT,
    "extension": EXTENSION,
    "login_email": PERSON,
}
OTHERS: dict[FactName, str] = {
    "main_number": "0800 3301000",
    "direct_number": "+49 228 181-4711",
    "extension": "77",
    "login_email": "hilfe@telekom.example",
}

GERMAN: dict[FactName, tuple[str, ...]] = {
    "main_number": (
        "Hauptrufnummer Ihres Unternehmens (Unternehmensnummer)",
        "Hauptrufnummer (Unternehmensnummer)",
        "Hauptnummer",
        "Rufnummer Ihres Unternehmens",
        "zentrale Rufnummer",
        "Firmennummer",
    ),
    "extension": (
        "Ihre interne Rufnummer (Durchwahl)",
        "interne Durchwahl",
        "Nebenstelle",
        "Durchwahlnummer",
        "Durchwahl",
    ),
    "direct_number": (
        "Ihre externe Durchwahl-Rufnummer (Direktwahl)",
        "Direktwahl",
        "externe Rufnummer",
        "direkte Durchwahl",
        "Durchwahl\u2011Rufnummer",
    ),
    "login_email": (
        "Ihre E-Mail-Adresse zur Anmeldung an Unify Office",
        "E-Mail-Adresse für die Anmeldung",
        "Anmelde-E-Mail",
        "Login-E-Mail-Adresse",
        "Benutzername",
        "E-Mail (Login)",
        "E\u2011Mailadresse zum Einloggen",
    ),
}
ENGLISH: dict[FactName, tuple[str, ...]] = {
    "main_number": (
        "Your main company number",
        "main company number",
        "company main number",
        "main number (company number)",
        "your company's main phone number",
        "phone number of your company",
        "business number",
    ),
    "extension": (
        "Your extension number",
        "extension (internal number)",
        "internal extension",
        "Ext.",
        "extension no.",
    ),
    "direct_number": (
        "Your direct line",
        "direct phone number",
        "direct-dial number",
        "external direct number",
        "DDI",
    ),
    "login_email": (
        "Your e-mail address for login",
        "email address used to sign in to RingCentral",
        "login email",
        "sign-in e-mail address",
        "username",
        "User ID",
    ),
}
LABELS = [
    (fact, word) for words in (GERMAN, ENGLISH) for fact, listed in words.items() for word in listed
]
LAYOUTS = {
    "one line": "{label}: {value}",
    "a dash": "{label} – {value}",
    "an equals sign": "{label} = {value}",
    "two lines": "{label}\n{value}",
    "two lines, a colon, a gap": "{label}:\n\n    {value}",
    "numbered": "1. {label}: {value}",
    "a bullet": "  • {label}: {value}",
    "bold": "*{label}:* *{value}*",
    "quoted": "> {label}: {value}",
    "a tab": "{label}\t{value}",
    "in a column": "{label}        {value}",
    "leaders": "{label} ........ {value}",
    "bars": "| {label} | {value} |",
    "a sentence": "{label} lautet: {value}",
    "a sentence, no colon": "{label} ist {value}.",
    "English sentence": "{label} is {value}.",
    "nothing between": "{label} {value}",
    "with a note": "{label}: {value} (bitte notieren)",
    "table": "<table><tr><td>{label}</td><td>{value}</td></tr></table>",
    "table with paragraphs": "<table><tr><th><p>{label}:</p></th><td><p>{value}</p></td></tr></table>",
    "definition list": "<dl><dt>{label}</dt><dd>{value}</dd></dl>",
    "list": "<ol><li><b>{label}</b>: <span>{value}</span></li></ol>",
    "line break": "<p><strong>{label}</strong><br>{value}</p>",
    "headings of columns": (
        "<table><tr><th>Gerät</th><th>{label}</th><th>Vorname</th></tr>"
        "<tr><td>Telefon</td><td>{value}</td><td>Mara</td></tr></table>"
    ),
}


def mail(body: str, *, to: str = PERSON) -> bytes:
    """A mail of these words, HTML if they are."""
    kind = "html" if "</" in body else "plain"
    return (
        f"From: a@b.example\nTo: {to}\nSubject: x\nMIME-Version: 1.0\n"
        f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    ).encode()


def facts(body: str, *, to: str = "operator@firma.example") -> MailFacts:
    return read_mail(mail(body, to=to)).facts


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("fact", "label"), LABELS, ids=[label for _f, label in LABELS])
def test_every_label_is_read_in_every_layout(fact: FactName, label: str, layout: str) -> None:
    told = facts(LAYOUTS[layout].format(label=label, value=VALUES[fact]))
    assert getattr(told, fact) == VALUES[fact]
    first_name = "Mara" if layout == "headings of columns" else None
    assert told == replace(MailFacts(first_name=first_name), **{fact: VALUES[fact]})


ELSEWHERE = {
    "signature": "-- \nPetra Betrieb\n{label}: {value}",
    "signature in German": "Mit freundlichen Grüßen\n\nPetra Betrieb\n{label}: {value}",
    "signature in English": "Kind regards,\nPeter Miller\n\n{label}: {value}",
    "a rule": "Durchwahl: 23\n-----\nTestbot Maton\nManager\n{label}: {value}",
    "disclaimer": "Regards\n\n\nDavid Perks\n{label}: {value} | mobile: 0424 282 465",
    "German, short": "VG\nMax\n{label} {value}",
    "thanks": "Vielen Dank!\nMax Muster\n{label}: {value}",
    "team": "Ihr Telekom-Team\n{label}: {value}",
    "questions": "Fragen? Telekom Service\n{label}: {value}",
    "questions, apart": "Haben Sie Fragen?\n\n{label}: {value}",
    "help": "Hilfe und Kontakt:\n{label}: {value}",
    "help in English": "Need help? Contact us\n\n{label}: {value}",
    "support": "Customer support\n{label}\n{value}",
    "contact": "Ihr Ansprechpartner\n\nMax Muster\n{label}: {value}",
    "contact on a line": "Ihre Ansprechpartnerin: Eva Sommer\n{label}: {value}",
    "administrator": "Your administrator:\nMax Sample\n{label}: {value}",
    "imprint": "Impressum\nTelekom Deutschland GmbH, Landgrabenweg 151, 53227 Bonn\n{label}: {value}",
    "address": "Telekom Deutschland GmbH · Landgrabenweg 151 · 53227 Bonn\n{label}: {value}",
    "rights": "© 2026 RingCentral, Inc. All rights reserved.\n{label}: {value}",
    "why": "Sie erhalten diese E-Mail, weil Sie Kunde sind\n{label}: {value}",
    "colleague": "Ihre Kollegin Eva Sommer hat die {label}: {value}.",
    "colleague over lines": "Ihre Kollegin Eva Sommer erreichen Sie am besten so, die\n{label}: {value}",
    "colleague in brackets": "Ihr Kollege Max Muster ({label}: {value}) hilft Ihnen gern.",
    "colleague in English": "Your colleague Max Sample ({label}: {value}) will help you.",
    "of a colleague": "{label} Ihrer Kollegin: {value}",
    "of the help desk": "{label} (Hotline): {value}",
    "HTML": "<h3>Ihr Ansprechpartner</h3><table><tr><td>{label}</td><td>{value}</td></tr></table>",
    "HTML signature": "<p>Viele Grüße<br>Petra Betrieb</p><p>{label}: {value}</p>",
    "HTML help": "<div><b>Kundenservice</b></div><dl><dt>{label}</dt><dd>{value}</dd></dl>",
}
BARE = [
    (fact, label.removeprefix("Ihre ").removeprefix("Your ").removeprefix("your "))
    for fact, label in LABELS
]


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize(("fact", "label"), BARE, ids=[label for _f, label in BARE])
def test_what_is_somebody_elses_is_nobodys_fact(fact: FactName, label: str, place: str) -> None:
    if place == "contact on a line" and "Ihres Unternehmens" in label:
        pytest.skip("the label says that it is the reader's own company's")
    told = facts(ELSEWHERE[place].format(label=label, value=OTHERS[fact]))
    assert getattr(told, fact) in (
        None,
        "23" if fact == "extension" and place == "a rule" else None,
    )


OWN = {
    "de": "\n".join(f"{words[0]}: {VALUES[fact]}" for fact, words in GERMAN.items()),
    "en": "\n".join(f"{words[0]}: {VALUES[fact]}" for fact, words in ENGLISH.items()),
}
ALL = MailFacts(**VALUES)


@pytest.mark.parametrize(("language", "place"), product(OWN, ELSEWHERE))
def test_what_stands_below_changes_nothing(language: str, place: str) -> None:
    below = "\n".join(
        ELSEWHERE[place].format(label=label, value=OTHERS[fact]) for fact, label in BARE
    )
    if "</" in below:
        above = "".join(f"<p>{line}</p>" for line in OWN[language].split("\n"))
        assert facts(above + below) == ALL
    else:
        assert replace(facts(f"{OWN[language]}\n\n{below}"), name=None) == ALL


def test_a_sentence_about_a_colleague_is_left_out_of_a_long_paragraph_too() -> None:
    long = (
        "Sie können ab sofort mit Unify Office by RingCentral telefonieren und Nachrichten senden. "
        * 8
    )
    told = facts(f"{long}Ihre Kollegin Eva Sommer hat ihre Durchwahl: 24. Ihre Durchwahl ist 23.")
    assert told.extension == "23"
    assert facts(f"{long}Ihre Kollegin Eva Sommer sagt: Ihre Durchwahl: 24.").extension is None


def test_the_signature_of_who_forwards_is_not_the_forwarded_mails() -> None:
    quoted = (
        "Von: a@b.example\nGesendet: Montag, 3. November 2025 10:12\nAn: x@y.example\nBetreff: z"
    )
    signature = "Viele Grüße\nPetra Betrieb\nDurchwahl: 77\nLogin: petra@firma.example"
    assert facts(f"Siehe unten.\n{signature}\n\n{quoted}\n\n{OWN['de']}") == ALL
    assert facts(f"{OWN['de']}\n\n-- \n{signature}") == ALL
    weak = f"{signature}\n\n{quoted}\n\nE-Mail: petra@firma.example\nE-Mail: x@y.example"
    assert facts(weak, to="petra@firma.example").login_email == "x@y.example"


BEFORE = [
    "Ihr Administrator hat Sie dem System hinzugefügt.",
    "Ihr Administrator hat Sie dem System hinzugefügt und Ihnen diese Nummern gegeben:",
    "Your administrator has added you with these details:",
    "Bei Fragen wenden Sie sich an Ihren Administrator.",
    "Bei Fragen erreichen Sie unseren Service unter 0800 3301000.",
    "Diese E-Mail wurde automatisch erstellt. Bitte antworten Sie nicht.",
    "Willkommen beim Telekom Service",
    "Thank you for choosing RingCentral!",
    "Vielen Dank für Ihre Bestellung.",
    "Many thanks for your order, and welcome to your new phone system",
    "Ihre Nummern\n-------------------",
    "CAUTION: this mail comes from outside. Questions? Contact the help desk.\n\nHello Mara Holzer,",
    "Kontakt: Telekom\nHauptnummer: 0800 3301000\n\nIhre Rufnummern",
    "Ihr persönlicher Aktivierungslink:\nhttps://a.example/x",
]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("language", OWN)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_stands_above_hides_nothing(language: str, before: str, gap: str) -> None:
    told = facts(f"{before}{gap}{OWN[language]}")
    assert replace(told, name=None) == ALL


@pytest.mark.parametrize(
    ("written", "fact", "value"),
    [
        ("Durchwahl: 23 / 24", "extension", "23"),
        ("Durchwahl: 23/24", "extension", "23"),
        ("Durchwahl: 23 / 24", "other_extension", "24"),
        ("Ext.: 23/24", "other_extension", "24"),
        ("Durchwahl / Direktwahl: 23 / +49 221 471081-23", "other_extension", None),
        ("Durchwahl: -23", "extension", "23"),
        ("Durchwahl: 0221 / 471081-23", "direct_number", "0221 / 471081-23"),
        ("Durchwahl / Direktwahl: 23 / +49 221 471081-23", "direct_number", DIRECT),
        ("Durchwahl / Direktwahl: 23 / +49 221 471081-23", "extension", "23"),
        ("Hauptrufnummer / Main number: +49 221 471081-0", "main_number", MAIN),
        (f"Hauptrufnummer: {MAIN}, Durchwahl: 23, Direktwahl: {DIRECT}", "direct_number", DIRECT),
        (f"Hauptrufnummer {MAIN}; Durchwahl 23", "extension", "23"),
        ("Sie sind dabei, und Ihre Durchwahl lautet 23.", "extension", "23"),
        ("Sie sind intern unter der Durchwahl 23 erreichbar.", "extension", "23"),
        ("Your extension is 23. Your direct number is +44 20 7946 0102.", "extension", "23"),
        ("Ihre E-Mail-Adresse zur Anmeldung an Unify\nOffice: " + PERSON, "login_email", PERSON),
        (f"Bitte melden Sie sich mit Ihrer Adresse {PERSON} an.", "login_email", PERSON),
        (f"Melden Sie sich künftig mit Ihrer E-Mail-Adresse {PERSON} bei Unify Office an.",
         "login_email", PERSON),
        (f"Sign in with your email address {PERSON}.", "login_email", PERSON),
        (f"Zur Anmeldung verwenden Sie bitte {PERSON}.", "login_email", PERSON),
        (f"Login: {PERSON} <mailto:{PERSON}>", "login_email", PERSON),
        ("Hauptrufnummer\tDurchwahl\tDirektwahl\n+49 221 471081-0\t23\t+49 221 471081-23",
         "direct_number", DIRECT),
        ("Hauptrufnummer\tFax\tDirektwahl\n+49 221 1\t+49 221 2\t+49 221 471081-23",
         "direct_number", DIRECT),
        ("Hauptrufnummer\nDurchwahl\n+49 221 471081-0\n23", "extension", "23"),
    ],
)  # fmt: skip
def test_what_mails_write_besides_is_read(written: str, fact: str, value: str | None) -> None:
    assert getattr(facts(written), fact) == value


@pytest.mark.parametrize(
    "written",
    [
        "E-Mail: hilfe@telekom.example",
        "Ihre E-Mail-Adresse: hilfe@telekom.example",
        f"Anmelde-E-Mail: {PERSON}\nLogin: hilfe@telekom.example",
        "Melden Sie sich bei Fragen mit hilfe@telekom.example in Verbindung.",
        "Login-Support: hilfe@telekom.example",
        "E-Mail-Adresse zur Anmeldung beim Support: hilfe@telekom.example",
        "Durchwahl\n24 Stunden erreichbar",
        "Durchwahl: +49",
    ],
)
def test_what_leaves_a_doubt_is_no_fact(written: str) -> None:
    told = facts(written)
    assert told.login_email is None
    assert told.extension is None


@pytest.mark.parametrize("label", ["E-Mail", "E-Mail-Adresse", "Your email address", "e-mail"])
def test_a_weak_label_names_the_person_only_if_the_mail_was_sent_there(label: str) -> None:
    body = f"{label}: {PERSON}\n"
    assert facts(body, to=PERSON).login_email == PERSON
    assert facts(body, to=f"Mara Holzer <{PERSON.upper()}>").login_email == PERSON
    assert facts(body).login_email is None
    assert facts(f"{label}: hilfe@telekom.example\n{body}", to=PERSON).login_email == PERSON
    strong = f"{label}: {PERSON}\nBenutzername: jo.amsel@steinbach-optik.example\n"
    assert facts(strong, to=PERSON).login_email == "jo.amsel@steinbach-optik.example"


def test_under_a_heading_of_the_sign_in_an_address_is_the_one() -> None:
    assert facts(f"Ihre Anmeldung\nE-Mail-Adresse: {PERSON}").login_email == PERSON
    assert facts(f"Ihre Rufnummern\nE-Mail-Adresse: {PERSON}").login_email is None


def test_text_and_html_that_name_two_persons_name_nobody() -> None:
    def part(kind: str, who: str) -> str:
        return f"--b\nContent-Type: text/{kind}\n\nLogin: {who}\n"

    head = "From: a@b.example\nSubject: x\nContent-Type: multipart/alternative; boundary=b\n\n"
    one = head + part("plain", PERSON) + part("html", PERSON) + "--b--\n"
    two = head + part("plain", PERSON) + part("html", OTHERS["login_email"]) + "--b--\n"
    assert read_mail(one.encode()).login_email == PERSON
    assert read_mail(two.encode()).login_email is None
