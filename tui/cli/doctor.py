"""`unify-activate doctor`: what of the surroundings works, one finding for each thing looked at."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from tui.cli.findings import DoctorFinding
from tui.cli.options import wanted_theme
from tui.cli.parser import add_output_options, command_parser, file_metavar, insist_on_people
from tui.cli.usage import Usage
from tui.exit_codes import Exit
from tui.i18n import N_, _, language
from tui.terminal.capabilities import CheckStanding
from tui.terminal.charset import characters
from tui.terminal.sanitize import harmless
from tui.terminal.tty import ACCESSIBLE, is_on
from tui.wording.identity import shown_host, shown_name, shown_path

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient

CA_FILE = "SSL_CERT_FILE"

MARKS: dict[CheckStanding, str] = {"good": "✓", "notice": "·", "bad": "✗"}
PLAIN_MARKS: dict[CheckStanding, str] = {"good": "+", "notice": "-", "bad": "!"}
"""Where the terminal or the output's encoding lacks the others."""
WORDS: dict[CheckStanding, str] = {"good": N_("OK:"), "notice": N_("Note:"), "bad": N_("Error:")}
"""Where the lines are read aloud."""


def parser() -> argparse.ArgumentParser:
    """What reads its arguments."""
    made = command_parser("doctor")
    add_output_options(made)
    made.add_argument(
        "--answers",
        metavar=file_metavar(),
        help=_("check this answers file instead of the terminal"),
    )
    return made


def run(arguments: Sequence[str]) -> int:
    """Carry out all checks, print what they found, and return the code of the first bad one."""
    given = parser().parse_args(arguments)
    wanted_theme(given.theme)
    insist_on_people(given)
    if given.plain:
        os.environ[ACCESSIBLE] = "1"
    if given.answers == "":
        raise Usage(_("The value of --answers is empty. Please name a file."))
    findings = asyncio.run(examine(given.answers))
    code = next((each.code for each in findings if each.standing == "bad"), Exit.ACTIVE)
    if given.json:
        print(_as_json(findings, code))
    else:
        marks = _marks()
        for finding in findings:
            print(f"{marks[finding.standing]} {harmless(finding.text, limit=1000)}")
    sys.stdout.flush()
    return code


async def examine(answers: str | None = None) -> list[DoctorFinding]:
    """Everything that was found, in the order of the checks; with answers no terminal is needed."""
    checks = CHECKS
    found: list[DoctorFinding] = []
    if answers is not None:
        from tui.cli.answers_findings import answers_findings

        checks = tuple(check for check in CHECKS if check is not terminal_findings)
        found = await asyncio.to_thread(answers_findings, answers)
    return [*found, *[finding for check in checks for finding in await check()]]


async def certificates_findings() -> list[DoctorFinding]:
    """Whether the file of authorities that is named can be read; nothing where none is."""
    named = os.environ.get(CA_FILE)
    if not named or os.access(named, os.R_OK):
        return []
    said = _(
        "The file {file} named in {variable} cannot be read. Because of this, no server "
        "can be reached."
    )
    text = said.format(variable=CA_FILE, file=shown_path(named))
    return [DoctorFinding("bad", text, "ca-file", Exit.UNAVAILABLE)]


async def terminal_findings() -> list[DoctorFinding]:
    """Whether a journey could be drawn here, and how."""
    from tui.terminal.capabilities import look_around, preflight
    from tui.terminal.display import find_display
    from tui.wording.terminal import preflight_sentence

    found = preflight(
        look_around(os.environ, find_display()), lines_wanted=is_on(ACCESSIBLE, os.environ)
    )
    return [
        DoctorFinding(
            each.standing, preflight_sentence(each.id, each.values), each.id, code=Exit.TERMINAL
        )
        for each in found.findings
    ]


async def operator_findings() -> list[DoctorFinding]:
    """Whether operator mode could be used: credentials, token, permissions."""
    from api_client.connect import open_platform
    from api_client.http.settings import ClientSettings
    from api_client.ringcentral.credentials import (
        ENVIRONMENT,
        CredentialsUnusable,
        take_credentials,
    )
    from tui.cli.patience import told_patience
    from tui.wording.operator import fault_sentence
    from tui.wording.waiting import platform_wait_sentence

    try:
        credentials = take_credentials(os.environ)
    except CredentialsUnusable as unusable:
        if unusable.fault == "missing":
            return [
                DoctorFinding(
                    "notice", _("Operator mode is not set up. Most people do not need it.")
                )
            ]
        return [DoctorFinding("bad", fault_sentence(unusable))]
    patience = told_patience(platform_wait_sentence)
    platform = open_platform(credentials, ClientSettings(language=language()), patience)
    source = (
        _("environment variables")
        if credentials.source == ENVIRONMENT
        else shown_path(credentials.source)
    )
    where = _(
        "The operator’s credentials come from {source} and are for the server {host}."
    ).format(source=source, host=shown_host(platform.host))
    try:
        return [DoctorFinding("good", where), *await _platform_findings(platform)]
    finally:
        await platform.close()


async def _platform_findings(platform: "PlatformClient") -> list[DoctorFinding]:
    from api_client.problems import Problem
    from api_client.ringcentral.readiness import read_fitness
    from tui.wording.operator import refusal_details
    from tui.wording.problems import problem_page
    from tui.wording.sentences import as_sentence

    try:
        fitness = await read_fitness(platform)
    except Problem as problem:
        said = (problem_page(problem.slug).words()[0], refusal_details(problem))
        return [DoctorFinding("bad", " ".join(map(as_sentence, filter(None, said))))]
    found = [
        DoctorFinding(
            "good",
            _("The platform accepts {name} as operator.").format(name=shown_name(fitness.operator)),
        )
    ]
    found += [
        DoctorFinding(
            "bad", _("The operator’s app does not have the permission {name}.").format(name=name)
        )
        for name in fitness.missing_app_permissions
    ]
    found += [
        DoctorFinding(
            "bad", _("The operator’s role does not have the permission {name}.").format(name=name)
        )
        for name in fitness.missing_user_permissions
    ]
    if not fitness.missing_app_permissions and not fitness.missing_user_permissions:
        found.append(DoctorFinding("good", _("All permissions that can be checked are in place.")))
    if fitness.has_credentials:
        found.append(DoctorFinding("good", _("Security questions can be set.")))
    else:
        found.append(
            DoctorFinding(
                "notice",
                _(
                    "Security questions cannot be set in this company’s account. That step is "
                    "left out."
                ),
            )
        )
    return found


CHECKS: tuple[Callable[[], Awaitable[list[DoctorFinding]]], ...] = (
    terminal_findings,
    certificates_findings,
    operator_findings,
)
"""Every check, in the order in which its findings are printed."""


def _as_json(findings: Sequence[DoctorFinding], code: Exit) -> str:
    told = [
        {"id": each.id, "standing": each.standing, "text": harmless(each.text, limit=1000)}
        for each in findings
    ]
    return json.dumps({"exit_code": int(code), "findings": told})


def _marks() -> dict[CheckStanding, str]:
    if is_on(ACCESSIBLE, os.environ):
        return {standing: _(word) for standing, word in WORDS.items()}
    if characters() != "all":
        return PLAIN_MARKS
    try:
        "".join(MARKS.values()).encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return PLAIN_MARKS
    return MARKS
