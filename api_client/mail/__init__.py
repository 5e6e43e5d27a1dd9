"""Reading activation mails, and judging what they say.

`read.read_mail` makes an `ActivationMail` of bytes, `boxes.read_box` finds the bytes where mails
are stored, `trust.findings` tells what speaks for it and against it, `compare.differences`
compares it with the server. Reading needs much that a bare link does not: whoever reads imports
`api_client.mail.read` itself, and the values below are loaded when they are first asked for.
"""

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

__all__ = [
    "ActivationMail",
    "Claim",
    "MailFacts",
    "MailLink",
    "Sender",
    "Unreadable",
]


def __getattr__(name: str) -> object:
    """One of the values."""
    if name not in __all__:
        raise AttributeError(name)
    from api_client.mail import activation_mail

    return getattr(activation_mail, name)
