"""Finding activation links in text: one pass, in order, without an exception for any input."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from api_client.activation_link import ActivationLink, Refused, is_account_id, read_origin
from api_client.brands import LINK_HOSTS
from api_client.link.candidate import SCHEME, Candidate, judge, read_pair, split
from api_client.link.html import as_text, is_html
from api_client.link.line_repair import (
    SOFT,
    mark_breaks,
    percent_decoded,
    sections,
    spaced,
    transfer_readings,
)
from api_client.link.redirectors import (
    MAX_DEPTH,
    OPAQUE_HOSTS,
    hides_all_but_the_host,
    is_opaque,
    wrapped,
)

_COMMON = "secure."
"""Written once, ahead of where most hosts differ: most texts are full of its first letter."""

_USUAL = [host.removeprefix(_COMMON) for host in LINK_HOSTS if host.startswith(_COMMON)]
_OTHERS = [host for host in LINK_HOSTS if not host.startswith(_COMMON)]
_DIFFERENT = "|".join(SOFT + spaced(host) for host in _USUAL)
_HOSTS = "|".join([rf"{spaced(_COMMON)}(?:{_DIFFERENT})", *map(spaced, _OTHERS)])
_START = rf"{SCHEME}|(?<![\w.@:/%=-])(?:{_HOSTS})(?=[:/?.])"
_FLAGS = re.IGNORECASE | re.ASCII
_LONGEST_ADDRESS = 16_384
_ADDRESS = re.compile(
    # What glues two addresses together ends the first. So does a break where another begins,
    # unless a redirector had just announced it. The repeat is not possessive, though it could be:
    # Python before 3.11.5 finds nothing then (CPython's gh-106052).
    rf"(?:{_START})(?:[^\s<>\"`,;|\x00-\x1f\x7f]|[,;|](?!{SCHEME})|(?<=[=_])\n|\n(?!{_START})){{0,{_LONGEST_ADDRESS}}}",
    _FLAGS,
)
_UNBROKEN = re.compile(r"[^\s<>\"`,;|\x00-\x1f\x7f]*+", _FLAGS)
"""What may stand in an address without a question; that it is all of it is seen at once."""

_ENCODED_QUERY = re.compile(r"%\n?3\n?f", _FLAGS)
_BARE_TOKEN = re.compile(r":\n?(?:[0-9a-f]\n?){31}[0-9a-f](?![0-9a-z])", _FLAGS)
_BARE_ACCOUNT_ID_BACKWARDS = re.compile(r"([a-z0-9.-]++)(?:[^\w.:/?=&%@-]|\Z)", re.ASCII)
_MAX_BARE = 450

LOOKS = 500
"""Addresses in one text that are looked into, whatever they are."""

CHARACTERS_PER_LOOK = 400
"""So many more characters allow one look more; what has the marks of a link always gets one."""

ReadAddress = ActivationLink | Refused


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """What an address turned out to be, and the host of the redirector around it, if any."""

    finding: ReadAddress
    wrapped_by: str | None = None


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
    links = (found.finding for found in find_all(text, origin=origin))
    return list(dict.fromkeys(link for link in links if isinstance(link, ActivationLink)))


def find_refused(text: str) -> list[Refused]:
    """What looks like an activation link and is none, each once, in order.

    A well-formed link to a host that no brand lists is here as `unknown-host` too, although
    `find_links` has it: the caller may have been told to trust that host.
    """
    return refused_among(find_all(text))


def find_all(text: str, *, origin: str | None = None, is_page: bool = False) -> list[FoundAddress]:
    """Links and refused addresses with what they were wrapped in, in order, not each once.

    Args:
        text: as `find_links` takes it.
        origin: as `find_links` takes it.
        is_page: whether it is known to be HTML; else that is told by its looks.
    """
    return list(_found(text, _bare_origin(origin), is_page))


def refused_among(found: Iterable[FoundAddress]) -> list[Refused]:
    """What `find_refused` tells, of what was already found."""
    refused = []
    for each in found:
        if isinstance(each.finding, Refused):
            refused.append(each.finding)
        elif not (candidate := split(each.finding.url())).is_ours:
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


def _found(text: str, bare_origin: str | None, is_page: bool) -> Iterator[FoundAddress]:
    """What each section holds, in the first of its readings that holds a link."""
    read = _Reader(LOOKS + len(text) // CHARACTERS_PER_LOOK)
    for section in sections(text):
        of_readings = [
            list(_scan(mark_breaks(_plain(reading, is_page)), bare_origin, read))
            for reading in transfer_readings(section)
        ]
        with_links = (
            found
            for found in of_readings
            if any(isinstance(each.finding, ActivationLink) for each in found)
        )
        yield from next(with_links, of_readings[0])


def _plain(reading: str, is_page: bool) -> str:
    return as_text(reading) if is_page or is_html(reading) else reading


def _scan(marked: str, bare_origin: str | None, read: "_Reader") -> Iterator[FoundAddress]:
    """Walk through a marked text: addresses, and between them bare tokens."""
    position = 0
    allowance = len(marked)
    while address := _ADDRESS.search(marked, position):
        if bare_origin:
            yield from _bare(marked, position, address.start(), bare_origin)
        found = read(address[0])
        if found is not None:
            yield found
        position = address.end()
        # An address that is no link may have swallowed lines after it. They get their own look,
        # as long as all such looks together do no more than double the work.
        line_end = marked.find("\n", address.start() + 1, position)
        if line_end > 0 and not (found and isinstance(found.finding, ActivationLink)):
            allowance -= position - line_end
            position = line_end if allowance > 0 else position
    if bare_origin:
        yield from _bare(marked, position, len(marked), bare_origin)


class _Reader:
    """Reads addresses, the same only once, and no more of them than the text is worth."""

    def __init__(self, looks: int) -> None:
        self._looks = looks
        self._known: dict[str, FoundAddress | None] = {}

    def __call__(self, address: str) -> FoundAddress | None:
        """What an address is, or None."""
        if self._looks <= 0 and not may_be_link(address):
            return self._known.get(address)
        if not may_matter(address):
            return None
        if address not in self._known:
            self._looks -= 1
            self._known[address] = _read(address)
        return self._known[address]


def _read(address: str) -> FoundAddress | None:
    """What is in an address whose `=` at a line's end is its own, else quoted-printable's."""
    address = address.replace("&amp;", "&")
    found = _look_into(split(address), 0)
    if "=\n" in address and not (found and isinstance(found.finding, ActivationLink)):
        tight = _look_into(split(address.replace("=\n", "\n")), 0)
        found = tight if tight and isinstance(tight.finding, ActivationLink) else found or tight
    return found


def _look_into(candidate: Candidate, depth: int) -> FoundAddress | None:
    """Judge an address, or what it wraps: the first link in it, else the first refusal."""
    if candidate.is_ours or candidate.is_at_home:
        finding = judge(candidate)
        if finding:
            return FoundAddress(finding)
    inner = [address for value in wrapped(candidate) if (address := _address_in(value))]
    if inner and depth == MAX_DEPTH:
        return FoundAddress(candidate.shown("opaque-wrapper"))
    refused: FoundAddress | None = None
    for address in inner:
        wrapped_one = split(address)
        if wrapped_one.is_ours and hides_all_but_the_host(candidate):
            return FoundAddress(candidate.shown("opaque-wrapper"))
        found = _look_into(wrapped_one, depth + 1)
        if found and isinstance(found.finding, ActivationLink):
            return FoundAddress(found.finding, candidate.written_host)
        refused = refused or found
    if inner:
        return refused and FoundAddress(refused.finding, candidate.written_host)
    finding = candidate.shown("opaque-wrapper") if is_opaque(candidate) else judge(candidate)
    return FoundAddress(finding) if finding else None


def innermost(address: str) -> Candidate:
    """What an address leads to, through all redirectors that show it."""
    candidate = split(address)
    for _ in range(MAX_DEPTH):
        inner = next(filter(None, map(_address_in, wrapped(candidate))), None)
        if inner is None:
            break
        candidate = split(inner)
    return candidate


@cache
def _address_start() -> re.Pattern[str]:
    """Made when the first redirector is met: it takes as long to compile as ten mails to read."""
    return re.compile(_START, _FLAGS)


def _address_in(value: str) -> str | None:
    """The address a redirector's value begins with, decoded as often as it takes."""
    for _ in range(MAX_DEPTH + 1):
        value = value.lstrip("\n")
        if _address_start().match(value):
            # Some leave the first signs as they are: https://host/path%3Fquery.
            is_half_encoded = "?" not in value and _ENCODED_QUERY.search(value)
            text = percent_decoded(value) if is_half_encoded else value
            if len(text) <= _LONGEST_ADDRESS and _UNBROKEN.fullmatch(text):
                return text
            address = _ADDRESS.match(text)
            return address[0] if address else None
        decoded = percent_decoded(value)
        if decoded == value:
            return None
        value = decoded
    return None


def _bare(marked: str, start: int, end: int, origin: str) -> Iterator[FoundAddress]:
    """Bare `<account id>:<token>` between two addresses."""
    for token in _BARE_TOKEN.finditer(marked, start, end):
        line = marked[max(start, token.start() - _MAX_BARE) : token.start()].rpartition("\n")[2]
        backwards = _BARE_ACCOUNT_ID_BACKWARDS.match(line[::-1])
        if backwards is None or not is_account_id(account_id := backwards[1][::-1]):
            continue
        pair = read_pair(account_id + token[0])
        if pair:
            yield FoundAddress(ActivationLink(origin, *pair))


# The quick look: most addresses of a text cannot lead to an activation link, and show it

TELLING = (
    "rc-web", "http", "%", "[", "localhost", "/127.", "ahr0c", "/v2/url", "urldefense",
    *LINK_HOSTS, *OPAQUE_HOSTS,
)  # fmt: skip
"""Lower-case texts, one of which is in every address that is judged, wrapped or refused."""

SHORTEST = len("http://t.co/x")
"""Characters of the shortest address that may be refused; links are longer."""

_TELLING = re.compile(r":[0-9a-f]{8}|" + "|".join(map(re.escape, TELLING)))
_SCHEME = len("http:/")
_AT_HOME = re.compile("confirmation|" + "|".join(map(re.escape, LINK_HOSTS)))
_TOKEN_LIKE = re.compile(r"[0-9a-f%]{32}")
_SHORTEST_LINK = 32 + min(map(len, ("confirmation", *LINK_HOSTS)))


def may_matter(address: str) -> bool:
    """Whether a marked address may be a link, wrap one, or be refused; False is certain."""
    if len(address) < SHORTEST:
        return False
    plain = address.replace("\n", "").lower()
    if not plain.startswith("h") or _TELLING.search(plain, _SCHEME):
        return True
    return "=\n" in address and _TELLING.search(_tight(address), _SCHEME) is not None


def may_be_link(address: str) -> bool:
    """Whether a marked address has all the marks of a link, which no redirector encodes."""
    if len(address) < _SHORTEST_LINK:
        return False
    tight = _tight(address)
    return _TOKEN_LIKE.search(tight) is not None and _AT_HOME.search(tight) is not None


def _tight(address: str) -> str:
    """The address in lower case, as if each `=` before a mark were quoted-printable's."""
    return address.replace("=\n", "").replace("\n", "").lower()
