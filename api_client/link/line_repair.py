"""Mending text: what mailers, pagers and terminals do to a long line.

The mended text is *marked*: a single `\\n` in it is a place where a line was broken, and may stand
anywhere inside an address. What truly ends a paragraph has become a space.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

SOFT = r"(?:=?\n)?"
"""Between any two characters of an address there may be a break, as quoted-printable's or plain."""

MAX_LAYERS = 5
"""Layers of percent-encoding that are looked through."""

_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_TOKEN_RUN = re.compile(r"[0-9A-Fa-f]{24,}")
_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]++(?=\n)")
_TRAILING_MARK = re.compile(r"[\\+|│┃](?=\n)")
_LEADING_MARKS = re.compile(r"\n(?=[ \t>|+│┃])(?:[ \t]*+[>|+│┃])*+[ \t]*+")
_PARAGRAPH = re.compile(r"\n{2,}")

_BOUNDARY = re.compile(r"^--\S.*\n(?=[A-Za-z][A-Za-z-]*:)", re.MULTILINE)
_MAX_SECTIONS = 200
_QUOTED_PRINTABLE = re.compile(r"=3D|transfer-encoding:\s*quoted-printable", re.IGNORECASE)
_DAMAGED = re.compile(r"=(?!3[Dd])[0-9A-Fa-f]{2}")
_MOST_READ_TWICE = 300_000
_SOFT_BREAK = re.compile(r"=[ \t]*+\n")
_QUOTED_BYTES = re.compile(r"(?:=[0-9A-Fa-f]{2})++")

_ESCAPE = re.compile(r"%(\n?)([2-7])(\n?)([0-9A-Fa-f])")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));")
_ENTITIES = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "colon": ":",
    "quest": "?", "equals": "=", "sol": "/", "period": ".", "percnt": "%", "num": "#",
    "commat": "@", "lowbar": "_", "hyphen": "-", "dash": "-", "shy": "", "zwnj": "", "zwj": "",
}  # fmt: skip


def spaced(word: str) -> str:
    """A pattern for a word that may be broken anywhere."""
    return SOFT.join(re.escape(character) for character in word)


def sections(text: str) -> Iterator[str]:
    """The parts of a pasted message, since each may be encoded in its own way; else all of it."""
    plain = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    start = 0
    for boundary in islice(_BOUNDARY.finditer(plain), _MAX_SECTIONS):
        yield plain[start : boundary.start()]
        start = boundary.end()
    yield plain[start:]


def transfer_readings(section: str) -> tuple[str, ...]:
    """What a section may stand for, the likeliest first.

    Quoted-printable is believed where it shows; `=40…` in plain text would be damaged by it, so
    the section as it stands comes second.
    """
    if _QUOTED_PRINTABLE.search(section) is None:
        return (section,)
    decoded = _decode_quoted_printable(section)
    if len(section) > _MOST_READ_TWICE or _DAMAGED.search(section) is None:
        return (decoded,)
    return decoded, section


def mark_breaks(text: str) -> str:
    """Turn each line break, with the marks of quotes and pagers around it, into one `\\n`."""
    text, marks = _TRAILING_MARK.subn("", _TRAILING_SPACE.sub("", text))
    if marks:
        text = _TRAILING_SPACE.sub("", text)
    return _PARAGRAPH.sub(" ", _LEADING_MARKS.sub("\n", text))


def visible(text: str) -> str:
    """The text without characters that take no room: soft hyphens, zero widths, directions."""
    return _INVISIBLE.sub("", text)


def tokens_masked(text: str) -> str:
    """Outside text without what may be a link's token, wherever somebody put it."""
    return _TOKEN_RUN.sub("…", text)


def unmarked(text: str) -> str:
    """The text without its marks."""
    return text.replace("\n", "")


def percent_decoded(text: str) -> str:
    """Decode one layer of %XX, breaks inside an escape included; only what is visible ASCII."""

    def decode(match: re.Match[str]) -> str:
        character = chr(int(match[2] + match[4], 16))
        broken = "\n" if match[1] or match[3] else ""
        return match[0] if character in " \x7f" else character + broken

    return _PARAGRAPH.sub("\n", _ESCAPE.sub(decode, text)) if "%" in text else text


def fully_decoded(text: str) -> str:
    """Decode up to five layers of %XX."""
    for _ in range(MAX_LAYERS):
        if "%" not in text:
            break
        text = percent_decoded(text)
    return text


def entities_decoded(text: str) -> str:
    """Decode the character references that occur in addresses; any other stays as it is."""

    def decode(match: re.Match[str]) -> str:
        if match[3]:
            return _ENTITIES.get(match[3].lower(), match[0])
        code = int(match[1]) if match[1] else int(match[2], 16)
        return chr(code) if 32 <= code < 0xD800 else match[0]

    return _ENTITY.sub(decode, text) if "&" in text else text


def _decode_quoted_printable(text: str) -> str:
    decoded = _QUOTED_BYTES.sub(lambda match: _octets(match[0]), _SOFT_BREAK.sub("", text))
    return _INVISIBLE.sub("", _LINE_END.sub("\n", decoded))


@lru_cache(256)
def _octets(quoted: str) -> str:
    """The characters that a run of `=XX` stands for."""
    octets = bytes.fromhex(quoted.replace("=", ""))
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")
