"""`unify-mock outbox`: the mails a server wrote."""

import argparse

from mock_server.cli.answers import ToldMail
from mock_server.cli.client import Server
from mock_server.cli.console import tell, tell_json, tell_message


def outbox(options: argparse.Namespace) -> int:
    """List mails, oldest first, print one as it is sent, or clear them.

    Raises:
        Refused: there is no such mail, or no mock server answers.
    """
    with Server(options) as server:
        if options.eml is not None:
            return _print_one(server, options)
        those = {"to": options.to, "account": options.account}
        if options.clear:
            server.delete("mails", **those)
            return 0
        listed = server.get(
            "mails", **those, since=options.since, limit=options.limit, wait=options.wait
        )
        mails = server.read(list[ToldMail], listed)
    if options.json:
        tell_json(listed)
    else:
        for mail in mails:
            _print(mail)
    return 0


def _print_one(server: Server, options: argparse.Namespace) -> int:
    if options.json:
        tell_json(server.get("mails", str(options.eml)))
        return 0
    answer = server.ask("GET", "mails", f"{options.eml}.eml")
    if answer.is_error:
        server.json(answer)
    tell_message(answer.content)
    return 0


def _print(mail: ToldMail) -> None:
    handed_on = "" if mail.relay is None else f"  {mail.relay.state}"
    tell(f"{mail.id}  {mail.sent_at}  {mail.kind}  {mail.to}{handed_on}")
    if mail.relay is not None and mail.relay.reason:
        tell(f"  {mail.relay.reason}")
    if mail.link:
        tell(f"  {mail.link}")
