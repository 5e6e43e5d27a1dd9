"""The facts that an activation mail tells about the account, out of its visible text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from api_client.link.line_repair import tokens_masked
from api_client.mail.activation_mail import FactName, MailFacts
from api_client.mail.label_layouts import Found, found_in
from api_client.mail.labels import SENTENCES
from api_client.mail.own_lines import is_heading, is_sign_in_heading, own_lines

MAX_LINES = 1_500
"""Lines of a text, after a quoted head, in which facts are looked for."""

GREETING = re.compile(
    r"^(?:Guten Tag|Guten Morgen|Hallo|Hello|Hi|Dear|Willkommen|Welcome|Liebe[r]?),? "
    r"(?!(?:Herr|Frau|Mr|Mrs|Ms|Dr|Damen|Kund|customer|user|all|there|zusammen|Team|bei|to|zu)\b)"
    r"([^\W\d_][^,!:;.?\n\t<>]{1,79}),?!?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


_SENTENCES = tuple(
    (fact, words, re.compile(pattern, re.IGNORECASE)) for fact, words, pattern in SENTENCES
)
_GAP = re.compile(r"\s+")
_GAPS, _BARS = "\u00a0\u2002\u2003\u2007\u2009\u202f", "│┃║"
_PLAIN = str.maketrans(dict.fromkeys(_GAPS, " ") | dict.fromkeys(_BARS, " | "))
"""Wide and narrow gaps, and the bars of drawn tables."""

_ODD = re.compile(f"[{_GAPS}{_BARS}]")

_AROUND = " *_|\u00a0"


def facts_in(text: str, addressees: Iterable[str] = ()) -> MailFacts:
    """What a text says about the account, as written there.

    Args:
        text: lines without marks; empty ones set paragraphs apart.
        addressees: whom the mail was sent to. A bare “E-Mail:” is the address to sign in with only
            where it is one of them, or stands under a heading that says so; of several addresses
            that are called so, likewise.
    """
    plain = text.translate(_PLAIN) if _ODD.search(text) else text
    lines = [*own_lines(plain.split("\n", MAX_LINES)[:MAX_LINES], GREETING)]
    strong: dict[FactName, list[str]] = {}
    weak: dict[FactName, list[str]] = {}
    for found, under_sign_in in _labelled(lines):
        is_weak = found.label.is_weak and not (found.label.fact == "login_email" and under_sign_in)
        (weak if is_weak else strong).setdefault(found.label.fact, []).append(_clean(found.value))
    told = _GAP.sub(" ", " ".join(line or "|" for line in lines))
    told_in_lower_case = told.lower()
    for fact, words, pattern in _SENTENCES:
        if words in told_in_lower_case and (value := pattern.search(told)):
            strong.setdefault(fact, []).append(_clean(value[1]))
    login = _login(strong.pop("login_email", []), weak.pop("login_email", []), addressees)
    known: dict[FactName, str] = {fact: values[0] for fact, values in (weak | strong).items()}
    if login is not None:
        known["login_email"] = login
    if "name" not in known and (greeted := GREETING.search("\n".join(lines))):
        known["name"] = _clean(greeted[1])
    first, _, second = known.pop("extension", "").partition("/")
    return MailFacts(
        **known, extension=first.strip() or None, other_extension=second.strip() or None
    )


def _labelled(lines: Sequence[str]) -> Iterable[tuple[Found, bool]]:
    """What stands behind labels, and whether under a heading of the sign-in."""
    section: list[str] = []
    under_sign_in = False
    for line in (*lines, None):
        if line is None or is_heading(line):
            yield from ((found, under_sign_in) for found in found_in(section))
            section, under_sign_in = [], line is not None and is_sign_in_heading(line)
        else:
            section.append(line)


def _login(strong: list[str], weak: list[str], addressees: Iterable[str]) -> str | None:
    """The one address to sign in with, if the text tells it without a doubt."""
    known = {address.casefold() for address in addressees}
    if len({each.casefold() for each in strong}) == 1:
        return strong[0]
    return next((each for each in strong or weak if each.casefold() in known), None)


def merged(first: MailFacts, second: MailFacts) -> MailFacts:
    """What the first says, and what only the second does; of two addresses to sign in with, none."""
    both = MailFacts(
        *(getattr(first, fact) or getattr(second, fact) for fact in MailFacts.__dataclass_fields__)
    )
    if first.extension and first.extension != second.extension:
        both = replace(both, other_extension=first.other_extension)
    logins = {each.casefold() for each in (first.login_email, second.login_email) if each}
    return replace(both, login_email=None) if len(logins) > 1 else both


def _clean(value: str) -> str:
    return tokens_masked(_GAP.sub(" ", value).strip(_AROUND))
