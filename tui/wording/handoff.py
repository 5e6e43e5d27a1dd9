"""The words of the hand-off: what is offered, why something is not, what came of it."""

from collections.abc import Mapping

from api_client.activation_link import is_loopback
from tui.browser.actions import Handoff, HandoffOffer, OfferKind
from tui.browser.address import Address
from tui.browser.browsers import Window
from tui.browser.workspace import Proposal, ProposalReason
from tui.i18n import N_, _
from tui.terminal.environment import SessionPlace, Surroundings
from tui.terminal.presenter import is_presenting
from tui.wording.identity import hides

_OPENINGS: Mapping[Window, str] = {
    "usual": N_("Open in {browser}"),
    "private": N_("Open in a private window ({browser})"),
    "profile": N_("Open in a separate profile ({browser})"),
}

_OFFERS: Mapping[OfferKind, str] = {
    "download": N_("Download to this computer"),
    "open": N_("Open in the web browser"),
    "show": N_("Show the personal link"),
    "copy": N_("Copy the address"),
    "qr": N_("Show a QR code for your phone"),
}

_NO_BROWSER: Mapping[SessionPlace, str] = {
    "ssh": N_("You are connected over SSH, so no web browser can be opened here."),
    "container": N_(
        "This program runs in a container without a graphical desktop, so no web "
        "browser can be opened here."
    ),
    "console": N_("There is no graphical desktop here, so no web browser can be opened."),
}

_REASONS: Mapping[ProposalReason, str] = {
    "only": "",
    "runs-here": N_("Our suggestion: the desktop app. It runs on this computer."),
    "ssh": N_(
        "Our suggestion: the web browser. You are connected over SSH, so the app cannot run here."
    ),
    "container": N_("Our suggestion: the web browser. The app cannot run in this container."),
    "no-display": N_(
        "Our suggestion: the web browser. The app needs a graphical desktop, and "
        "there is none here."
    ),
    "platform": N_("Our suggestion: the web browser. The app is not available for this computer."),
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
            then = _("This address works only on the computer that this program runs on.")
        elif hides(handoff.address.url):
            then = _("Presenter mode hides the rest of the address.")
        else:
            then = _("Open the address on the computer in front of you or scan the QR code.")
        return f"{no_browser_words(surroundings)} {then}"
    if handoff.download or not handoff.account:
        return ""
    return _(
        "If you use several accounts on this computer, open each of them in a private window or "
        "in a separate web browser profile."
    )


def _secret_advice(surroundings: Surroundings, *, opens: bool) -> str:
    key = _("Anyone who has this link can activate your account. Do not show it to anyone.")
    if is_presenting():
        then = _(
            "Presenter mode does not show this link. Open the link in your activation email in a private window."
        )
    elif opens:
        then = _(
            "It is best to open the link in a private window, separate from your other accounts."
        )
    elif surroundings.opens_browser:
        then = _(
            "Open the link from your activation email in a private window or scan the QR code. "
            "It cannot be opened from here because other programs might read it."
        )
    else:
        then = _(
            "Open the link from your activation email in a private window or scan the QR code."
        )
    return f"{key} {then}"


def copied_words(address: Address) -> str:
    """That an address was sent to the clipboard."""
    if hides(address.url):
        return _("The whole address was sent to your terminal’s clipboard.")
    return _(
        "The address was sent to your terminal’s clipboard. If it is not there, copy the "
        "address yourself."
    )


def not_opened_words(address: Address) -> str:
    """That no browser has the address, and what to do instead."""
    if hides(address.url):
        return _("The browser did not start.")
    if address.secret:
        return _("The web browser did not open the link. Show it or scan the QR code.")
    return _("The web browser did not start. Please open the address yourself.")


def proposal_words(proposal: Proposal | None) -> str:
    """Which place to work is proposed, and why; empty where there is nothing to choose."""
    if proposal is None or not _REASONS[proposal.reason]:
        return ""
    return _(_REASONS[proposal.reason])
