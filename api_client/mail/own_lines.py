"""Whose a line of a mail is: the reader's own account's, or somebody else's.

What stands in a signature, a footer, an imprint, a contact or help block or in a sentence about a
colleague is nobody's fact. Which words open such a block, and what ends it, is data. In doubt a
line is nobody's: a fact that is missing is asked for, a wrong one is believed.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from api_client.mail.label_layouts import (
    MAX_SENTENCES,
    SENTENCE_END,
    FoundLabel,
    begins_with_label,
)
from api_client.mail.labels import OWN_HEADINGS, SIGN_IN_HEADINGS, matcher, one_of
from api_client.mail.line_memory import kept

Until = Literal["blank", "own-label", "own-heading"]
"""What ends a block of somebody else's: an empty line, a label with “your”, or a heading of the reader's
own account (which ends each of them, as a greeting does)."""

MAX_LINE = 300
"""Characters of a line that are looked at to tell whose it is."""

_OTHERS = (
    "Kollege", "Kollegin", "Kollegen", "Ansprechpartner", "Ansprechpartnerin", "Ansprechperson",
    "Kontaktperson", "Administrator", "Administratorin", "Admin", "Vorgesetzter", "Vorgesetzte",
    "Vorgesetzten", "Chef", "Chefin", "Vertreter", "Vertreterin", "Vertretung", "Assistent",
    "Assistentin", "Assistenz", "Sekretariat", "Sekretär", "Sekretärin", "Empfang", "Betreuer",
    "Betreuerin", "Kundenbetreuer", "Kundenberater", "Kundenberaterin", "Berater", "Beraterin",
    "Techniker", "Technikerin", "Mitarbeiter", "Mitarbeiterin", "Teamleiter", "Teamleiterin",
    "Nachfolger", "Vorgänger", "Vorgängerin", "Hausmeister", "Geschäftspartner", "Händler",
    "Freund", "Freundin",
    "colleague", "co-worker", "coworker", "administrator", "admin", "manager", "supervisor",
    "boss", "assistant", "secretary", "receptionist", "reception", "contact", "contact person",
    "account manager", "representative", "teammate", "team lead", "predecessor", "successor",
    "consultant", "technician", "advisor", "adviser", "IT department", "reseller",
)  # fmt: skip
"""People that are not the reader."""

_PROVIDERS = (
    "Kundenservice", "Kundendienst", "Kundenbetreuung", "Kundencenter", "Hotline", "Service-Hotline",
    "Support", "IT-Support", "Service-Desk", "Help-Desk", "Hilfe", "Service", "Service-Team",
    "Service-Center", "Support-Team", "Support-Center", "Störungsstelle", "Störungsannahme",
    "Technik-Hotline", "Kontakt", "Vertrieb", "Geschäftskundenservice", "Geschäftskunden-Hotline",
    "Kontaktdaten", "Kontaktinformationen", "contact details", "contact information",
    "customer service", "customer care", "customer support", "technical support", "help", "sales",
    "support line", "contact", "contact us", "help center", "help centre", "service line",
)  # fmt: skip
"""Where help is to be had."""

_SIGN_OFFS = (
    "Mit freundlichen Grüßen", "Mit freundlichem Gruß", "Mit besten Grüßen", "Mit herzlichen Grüßen",
    "Freundliche Grüße", "Freundlicher Gruß", "Viele Grüße", "Beste Grüße", "Herzliche Grüße",
    "Liebe Grüße", "Schöne Grüße", "Mit freundlichen Gruessen", "Freundliche Gruesse",
    "Viele Gruesse", "Beste Gruesse", "Mit freundlichen Grüssen", "Freundliche Grüsse",
    "Viele Grüsse", "Beste Grüsse", "Grüße", "Gruß", "MfG", "VG", "LG", "Hochachtungsvoll",
    "Kind regards", "Best regards", "Warm regards", "With kind regards", "With best regards",
    "Regards", "Sincerely", "Yours sincerely", "Sincerely yours", "Yours faithfully",
    "Yours truly", "Best wishes", "All the best", "Cheers", "Best", "Gesendet von meinem", "Von meinem", "Sent from my",
)  # fmt: skip
_THANKS = (
    "Vielen Dank", "Herzlichen Dank", "Danke", "Danke und Gruß", "Vielen Dank und viele Grüße",
    "Thanks", "Many thanks", "Thank you", "Thanks and regards", "Thanks in advance",
)  # fmt: skip
"""Sign-offs too, but only on a line of their own: “Thank you for choosing …” begins many a letter."""

_IMPRINT = (
    "Impressum", "Anbieterkennzeichnung", "Pflichtangaben", "Registergericht", "Handelsregister",
    "Amtsgericht", "HRB", "HRA", "Geschäftsführer", "Geschäftsführerin", "Geschäftsführung",
    "Vorstand", "Aufsichtsrat", "USt-ID", "USt-IdNr", "Umsatzsteuer-ID", "Steuernummer",
    "WEEE-Reg", "Sitz der Gesellschaft", "Sitz", "Datenschutz", "Datenschutzhinweis",
    "Datenschutzbeauftragter", "Datenschutzbeauftragte", "AGB", "Haftungsausschluss",
    "Vertraulichkeitshinweis", "Rechtliche Hinweise", "Herausgeber", "Verantwortlich", "Absender",
    "Imprint", "Legal notice", "Legal information", "Legal", "Registered office",
    "Registered in", "Company registration", "Company registration number", "VAT", "VAT ID",
    "Privacy", "Privacy policy", "Privacy notice", "Data protection officer", "Disclaimer",
    "Confidentiality notice", "Terms", "Unsubscribe", "Abmelden", "Copyright", "©", "(c)",
    "All rights reserved", "Alle Rechte vorbehalten", "Publisher", "Sender", "Managing director",
    "Managing directors", "Board of directors",
)  # fmt: skip

_ABOUT_THE_MAIL = (
    r"(?:diese (?:e-?mail|nachricht)|this (?:e-?mail|message|mail)) (?:wurde|ist|was|is|has been)\b"
    r"|(?:sie erhalten|sie haben) diese (?:e-?mail|nachricht)\b"
    r"|you(?:'re| are)? (?:receiving|received|got) this\b"
)
_QUESTIONS = (
    r"(?:(?:haben|hast) (?:sie|du) |(?:sie|du) (?:haben|hast) |bei |für |noch |any |got |have |if you have |"
    r"do you have |for )?(?:(?:noch|weitere[nr]?|technische[nr]?|any|further|more|technical) )?"
    r"(?:fragen|rückfragen|problemen?|hilfe|störungen|questions?|problems?|trouble|issues|assistance)\b"
    r"|(?:brauchen|benötigen) sie (?:hilfe|unterstützung)|so erreichen sie uns|sie erreichen uns"
    r"|(?:wir sind|unser(?:e[nmrs]?)? (?:[\w-]+ )?(?:team|service|hotline|support|kundenservice)) "
    r"|need (?:any )?(?:help|assistance|support)|how to (?:reach|contact)|(?:you can )?(?:reach|contact|call) us"
    r"|we(?:'re| are) (?:here|happy)|our (?:[\w-]+ )?(?:team|service|hotline|support)\b"
    r"|(?:rufen|schreiben|mailen) sie (?:uns|an)|(?:talk|write|speak|reach out) to us|get (?:help|in touch)"
    r"|for help|(?:e-?mail|ask|message) us"
    r"|wenden sie sich|kontaktieren sie|please contact|bitte kontaktieren"
)

_HEADING = matcher(rf"{one_of(OWN_HEADINGS)}(?: ?[,(].{{0,60}}| [–—-] .{{0,60}})? ?[:.]?\Z")
_SIGN_IN_HEADING = matcher(
    rf"{one_of(SIGN_IN_HEADINGS)}(?: ?[,(].{{0,60}}| [–—-] .{{0,60}})? ?[:.]?\Z"
)
_SIGNATURE = re.compile(r"[-\u2010-\u2015]{2}\s?\Z")
_SIGN_OFF = matcher(
    rf"{one_of(_SIGN_OFFS)}(?:[,.!]| (?:aus|from|von|und|and|für|for|iphone|ipad|android|handy|mobile|samsung)|\Z).{{0,60}}\Z"
    rf"|{one_of(_THANKS)} ?[,.!]?\Z"
)
_RULE = re.compile(r"[-_=*\u2010-\u2015]{3,}\s?\Z")
_TEAM = matcher(
    r"(?:ihr|ihre|dein|your|the|das) (?:[^.:@]{0,40}[ -])?(?:team|service|support)(?: (?:von|vom|der|bei|from|at) .{1,40})?[.!]?\Z"
)
_LEGAL = matcher(
    rf"{one_of(_IMPRINT)}(?!\w)|.{{0,100}}(?:\b(?:GmbH|AG|SE|KG|UG|e\.V\.|Ltd\.?|Inc\.?|LLC|plc)(?!\w)"
    r".{0,100}(?:\b[0-9]{4,5} \w|straße|str\.|allee|platz\b|\bweg\b|street|avenue|drive|road|\b[a-z]{2} [0-9]{5}\b|\bHRB\b)|©)"
    r"|(?:[a-z]{1,2}-)?[0-9]{5} [^\W\d_]{2,40}(?:[ -][^\W\d_]{2,40}){0,3}\Z"
    r"|[^\W\d_][^\d:@]{0,40}(?:straße|strasse|str\.|weg|allee|platz|gasse|street|avenue|drive|road) ?"
    r"[0-9]{1,4} ?[a-z]?\Z"
)
_HELP_HEADING = matcher(
    rf"(?:(?:ihr|ihre|unser|unsere|your|our|the|der|die|das) )?"
    rf"(?:(?!(?:willkommen|welcome|beim?|zum|zur|to|the|im|in|für|for) )[\w.&-]{{1,30}} ){{0,3}}"
    rf"(?:[\w.&-]{{1,30}}-)?{one_of(_PROVIDERS)}(?!\w)(?: (?:&|und|and|oder|or) [\w-]{{1,30}})?"
    r" ?(?:[?!]?\Z|:(?P<at>.{0,80}))"
)
_BETWEEN_CELLS = re.compile(r"\t|\s[|·•]\s| {3,}")
_HELP_CELL = matcher(
    rf"\s*(?:[\w.&-]{{1,30}} ){{0,2}}(?:[\w.&-]{{1,30}}-)?{one_of(_PROVIDERS)} ?:?"
    r" ?(?:[(+]{0,2}[0-9][0-9 ()/.-]{4,30}|\S{1,64}@\S{1,190})\s*\Z"
)
_HELP_SENTENCE = re.compile(_QUESTIONS.replace("'", "['’]"), re.IGNORECASE)
_MAIL_SENTENCE = re.compile(_ABOUT_THE_MAIL.replace("'", "['’]"), re.IGNORECASE)
_PERSON = matcher(
    rf"(?<!\w)(?:(?:ihr|unser|eur)(?:e[nmrs]?)?|your|our|the|der|die|dem|den|des|das|ein(?:e[nmrs]?)?|an?) "
    rf"(?:[\w-]{{1,30}} ){{0,2}}?{one_of(_OTHERS)}(?:s|es)?(?!\w)"
    rf"|(?<!\w)(?:herr|herrn|frau|mr\.?|mrs\.?|ms\.?) [^\W\d_]"
)
_PERSON_HEADING = matcher(rf"(?:[\w-]{{1,30}} ){{0,2}}{one_of(_OTHERS)}(?!\w).{{0,40}}\Z")
_ABOUT_YOU = re.compile(r"\b(?:sie|ihnen|dich|dir|you)\b", re.IGNORECASE)
_ABOUT_HIM = re.compile(
    r"\b(?:hilft|helfen|erreichen|erreichbar|wenden|kontaktieren|anrufen|help|helps|reach|reached|contact|call)\b",
    re.IGNORECASE,
)
_FOREIGN_WORD = matcher(rf"(?<!\w){one_of((*_OTHERS, *_PROVIDERS))}(?:s|es|n)?(?!\w)")
_ADDRESS = re.compile(r"https?://\S{8,}")
"""Nobody's words, and long to look for words in."""

_ENDS = (".", "!", "?")


@kept
def names_others(label: str) -> bool:
    """Whether a label says that it is somebody else's: “Durchwahl (Hotline)”."""
    return _FOREIGN_WORD.search(label) is not None or _PERSON.search(label) is not None


def is_sign_in_heading(line: str) -> bool:
    """Whether an address under this line is the one to sign in with."""
    return _SIGN_IN_HEADING.match(line) is not None


@kept
def is_heading(line: str) -> bool:
    """Whether the line is a heading of the reader's own account."""
    return _HEADING.match(line) is not None


class _Line(NamedTuple):
    """What can be told of a line by itself.

    `own` is the line without its sentences about somebody else; `opens` is the kind of block that
    it opens, `is_left_open` says that a sentence about somebody else goes on in the next line.
    """

    own: str
    begins_own: bool
    has_label: bool
    label_is_owned: bool
    tells_of_help: bool
    is_rule: bool
    opens: Until | None
    is_ended: bool
    is_left_open: bool


@kept
def _read(whole: str, greeting: re.Pattern[str]) -> _Line | None:
    """A line looked at; None for an empty one."""
    line = whole[:MAX_LINE].strip()
    if not line:
        return None
    label, own, is_ended = begins_with_label(line), _own_sentences(whole), line.endswith(_ENDS)
    return _Line(
        own=own,
        begins_own=is_heading(line) or greeting.match(line) is not None,
        has_label=label is not None,
        label_is_owned=label is not None and label.is_owned,
        tells_of_help=_is_help_in_cells(line),
        is_rule=_RULE.match(line) is not None,
        opens=_opened(line, label),
        is_ended=is_ended,
        is_left_open=not (is_ended or line[-1] == ":" or own.rstrip().endswith(line[-1])),
    )


def own_lines(lines: Sequence[str], greeting: re.Pattern[str]) -> Iterator[str]:
    """The lines, and an empty one for each that is not about the reader's account.

    Args:
        lines: those of a text, without marks; paragraphs may be set apart by empty ones.
        greeting: what begins a letter.
    """
    until: Until | None = None
    open_sentence = seen_label = False
    for number, whole in enumerate(lines):
        line = _read(whole, greeting)
        if line is None:
            until, open_sentence = (None if until == "blank" else until), False
            yield ""
            continue
        if line.begins_own or (until == "own-label" and line.label_is_owned):
            until, open_sentence = None, False
        elif until is None and line.tells_of_help:
            yield ""
            continue
        elif until is None and not open_sentence:
            is_signature = seen_label and line.is_rule and not _goes_on(lines, number + 1)
            until = "own-heading" if is_signature else line.opens
        seen_label = seen_label or (until is None and line.has_label)
        if until is not None:
            yield ""
        elif open_sentence:
            open_sentence = not line.is_ended
            yield ""
        else:
            open_sentence = line.is_left_open
            yield line.own


def _is_help_in_cells(line: str) -> bool:
    """Whether one of the cells of a line says where help is to be had."""
    cells = _BETWEEN_CELLS.split(line, MAX_SENTENCES)
    return len(cells) > 1 and any(map(_HELP_CELL.match, cells))


def _goes_on(lines: Sequence[str], start: int) -> bool:
    """Whether a label of the account follows upon a rule: then it is no signature's."""
    following = next((line for line in lines[start : start + 3] if line.strip()), "")
    return begins_with_label(following[:MAX_LINE]) is not None


def _opened(line: str, label: FoundLabel | None) -> Until | None:
    """What kind of block a line opens that is not the reader's, if it does."""
    if _SIGNATURE.match(line) or _SIGN_OFF.match(line) or _TEAM.match(line):
        return "own-heading"
    if label is not None:
        return None
    if _LEGAL.match(line):
        return "own-heading"
    if heading := _HELP_HEADING.match(line):
        return "own-label" if heading["at"] else "own-heading"
    is_sentence = line.endswith((".", "!"))
    if _MAIL_SENTENCE.match(line):
        return "own-label" if is_sentence else "own-heading"
    if question := _HELP_SENTENCE.match(line):
        if not is_sentence or line[question.end() : question.end() + 1] == "?":
            return "own-heading"
        return None if _PERSON.search(line) else "own-label"
    return _opened_by_person(line)


def _opened_by_person(line: str) -> Until | None:
    person = _PERSON.match(line) or _PERSON_HEADING.match(line)
    if person is None or line.endswith(_ENDS):
        return None
    if _ABOUT_YOU.search(line) and not _ABOUT_HIM.search(line):
        return None
    return "own-label" if ":" in line[:-1] else "own-heading"


def _own_sentences(line: str) -> str:
    """A line without its sentences about somebody else."""
    sentences = SENTENCE_END.split(line, MAX_SENTENCES)[:MAX_SENTENCES]
    kept = [each for each in sentences if not _is_about_others(_ADDRESS.sub("…", each[:MAX_LINE]))]
    return line if len(kept) == len(sentences) else " ".join(kept)


def _is_about_others(sentence: str) -> bool:
    label = begins_with_label(sentence)
    if label is not None:
        return names_others(label.text)
    if " " not in sentence:
        return False
    helping = _HELP_SENTENCE.search(sentence)
    if helping and not sentence.endswith(":"):
        return True
    if _PERSON.search(sentence) is None:
        return False
    return not _ABOUT_YOU.search(sentence) or _ABOUT_HIM.search(sentence) is not None
