"""Leaving before everything is done, asked once more."""

from tui.app.screens.confirm import ConfirmScreen
from tui.i18n import _
from tui.journey.account_queue import AccountQueue
from tui.journey.journey import Journey
from tui.wording.buttons import button_label
from tui.wording.doubt import doubt_sentence, leave_in_doubt_question


class LeaveScreen(ConfirmScreen):
    """Gives back True when one really wants to leave."""


def leave_program(journey: Journey) -> LeaveScreen:
    """Before leaving the only account there is."""
    return LeaveScreen(
        leave_in_doubt_question() if journey.is_in_doubt else _("Quit without activating?"),
        _lost(journey),
        yes=button_label("leave"),
        no=_("Stay"),
    )


def leave_account(journey: Journey) -> LeaveScreen:
    """Before leaving one of several accounts for their list."""
    forgotten = _(
        "Your entries for this account will be deleted. You can come back to this account while "
        "its link is valid."
    )
    return LeaveScreen(
        _("Activate this account later?"),
        _after_doubt(journey, forgotten) if journey.is_in_doubt else forgotten,
        yes=_("To the list"),
        no=_("Stay"),
    )


def leave_several(queue: AccountQueue, journey: Journey) -> LeaveScreen:
    """Before leaving while accounts are open."""
    from tui.wording.queue import still_open  # a single account needs none of it

    consequence = still_open(queue)
    if journey.is_in_doubt:
        consequence = f"{consequence}\n{_lost(journey)}"
    return LeaveScreen(
        _("Quit while accounts are still open?"),
        consequence,
        yes=button_label("leave"),
        no=_("Stay"),
    )


def time_is_short(journey: Journey) -> LeaveScreen:
    """Before a session ends by itself."""
    forgotten = _(
        "When the session ends, your entries are deleted. An active account stays active. You "
        "can start again while the link is valid."
    )
    return LeaveScreen(
        _("This session ends within a minute"),
        _after_doubt(journey, forgotten) if journey.is_in_doubt else forgotten,
        yes=button_label("leave"),
        no=button_label("go-on"),
    )


def _lost(journey: Journey) -> str:
    if journey.is_committing:
        return _("Your choices have already been sent. The account may still become active.")
    if journey.is_in_doubt:
        return doubt_sentence()
    return _("Your entries will be deleted. You can start again while the link is valid.")


def _after_doubt(journey: Journey, sentence: str) -> str:
    return f"{_lost(journey)}\n{sentence}"
