"""Finding activation links in text: one pass, in order, without an exception for any input."""

import re
from collections.abc import Iterator

from api_client.brands import LINK_HOSTS
from api_client.link.activation_link import ActivationLink, is_account_id, read_origin
from api_client.link.candidate import SCHEME, Refused, judge, read_pair, split
from api_client.link.markup import as_text
from api_client.link.text import (
    mark_breaks,
    percent_decoded,
    sections,
    spaced,
    transfer_readings,
)
from api_client.link.unwrap import MAX_DEPTH, is_opaque, wrapped

_HOSTS = "|".join(spaced(host) for host in sorted(LINK_HOSTS, key=len, reverse=True))
_START = rf"{SCHEME}|(?<![\w.@:/%=-])(?:{_HOSTS})(?=[:/?.])"
_FLAGS = re.IGNORECASE | re.ASCII
_ADDRESS_START = re.compile(_START, _FLAGS)
_ADDRESS = re.compile(
    # What glues two addresses together ends the first. So does a break where another begins,
    # unless a redirector had just announced it.
    rf"(?:{_START})(?:[^\s<>\"`,;|\x00-\x1f\x7f]|[,;|](?!{SCHEME})|(?<=[=_])\n|\n(?!{_START})){{0,16384}}+",
    _FLAGS,
)
_BARE_TOKEN = re.compile(r":\n?(?:[0-9a-f]\n?){31}[0-9a-f](?![0-9a-z])", _FLAGS)
_BARE_ACCOUNT_ID = re.compile(r"(?:^|[^\w.:/?=&%@-])([a-z0-9.-]++)$", re.ASCII)
_MAX_BARE = 450

Finding = ActivationLink | Refused


def find_links(text: str, *, origin: str | None = None) -> list[ActivationLink]:
    """Every well-formed activation link in a text, each once, in order.

    Links to foreign hosts are among them: `brands.trust` tells them apart. A missing `https://`
    is supplied before a known host; redirectors, broken lines and quoted-printable are seen
    through; in HTML the `href` counts and not what it shows.

    Args:
        text: a link, a mail, anything.
        origin: where bare `<account id>:<token>` belong; without it (or if it is neither https
            nor http on loopback) they do not count.
    """
    bare = _bare_origin(origin)
    links = (finding for finding in _findings(text, bare) if isinstance(finding, ActivationLink))
    return list(dict.fromkeys(links))


def find_refused(text: str) -> list[Refused]:
    """What looks like an activation link and is none, each once, in order.

    A well-formed link to a host that no brand lists is here as `unknown-host` too, although
    `find_links` has it: the caller may have been told to trust that host.
    """
    refused = []
    for finding in _findings(text, None):
        if isinstance(finding, Refused):
            refused.append(finding)
        elif not (candidate := split(finding.url())).is_ours:
            refused.append(candidate.shown("unknown-host"))
    return list(dict.fromkeys(refused))


def _bare_origin(origin: str | None) -> str | None:
    if origin is None:
        return None
    candidate = split(origin)
    read = read_origin(candidate.scheme, candidate.authority)
    if read is None or (candidate.scheme == "http" and not candidate.is_ours):
        return None
    return read


def _findings(text: str, bare_origin: str | None) -> Iterator[Finding]:
    """The findings of each section, in the first of its readings that holds a link."""
    for section in sections(text):
        of_readings = [
            list(_scan(mark_breaks(as_text(reading)), bare_origin))
            for reading in transfer_readings(section)
        ]
        with_links = (
            found for found in of_readings if any(isinstance(x, ActivationLink) for x in found)
        )
        yield from next(with_links, of_readings[0])


def _scan(marked: str, bare_origin: str | None) -> Iterator[Finding]:
    """Walk through a marked text: addresses, and between them bare tokens."""
    position = 0
    allowance = len(marked)
    while address := _ADDRESS.search(marked, position):
        if bare_origin:
            yield from _bare(marked, position, address.start(), bare_origin)
        finding = _read(address[0])
        if finding is not None:
            yield finding
        position = address.end()
        # An address that is no link may have swallowed lines after it. They get their own look,
        # as long as all such looks together do no more than double the work.
        line_end = marked.find("\n", address.start() + 1, position)
        if not isinstance(finding, ActivationLink) and line_end > 0:
            allowance -= position - line_end
            position = line_end if allowance > 0 else position
    if bare_origin:
        yield from _bare(marked, position, len(marked), bare_origin)


def _read(address: str) -> Finding | None:
    """The finding in an address whose `=` at a line's end is its own, else quoted-printable's."""
    address = address.replace("&amp;", "&")
    finding = _look_into(address, 0)
    if isinstance(finding, ActivationLink) or "=\n" not in address:
        return finding
    tight = _look_into(address.replace("=\n", "\n"), 0)
    return tight if isinstance(tight, ActivationLink) else finding or tight


def _look_into(address: str, depth: int) -> Finding | None:
    """Judge an address, or what it wraps: the first link in it, else the first refusal."""
    candidate = split(address)
    if candidate.is_ours or candidate.is_at_home:
        finding = judge(candidate)
        if finding is not None:
            return finding
    refused: Refused | None = None
    inner = [found for value in wrapped(candidate) if (found := _address_in(value))]
    if inner and depth == MAX_DEPTH:
        return candidate.shown("opaque-wrapper")
    for value in inner:
        finding = _look_into(value, depth + 1)
        if isinstance(finding, ActivationLink):
            return finding
        refused = refused or finding
    if inner:
        return refused
    return candidate.shown("opaque-wrapper") if is_opaque(candidate) else judge(candidate)


def _address_in(value: str) -> str | None:
    """The address a redirector's value begins with, decoded as often as it takes."""
    for _ in range(MAX_DEPTH + 1):
        value = value.lstrip("\n")
        if _ADDRESS_START.match(value):
            address = _ADDRESS.match(value)
            return address[0] if address else None
        decoded = percent_decoded(value)
        if decoded == value:
            return None
        value = decoded
    return None


def _bare(marked: str, start: int, end: int, origin: str) -> Iterator[ActivationLink]:
    """Bare `<account id>:<token>` between two addresses."""
    for token in _BARE_TOKEN.finditer(marked, start, end):
        line = marked[max(start, token.start() - _MAX_BARE) : token.start()].rpartition("\n")[2]
        account_id = _BARE_ACCOUNT_ID.search(line)
        if account_id is None or not is_account_id(account_id[1]):
            continue
        pair = read_pair(account_id[1] + token[0])
        if pair:
            yield ActivationLink(origin, *pair)
