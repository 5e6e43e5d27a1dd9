"""What is said when an account's way ends without activation and without a problem."""

from collections.abc import Mapping

from tui.i18n import N_, _
from tui.journey.account_queue import DISOWNED, NEW_LINK

ENDINGS: Mapping[str, tuple[str, str]] = {
    NEW_LINK: (
        N_("A new mail is on its way"),
        N_(
            "It goes to the address on file for this account. Its link lives for 48 hours; "
            "use that one, the old link stays expired. Look in the spam folder too."
        ),
    ),
    DISOWNED: (
        N_("The link was given back"),
        N_(
            "It can no longer be used, and the administrator knows that it reached the wrong "
            "person. You need not do anything else; delete the mail."
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
        "Then the link is revoked and the administrator is told that it reached the "
        "wrong person. Nothing is deleted; the administrator can send a new mail."
    )
