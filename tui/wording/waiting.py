"""What is said while a server is asked, and when its answer is there."""

from collections.abc import Mapping
from typing import Literal

from tui.i18n import N_, _
from tui.wording.times import time_until

Moment = Literal["checking", "committing", "sent", "in-doubt", "received", "renewing", "disowning"]
"""A step is judged; the commit: its heading, under way, unanswered, answered; a fresh mail is asked
for; the link is given back."""

_SENTENCES: Mapping[Moment, str] = {
    "checking": N_("The server is checking your entries …"),
    "committing": N_("Activating your account …"),
    "sent": N_("Sending your choices …"),
    "in-doubt": N_("The server did not answer. Checking whether your account is active …"),
    "received": N_("Confirmation received."),
    "renewing": N_("Requesting a new activation email …"),
    "disowning": N_("Giving the link back …"),
}


_FOR_OPERATORS: Mapping[Moment, str] = {
    "committing": N_("Activating the account …"),
    "in-doubt": N_("The server did not answer. Checking whether the account is active …"),
}


def waiting_sentence(moment: Moment, operator: str | None = None) -> str:
    """What happens just now; an operator's account is another's."""
    if operator is not None and moment in _FOR_OPERATORS:
        return _(_FOR_OPERATORS[moment])
    return _(_SENTENCES[moment])


def platform_wait_sentence(seconds: float) -> str:
    """That a limit of the platform is waited for, and how long."""
    return _(
        "The platform is not accepting more requests at the moment. Trying again {when} …"
    ).format(when=time_until(seconds))


def server_wait_sentence(seconds: float) -> str:
    """That a server's limit or a maintenance is waited for, and how long."""
    return _("The server is not accepting requests at the moment. Trying again {when} …").format(
        when=time_until(seconds)
    )


def looking_words(operator: str | None) -> tuple[str, str]:
    """Heading and lead while the account is looked for; an operator's is found without the link."""
    if operator is None:
        return _("Checking your link …"), _("Checking does not activate anything.")
    return _("Looking for the account …"), _("The link itself is not sent anywhere.")


def asked_sentences(operator: str | None) -> tuple[str, ...]:
    """Who is asked, in lines: the link's server, or the platform in an operator's name."""
    if operator is None:
        return (_("The server is checking the link …"),)
    return looking_words(operator)
