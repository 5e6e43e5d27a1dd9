"""HTML as far as links go: the `href` counts, the visible text of an anchor does not.

No document is built: what stands between the tags is put together as it comes.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from api_client.link.html_tokens import attribute, references_decoded, tokens
from api_client.link.line_repair import visible
from api_client.link.web_address import web_address

_WITHIN_WORDS = ("b", "big", "em", "font", "i", "mark", "s", "small", "span", "strong", "u", "wbr")
_IN_TEXT = {
    "": "", "!": "", "br": "\n",
    **{slash + tag: "" for tag in _WITHIN_WORDS for slash in ("", "/")},
}  # fmt: skip
"""What a tag becomes where addresses are looked for; any other becomes a space."""

_BLOCKS = (
    "address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table",
    "tbody", "tr", "ul",
)  # fmt: skip
_LINE, _CELL = "\0", "\1"
_IN_LINES = {
    "/td": _CELL, "/th": _CELL,
    **{slash + tag: _LINE for tag in _BLOCKS for slash in ("", "/")},
}  # fmt: skip
_AS_LINES = str.maketrans({_LINE: "\n", _CELL: "\t", "\xa0": " "})
_GAP = re.compile(r"\s+")
_ANCHOR = re.compile(r"<a(?:rea)?[\s/]", re.IGNORECASE)
_HREF = re.compile(r"href\s*=", re.IGNORECASE)
_HAS_BASE = re.compile(r"<base[\s/]", re.IGNORECASE)
_MARKUP = re.compile(r"</(?:a|p|td|div|html|body)\s*>|<(?:w?br|p)\s*/?>", re.IGNORECASE)


class Anchor(NamedTuple):
    """One `<a href>`: where it leads, and what it shows.

    `href` is as the page says it, `address` as a browser goes there, "" if nowhere on the web. All
    may hold a token and are outside text; none is in the repr of what is made of them.
    """

    href: str
    text: str
    address: str = ""

    def __repr__(self) -> str:
        return "Anchor()"


def is_html(text: str) -> bool:
    """Whether a text of which nobody says what it is has the marks of HTML."""
    anchor = _ANCHOR.search(text)
    has_anchor = anchor is not None and _HREF.search(text, anchor.end()) is not None
    return has_anchor or _MARKUP.search(text) is not None


def anchors(html: str, most: int | None = None) -> list[Anchor]:
    """Every anchor that leads somewhere, in order; no more than `most`."""
    base = _base(html)
    found = (
        Anchor(href, _shown(words).strip(), web_address(href, base))
        for words, href in _pieces(html, base)
        if href
    )
    return list(islice(found, most))


def as_text(html: str) -> str:
    """A page as text in which each anchor has become its address in angle brackets."""
    base = _base(html)
    return "".join(
        _shown(words) if href is None else f" <{web_address(href, base)}> "
        for words, href in _pieces(html, base)
    )


def visible_text(html: str, most: int) -> str:
    """What a page shows: a line for each block or row, a tab between cells.

    Args:
        html: the page.
        most: characters of it, unseen ones apart, that are read.
    """
    pieces: list[str] = []
    for text, tag, source in tokens(html):
        pieces += (text[:most], _IN_LINES.get(tag, ""))
        most -= len(text) + len(tag) + len(source) + len("<>")
        if most <= 0:
            break
    plain = _GAP.sub(" ", "".join(pieces))
    return visible(references_decoded(plain).translate(_AS_LINES))


def _pieces(html: str, base: str) -> Iterator[tuple[list[str], str | None]]:
    """The text outside anchors, and that of anchors with where each leads, "" if nowhere."""
    href: str | None = None
    words: list[str] = []
    for text, tag, source in tokens(html):
        if text:
            words.append(text)
        if tag in ("a", "/a"):
            yield words, href
            href = None if tag == "/a" else _href(source)
            words = []
        elif tag == "area":
            if href is None:
                words.append(f" <{escape(web_address(_href(source), base))}> ")
        elif (instead := _IN_TEXT.get(tag)) is None:
            # Who writes <https://…> into a page means no tag, whatever a browser makes of it.
            words.append(f" <{tag}{source}> " if tag.startswith("http") else " ")
        elif instead:
            words.append(instead)
    yield words, href


def _shown(words: list[str]) -> str:
    text = "".join(words)
    return visible(references_decoded(text)).replace("\xa0", " ") if "&" in text else text


def _href(source: str) -> str:
    """The address of an opening tag; an anchor without one leads nowhere."""
    href = attribute(source, "href") if source else None
    return (href or "").strip(_BLANK)


_BLANK = "".join(map(chr, range(0x21)))
"""What a browser takes off both ends of an address."""


def _base(html: str) -> str:
    """The address that a page says its addresses start from, or ""."""
    if _HAS_BASE.search(html) is None:
        return ""
    for _, tag, source in tokens(html):
        if tag == "base" and (href := attribute(source, "href")) is not None:
            return web_address(href.strip(_BLANK))
    return ""
