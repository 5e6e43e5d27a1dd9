"""The words of the hand-off: what is offered, why something is not, what came of it."""

from collections.abc import Mapping

from api_client.activation_link import is_loopback
from tui.browser.actions import Handoff, HandoffOffer, OfferKind
from tui.browser.browsers import Window
from tui.browser.workspace import Proposal, ProposalReason
from tui.i18n import N_, _
from tui.terminal.environment import SessionPlace, Surroundings

_OPENINGS: Mapping[Window, str] = {
    "usual": N_("Open in {browser}"),
    "private": N_("Open in a private window ({browser})"),
    "profile": N_("Open in a browser profile of its own ({browser})"),
}

_OFFERS: Mapping[OfferKind, str] = {
    "download": N_("Download it here"),
    "open": N_("Open in the browser"),
    "show": N_("Show the personal link"),
    "copy": N_("Copy the address"),
    "qr": N_("Show as a QR code, for your phone"),
}

_NO_BROWSER: Mapping[SessionPlace, str] = {
    "ssh": N_("You are connected over SSH, so no browser can open here."),
    "container": N_("This runs in a container without a desktop, so no browser can open here."),
    "console": N_("There is no desktop here, so no browser can open."),
}

_REASONS: Mapping[ProposalReason, str] = {
    "only": "",
    "runs-here": N_("Our suggestion: the desktop app. It runs on this computer."),
    "ssh": N_("Our suggestion: the browser. You are connected over SSH; the app cannot run here."),
    "container": N_("Our suggestion: the browser. The app cannot run in this container."),
    "no-display": N_("Our suggestion: the browser. The app needs a desktop; there is none here."),
    "platform": N_("Our suggestion: the browser. There is no app for this computer."),
}


def offer_words(offer: HandoffOffer) -> str:
    """What an offer does."""
    opening = offer.opening
    if opening is None or not opening.browser:
        return _(_OFFERS[offer.kind])
    return _(_OPENINGS[opening.window]).format(browser=opening.browser)


def no_browser_words(surroundings: Surroundings) -> str:
    """Why no browser opens here."""
    return _(_NO_BROWSER.get(surroundings.place, N_("No browser was found here.")))


def advice(handoff: Handoff, surroundings: Surroundings, *, opens: bool) -> str:
    """What to do with the address; `opens` says whether a browser can be started with it."""
    if handoff.address.secret:
        return _secret_advice(surroundings, opens=opens)
    if not opens:
        if is_loopback(handoff.address.host):
            then = _("This address answers on this very machine only.")
        else:
            then = _("Open the address on the computer in front of you, or scan the QR code.")
        return f"{no_browser_words(surroundings)} {then}"
    if handoff.download or not handoff.account:
        return ""
    return _(
        "For a further account on this device, take a private window or a browser profile of "
        "its own."
    )


def _secret_advice(surroundings: Surroundings, *, opens: bool) -> str:
    key = _("This link is the key to your account: show it to nobody.")
    if opens:
        then = _("A private window keeps it apart from other accounts on this device.")
    elif surroundings.opens_browser:
        then = _(
            "Open it from the mail in a private window, or scan the QR code. From here it would "
            "pass by other programs, so it is not handed over."
        )
    else:
        then = _("Open it from the mail in a private window, or scan the QR code.")
    return f"{key} {then}"


def proposal_words(proposal: Proposal | None) -> str:
    """Which place to work is proposed, and why; empty where there is nothing to choose."""
    if proposal is None or not _REASONS[proposal.reason]:
        return ""
    return _(_REASONS[proposal.reason])
