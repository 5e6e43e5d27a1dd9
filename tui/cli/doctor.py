"""`unify-activate doctor`: what of the surroundings works, one finding for each thing looked at."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli.options import add_output_options, command_parser
from tui.exit_codes import Exit
from tui.i18n import _, language
from tui.terminal.capabilities import CheckStanding
from tui.terminal.sanitize import harmless
from tui.terminal.tty import ACCESSIBLE, is_on

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient

MARKS: dict[CheckStanding, str] = {"good": "✓", "notice": "·", "bad": "✗"}
PLAIN_MARKS: dict[CheckStanding, str] = {"good": "+", "notice": "-", "bad": "!"}
"""Where the output's encoding lacks the others."""


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """What one check found, in words for people.

    `id` names it for programs; `code` is what the shell is told if it is bad.
    """

    standing: CheckStanding
    text: str
    id: str = ""
    code: Exit = Exit.FAILED


def run(arguments: Sequence[str]) -> int:
    """Carry out all checks, print what they found, and return the code of the first bad one."""
    parser = command_parser("doctor")
    add_output_options(parser)
    given = parser.parse_args(arguments)
    findings = asyncio.run(examine())
    code = next((each.code for each in findings if each.standing == "bad"), Exit.ACTIVE)
    if given.json:
        print(_as_json(findings, code))
    else:
        marks = _marks()
        for finding in findings:
            print(f"{marks[finding.standing]} {harmless(finding.text, limit=1000)}")
    sys.stdout.flush()
    return code


async def examine() -> list[DoctorFinding]:
    """Everything that was found, in the order of the checks."""
    return [finding for check in CHECKS for finding in await check()]


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
                DoctorFinding("notice", _("Operator mode is not set up; most people need none."))
            ]
        return [DoctorFinding("bad", fault_sentence(unusable))]
    patience = told_patience(platform_wait_sentence)
    platform = open_platform(credentials, ClientSettings(language=language()), patience)
    source = _("the environment") if credentials.source == ENVIRONMENT else credentials.source
    where = _("Operator's credentials: from {source}, for {host}.").format(
        source=source, host=platform.host
    )
    try:
        return [DoctorFinding("good", where), *await _platform_findings(platform)]
    finally:
        await platform.close()


async def _platform_findings(platform: "PlatformClient") -> list[DoctorFinding]:
    from api_client.problems import Problem
    from api_client.ringcentral.readiness import read_fitness
    from tui.wording.operator import as_sentence, refusal_details
    from tui.wording.problems import problem_page

    try:
        fitness = await read_fitness(platform)
    except Problem as problem:
        said = (problem_page(problem.slug).words()[0], refusal_details(problem))
        return [DoctorFinding("bad", " ".join(map(as_sentence, filter(None, said))))]
    found = [
        DoctorFinding(
            "good", _("The platform accepts the operator {name}.").format(name=fitness.operator)
        )
    ]
    found += [
        DoctorFinding("bad", _("The app lacks the permission {name}.").format(name=name))
        for name in fitness.missing_app_permissions
    ]
    found += [
        DoctorFinding(
            "bad", _("The operator's role lacks the permission {name}.").format(name=name)
        )
        for name in fitness.missing_user_permissions
    ]
    if not fitness.missing_app_permissions and not fitness.missing_user_permissions:
        found.append(DoctorFinding("good", _("All permissions that can be checked are there.")))
    if fitness.has_credentials:
        found.append(DoctorFinding("good", _("Security questions can be set.")))
    else:
        found.append(
            DoctorFinding(
                "notice",
                _("This account cannot set security questions; that step is left out."),
            )
        )
    return found


CHECKS: tuple[Callable[[], Awaitable[list[DoctorFinding]]], ...] = (
    terminal_findings,
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
    try:
        "".join(MARKS.values()).encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return PLAIN_MARKS
    return MARKS
