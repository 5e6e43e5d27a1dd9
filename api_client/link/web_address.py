"""An address of a page as a browser understands it (URL Standard), for the finder of links.

What a browser takes out (tabs, line ends) is taken out, what it reads as something else (`\\` as
`/`, `//host`, addresses that start from the page's base) is spelled out, and what would end the
address in running text is percent-encoded: an `href` is one address, whatever stands in it.
"""

import re
from functools import lru_cache
from posixpath import normpath

from api_client.link.line_repair import visible

_USUAL = re.compile(r"https?://(?!/)[A-Za-z0-9!#$%&'()*+./:=?@_~-]*")
_BREAK = re.compile(r"(?<![=\s])[ \t]*+(?:[\\+|│┃][ \t]*+)?[\r\n][\s>|+│┃]*")
"""A line's end with the marks of quotes and pagers; a soft one of quoted-printable is the finder's."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):")
_BEFORE_QUERY = re.compile(r"[^?#]*")
_BASE = re.compile(r"(https?://[^/?#]*)([^?#]*)")
_MENDED = re.compile(r"[\x00-\x20\"<>`\x7f,;|]")
"""What has an address looked at more closely: breaks, and what is encoded."""

_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x20\"<>`\x7f]|[,;|](?=\s*ht)", re.IGNORECASE)


def web_address(href: str, base: str = "") -> str:
    """Where an `href` leads, in one line; "" if not to the web (`mailto:`, `javascript:`).

    Args:
        href: the attribute, its references decoded.
        base: what the page's addresses start from, as this function spells it. Without one an
            address without a scheme stays as it is.
    """
    if _USUAL.fullmatch(href):
        return href
    text = href if href.isascii() else visible(href)
    if _MENDED.search(text):
        if "\n" in text or "\r" in text:
            text = _BREAK.sub("", text)
        address = _absolute(text.replace("\t", ""), base)
        return _UNSAFE.sub(_encoded, address) if _UNSAFE.search(address) else address
    return _absolute(text, base)


def _encoded(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _absolute(text: str, base: str) -> str:
    slashed = text
    if "\\" in text:
        slashed = _BEFORE_QUERY.sub(lambda match: match[0].replace("\\", "/"), text, count=1)
    scheme = _SCHEME.match(slashed)
    if scheme is None:
        if slashed.startswith("//"):
            return f"{base.partition(':')[0] or 'https'}://{slashed.lstrip('/')}"
        return _joined(base, slashed) if base else text
    name, rest = scheme[1].lower(), slashed[scheme.end() :]
    if name not in ("http", "https"):
        return ""
    if base.startswith(f"{name}:") and not rest.startswith("/"):
        return _joined(base, rest)
    return f"{name}://{rest.lstrip('/')}"


def _joined(base: str, relative: str) -> str:
    """An address without scheme and host, from a page's base on (URL Standard, "relative")."""
    origin, folder, page = _base_parts(base)
    if relative.startswith(("?", "#")) or not relative:
        return origin + page + relative
    path = relative if relative.startswith("/") else folder + relative
    if "/." in path:
        steps = _BEFORE_QUERY.match(path)
        end = steps.end() if steps else 0
        path = normpath(path[:end]) + path[end:]
    return origin + path


@lru_cache(8)
def _base_parts(base: str) -> tuple[str, str, str]:
    """A base's origin, its path up to the last slash, and its whole path."""
    parts = _BASE.match(base)
    origin, page = parts.groups() if parts else ("", "")
    return origin, page[: page.rfind("/") + 1] or "/", page or "/"
