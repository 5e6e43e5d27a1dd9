"""What is said when an account's way ends without activation and without a problem."""

from collections.abc import Mapping

from tui.i18n import N_, _
from tui.journey.account_queue import DISOWNED, NEW_LINK

ENDINGS: Mapping[str, tuple[str, str]] = {
    NEW_LINK: (
        N_("A new activation email has been requested"),
        N_(
            "The email goes to the address on file for this account. Use only the new link. It "
            "is valid for 48\xa0hours. Check your spam folder too."
        ),
    ),
    DISOWNED: (
        N_("You have given the link back"),
        N_(
            "The link no longer works, and your administrator has been told. Please delete the "
            "email. There is nothing else you need to do."
        ),
    ),
}
"""By outcome: a heading, and what was done and comes next; English, translated when shown."""


def ending_words(outcome: str) -> tuple[str, str]:
    """Heading of an ending, and what was done and comes next."""
    title, said = ENDINGS[outcome]
    return _(title), _(said)


def disown_consequence() -> str:
    """What it means to give a link back, before it is done."""
    return _(
        "If you give the link back, it stops working. Your administrator is told that the email "
        "reached the wrong person and can send a new one. The account itself is not deleted."
    )
