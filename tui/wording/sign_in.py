"""How somebody signs in to the active account, said only where it is so."""

from api_client.models import Account, Activation
from tui.i18n import _
from tui.wording.account import phone_number
from tui.wording.identity import shown_account


def sign_in_name(account: Account, activation: Activation, *, email_login: bool) -> str:
    """What to sign in with.

    Without a password of one's own that is the company's single sign-on. Where the e-mail address
    is no login name, it is the direct number, or the main number with the extension.
    """
    if "password" not in activation.steps:
        return _("your company’s single sign-on")
    account = shown_account(account)
    if email_login:
        return account.email
    if account.direct_number is not None:
        return phone_number(account.direct_number)
    if account.main_number is None:
        return _("your phone number")
    number = phone_number(account.main_number)
    if account.extension is None:
        return number
    return _("{number}, extension {extension}").format(number=number, extension=account.extension)


def sign_in_label() -> str:
    """What leads to the sign-in."""
    return _("Sign in")


def name_to_remember(activation: Activation, *, email_login: bool) -> str:
    """What to remember of that beside the password; empty if nothing."""
    if "password" not in activation.steps:
        return ""
    return _("your email address") if email_login else _("your phone number")
