"""HTML as far as links go: the `href` counts, the visible text of an anchor does not.

This is a linear reader of tags, not a parser of documents: no input makes it slow or fail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api_client.link.text import entities_decoded

_HAS_ANCHOR = re.compile(r"<a\s[^<>]*\bhref\b", re.IGNORECASE)
_TAG = re.compile(r"<!--|<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
_HREF = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_UNSEEN = {"script", "style", "title", "template"}
_INLINE = {"b", "em", "font", "i", "span", "strong", "u", "wbr"}


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
    return [piece for piece in _pieces(html) if isinstance(piece, Anchor) and piece.href]


def as_text(text: str) -> str:
    """Text in which each anchor has become its address in angle brackets.

    Text without any anchor is returned as it is: `<https://…>` is not HTML.
    """
    if _HAS_ANCHOR.search(text) is None:
        return text
    return "".join(
        f" <{piece.href}> " if isinstance(piece, Anchor) else piece for piece in _pieces(text)
    )


def _pieces(html: str) -> Iterator[str | Anchor]:
    """The text outside anchors, and the anchors."""
    href: str | None = None
    shown: list[str] = []
    for tag, text in _tags(html):
        shown.append(text)
        if tag is None or tag[2].lower() == "a":
            words = entities_decoded("".join(shown))
            yield words if href is None else Anchor(href, words.strip())
            shown = []
            href = None if tag is None or tag[1] else _href(tag[3])
        elif tag[2].lower() not in _INLINE:
            shown.append("\n" if tag[2].lower() == "br" else " ")


def _tags(html: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Each tag with the text before it, then None with the rest; unseen text and comments left out."""
    start = position = 0
    before: list[str] = []
    while tag := _TAG.search(html, position):
        before.append(html[start : tag.start()])
        start = position = tag.end()
        if tag[0] == "<!--":
            end = html.find("-->", position)
            start = position = len(html) if end < 0 else end + 3
            continue
        yield tag, "".join(before)
        before = []
        if not tag[1] and tag[2].lower() in _UNSEEN:
            closing = re.compile(rf"</{tag[2]}\s*>", re.IGNORECASE).search(html, position)
            start = position = closing.end() if closing else len(html)
    yield None, "".join((*before, html[start:]))


def _href(attributes: str) -> str:
    """The address of an opening tag; an anchor without one leads nowhere."""
    match = _HREF.search(attributes)
    if match is None:
        return ""
    return entities_decoded(match[1] or match[2] or match[3] or "").strip()
