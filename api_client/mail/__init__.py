"""Reading activation mails, and judging what they say.

`read_mail` makes an `ActivationMail` of bytes, `mailboxes.read_box` finds the bytes where mails
are stored, `trust.findings` tells what speaks for it and against it, `compare.differences` compares it
with the server. Reading needs much that a bare link does not: it is loaded, as the values are,
when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api_client.mail.activation_mail import (
        ActivationMail,
        Claim,
        MailFacts,
        MailLink,
        Sender,
        Unreadable,
    )
    from api_client.mail.read import read_mail

__all__ = [
    "ActivationMail",
    "Claim",
    "MailFacts",
    "MailLink",
    "Sender",
    "Unreadable",
    "activation_mail",
    "compare",
    "known_subjects",
    "line_memory",
    "mailboxes",
    "read",
    "read_mail",
    "trust",
]

_VALUES = ("ActivationMail", "Claim", "MailFacts", "MailLink", "Sender", "Unreadable")


def __getattr__(name: str) -> object:
    """One of the values, or what reads a mail."""
    if name == "read_mail":
        return getattr(import_module(f"{__name__}.read"), name)
    if name in _VALUES:
        return getattr(import_module(f"{__name__}.activation_mail"), name)
    raise AttributeError(name)
