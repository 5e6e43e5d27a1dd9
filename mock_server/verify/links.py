"""The links that a backend is verified with: from a file, or from a command that makes them."""

import shlex
import subprocess
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, get_args

from api_client.activation_link import ActivationLink
from api_client.link import find_links
from mock_server.i18n import _

LinkKind = Literal[
    "fresh",
    "expired",
    "used",
    "revoked",
    "replaced",
    "locked",
    "not_yet_valid",
    "pairs",
    "expired_pairs",
    "fewer_steps",
    "fewer_workspaces",
]
"""Of `pairs` and `expired_pairs`, two links in a row are of one account."""

KINDS: tuple[LinkKind, ...] = get_args(LinkKind)

DEAD: Mapping[LinkKind, str] = {
    "expired": "link-expired",
    "used": "link-used",
    "revoked": "link-revoked",
    "replaced": "link-replaced",
    "locked": "account-locked",
    "not_yet_valid": "link-not-yet-valid",
}
"""The problem that a link of each kind that is dead is answered with."""

PATIENCE = 60.0
"""Seconds that the command may take for a link."""


class UnusableLinks(Exception):
    """The links cannot be had; the text says why, and holds none of them."""


class LinkSource(Protocol):
    """Where links come from."""

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        """As many as are wanted, or fewer where there are no more.

        Raises:
            UnusableLinks: what should be links is none.
        """


@dataclass(frozen=True, slots=True)
class LinkFile:
    """Links by kind, as a file names them."""

    by_kind: Mapping[LinkKind, Sequence[ActivationLink]] = field(repr=False)

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        """See `LinkSource.links`."""
        return list(self.by_kind.get(kind, ()))[:wanted]


def read_link_file(raw: bytes, backend: str) -> LinkFile:
    """A TOML file with a list of links, or one link, for each kind.

    Args:
        raw: what the file holds.
        backend: the address of the backend; links may be bare, `<account id>:<token>`.

    Raises:
        UnusableLinks: it is no such file.
    """
    try:
        told = tomllib.loads(raw.decode())
    except (ValueError, RecursionError):
        # The parser's own message would quote a line, and a link with it.
        raise UnusableLinks(_("The file is not TOML in UTF-8.")) from None
    unknown = [name for name in told if name not in KINDS]
    if unknown:
        raise UnusableLinks(
            _("There is no kind of link {name}. Choose from: {kinds}").format(
                name=f"{unknown[0]!r:.40}", kinds=", ".join(KINDS)
            )
        )
    by_kind: dict[LinkKind, list[ActivationLink]] = {}
    for kind in KINDS:
        values = told.get(kind, [])
        listed = values if isinstance(values, list) else [values]
        by_kind[kind] = [
            _link(value, backend, _("{kind}, number {n}").format(kind=kind, n=n))
            for n, value in enumerate(listed, 1)
        ]
    _each_once([link for links in by_kind.values() for link in links])
    return LinkFile(by_kind)


def _link(value: object, backend: str, place: str) -> ActivationLink:
    found = find_links(value, origin=backend) if isinstance(value, str) else []
    if len(found) != 1:
        raise UnusableLinks(_("{place}: This is not an activation link.").format(place=place))
    return found[0]


def _each_once(links: Iterable[ActivationLink]) -> None:
    seen: set[str] = set()
    for link in links:
        if link.bearer in seen:
            raise UnusableLinks(
                _("A link of account {id} is there twice.").format(id=link.account_id)
            )
        seen.add(link.bearer)


@dataclass(frozen=True, slots=True)
class LinkCommand:
    """A command that prints a link, or several, at each call.

    `{kind}` in its words becomes the kind that is wanted, `{count}` how many; a command without
    `{kind}` prints fresh ones. With an exit code other than 0 it says that it has none.
    """

    words: tuple[str, ...]
    backend: str

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        """See `LinkSource.links`."""
        if kind != "fresh" and not any("{kind}" in word for word in self.words):
            return []
        found: list[ActivationLink] = []
        while len(found) < wanted:
            more = [link for link in self._asked(kind, wanted - len(found)) if link not in found]
            if not more:
                break
            found += more
        return found[:wanted]

    def _asked(self, kind: LinkKind, count: int) -> list[ActivationLink]:
        words = [w.replace("{kind}", kind).replace("{count}", str(count)) for w in self.words]
        try:
            ended = subprocess.run(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=PATIENCE
            )
        except (OSError, ValueError):
            raise UnusableLinks(
                _("{command}: The command cannot be run.").format(command=self.words[0])
            ) from None
        except subprocess.TimeoutExpired:
            raise UnusableLinks(
                _("{command}: There was no link within {n}\u00a0s.").format(
                    command=self.words[0], n=f"{PATIENCE:.0f}"
                )
            ) from None
        if ended.returncode:
            return []
        found = find_links(ended.stdout.decode(errors="replace"), origin=self.backend)
        if ended.stdout.strip() and not found:
            raise UnusableLinks(
                _("{command}: The command does not print an activation link.").format(
                    command=self.words[0]
                )
            )
        return found


def read_command(text: str, backend: str) -> LinkCommand:
    """A command as it is typed; no shell reads it.

    Raises:
        UnusableLinks: it is none.
    """
    try:
        words = tuple(shlex.split(text))
    except ValueError:
        words = ()
    if not words:
        raise UnusableLinks(_("--links-from does not name a command."))
    return LinkCommand(words, backend)


@dataclass(frozen=True, slots=True)
class LinkSources:
    """Several sources: what one does not have is asked of the next."""

    sources: tuple[LinkSource, ...]

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        """See `LinkSource.links`."""
        found: list[ActivationLink] = []
        for source in self.sources:
            more = source.links(kind, wanted - len(found)) if len(found) < wanted else []
            found += [link for link in more if link not in found]
        return found
