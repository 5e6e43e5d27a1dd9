"""What is said when nobody was there."""

from tui.i18n import _


def forgotten_sentence() -> str:
    """Why everything is empty, and how it goes on."""
    return " ".join(
        [
            _("Nothing was typed for a while, so all of it was forgotten."),
            _("The link itself is as it was. Begin anew when you like."),
        ]
    )
