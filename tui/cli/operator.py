"""`unify-activate operator`: what an operator asks the platform beside an activation."""

import argparse
import asyncio
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.outcomes import tell_failure
from tui.cli.parser import add_output_options, command_parser, insist_on_people
from tui.cli.usage import Usage
from tui.exit_codes import Exit, exit_code
from tui.i18n import _, language
from tui.terminal.sanitize import harmless
from tui.wording.identity import shown_email, shown_id, shown_name

if TYPE_CHECKING:
    from api_client.ringcentral.credentials import OperatorCredentials
    from api_client.ringcentral.invitees import Invitee
    from api_client.ringcentral.session import OperatorSession

COLUMNS = (64, 80, 20, 10)
"""The widest that each column of the table gets, in characters: only what is absurd is cut."""


def parser() -> argparse.ArgumentParser:
    """What reads its arguments."""
    made = command_parser("operator")
    add_output_options(made)
    actions = made.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    listing = actions.add_parser(
        "list",
        help=_("list the users who are not activated yet"),
        argument_default=argparse.SUPPRESS,  # what was said before the word still counts
    )
    add_output_options(listing)
    return made


def run(arguments: Sequence[str]) -> int:
    """Carry out `operator list [--json]`.

    Raises:
        Usage: it was not given as it should be, or there are no usable credentials.
    """
    given = parser().parse_args(arguments)
    insist_on_people(given)
    return _list(operator_credentials(), as_json=given.json)


def operator_credentials() -> "OperatorCredentials":
    """The operator's credentials, out of the environment or their file.

    Raises:
        Usage: there are none that can be used; the text says why.
    """
    from api_client.ringcentral.credentials import CredentialsUnusable, take_credentials
    from tui.wording.operator import fault_sentence

    try:
        return take_credentials(os.environ)
    except CredentialsUnusable as unusable:
        raise Usage(fault_sentence(unusable), "credentials-unusable") from None


def open_run(
    operator: "OperatorCredentials", *, is_attended: bool, limit_seconds: float = 0.0
) -> "OperatorSession":
    """What all backends of this run share; in front of an unattended one nobody can try again."""
    from api_client.connect import open_session
    from api_client.http.settings import ClientSettings
    from tui.cli.patience import told_patience
    from tui.wording.waiting import platform_wait_sentence

    patience = None if is_attended else told_patience(platform_wait_sentence, limit_seconds)
    return open_session(operator, ClientSettings(language=language()), patience)


def end_run(session: "OperatorSession") -> None:
    """Give its token back; the first signal waits for that, which takes two seconds at most."""
    from api_client.connect import end_session
    from tui.terminal.tty import signals_wait

    with signals_wait():
        asyncio.run(end_session(session))


def _list(operator: "OperatorCredentials", *, as_json: bool) -> int:
    from api_client.problems import Problem
    from tui.cli.error_lines import print_error, print_wrapped
    from tui.wording.operator import refusal_sentences, who_can_resend

    try:
        found = asyncio.run(_ask(operator))
    except Problem as problem:
        said, code = refusal_sentences(problem), exit_code(problem.slug)
        if as_json:
            tell_failure(problem.slug, code, said)
        print_error(said)
        return code
    if as_json:
        print(json.dumps([each.as_json() for each in found], indent=2))
    else:
        print("\n".join(table(found)))
    print_wrapped(who_can_resend())
    return Exit.ACTIVE


async def _ask(operator: "OperatorCredentials") -> "list[Invitee]":
    from api_client.connect import open_platform
    from api_client.http.settings import ClientSettings
    from api_client.ringcentral.invitees import list_invited
    from tui.cli.patience import told_patience
    from tui.wording.waiting import platform_wait_sentence

    patience = told_patience(platform_wait_sentence)
    platform = open_platform(operator, ClientSettings(language=language()), patience)
    try:
        return await list_invited(platform)
    finally:
        await platform.close()


def table(found: "Sequence[Invitee]") -> list[str]:
    """The users who are not activated yet, one a line under a heading, for people."""
    if not found:
        return [_("All users are activated.")]
    from tui.wording.account import fact_label

    heading = (
        fact_label("name"),
        fact_label("login_email"),
        fact_label("extension"),
        _("Created"),
    )
    rows = [heading, *(_row(each) for each in found)]
    widths = [min(most, max(len(row[index]) for row in rows)) for index, most in enumerate(COLUMNS)]
    return [
        "  ".join(_cell(*each) for each in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _row(invited: "Invitee") -> tuple[str, ...]:
    since = "" if invited.since is None else invited.since.astimezone().strftime("%Y-%m-%d")
    told = (
        shown_name(invited.name),
        shown_email(invited.email),
        shown_id(invited.extension or ""),
        since,
    )
    return tuple(map(harmless, told))


def _cell(text: str, width: int) -> str:
    shown = text if len(text) <= width else text[: width - 1] + "…"
    return f"{shown:<{width}}"
