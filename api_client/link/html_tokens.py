"""The tokens of HTML as its standard cuts them: text, start tags, end tags (HTML, "Tokenization").

A linear reader: no input makes it slow or fail. What stands in comments, in declarations and in the
elements whose content is no markup is left out; a tag that never ends swallows the rest, as it does
in a browser. Only the states that a document can tell without its tree are kept: which elements
hold no markup is told by their names alone.
"""

import re
from collections.abc import Iterator
from html.entities import html5

_SPACE = r"\t\n\f\r "
_ATTRIBUTE = (
    rf"[^{_SPACE}/>][^{_SPACE}/>=]*+"
    rf"(?:[{_SPACE}]*+=[{_SPACE}]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}\"'>][^{_SPACE}>]*+)?)?"
)
"""One attribute. All of it is possessive: nothing that one takes is ever given back to another."""

_TOKEN = re.compile(
    rf"<(?:(/?[A-Za-z][^{_SPACE}/>]*+)((?:[{_SPACE}/]++|{_ATTRIBUTE})*+)(?:(>)|\Z)"
    r"|!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*>?|/(?:>|[^A-Za-z>][^>]*>?))",
    re.DOTALL,
)
"""A tag (its name after a slash if it ends something, its attributes, its end), or what is none."""

_ATTRIBUTES = re.compile(
    rf"([^{_SPACE}/>][^{_SPACE}/>=]*)"
    rf"(?:[{_SPACE}]*=[{_SPACE}]*(?:\"([^\"]*)\"|'([^']*)'|([^{_SPACE}\"'>][^{_SPACE}>]*))?)?"
)
_USUAL = re.compile(r" ([a-z]+)=\"([^\"&]*+)\"")
"""How nearly every first attribute is written."""

_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?|([A-Za-z][A-Za-z0-9]*)(;?)(=?))")

_UNSEEN = frozenset({"script", "style", "title", "iframe", "noembed", "noframes"})
_SEEN = frozenset({"textarea", "xmp", "plaintext"})
_WITHOUT_MARKUP = _UNSEEN | _SEEN
"""Elements whose content is no markup, whether a reader sees it or not."""

_CONTENT_END = {
    name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)
    for name in _WITHOUT_MARKUP - {"plaintext"}
}
_SCRIPT_MARK = re.compile(rf"(<!--)|(--+>)|<(/?)script(?=[{_SPACE}/>])", re.IGNORECASE)


HtmlToken = tuple[str, str, str]
"""The text before a tag, its name, and its attributes as they were written.

The text's references are not decoded. The name is in lower case, after a slash if the tag ends
something; it is "!" where only a comment parts two texts, and "" at the end of the page.
"""


def tokens(html: str) -> Iterator[HtmlToken]:
    """The tags of a page in order, each with the text before it."""
    seen = position = 0
    known: dict[str, str] = {}
    while True:
        for match in _TOKEN.finditer(html, position):
            name, source, end = match.groups()
            if name is None:
                if seen < match.start():
                    yield html[seen : match.start()], "!", ""
                seen = match.end()
                continue
            if end is None:
                yield html[seen : match.start()], "", ""
                return
            tag = known.get(name)
            if tag is None:
                known[name] = tag = _lower(name)
            yield html[seen : match.start()], tag, source
            seen = match.end()
            if tag in _WITHOUT_MARKUP:
                position = _content_end(html, seen, tag)
                seen = position if tag in _UNSEEN else seen
                break
        else:
            break
    yield html[seen:], "", ""


def attribute(source: str, wanted: str) -> str | None:
    """The first attribute of that name in a tag's attributes, decoded; None if there is none."""
    usual = _USUAL.match(source)
    if usual and usual[1] == wanted:
        return usual[2]
    for match in _ATTRIBUTES.finditer(source):
        name, double, single, plain = match.groups()
        if _lower(name) == wanted:
            return references_decoded(double or single or plain or "", in_attribute=True)
    return None


def references_decoded(text: str, *, in_attribute: bool = False) -> str:
    """Text with its character references decoded.

    In an attribute a name without a semicolon stays as it is before `=`, a letter or a digit: the
    `&copy=1` of an address is no sign.
    """
    if "&" not in text:
        return text
    known: dict[str, str] = {}

    def decode(match: re.Match[str]) -> str:
        written = match[0]
        if written not in known:
            known[written] = _decoded(match, in_attribute)
        return known[written]

    return _REFERENCE.sub(decode, text)


def _decoded(match: re.Match[str], in_attribute: bool) -> str:
    hexadecimal, decimal, name, semicolon, equals = match.groups()
    if name is None:
        return _character(hexadecimal, decimal)
    if semicolon and name + ";" in html5:
        return html5[name + ";"] + equals
    if in_attribute:
        is_whole = not semicolon and not equals and name in html5
        return html5[name] if is_whole else match[0]
    for length in range(min(len(name), _LONGEST_NAME), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]] + match[0][1 + length :]
    return match[0]


_LONGEST_NAME = max(len(name) for name in html5 if not name.endswith(";"))
"""Letters of the longest name that needs no semicolon."""


def _character(hexadecimal: str | None, decimal: str | None) -> str:
    digits = (hexadecimal or decimal or "").lstrip("0")
    code = int(digits or "0", 16 if hexadecimal else 10) if len(digits) <= 7 else 0
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore") or chr(code)
    is_character = 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF
    return chr(code) if is_character else "\ufffd"


def _lower(name: str) -> str:
    """Only ASCII has an order of capitals here: the sign for Kelvin is no k."""
    return name.lower() if name.isascii() else re.sub("[A-Z]+", lambda m: m[0].lower(), name)


def _content_end(html: str, start: int, tag: str) -> int:
    """Where the content of an element without markup ends: at its end tag, or with the page."""
    if tag == "plaintext":
        return len(html)
    if tag == "script":
        return _script_end(html, start)
    end = _CONTENT_END[tag].search(html, start)
    return end.start() if end else len(html)


def _script_end(html: str, start: int) -> int:
    """Where a script ends: in a comment of its own it may hold another, whose end is not its."""
    is_comment = is_inner = False
    position = start
    while mark := _SCRIPT_MARK.search(html, position):
        opens, closes, slash = mark.groups()
        position = mark.end()
        if opens:
            position -= 2  # its own dashes may end it: <!-->
            is_comment = True
        elif closes:
            is_comment = is_inner = False
        elif slash and not is_inner:
            return mark.start()
        else:
            is_inner = is_comment and not slash
    return len(html)
