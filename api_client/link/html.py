"""HTML as far as links go: the `href` counts, the visible text of an anchor does not.

This is a linear reader of tags, not a parser of documents: no input makes it slow or fail. All
but the anchors is replaced in whole passes over the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from api_client.link.line_repair import entities_decoded, visible

_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:address|blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tbody|tr|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[a-z!?][^<>]*>", re.IGNORECASE)
_GAP = re.compile(r"\s+")
_HAS_ANCHOR = re.compile(r"<a\s[^<>]*\bhref\b", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|title|template)(?:\s[^<>]*)?>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BARE_BRACKETS = re.compile(r"<+(?=<)")
_ANCHOR = re.compile(r"<(/?)a((?:\s[^<>]*)?)/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|em|font|i|span|strong|u|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?!/?a[\s/>])[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HREF = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One `<a href>`: where it leads, and what it shows.

    Both may hold a token and are outside text; neither is in the repr of what is made of them.
    """

    href: str
    text: str

    def __repr__(self) -> str:
        return "Anchor()"


def anchors(html: str) -> list[Anchor]:
    """Every anchor that leads somewhere, in order."""
    return [Anchor(href, text.strip()) for href, text in _pieces(html) if href]


def as_text(text: str) -> str:
    """Text in which each anchor has become its address in angle brackets.

    Text without any anchor is returned as it is: `<https://…>` is not HTML.
    """
    if _HAS_ANCHOR.search(text) is None:
        return text
    return "".join(words if href is None else f" <{href}> " for href, words in _pieces(text))


def visible_text(html: str, most: int) -> str:
    """What a page shows: a line for each block or row, a tab between cells.

    Args:
        html: the page.
        most: characters of it, unseen ones apart, that are read.
    """
    plain = _BARE_BRACKETS.sub("", _UNSEEN.sub("", html))[:most]
    plain = _BLOCK.sub("\n", _CELL_END.sub("\t", _GAP.sub(" ", plain)))
    return visible(unescape(_ANY_TAG.sub("", plain)))


def _pieces(html: str) -> Iterator[tuple[str | None, str]]:
    """The text outside anchors (None and the words), and the anchors (address and words)."""
    plain = _UNSEEN.sub("", _BARE_BRACKETS.sub("", html))
    plain = _TAG.sub(" ", _BREAK.sub("\n", _INLINE.sub("", plain)))
    href: str | None = None
    end = 0
    for tag in _ANCHOR.finditer(plain):
        yield href, entities_decoded(plain[end : tag.start()])
        closing, attributes = tag.groups()
        href = None if closing else _href(attributes)
        end = tag.end()
    yield href, entities_decoded(plain[end:])


def _href(attributes: str) -> str:
    """The address of an opening tag; an anchor without one leads nowhere."""
    match = _HREF.search(attributes)
    if match is None:
        return ""
    return entities_decoded(match[1] or match[2] or match[3] or "").strip()
