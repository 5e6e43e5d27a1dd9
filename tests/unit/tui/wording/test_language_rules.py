"""What a machine can check of how the app speaks: terms, typography, and phrases that are gone.

One word stands for each thing, in both languages, and each text is typeset as its language is.
"""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.catalogues import APP, messages, texts
from tests.checkout import ROOT
from tests.untranslated import literals
from tui.i18n import LANGUAGES, Language

Faults = Mapping[str, str]
"""A rule, and the pattern of what breaks it."""

_UNITS = {
    "en": "seconds?|minutes?|hours?|days?|characters|digits|lines|columns|links?|emails?|accounts?",
    "de": "Sekunden?|Minuten?|Stunden?|Tage?n?|Zeichen|Ziffern|Zeilen|Spalten|Links?|E-Mails?"
    "|Kont(?:o|en)|Uhr",
}
_SYMBOLS = "s|min|h|[kMGT]?B|[KMG]iB|%"

BOTH: Faults = {
    "“…” and „…“ instead of straight quotation marks": '"',
    "’ instead of a straight apostrophe": "'",
    "… instead of three dots": r"\.\.\.",
    "two sentences instead of a semicolon": ";",
    "a dash instead of a hyphen between words": r"\w -{1,2} \w|—",
    "no place on a screen, since the texts are also heard": r"\b(?:above|below|oben|unten)\b",
    "what is for administrators is the last sentence": r"For administrators:[^.]*\. \S|Für Administratoren:[^.]*\. \S",
    "numbers of a phone stay together": r"\+\d\d ",
}

FAULTS: Mapping[Language, Faults] = {
    "en": {
        **BOTH,
        "email, not mail": r"(?<![\w-])[Mm]ails?\b",
        "email, not e-mail": r"\b[Ee]-mail",
        "confirmation, not receipt": r"\b[Rr]eceipts?\b",
        "computer, not machine": r"\b[Mm]achines?\b",
        "server, not host": r"\b[Hh]osts?\b",
        "links are valid, they do not live": r"\blives?\b",
        "emails contain, they do not hold": r"\bholds?\b",
        "data is deleted, not forgotten": r"\bforg[eo]t\w*",
        "a server is unknown, no stranger": r"\bstrangers?\b",
        "choose from, not there are": r"\bThere are:",
        "quit the program, do not leave it": r"\bleave (?:the|this) program|^Leave$|Ctrl\+C leaves",
        "a no-break space between number and unit": rf"[\d}}] (?:{_UNITS['en']}|{_SYMBOLS})(?!\w)",
    },
    "de": {
        **BOTH,
        "E-Mail oder Aktivierungsmail statt Mail": r"(?<![\w-])Mails?\b",
        "Kennwort statt Passwort": "[Pp]asswor[dt]",
        "Bestätigung statt Beleg": r"\bBelege?s?\b",
        "Computer statt Rechner oder Maschine": r"\b\w*[Rr]echners?\b|\bMaschinen?\b",
        "Server statt Host": r"\bHosts?\b",
        "eingeben statt tippen": r"\b(?:ein)?(?:ge)?[Tt]ipp(?:en|e|t|st|tes?)\b",
        "Operator statt Betreiber": r"\bBetreibers?\b",
        "Durchwahl statt Nebenstelle": r"\bNebenstellen?\b",
        "gelöscht statt vergessen": r"\b[Vv]ergessen\b",
        "Demo statt Vorführung": "Vorführung",
        "Eingabetaste statt Enter im Satz": r"\bEnter\b(?<!^Enter)",
        "Screenreader statt Vorleseprogramm": "Vorleseprogramm|Masken?",
        "Administrator statt Administration": r"\b(?:Ihre|die|der) Administration\b",
        "ein geschütztes Leerzeichen vor Einheit und Uhr": rf"[\d}}] (?:{_UNITS['de']}|{_SYMBOLS})(?!\w)",
        "ein geschütztes Leerzeichen in z. B.": r"\b(?:z\. ?B|d\. ?h|u\. ?a)\.",
    },
}

GONE: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "public interface",
        "With a service of your own",
        "name and where the school was",
        "asks to come back",
        "Then the link is revoked",
        "no own number",
        "Answered by",
        "Support asks it",
        "dialled on",
        "For signing in to the app",
        "proves who you are on",
        "use it up",
        "ook at the link",
        "Where do you want to work",
        "Enter on a line",
        "Have a new mail sent",
        "Take the link from",
        "tells of no check",
        "tried early",
        "Neighbours in a row",
        "activation link in this",
        "it signs you in",
        "authority of its own",
        "nothing of one",
        "happens only once",
        "the administrator knows",
        "link in it is found",
        "that told you about",
        "leads to a stranger",
        "wants a pause",
        "A claim, no proof",
        "not a known sender",
        "The known mails",
        "the old link stays",
        "happens exactly once",
        "on their way",
        "answered: {question}",
        "Type ? alone",
        "Enter alone",
        "< alone",
        "typed above",
        "Right so far",
        "again and again",
        "list of what most",
        "can be dialled",
        "allowed, but lines",
        "better than odd",
        "in this manner",
        "nothing of your number",
        "the other one at any time",
        "what your account offers",
        "the PIN opens it",
        "typed so far is",
        "Begin anew",
        "link’s time is over",
        "in hand",
        "Leave without",
        "Not quite ready",
        "knows no account",
        "Something else answered",
        "Program and server disagree",
        "The answer got lost",
        "until the time in",
        "fell silent",
        "{size} are kept",
        "that were announced",
        "pass by other programs",
        "still to come",
        "You act as operator",
        "Send me a new link",
        "nothing real was",
        "several links in it",
        "history keeps",
        "There is no such file",
        "cannot be told not to",
        "something speaks against",
        "A secret never stands",
        "All of it would",
        "None was found that",
        "lines instead of screens",
        "that may be asked",
        "The locale is",
    ),
    "de": (
        "öffentliche Schnittstelle",
        "Haben Sie einen eigenen Dienst",
        "wo die Schule war",
        "Bitte frühestens wieder",
        "Dann wird der Link widerrufen",
        "A–Z oder {specials}",
        "verletzt",
        "Kein Name, keine",
        "Antwort von",
        "Aussprechbares",
        "am Telefon gewählt",
        "lassen sich gut merken",
        "weist Sie dort aus",
        "Ansehen verbraucht",
        "Link ansehen",
        "Wo möchten Sie arbeiten",
        "Enter auf einer Zeile",
        "Lassen Sie sich eine neue",
        "Kennen Sie diesen Host",
        "Mailkopf",
        "früh probiert",
        "Nachbarn in einer Reihe",
        "Kein Aktivierungslink darin",
        "meldet es Sie",
        "Machen Sie so nicht weiter",
        "Eins nach dem anderen",
        "geschieht nur einmal",
        "weiß, dass er",
        "Der Link darin",
        "angekündigt hat",
        "zu einem Fremden",
        "möchte eine Pause",
        "kein Beweis",
        "So lautet kein",
        "Die bekannten Mails",
        "der alte bleibt",
        "geschieht genau einmal",
        "sind unterwegs",
        "beantwortet: ",
        "Ein ? allein",
        "allein behält",
        "mit < allein",
        "Eingabe oben",
        "Bis hierher richtig",
        "Immer wieder dasselbe",
        "Liste dessen, was",
        "Wählen lassen sich",
        "Linie auf der Tastatur",
        "Lang ist besser",
        "auf diese Art",
        "nichts aus Rufnummer",
        "Das jeweils andere",
        "Das ist, was",
        "PIN öffnet sie",
        "bisher Getippte",
        "ist, wie er war",
        "Zeit des Links ist um",
        "gerade dran",
        "nicht ganz so weit",
        "einziges falsches Zeichen",
        "Etwas anderes hat geantwortet",
        "verstehen sich nicht",
        "Antwort ging verloren",
        "bis zu der Zeit",
        "schweigt",
        "bittet um Geduld",
        "sind da und bleiben",
        "angekündigten",
        "aus der E-Mail in einem privaten",
        "liegt noch vor uns",
        "Sie handeln als",
        "Neuen Link zusenden",
        "nichts Echtes",
        "Darin stehen",
        "Shell-Verlauf behält",
        "Es gibt keine solche Datei",
        "nicht abgewöhnen",
        "Etwas spricht dagegen",
        "steht nie ein Geheimnis",
        "Alles würde angenommen",
        "Es fand sich nichts",
        "Zeilen statt Masken",
        "der gefragt werden darf",
        "Die Spracheinstellung ist",
    ),
}
"""Pieces of what was said once and nobody understood: riddles, metaphors, word-for-word German."""

WHOLE: Mapping[Language, frozenset[str]] = {
    "en": frozenset({"more", "broken", "in hand", "Leave", "Receipt"}),
    "de": frozenset({"mehr", "verletzt", "gerade dran", "Beleg"}),
}
"""The same, of words that may stand in others but are no text of their own."""

_NO_PROSE = re.compile(
    r"\{\w*\}|--[\w-]+|(?<=or |er )-(?= for| für)|\bunify-activate(?: [a-z]+)?|\b[\w-]+\.(?:eml|toml|txt|dat)\b"
)
"""What is filled in, options, commands and names of files: they are called what they are called."""


def said(language: Language) -> list[str]:
    """All that the app says in a language."""
    entries = messages(APP.written("de"))
    if language == "de":
        return [text for entry in entries.values() for text in texts(entry.string)]
    return [text for key in entries for text in texts(key)]


def faults(text: str, language: Language) -> Iterator[str]:
    """The rules that a text breaks."""
    for rule, pattern in FAULTS[language].items():
        is_of_numbers = "no-break" in rule or "Leerzeichen" in rule
        prose = text if is_of_numbers else _NO_PROSE.sub("…", text)
        if re.search(pattern, prose):
            yield rule
    if text in WHOLE[language]:
        yield f"a word alone that says nothing: {text}"
    yield from (f"gone: {piece}" for piece in GONE[language] if piece in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_the_rules(language: Language) -> None:
    spoken = said(language)
    assert len(spoken) > 700
    assert [(text, found) for text in spoken if (found := [*faults(text, language)])] == []


BROKEN: Mapping[Language, tuple[str, ...]] = {
    "en": (
        'Choose "yes".',
        "It's over.",
        "Please wait...",
        "It failed; try again.",
        "The server - if any - is asked.",
        "Look at the list above.",
        "For administrators: use --backend. Then try again.",
        "Call +49 221 4710800.",
        "A mail was sent.",
        "Your e-mail address",
        "Save receipt",
        "This machine is not known.",
        "The host is not known.",
        "The link lives for two days.",
        "The email holds a link.",
        "Your entries were forgotten.",
        "A stranger answered.",
        "There are: one, two",
        "Do you want to leave the program?",
        "The link is valid for 48 hours.",
        "{n} links were found.",
        "Waiting {seconds} s",
        "more",
        "The server fell silent.",
    ),
    "de": (
        'Wählen Sie "ja".',
        "Das war's.",
        "Bitte warten ...",
        "Das misslang; versuchen Sie es noch einmal.",
        "Der Server - falls es einen gibt - antwortet.",
        "Sehen Sie oben nach.",
        "Für Administratoren: Nehmen Sie --backend. Dann noch einmal.",
        "Rufen Sie +49 221 4710800 an.",
        "Eine Mail wurde gesendet.",
        "Mails lesen",
        "Ihr Passwort",
        "Beleg speichern",
        "Dieser Rechner ist nicht bekannt.",
        "Der Host ist nicht bekannt.",
        "Bitte tippen Sie den Namen.",
        "Der Betreiber ist angemeldet.",
        "Die Nebenstelle 815",
        "Ihre Eingaben wurden vergessen.",
        "Das war eine Vorführung.",
        "Drücken Sie Enter.",
        "Zeilen für Vorleseprogramme",
        "Fragen Sie Ihre Administration.",
        "Der Link gilt 48 Stunden.",
        "{n} Konten sind aktiv.",
        "Do 1. Jan. 2026, {time} Uhr",
        "Namen, z. B. Ihrer",
        "mehr",
        "Der Server schweigt.",
    ),
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in LANGUAGES for text in BROKEN[language]]
)
def test_a_text_that_breaks_a_rule_is_found(language: Language, text: str) -> None:
    assert [*faults(text, language)] != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_finds_something(language: Language) -> None:
    found = {rule for text in BROKEN[language] for rule in faults(text, language)}
    assert set(FAULTS[language]) <= found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Use --trust-host to name a server, or mail.eml as a file."),
        ("en", "The link leads to {host}. It is valid for 48\xa0hours."),
        ("en", "Ask your administrator. For administrators: use --backend URL."),
        ("de", "Die E-Mail führt zu {host}, die Aktivierungsmail gilt 48\xa0Stunden."),
        ("de", "Lassen Sie die Eingabetaste los."),
        ("de", "Enter"),
        ("de", "unify-activate mail.eml"),
    ],
)
def test_a_text_that_keeps_them_is_none(language: Language, text: str) -> None:
    assert [*faults(text, language)] == []


def test_what_is_heard_has_no_symbol_that_only_the_eye_reads() -> None:
    """Screen readers say ✓, · and ✗ as words, or nothing."""
    for path in (ROOT / "tui" / "plain").rglob("*.py"):
        spoken = [*literals(ast.parse(path.read_text(encoding="utf-8")))]
        assert [text for text in spoken if re.search("[✓✗·•]", text)] == [], path.name
