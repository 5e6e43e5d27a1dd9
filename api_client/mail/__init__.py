"""Reading activation mails, and judging what they say.

`read_mail` makes an `ActivationMail` of bytes, `read_box` finds the bytes where mails are stored,
`findings` tells what speaks for it and against it, `differences` compares it with the server.
"""

from api_client.mail.activation_mail import (
    ActivationMail,
    Claim,
    MailFacts,
    MailLink,
    Sender,
    Unreadable,
)
from api_client.mail.read import looks_like_mail, read_mail

__all__ = [
    "ActivationMail",
    "Claim",
    "MailFacts",
    "MailLink",
    "Sender",
    "Unreadable",
    "looks_like_mail",
    "read_mail",
]
