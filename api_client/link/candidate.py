"""One address that may be an activation link: its parts, and the judgement on it."""

import re
from dataclasses import dataclass

from api_client.activation_link import (
    CONFIRMATION_PATH,
    ActivationLink,
    RefusalReason,
    Refused,
    is_account_id,
    is_loopback,
    read_origin,
)
from api_client.brands import LINK_HOSTS
from api_client.link.line_repair import fully_decoded, percent_decoded, spaced, unmarked

SCHEME = rf"{spaced('http')}(?:=?\n)?(?:s(?:=?\n)?)?{spaced('://')}(?:=?\n)?"
_SCHEME = re.compile(SCHEME, re.IGNORECASE | re.ASCII)
_HOST_END = re.compile(r"[/?#]")
_REST = re.compile(r"([^/?#]*)([^?#]*)(?:\?([^#]*))?")
_PAIR = re.compile(
    r"\n?([a-z0-9.\n-]{1,800}):\n?((?:[0-9a-fA-F]\n?){31}[0-9a-fA-F])(?![0-9A-Za-z])"
)
_ALMOST_PAIR = re.compile(r"[^&=]{1,400}:[0-9A-Fa-f]{8}")
_HEX_RUN = re.compile(r"[0-9A-Fa-f]{8,}")
_HOST = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
_ENCODED_NOTHING = re.compile(
    r"%(?:0[9ADad]|[Cc]2%[Aa][Dd]|[Ee]2%80%(?:8[B-Fb-f]|[Aa][A-Ea-e])|[Ee]2%81%[Aa][0-9A-Fa-f]|[Ee][Ff]%[Bb][Bb]%[Bb][Ff])"
)
"""Line ends and characters without width that somebody encoded on the way: they are nobody's."""

_LEADING_SPACES = re.compile(r"\A(?:%20|%[Cc]2%[Aa]0|\n)+")
_UNSHOWABLE = re.compile(r"[^!-~]")
_SHOWN = 160


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """The parts of an address. `rest` (all after the authority) and `query` are marked text.

    `origin` is in its one spelling, or None if the authority names no host; `host` has its port
    and is empty then.
    """

    scheme: str
    authority: str
    path: str
    query: str | None
    rest: str
    origin: str | None
    host: str

    @property
    def is_ours(self) -> bool:
        """Whether the host is a brand's own or this machine."""
        return self.host in LINK_HOSTS or is_loopback(self.host)

    @property
    def written_host(self) -> str:
        """The host without its port as it was written, digits of a token masked; "" for none."""
        written = percent_decoded(self.authority).rpartition("@")[2]
        match = _HOST.match(written[:_SHOWN])
        return (
            _HEX_RUN.sub("…", match[0].lower() if match[0].isascii() else match[0]) if match else ""
        )

    @property
    def is_at_home(self) -> bool:
        """Whether the path is that of the real service's links."""
        return self.path == CONFIRMATION_PATH

    def shown(self, reason: RefusalReason) -> Refused:
        """The refusal, with an address fit to be shown: no query, no run of hex digits."""
        path = "/" if reason == "opaque-wrapper" and self.rest else self.path
        text = f"{self.scheme}://{self.authority}{unmarked(path)}"
        text = fully_decoded(text)
        text = _HEX_RUN.sub("…", text)
        text = _UNSHOWABLE.sub("…", text.replace("…", "\0")).replace("\0", "…")
        if len(text) > _SHOWN:
            return Refused(text[:_SHOWN] + "…", reason, self.written_host)
        return Refused(text + ("?…" if self.query else ""), reason, self.written_host)


def split(address: str) -> Candidate:
    """The parts of a marked address; where no scheme is written, https is meant."""
    scheme = _SCHEME.match(address)
    whole = address[scheme.end() :] if scheme else address
    host_end = _HOST_END.search(whole)
    rest = whole
    if "%" in whole and host_end:
        at = host_end.start()
        rest = whole[:at] + _ENCODED_NOTHING.sub("", whole[at:])
    parts = _REST.match(rest)
    assert parts is not None, "every part of the pattern may be empty"
    protocol = "https" if scheme is None or "s" in scheme[0].lower() else "http"
    authority = unmarked(parts[1])
    origin = read_origin(protocol, authority)
    return Candidate(
        scheme=protocol,
        authority=authority,
        path=unmarked(parts[2]),
        query=parts[3],
        rest=rest[parts.end(1) :],
        origin=origin,
        host=(origin or "").partition("://")[2],
    )


def judge(candidate: Candidate) -> ActivationLink | Refused | None:
    """A link, or why it is none, or None if it does not even look like one."""
    keyless, keyed = _read_pair(candidate.query), _read_token_parameter(candidate.query)
    if not (keyless or keyed or _resembles(candidate)):
        return None
    if "@" in percent_decoded(candidate.authority):
        return candidate.shown("user-info")
    if candidate.origin is None:
        return candidate.shown("shape" if candidate.authority.isascii() else "unknown-host")
    if candidate.scheme == "http" and not is_loopback(candidate.host):
        return candidate.shown("http-scheme")
    if not candidate.is_at_home and not candidate.is_ours:
        return candidate.shown("unknown-host")
    pair = (keyless if candidate.is_at_home else None) or keyed
    return ActivationLink(candidate.origin, *pair) if pair else candidate.shown("shape")


def read_pair(text: str) -> tuple[str, str] | None:
    """Account id and token at the start of a marked text, or None."""
    match = _PAIR.match(text)
    if match is None:
        return None
    account_id, token = unmarked(match[1]), unmarked(match[2]).lower()
    return (account_id, token) if is_account_id(account_id) else None


def _read_pair(query: str | None) -> tuple[str, str] | None:
    if not query:
        return None
    if "%" in query:
        query = _LEADING_SPACES.sub("", query)
    return read_pair(query) or read_pair(percent_decoded(query))


def _read_token_parameter(query: str | None) -> tuple[str, str] | None:
    for name, value in parameters(query or ""):
        if name == "token" and (pair := _read_pair(value)):
            return pair
    return None


def parameters(query: str) -> list[tuple[str, str]]:
    """The parameters of a marked query: lower-case names, and values still marked and encoded."""
    pairs = (part.partition("=") for part in query.split("&"))
    return [(unmarked(name).lower(), value) for name, equals, value in pairs if equals]


def _resembles(candidate: Candidate) -> bool:
    """Whether a person would take it for an activation link, though it cannot be read as one."""
    if percent_decoded(candidate.path).lower().startswith("/rc-web/confirmation"):
        return True
    if not candidate.is_ours or not candidate.query:
        return False
    query = unmarked(candidate.query)
    return bool(_ALMOST_PAIR.match(query)) or "token" in dict(parameters(query))
