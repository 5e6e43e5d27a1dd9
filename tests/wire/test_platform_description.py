"""The emulation keeps to the vendor's description, and so does everything the client sends.

Every test at the operator's desk checks each exchange; this file shows that the check would notice,
and that the table of both sides says what the description says.
"""

from collections.abc import Callable
from typing import Any

import pytest

from api_client.ringcentral.operations import OPERATIONS, PlatformOperation
from mock_server.ringcentral.handlers import HANDLERS
from tests.wire import platform_description
from tests.wire.operator_desk import Desk, Exchange, choices
from tests.wire.platform_description import INTERNAL, found_operation, needed

pytestmark = needed

NOT_KEPT = {"status", "check-permission"}
DESCRIBED = [each for each in OPERATIONS.values() if not each.internal and each.id not in NOT_KEPT]
WITHOUT_TOKEN = {"token", "revoke", "status"}


def described(operation: PlatformOperation) -> dict[str, Any]:
    path = operation.path.format(account="1", extension="1")
    found = found_operation(operation.method, path)
    assert found is not None, path
    return found


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda each: each.id)
def test_the_table_says_what_the_description_says(operation: PlatformOperation) -> None:
    told = described(operation)
    assert told["x-throttling-group"].lower() == operation.group
    assert told.get("x-app-permission") == operation.app_permission
    permission = told.get("x-user-permission")
    assert permission is None or (operation.user_permission or "") in permission.split(" OR ")
    assert (told.get("x-availability", "High") == "High") is operation.is_always_there


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.id)
def test_every_operation_is_described_and_what_changes_something_is_a_put(
    operation: PlatformOperation,
) -> None:
    described(operation)
    assert operation.writes is (operation.method == "PUT")


def test_whatever_asks_for_a_token_is_answered() -> None:
    assert HANDLERS.keys() == OPERATIONS.keys() - WITHOUT_TOKEN


def test_no_public_operation_is_called_internal() -> None:
    paths = platform_description.description()["paths"]
    assert not any(path in paths for path in INTERNAL)


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        (lambda each: {"path": each.path + "/x"}, "is not described"),
        (lambda each: {"query": "colour=red"}, "parameter colour"),
        (lambda each: {"body": b'{"status": "Awake"}'}, "status"),
        (lambda each: {"body": b'{"activationLink": "x"}'}, "member activationLink"),
        (lambda each: {"answer": b'{"id": "not a number"}'}, "id"),
        (lambda each: {"status": 400, "answer": b'{"oops": 1}'}, "anyOf"),
    ],
    ids=["path", "parameter", "value", "member", "answer", "error"],
)
async def test_what_is_off_the_description_is_noticed(
    desk: Desk, change: Callable[[Exchange], dict[str, object]], noticed: str
) -> None:
    backend = desk.backend()
    await backend.look()
    await backend.commit(choices(), "key")
    update = next(e for e in desk.network.exchanges if b"setupWizardState" in e.body)
    assert update.violations == []
    changed = Exchange(**{**_members(update), **change(update)})  # type: ignore[arg-type]
    assert any(noticed in each for each in changed.violations), changed.violations


def _members(exchange: Exchange) -> dict[str, object]:
    return {name: getattr(exchange, name) for name in Exchange.__dataclass_fields__}
