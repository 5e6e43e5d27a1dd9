"""`unify-activate doctor`: what of the surroundings works, one finding for each check."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.exit_codes import Exit
from tui.language import _, language
from tui.options import command_parser
from tui.outside_text import harmless

if TYPE_CHECKING:
    from api_client.ringcentral.platform import Platform

Standing = Literal["good", "notice", "bad"]

MARKS: dict[Standing, str] = {"good": "✓", "notice": "·", "bad": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in words for people."""

    standing: Standing
    text: str


def run(arguments: Sequence[str]) -> int:
    """Carry out all checks and print what they found; 1 if anything is bad."""
    parser = command_parser("doctor", _("Check what this program needs around it."))
    parser.add_argument("--lang", choices=("de", "en"), help=_("language of all words"))
    parser.parse_args(arguments)
    findings = asyncio.run(examine())
    for finding in findings:
        print(f"{MARKS[finding.standing]} {harmless(finding.text, limit=1000)}")
    sys.stdout.flush()
    is_bad = any(finding.standing == "bad" for finding in findings)
    return Exit.FAILED if is_bad else Exit.ACTIVE


async def examine() -> list[Finding]:
    """Everything that was found, in the order of the checks."""
    return [finding for check in CHECKS for finding in await check()]


async def operator_findings() -> list[Finding]:
    """Whether operator mode could be used: credentials, token, permissions."""
    from api_client.backend import BackendSettings, open_platform
    from api_client.ringcentral.credentials import (
        ENVIRONMENT,
        CredentialsUnusable,
        take_credentials,
    )
    from tui.wording.operator import fault_sentence

    try:
        credentials = take_credentials(os.environ)
    except CredentialsUnusable as unusable:
        if unusable.fault == "missing":
            return [Finding("notice", _("Operator mode is not set up; most people need none."))]
        return [Finding("bad", fault_sentence(unusable))]
    platform = open_platform(BackendSettings(language=language(), operator=credentials))
    source = _("the environment") if credentials.source == ENVIRONMENT else credentials.source
    where = _("Operator's credentials: from {source}, for {host}.").format(
        source=source, host=platform.host
    )
    try:
        return [Finding("good", where), *await _platform_findings(platform)]
    finally:
        await platform.close()


async def _platform_findings(platform: "Platform") -> list[Finding]:
    from api_client.problems import Problem
    from api_client.ringcentral.fitness import read_fitness
    from tui.wording.operator import refusal_details
    from tui.wording.problems import problem_page

    try:
        fitness = await read_fitness(platform)
    except Problem as problem:
        said = (problem_page(problem.slug).words()[0], refusal_details(problem))
        return [Finding("bad", ". ".join(filter(None, said)) + ".")]
    found = [
        Finding(
            "good", _("The platform accepts the operator {name}.").format(name=fitness.operator)
        )
    ]
    found += [
        Finding("bad", _("The app lacks the permission {name}.").format(name=name))
        for name in fitness.missing_app_permissions
    ]
    found += [
        Finding("bad", _("The operator's role lacks the permission {name}.").format(name=name))
        for name in fitness.missing_user_permissions
    ]
    if not fitness.missing_app_permissions and not fitness.missing_user_permissions:
        found.append(Finding("good", _("All permissions that can be checked are there.")))
    if fitness.has_credentials:
        found.append(Finding("good", _("Security questions can be set.")))
    else:
        found.append(
            Finding(
                "notice",
                _("This account cannot set security questions; that step is left out."),
            )
        )
    return found


CHECKS: tuple[Callable[[], Awaitable[list[Finding]]], ...] = (operator_findings,)
"""Every check, in the order in which its findings are printed."""
