"""The parts of a mail that can be read, what they show, and what hides the rest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from api_client.link import ActivationLink
from api_client.link.find import FoundAddress, find_all
from api_client.link.html import is_html, visible_text
from api_client.link.line_repair import sections, transfer_readings, visible
from api_client.mail.activation_mail import Unreadable
from api_client.mail.mime import MailPart

MAX_TEXT = 200_000
"""Characters in which facts are looked for; an activation mail has them in its first hundreds."""

_READABLE = ("text/", "multipart/")
"""Types that are read as text; a multipart that reaches us whole has lost its boundary."""

_FLOWED = re.compile(r"(?<!\n--) \n(?!>)")
_BEFORE = " \t>*_|•·\u00a0"
_AFTER = " \t*_|\u00a0"
"""What stands around a line: quotes, bold print, bullets."""

_PGP = b"-----BEGIN PGP MESSAGE-----"
_HIDDEN_TYPES: dict[str, Unreadable] = {
    "application/pkcs7-mime": "smime",
    "application/x-pkcs7-mime": "smime",
    "application/pgp-encrypted": "pgp",
    "application/ms-tnef": "winmail",
    "application/vnd.ms-tnef": "winmail",
    "application/vnd.ms-outlook": "outlook-msg",
}
_HIDDEN_NAMES: tuple[tuple[str, Unreadable], ...] = (
    (".p7m", "smime"),
    ("winmail.dat", "winmail"),
    (".msg", "outlook-msg"),
)
_WORDS = {
    "de": re.compile(r"\b(?:und|Sie|Ihre?|der|mit|für|ist)\b"),
    "en": re.compile(r"\b(?:and|you|your|the|with|for|is)\b"),
}


@dataclass(frozen=True, slots=True, repr=False)
class PartText:
    """A part as text, and what looks like an activation link in it."""

    part: MailPart
    raw: str
    is_page: bool
    found: tuple[FoundAddress, ...]

    @property
    def has_links(self) -> bool:
        """Whether there is a well-formed link in it."""
        return any(isinstance(each.finding, ActivationLink) for each in self.found)

    def lines(self) -> str:
        """What a reader sees of it, as far as facts are looked for: lines without their marks.

        Empty ones set paragraphs apart; in HTML, where any block may leave one, there are none.
        """
        lines = (line.lstrip(_BEFORE).rstrip(_AFTER) for line in self._shown().splitlines())
        return "\n".join(line for line in lines if line or not self.is_page)

    def _shown(self) -> str:
        text = self.raw if self.part.message.headers else _mended(self.raw)
        if self.is_page:
            return visible_text(text, MAX_TEXT)
        text = text[:MAX_TEXT]
        return visible(_FLOWED.sub(" ", text) if self.part.content.flowed else text)


def _mended(pasted: str) -> str:
    """Text that was copied out of a mail's source, its transfer encoding undone."""
    return "\n".join(transfer_readings(section)[0] for section in sections(pasted))


def readable(parts: Iterable[MailPart]) -> list[PartText]:
    """The parts that hold text."""
    return [_read(part) for part in parts if part.content.type.startswith(_READABLE)]


def _read(part: MailPart) -> PartText:
    raw = part.text
    is_page = part.content.type == "text/html" or (not part.message.headers and is_html(raw))
    return PartText(part, raw, is_page, tuple(find_all(raw, is_page=is_page)))


def unreadable(parts: Iterable[MailPart]) -> Unreadable | None:
    """What kept a part from being read, the first such part's."""
    for part in parts:
        by_type = _HIDDEN_TYPES.get(part.content.type)
        if by_type:
            return by_type
        for ending, kind in _HIDDEN_NAMES:
            if part.content.filename.endswith(ending):
                return kind
        if part.content.type.startswith(_READABLE) and _PGP in part.data:
            return "pgp"
    return None


def language_of(text: str) -> Literal["de", "en"] | None:
    """German or English, by the small words in it; None if neither prevails."""
    count = {name: len(pattern.findall(text[:20_000])) for name, pattern in _WORDS.items()}
    if count["de"] == count["en"]:
        return None
    return "de" if count["de"] > count["en"] else "en"
