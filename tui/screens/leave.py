"""Leaving before the account is active, asked once more when something was typed."""

from tui.language import _
from tui.screens.confirm import ConfirmScreen


class LeaveScreen(ConfirmScreen):
    """Gives back True when one really wants to leave."""

    def __init__(self, is_committing: bool) -> None:
        consequence = (
            _("Your choices are on their way already: the account may become active all the same.")
            if is_committing
            else _(
                "What you typed is forgotten. While the link lives, you can start again with it."
            )
        )
        super().__init__(
            _("Leave without activating?"),
            consequence,
            yes=_("Leave"),
            no=_("Stay"),
        )
