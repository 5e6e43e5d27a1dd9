"""Problems for the ear: without what their titles said already, and as states in a list."""

from collections.abc import Mapping

from tui.i18n import N_, _
from tui.journey.account_queue import AccountQueue, QueueEntry
from tui.wording.queue import state_words

_HAPPENED: Mapping[str, str] = {
    "link-expired": N_("An activation link is valid for 48\xa0hours."),
    "rate-limited": N_("The server is not accepting more requests for the moment."),
}
"""By slug: what happened, where the page's words repeat its title."""

_STATES: Mapping[str, str] = {
    "link-malformed": N_("incomplete"),
    "link-unknown": N_("unknown"),
    "link-expired": N_("expired"),
    "link-used": N_("already active"),
    "link-revoked": N_("withdrawn"),
    "link-replaced": N_("replaced by a newer link"),
    "account-locked": N_("account locked"),
    "link-not-yet-valid": N_("still being set up"),
    "credentials-rejected": N_("entries not accepted"),
    "commit-in-progress": N_("being activated elsewhere"),
    "rate-limited": N_("too many requests"),
    "maintenance": N_("server under maintenance"),
    "internal": N_("error on the server"),
    "unreachable": N_("server cannot be reached"),
    "timeout": N_("server is not responding"),
    "tls-untrusted": N_("connection not secure"),
    "not-our-service": N_("unexpected reply"),
    "answer-lost": N_("result unknown"),
    "no-public-interface": N_("only possible in a web browser"),
    "unknown-host": N_("unknown server"),
    "half-done": N_("not active yet"),
}
"""By slug: how an account stands, behind its name."""


def spoken_happened(slug: str, happened: str) -> str:
    """What happened, behind a title that was said."""
    return _(_HAPPENED[slug]) if slug in _HAPPENED else happened


def spoken_state(queue: AccountQueue, entry: QueueEntry) -> str:
    """How an account of the queue stands, behind its name."""
    if queue.state(entry) == "ended" and entry.outcome in _STATES:
        return _(_STATES[entry.outcome])
    return state_words(queue, entry)
