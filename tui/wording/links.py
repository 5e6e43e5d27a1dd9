"""Links in words: which one is meant, why a text holds none, what to look for then."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from api_client.brands import BRANDS, trust
from api_client.link.mail_filters import filter_of
from tui.i18n import N_, _

if TYPE_CHECKING:
    from api_client.link import ActivationLink, Refused

_REASONS: Mapping[str, str] = {
    "http-scheme": N_("This link is not encrypted (http). A genuine link begins with https://."),
    "user-info": N_("This link hides a name before an @ sign. A genuine one never does."),
    "shape": N_("This looks like an activation link, but a part is missing or too much."),
    "unknown-host": N_("This link leads to a host that no known provider uses."),
    "opaque-wrapper": N_(
        "A mail filter has wrapped the link so that it cannot be read. Open the mail elsewhere."
    ),
}


def refused_sentence(refused: "Sequence[Refused]") -> str:
    """The first reason, or that there is no link at all."""
    if not refused:
        return _("There is no activation link in this. Copy it from the mail as a whole.")
    return reason_sentence(refused[0].reason, refused[0].host)


def reason_sentence(reason: str, host: str) -> str:
    """Why something that looks like an activation link is none, and what to do about a filter's.

    Args:
        reason: as `Refused` tells it.
        host: where the refused address leads.
    """
    mail_filter = filter_of(host) if reason == "opaque-wrapper" else None
    if mail_filter is None:
        return _(_REASONS[reason])
    return _(
        "The mail filter {filter} has wrapped the link so that it cannot be read. Open it in a "
        "browser, and paste the address that you come to."
    ).format(filter=mail_filter)


def nothing_typed() -> str:
    """That there is nothing to look for a link in."""
    return _("Please paste or type the link first.")


def another_link_hint() -> str:
    """What a key does that leads to another link."""
    return _("another link")


def what_to_look_for() -> list[str]:
    """The guide's advice: sender and subject of the mail, and the spam folder."""
    brand = BRANDS[0]
    return [
        _("No mail? Look in the spam folder too, for this sender and subject:"),
        *brand.senders,
        _("“{subject}”").format(subject=brand.subjects.de),
    ]


def several_links_words() -> tuple[str, str]:
    """Heading and lead where one of several links is meant."""
    return _("There are several links in it"), _(
        "A genuine mail has one. Choose the one you mean; nothing was sent yet."
    )


def link_choices(links: "Iterable[ActivationLink]") -> list[str]:
    """What there is to choose among several links: each of them, and at last all."""
    return [*map(link_words, links), _("All of them, one account after another")]


def bare_sentence() -> str:
    """What a link's end alone lacks; says nothing of it back, since it holds the token."""
    return _(
        "This is only the end of a link; the server before it is missing. "
        "Use the whole link, from https:// on, or name the server with --backend URL."
    )


def link_words(link: "ActivationLink") -> str:
    """A link as it may be shown: whose account where, and what is known of the host."""
    return _("{account} at {host} ({known})").format(
        account=link.account_id, host=link.host, known=_known(link)
    )


def _known(link: "ActivationLink") -> str:
    trusted = trust(link)
    if trusted.brand is not None:
        return trusted.brand.name
    return _("this machine") if trusted.kind == "loopback" else _("unknown provider")
