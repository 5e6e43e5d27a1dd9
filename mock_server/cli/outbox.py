"""`unify-mock outbox`: the mails a server wrote."""

import argparse
import sys

from mock_server.cli.client import Server
from mock_server.mail.plain_text import one_line


def outbox(options: argparse.Namespace) -> int:
    """List mails, oldest first, or print one as it is sent.

    Raises:
        Refused: there is no such mail, or no mock server answers.
    """
    with Server(options) as server:
        if options.eml is not None:
            answer = server.ask("GET", "mails", f"{options.eml}.eml")
            if answer.is_error:
                server.json(answer)
            sys.stdout.buffer.write(answer.content)
            sys.stdout.flush()
            return 0
        listed = server.get("mails", to=options.to)
    for mail in listed:
        relay = mail["relay"]
        handed_on = "" if relay is None else f"  {relay['state']}"
        print(f"{mail['id']}  {mail['sent_at']}  {mail['kind']}  {one_line(mail['to'])}{handed_on}")
        if relay is not None and relay["reason"]:
            print(f"  {relay['reason']}")
        if mail["link"]:
            print(f"  {mail['link']}")
    return 0
