"""The emulation keeps to the vendor's description, and so does everything the client sends.

Every test at the operator's desk checks each exchange; this file shows that the check would notice,
and that the tables of both sides say what the description says.
"""

import re
from collections.abc import Callable

import pytest

from api_client.ringcentral.operations import OPERATIONS
from mock_server.platform.calls import OPERATIONS as EMULATED
from tests.wire import platform_description
from tests.wire.operator_desk import Desk, Exchange, choices
from tests.wire.platform_description import INTERNAL, found_operation, needed

pytestmark = needed

PUBLIC = [operation for operation in OPERATIONS.values() if not operation.internal]
DESCRIBED = [operation for operation in PUBLIC if operation.id != "status"]


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda each: each.id)
def test_the_clients_table_says_what_the_description_says(operation: object) -> None:
    told = next(each for each in DESCRIBED if each is operation)
    described = found_operation(told.method, told.path.format(extension="1"))
    assert described is not None
    assert described["x-throttling-group"].lower() == told.group
    assert described.get("x-app-permission") == told.app_permission
    permission = described.get("x-user-permission")
    assert permission is None or (told.user_permission or "") in permission.split(" OR ")


@pytest.mark.parametrize("operation", EMULATED, ids=lambda each: each.id)
def test_the_emulations_table_says_what_the_description_says(operation: object) -> None:
    told = next(each for each in EMULATED if each is operation)
    described = found_operation(told.method, re.sub(r"\{\w+\}", "1", told.path))
    assert described is not None
    if told.internal:
        return
    assert described["x-throttling-group"].lower() == told.group
    assert (described["x-availability"] == "High") is told.is_always_there
    assert described["x-app-permission"] == told.app_permission


def test_both_tables_name_the_same_operations() -> None:
    assert {each.id for each in EMULATED} == OPERATIONS.keys() - {"token", "revoke", "status"}
    for each in EMULATED:
        mine = OPERATIONS[each.id]  # type: ignore[index]
        assert (mine.method, mine.internal) == (each.method, each.internal)
        assert re.sub(r"\{\w+\}", "~", mine.path) == re.sub(r"\{\w+\}", "~", each.path)
        assert mine.writes is (each.method == "PUT")


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
