"""“This is not me”, asked once more."""

from tui.app.screens.confirm import ConfirmScreen
from tui.i18n import _


class DisownScreen(ConfirmScreen):
    """Gives back True when the link is to be given back."""

    def __init__(self) -> None:
        super().__init__(
            _("This account is not yours?"),
            _(
                "Then the link is revoked and the administrator is told that it reached the "
                "wrong person. Nothing is deleted; the administrator can send a new mail."
            ),
            yes=_("Give the link back"),
            no=_("No, it is mine"),
        )
