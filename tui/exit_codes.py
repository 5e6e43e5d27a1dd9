"""What the command returns to the shell, by problem."""

from enum import IntEnum
from typing import Literal

FailureOutcome = Literal[
    "usage",
    "unreadable",
    "no-usable-link",
    "answers-unusable",
    "credentials-unusable",
    "no-terminal",
    "failed",
    "left",
]
"""What keeps a run from beginning with any account: its arguments; a source that cannot be read, or
holds no usable link; the answers file, or what it refers to; an operator's credentials; no terminal
where one is needed; a fault of this program; a signal, or Ctrl+C."""


class Exit(IntEnum):
    """The exit codes of `unify-activate`."""

    ACTIVE = 0
    FAILED = 1
    USAGE = 2
    LINK_UNUSABLE = 3
    REFUSED = 4
    UNAVAILABLE = 5
    TERMINAL = 6
    NOT_TOLD = 7
    LEFT = 130
    HUNG_UP = 129
    TERMINATED = 143


_BY_SLUG: dict[str, Exit] = {
    "unknown-host": Exit.USAGE,
    "link-malformed": Exit.LINK_UNUSABLE,
    "link-unknown": Exit.LINK_UNUSABLE,
    "link-expired": Exit.LINK_UNUSABLE,
    "link-used": Exit.LINK_UNUSABLE,
    "link-revoked": Exit.LINK_UNUSABLE,
    "link-replaced": Exit.LINK_UNUSABLE,
    "link-not-yet-valid": Exit.LINK_UNUSABLE,
    "account-locked": Exit.LINK_UNUSABLE,
    "credentials-rejected": Exit.REFUSED,
    "unreachable": Exit.UNAVAILABLE,
    "timeout": Exit.UNAVAILABLE,
    "tls-untrusted": Exit.UNAVAILABLE,
    "not-our-service": Exit.UNAVAILABLE,
    "no-public-interface": Exit.UNAVAILABLE,
    "answer-lost": Exit.UNAVAILABLE,
    "maintenance": Exit.UNAVAILABLE,
    "rate-limited": Exit.UNAVAILABLE,
    "internal": Exit.UNAVAILABLE,
    "commit-in-progress": Exit.UNAVAILABLE,
    "mail-needed": Exit.USAGE,
    "login-needed": Exit.USAGE,
    "extension-unknown": Exit.LINK_UNUSABLE,
    "extension-ambiguous": Exit.LINK_UNUSABLE,
    "extension-unassigned": Exit.LINK_UNUSABLE,
    "extension-disabled": Exit.LINK_UNUSABLE,
    "already-active": Exit.ACTIVE,
    "operator-refused": Exit.UNAVAILABLE,
    "password-not-taken": Exit.UNAVAILABLE,
    "pin-not-taken": Exit.UNAVAILABLE,
    "question-not-taken": Exit.UNAVAILABLE,
    "finishes-in-browser": Exit.UNAVAILABLE,
    "platform-refused": Exit.UNAVAILABLE,
    "permission-missing": Exit.UNAVAILABLE,
    "half-done": Exit.UNAVAILABLE,
}


def exit_code(slug: str) -> Exit:
    """The exit code for leaving on a problem's page."""
    return _BY_SLUG.get(slug, Exit.FAILED)
