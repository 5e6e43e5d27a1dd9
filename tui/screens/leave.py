"""Leaving before the account is active, asked once more when something was typed."""

from tui.language import _
from tui.screens.confirm import ConfirmScreen


class LeaveScreen(ConfirmScreen):
    """Gives back True when one really wants to leave."""

    def __init__(self) -> None:
        super().__init__(
            _("Leave without activating?"),
            _("What you typed is forgotten. The link stays valid; you can start again with it."),
            yes=_("Leave"),
            no=_("Stay"),
        )
