"""Several accounts in words: their names, how each stands, what became of it."""

from collections import Counter
from collections.abc import Mapping

from tui.i18n import N_, _, plural
from tui.journey.account_queue import (
    ACTIVE,
    ALREADY_ACTIVE,
    CHECKED,
    DISOWNED,
    FAILED,
    LEFT,
    NEW_LINK,
    NO_LINK,
    NOT_ANSWERED,
    NOT_BEGUN,
    NOT_KEPT,
    NOT_READ,
    NOT_TRUSTED,
    SUPERSEDED,
    AccountQueue,
    QueueEntry,
    State,
)
from tui.terminal.sanitize import harmless
from tui.wording.addresses import sign_in_words
from tui.wording.identity import (
    full_name,
    shown_email,
    shown_facts,
    shown_host,
    shown_id,
    shown_name,
    shown_path,
    shown_url,
)
from tui.wording.links import numbered_link
from tui.wording.lists import side_by_side
from tui.wording.mail import person_name
from tui.wording.outcomes import ENDINGS
from tui.wording.problems import problem_page

_STATES: Mapping[State, str] = {
    "waiting": N_("not started"),
    "here": N_("in progress"),
    "left": N_("left for later"),
    "active": N_("active"),
}

_OUTCOMES: Mapping[str, str] = {
    NOT_BEGUN: N_("Not started"),
    LEFT: N_("Quit before activation"),
    NO_LINK: N_("No usable link found"),
    NOT_READ: N_("Not read"),
    ALREADY_ACTIVE: N_("Already active"),
    FAILED: N_("This program stopped because of an error"),
    SUPERSEDED: N_("The list contains a newer email for this account"),
    CHECKED: N_("All answers would be accepted"),
    NOT_ANSWERED: N_("The answers do not fit this account"),
    NOT_TRUSTED: N_("Not sent: the email or the link looks suspicious"),
    NOT_KEPT: N_("Not sent: the generated credentials could not be saved"),
    **{outcome: title for outcome, (title, _said) in ENDINGS.items()},
}


_SHORT: Mapping[str, str] = {
    "link-malformed": N_("link damaged"),
    "link-unknown": N_("link unknown"),
    "link-expired": N_("link expired"),
    "link-used": N_("already active"),
    "link-revoked": N_("link withdrawn"),
    "link-replaced": N_("newer link exists"),
    "link-not-yet-valid": N_("not ready yet"),
    "account-locked": N_("account locked"),
    "credentials-rejected": N_("choices not accepted"),
    "rate-limited": N_("too many requests"),
    "maintenance": N_("server maintenance"),
    "internal": N_("server error"),
    "unreachable": N_("server not reached"),
    "timeout": N_("no reply from the server"),
    "answer-lost": N_("not confirmed by the server"),
    "no-public-interface": N_("only in the web browser"),
    "unknown-host": N_("unknown server"),
    NOT_BEGUN: N_("not started"),
    LEFT: N_("quit before activation"),
    ACTIVE: N_("active"),
    ALREADY_ACTIVE: N_("already active"),
    NEW_LINK: N_("new email requested"),
    DISOWNED: N_("link given back"),
}
"""Behind an account's name, or before a number: how it stands, where a sentence would be odd."""


def outcome_sign(outcome: str) -> str:
    """How an account stands at a glance: done, still to do, or stopped by a problem."""
    if outcome in (ACTIVE, ALREADY_ACTIVE, CHECKED):
        return "✓"
    return "○" if outcome in (NOT_BEGUN, LEFT, NEW_LINK) else "✗"


def short_outcome(outcome: str) -> str:
    """What became of an account, in a few words."""
    return _(_SHORT[outcome]) if outcome in _SHORT else outcome_words(outcome)


def outcome_words(outcome: str) -> str:
    """What became of an account that is not active."""
    known = _OUTCOMES.get(outcome)
    return _(known) if known else problem_page(outcome).words()[0]


def state_words(queue: AccountQueue, entry: QueueEntry) -> str:
    """How an account of the queue stands."""
    state = queue.state(entry)
    return short_outcome(entry.outcome) if state == "ended" else _(_STATES[state])


def entry_name(entry: QueueEntry) -> str:
    """Whose account it is: as the server says, else as the mail does, else what there is."""
    if entry.account is not None:
        return f"{full_name(entry.account)}, {shown_email(entry.account.email)}"
    mail = None if entry.invitation is None else entry.invitation.mail
    if mail is not None:
        facts = shown_facts(mail.facts)
        said = ", ".join(filter(None, (person_name(facts), facts.login_email)))
        if said:
            return said
    return shown_path(entry.source) or numbered_link(entry.number)


def entry_details(entry: QueueEntry) -> str:
    """What tells it apart further: company, the link's host, where it was found."""
    parts: list[str | None] = []
    if entry.account is not None:
        parts.append(shown_name(entry.account.company))
    elif entry.invitation is not None and entry.invitation.mail is not None:
        parts.append(shown_facts(entry.invitation.mail.facts).company)
    if entry.invitation is not None:
        parts.append(shown_host(entry.invitation.link.host))
    elif entry.finished is not None:
        parts.append(shown_url(entry.finished.answered_by))
    source = shown_path(entry.source)
    if source != entry_name(entry):
        parts.append(source)
    return side_by_side(parts)


def how_many_active(queue: AccountQueue) -> str:
    """How far one is, as a heading."""
    active = sum(entry.outcome == "active" for entry in queue.entries)
    return _("Active accounts: {active} of {all}").format(active=active, all=queue.size)


def how_it_ended(queue: AccountQueue) -> str:
    """How many ended in which way, in a line."""
    counted = Counter(short_outcome(entry.outcome) for entry in queue.entries)
    told = ", ".join(f"{words} ({count})" for words, count in counted.items())
    return _("All {n}\xa0accounts have been processed: {told}.").format(
        n=counted.total(), told=told
    )


def still_open(queue: AccountQueue) -> str:
    """Which accounts would be left open, as a sentence; they can be done another time."""
    names = [f"{each.number}. {harmless(entry_name(each))}" for each in queue.open_entries()]
    shown = "; ".join(names[:_NAMED])
    if len(names) > _NAMED:
        shown += " …"
    count = plural("{n}\xa0account is still open:", "{n}\xa0accounts are still open:", len(names))
    return f"{count} {shown}"


_NAMED = 4
"""Names in one sentence; a person reads no more."""


def summary_facts(entry: QueueEntry) -> list[tuple[str, str]]:
    """An account at the end: its number and name, then its receipt or what became of it."""
    whose = (f"{outcome_sign(entry.outcome)} {entry.number}.", entry_name(entry))
    if entry.receipt is None:
        return [whose, ("", outcome_words(entry.outcome))]
    return [
        whose,
        ("", _("active, confirmation {id}").format(id=shown_id(entry.receipt.receipt_id))),
        ("", sign_in_words(entry.receipt.login_url)),
    ]
