"""The published description of what `--json` prints.

`python -m tui.cli.report_schema` writes `report.schema.json` (JSON Schema 2020-12) beside it; a
test compares the two. Nothing of this is loaded by an activation.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import is_typeddict

from api_client.problems import PROBLEMS
from api_client.ringcentral import problems as _platform_problems  # noqa: F401 (they name themselves)
from tui.cli import report_objects
from tui.cli.report_objects import SCHEMA_VERSION
from tui.exit_codes import Exit, FailureOutcome, exit_code
from tui.i18n import use_language
from tui.journey.account_queue import ACTIVE, EXIT_CODES
from tui.wording.queue import outcome_words

SCHEMA_JSON = Path(__file__).with_name("report.schema.json")
"""The published description."""

SCHEMA_ID = f"urn:unify-activate:schema:json:{SCHEMA_VERSION}"
"""Names the description; it is found nowhere by that."""

FAILURES: Mapping[FailureOutcome, tuple[Exit, str]] = {
    "usage": (Exit.USAGE, "The command line is wrong"),
    "unreadable": (Exit.USAGE, "Something that was named cannot be read"),
    "no-usable-link": (Exit.USAGE, "There is no usable link in anything that was named"),
    "answers-unusable": (Exit.USAGE, "The answers file, or what it refers to, cannot be used"),
    "credentials-unusable": (Exit.USAGE, "There are no operator's credentials that can be used"),
    "no-terminal": (Exit.TERMINAL, "There is no terminal that can be used"),
    "failed": (Exit.FAILED, "This program had to stop"),
    "left": (Exit.LEFT, "A signal came, or Ctrl+C"),
}
"""What keeps a run from coming to its accounts: the exit code, and what it means."""


def outcomes() -> dict[str, tuple[Exit, str]]:
    """What may become of an account: the exit code, and what it means, in English."""
    told = {ACTIVE: (Exit.ACTIVE, "The account is active")}
    own = {outcome: (code, outcome_words(outcome)) for outcome, code in EXIT_CODES.items()}
    return {**own, **problems(), **told}


def failures() -> dict[str, tuple[Exit, str]]:
    """What keeps a run from beginning, those of `operator list` included."""
    return problems() | {str(outcome): told for outcome, told in FAILURES.items()}


def problems() -> dict[str, tuple[Exit, str]]:
    """What a server, the platform or the way there may say."""
    return {slug: (exit_code(slug), outcome_words(slug)) for slug in PROBLEMS if slug}


def json_schema() -> dict[str, Any]:
    """The description of a line that `--json` prints, whichever kind it is."""
    for each in vars(report_objects).values():
        if is_typeddict(each):
            each.__pydantic_config__ = ConfigDict(use_attribute_docstrings=True)
    described = TypeAdapter(report_objects.ReportObject).json_schema(mode="serialization")
    definitions = described["$defs"]
    _name_outcomes(definitions["AccountObject"], outcomes())
    _name_outcomes(definitions["FailureObject"], failures())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "A line that unify-activate --json prints",
        **described,
    }


def _name_outcomes(described: dict[str, Any], told: dict[str, tuple[Exit, str]]) -> None:
    """Put in the words that `outcome` may be, what each means, and the exit code with it."""
    described["properties"]["outcome"] |= {
        "oneOf": [
            {"const": outcome, "description": says} for outcome, (_code, says) in told.items()
        ]
    }
    by_code: defaultdict[Exit, list[str]] = defaultdict(list)
    for outcome, (code, _says) in told.items():
        by_code[code].append(outcome)
    described["allOf"] = [
        {
            "if": {"properties": {"outcome": {"enum": words}}},
            "then": {"properties": {"exit_code": _described(code)}},
        }
        for code, words in by_code.items()
    ]


def _described(code: Exit) -> dict[str, int]:
    """One of leaving is any signal's."""
    return {"minimum": Exit.HUNG_UP.value} if code == Exit.LEFT else {"const": code.value}


def dumped() -> str:
    """The description as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    use_language("en")
    SCHEMA_JSON.write_text(dumped(), encoding="utf-8")
