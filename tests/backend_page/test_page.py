"""docs/backend.md tells the truth: its journey is the mock's, its tables are the data's."""

import pytest

from api_client.models import CredentialField
from api_client.operations import KEY_PATTERN, MAX_BODY_BYTES, OPERATIONS
from api_client.problems import PROBLEMS
from api_client.rules import RULES
from mock_server.state.rate_limits import LIMITS
from tests.backend_page.parts import PAGE, made_parts
from tests.made_parts import parts_of

TEXT = PAGE.read_text(encoding="utf-8")


async def test_what_is_made_is_up_to_date() -> None:
    assert parts_of(TEXT) == await made_parts(), "run: make backend-page"


def test_every_operation_is_told() -> None:
    calls = [f"| `{call.method} {call.path}` | {call.id} |" for call in OPERATIONS.values()]
    assert [call for call in calls if call not in TEXT] == []


def test_every_problem_of_a_server_has_its_row() -> None:
    rows = parts_of(TEXT)["problems"]
    for kind in PROBLEMS.values():
        assert (f"| {kind.status} | `{kind.slug}` |" in rows) == (kind.status is not None)


@pytest.mark.parametrize("field", RULES)
def test_every_rule_that_clients_judge_is_told(field: CredentialField) -> None:
    told = TEXT.partition(f"\n### Rules of `{field}`\n")[2].partition("\n#")[0]
    assert [rule for rule in RULES[field] if f"| `{rule}` |" not in told] == []


def test_numbers_are_those_of_the_data() -> None:
    assert f"{MAX_BODY_BYTES:,} bytes" in TEXT
    assert KEY_PATTERN.strip("^$") in TEXT
    for name in ("wrong-token", "check", "refused-commit", "renew", "renew-per-day"):
        limit = LIMITS[name]
        seconds = int(limit.window.total_seconds())
        assert f"| {limit.times} | {seconds:,} s |" in TEXT
