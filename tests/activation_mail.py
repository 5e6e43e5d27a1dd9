"""A mail with a personal link in it, as the service sends them, for tests."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

SENDER = "support@email.unifyoffice-telekom.ringcentral.com"
SUBJECT = (
    "Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem "
    "Ihres Unternehmens hinzugefügt"
)
FACTS = """\
Hauptrufnummer Ihres Unternehmens (Unternehmensnummer): +49 221 47108-00
Ihre interne Rufnummer (Durchwahl): {extension}
Ihre E-Mail-Adresse zur Anmeldung an Unify Office: {email}
"""


def mail(
    link: str,
    sent_at: datetime,
    *,
    sender: str = SENDER,
    subject: str = SUBJECT,
    facts: str = "",
    shown: str = "",
) -> str:
    """The source of a mail, as mail programs show and copy it."""
    message = EmailMessage()
    message["From"] = f"Unify Office by RingCentral <{sender}>"
    message["Subject"] = subject
    message["Date"] = format_datetime(sent_at)
    message.set_content(f"Guten Tag,\n\n{facts}\nIhr persönlicher Aktivierungslink:\n{link}\n")
    if shown:
        message.add_alternative(f'<p>Link: <a href="{link}">{shown}</a></p>', subtype="html")
    return message.as_string()
