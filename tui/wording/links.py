"""Links in words: which one is meant, why a text holds none, what to look for then."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from api_client.brands import BRANDS, trust
from api_client.link.mail_filters import filter_of
from tui.i18n import N_, _
from tui.terminal.presenter import is_presenting
from tui.wording.identity import shown_host
from tui.wording.speech import is_heard

if TYPE_CHECKING:
    from api_client.link import ActivationLink, Refused

_REASONS: Mapping[str, str] = {
    "http-scheme": N_(
        "This link is not encrypted (http). A genuine activation link begins with "
        "https://. If in doubt, ask your administrator."
    ),
    "user-info": N_(
        "This link hides where it leads behind an @ sign. A genuine activation link "
        "does not contain one. If in doubt, ask your administrator."
    ),
    "shape": N_(
        "This looks like an activation link, but it is incomplete or contains extra "
        "characters. Please copy the whole link again."
    ),
    "unknown-host": N_(
        "This link leads to a server that no known provider uses. Use only the "
        "link from your activation email."
    ),
    "opaque-wrapper": N_(
        "An email filter has changed the link, so it cannot be read here. Open the activation "
        "email in a different email program and copy the link there."
    ),
}


def refused_sentence(refused: "Sequence[Refused]") -> str:
    """The first reason, or that there is no link at all."""
    if not refused:
        return _("No activation link found. It is best to copy the whole email.")
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
        "The email filter {filter} has changed the link, so it cannot be read here. Open the "
        "link in a web browser and paste the address of the page that appears."
    ).format(filter=mail_filter)


def nothing_typed() -> str:
    """That there is nothing to look for a link in."""
    return _("Please paste the link from your activation email first.")


def another_link_hint() -> str:
    """What a key does that leads to another link."""
    return _("another link")


def what_to_look_for() -> list[str]:
    """The guide's advice: sender and subject of the mail, and the spam folder."""
    brand = BRANDS[0]
    if is_heard():
        return [
            _("If you cannot find the activation email, check your spam folder too."),
            _("The sender is {sender}.").format(sender=", ".join(brand.senders)),
            _("The subject is “{subject}”.").format(subject=brand.subjects.de),
        ]
    return [
        _("No email? Check your spam folder too. Sender and subject:"),
        *brand.senders,
        _("“{subject}”").format(subject=brand.subjects.de),
    ]


def several_links_words() -> tuple[str, str]:
    """Heading and lead where one of several links is meant."""
    return _("Several links found"), _(
        "A genuine activation email contains only one link. Choose the link you want to use. "
        "Nothing has been sent yet."
    )


def link_choices(links: "Iterable[ActivationLink]") -> list[str]:
    """What there is to choose among several links: each of them, and at last all."""
    numbered = (link_words(link, number) for number, link in enumerate(links, 1))
    return [*numbered, _("All links, one account after another")]


def bare_sentence() -> str:
    """What a link's end alone lacks; says nothing of it back, since it holds the token."""
    return _(
        "The entry contains only the end of a link. Please copy the whole link, starting with "
        "https://. For administrators: use --backend URL to name the server."
    )


def numbered_link(number: int) -> str:
    """A link of which nothing may be told, or nothing is known, but which it is."""
    return _("Link {number}").format(number=number)


def link_words(link: "ActivationLink", number: int) -> str:
    """A link as it may be shown: whose account where, and what is known of the host.

    In presenter mode its number tells it apart.
    """
    account = numbered_link(number) if is_presenting() else link.account_id
    return _("Account {account} at {host} ({known})").format(
        account=account, host=shown_host(link.host), known=_known(link)
    )


def _known(link: "ActivationLink") -> str:
    trusted = trust(link)
    if trusted.brand is not None:
        return trusted.brand.name
    return this_computer() if trusted.kind == "loopback" else _("unknown provider")


def this_computer() -> str:
    """A server on the machine that the program itself runs on."""
    return _("this computer")
