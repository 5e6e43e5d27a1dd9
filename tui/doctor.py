"""`unify-activate doctor`: what of the surroundings works, one finding for each thing looked at."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tui.exit_codes import Exit
from tui.language import _
from tui.options import ACCESSIBLE, command_parser, is_on
from tui.outside_text import harmless

Standing = Literal["good", "notice", "bad"]

MARKS: dict[Standing, str] = {"good": "✓", "notice": "·", "bad": "✗"}
PLAIN_MARKS: dict[Standing, str] = {"good": "+", "notice": "-", "bad": "!"}
"""Where the output's encoding lacks the others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in words for people.

    `id` names it for programs; `code` is what the shell is told if it is bad.
    """

    standing: Standing
    text: str
    id: str = ""
    code: Exit = Exit.FAILED


def run(arguments: Sequence[str]) -> int:
    """Carry out all checks, print what they found, and return the code of the first bad one."""
    parser = command_parser("doctor", _("Check what this program needs around it."))
    parser.add_argument("--json", action="store_true", help=_("print JSON on standard output"))
    parser.add_argument("--lang", choices=("de", "en"), help=_("language of all words"))
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


async def examine() -> list[Finding]:
    """Everything that was found, in the order of the checks."""
    return [finding for check in CHECKS for finding in await check()]


async def terminal_findings() -> list[Finding]:
    """Whether a journey could be drawn here, and how."""
    from tui.preflight import look_around, preflight
    from tui.wording.preflight import preflight_sentence

    found = preflight(look_around(os.environ), lines_wanted=is_on(ACCESSIBLE, os.environ))
    return [
        Finding(
            each.standing, preflight_sentence(each.id, each.values), each.id, code=Exit.TERMINAL
        )
        for each in found.findings
    ]


CHECKS: tuple[Callable[[], Awaitable[list[Finding]]], ...] = (terminal_findings,)
"""Every check, in the order in which its findings are printed."""


def _as_json(findings: Sequence[Finding], code: Exit) -> str:
    told = [
        {"id": each.id, "standing": each.standing, "text": harmless(each.text, limit=1000)}
        for each in findings
    ]
    return json.dumps({"exit_code": int(code), "findings": told})


def _marks() -> dict[Standing, str]:
    try:
        "".join(MARKS.values()).encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return PLAIN_MARKS
    return MARKS
