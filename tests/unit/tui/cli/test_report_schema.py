"""The published description of what `--json` prints, and the page about it, tell what is printed."""

import json
import re
from typing import get_args

import jsonschema_rs
import pytest

from tests.accounts import activation, receipt
from tests.checkout import ROOT
from tests.links import activation_link
from tui.cli import report_objects
from tui.cli.main import run
from tui.cli.report import account_object, failure_object, summary_object
from tui.cli.report_schema import FAILURES, SCHEMA_JSON, dumped, failures, json_schema, outcomes
from tui.cli.schemas import SCHEMAS
from tui.exit_codes import Exit, FailureOutcome
from tui.i18n import use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.journey.journey import Finished

PAGE, OUTCOMES = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("json.md", "automation.md")
)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def queue_with(outcome: str) -> AccountQueue:
    queue = AccountQueue([Invitation(activation_link())])
    queue.open(1)
    if outcome == "active":
        queue.activated(Finished(receipt(), activation(), "a.example"))
    else:
        queue.tell(outcome, detail="why", retry_after=3)
    return queue


def test_the_published_description_is_up_to_date() -> None:
    assert SCHEMA_JSON.read_text(encoding="utf-8") == dumped(), "run: make schema"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("answers", "urn:unify-activate:schema:answers:1"),
        ("json", "urn:unify-activate:schema:json:1"),
    ],
)
def test_a_description_is_printed_as_it_is_published(
    capsys: pytest.CaptureFixture[str], name: str, id_: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["--print-schema", name])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said == SCHEMAS[name].read_text(encoding="utf-8")
    assert json.loads(said)["$id"] == id_
    jsonschema_rs.meta.validate(json.loads(said))


def test_whatever_is_printed_is_as_described_and_nothing_else_is() -> None:
    described = jsonschema_rs.validator_for(json_schema())
    printed = [
        failure_object(outcome, code, "why") for outcome, (code, _says) in failures().items()
    ]
    for outcome in outcomes():
        queue = queue_with(outcome)
        printed += [account_object(queue.entries[0]), summary_object(queue, queue.exit_code())]
    for line in printed:
        told = json.loads(line)
        described.validate(told)
        assert not described.is_valid(told | {"exit_code": 99}) or told["kind"] == "summary"
        assert not described.is_valid(told | {"outcome": "unheard-of"}) or told["kind"] == "summary"
        for member in told:
            assert not described.is_valid({k: v for k, v in told.items() if k != member})


def test_every_reason_not_to_begin_is_described() -> None:
    assert set(FAILURES) == set(get_args(FailureOutcome))


def rows(title: str, page: str = PAGE) -> list[list[str]]:
    """The cells of the rows in a section of a page."""
    section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]


def test_the_page_has_every_outcome_with_its_code() -> None:
    of_accounts = rows("Every `outcome` of an account", OUTCOMES)[1:]
    told = {name.strip("`"): code for name, code, _says in of_accounts}
    assert told == {name: str(int(code)) for name, (code, _says) in outcomes().items()}
    of_none = rows("Where it came to no account", OUTCOMES)[1:]
    told = {name.strip("`"): code for name, code, _says in of_none}
    assert told == {
        name: "130, 129 or 143" if code == Exit.LEFT else str(int(code))
        for name, (code, _says) in FAILURES.items()
    }


@pytest.mark.parametrize(
    ("title", "members"),
    [
        ("Account", report_objects.AccountObject.__annotations__),
        ("Summary", report_objects.SummaryObject.__annotations__),
        ("Failure", report_objects.FailureObject.__annotations__),
    ],
)
def test_the_page_has_every_member(title: str, members: dict[str, object]) -> None:
    named = [name for row in rows(title) for name in re.findall("`(.*?)`", row[0])]
    assert named == list(members)
