"""Addresses that a server names, told only where they may be opened."""

from api_client.urls import refused_address
from tui.browser.address import read_address
from tui.i18n import _
from tui.terminal.sanitize import harmless
from tui.wording.identity import shown_address, shown_host
from tui.wording.receipt import receipt_label


def address_words(text: str) -> str:
    """The address in a text from outside; in place of one that must not be opened, that it is so."""
    address = read_address(text)
    if address is not None:
        return shown_address(address)
    return _("unsafe address ({what}), not shown here. Please ask your administrator.").format(
        what=_refused_words(text)
    )


def sign_in_words(text: str) -> str:
    """Where to sign in, in the middle of other words; or that the address is unsafe."""
    if read_address(text) is None:
        return f"{receipt_label('login_url')}: {address_words(text)}"
    return _("Sign in at {url}").format(url=address_words(text))


def _refused_words(text: str) -> str:
    """What is named of an address that must not be opened: its host, else how it begins."""
    refused = refused_address(text)
    if refused.host:
        return harmless(shown_host(refused.host), limit=80)
    return f"{refused.scheme}:" if refused.scheme else _("unreadable")
