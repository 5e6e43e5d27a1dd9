"""Why a text holds no usable link."""

from collections.abc import Mapping, Sequence

from api_client.brands import trust
from api_client.link import ActivationLink, Refused
from tui.i18n import N_, _

_REASONS: Mapping[str, str] = {
    "http-scheme": N_("This link is not encrypted (http). A genuine link begins with https://."),
    "user-info": N_("This link hides a name before an @ sign. A genuine one never does."),
    "shape": N_("This looks like an activation link, but a part is missing or too much."),
    "unknown-host": N_("This link leads to a host that no known provider uses."),
    "opaque-wrapper": N_(
        "A mail filter has wrapped the link so that it cannot be read. Open the mail elsewhere."
    ),
}


def refused_sentence(refused: Sequence[Refused]) -> str:
    """The first reason, or that there is no link at all."""
    if not refused:
        return _("There is no activation link in this. Copy it from the mail as a whole.")
    return reason_sentence(refused[0].reason)


def reason_sentence(reason: str) -> str:
    """Why something that looks like an activation link is none."""
    return _(_REASONS[reason])


def bare_sentence() -> str:
    """What a link's end alone lacks; says nothing of it back, since it holds the token."""
    return _(
        "This is only the end of a link; the server before it is missing. "
        "Use the whole link, from https:// on, or name the server with --backend URL."
    )


def link_words(link: ActivationLink) -> str:
    """A link as it may be shown: whose account where, and what is known of the host."""
    return _("{account} at {host} ({known})").format(
        account=link.account_id, host=link.host, known=_known(link)
    )


def _known(link: ActivationLink) -> str:
    trusted = trust(link)
    if trusted.brand is not None:
        return trusted.brand.name
    return _("this machine") if trusted.kind == "loopback" else _("unknown provider")
