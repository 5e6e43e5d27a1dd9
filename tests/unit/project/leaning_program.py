"""A program of somebody else: it uses what this project promises to others, and nothing more.

`leaning_program.py MAIL TEXT [ORIGIN]` prints as JSON what is in a mail's file and in a text.
"""

import json
import sys
from pathlib import Path

import api_client.brands
import api_client.link
import api_client.mail
from api_client.link import ActivationLink, Refused
from api_client.mail import ActivationMail


def of_link(link: ActivationLink) -> dict[str, str]:
    """A link, and what its host is worth."""
    return {
        "origin": link.origin,
        "account_id": link.account_id,
        "token": link.token,
        "trust": api_client.brands.trust(link).kind,
    }


def of_refused(refused: Refused) -> dict[str, str]:
    """What looks like a link and is none."""
    return {"text": refused.text, "reason": refused.reason}


def of_mail(mail: ActivationMail) -> dict[str, object]:
    """All that a mail says."""
    return {
        "links": [(link.origin, link.account_id, link.token) for link in mail.links],
        "trust": [api_client.brands.trust(link).kind for link in mail.links],
        "refused": [of_refused(refused) for refused in mail.refused],
        "sender": None if mail.sender is None else str(mail.sender),
        "sender_known": mail.sender_known,
        "subject": mail.subject,
        "login_email": mail.login_email,
        "date": None if mail.date is None else mail.date.isoformat(),
        "main_number": mail.main_number,
        "extension": mail.extension,
        "direct_number": mail.direct_number,
    }


def main(file: str, text: str, origin: str | None = None) -> None:
    """Print it."""
    links: list[ActivationLink] = api_client.link.find_links(text, origin=origin)
    refused: list[Refused] = api_client.link.find_refused(text)
    mail: ActivationMail = api_client.mail.read_mail(Path(file).read_bytes())
    found = {
        "links": [of_link(link) for link in links],
        "refused": [of_refused(each) for each in refused],
        "mail": of_mail(mail),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
