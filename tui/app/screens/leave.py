"""Leaving before everything is done, asked once more."""

from tui.app.screens.confirm import ConfirmScreen
from tui.i18n import _
from tui.journey.account_queue import AccountQueue
from tui.wording.buttons import button_label


class LeaveScreen(ConfirmScreen):
    """Gives back True when one really wants to leave."""


def leave_program(is_committing: bool) -> LeaveScreen:
    """Before leaving the only account there is."""
    return LeaveScreen(
        _("Leave without activating?"),
        _lost(is_committing),
        yes=button_label("leave"),
        no=_("Stay"),
    )


def leave_account() -> LeaveScreen:
    """Before leaving one of several accounts for their list."""
    return LeaveScreen(
        _("Leave this account for later?"),
        _("What you typed for it is forgotten. While its link lives, you can come back to it."),
        yes=_("To the list"),
        no=_("Stay"),
    )


def leave_several(queue: AccountQueue, *, is_committing: bool) -> LeaveScreen:
    """Before leaving while accounts are open."""
    from tui.wording.queue import still_open  # a single account needs none of it

    consequence = still_open(queue)
    if is_committing:
        consequence = f"{consequence}\n{_lost(is_committing)}"
    return LeaveScreen(
        _("Leave with accounts open?"), consequence, yes=button_label("leave"), no=_("Stay")
    )


def time_is_short() -> LeaveScreen:
    """Before a session ends by itself."""
    return LeaveScreen(
        _("This session ends within a minute"),
        _(
            "Then everything typed is forgotten; an active account stays active. "
            "While the link lives, you can start again with it."
        ),
        yes=button_label("leave"),
        no=button_label("go-on"),
    )


def _lost(is_committing: bool) -> str:
    if is_committing:
        return _(
            "Your choices are on their way already: the account may become active all the same."
        )
    return _("What you typed is forgotten. While the link lives, you can start again with it.")
