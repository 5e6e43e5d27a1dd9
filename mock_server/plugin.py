"""pytest: a mock server for each test, and its journal where a test fails.

pytest loads this module in every test run of whoever has the package installed. It therefore
imports nothing but pytest; the server comes with the first test that asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mock_server.mock import Mock, PortMock

    SCENARIOS: tuple[str, ...]

__all__ = ["SCENARIOS", "mock", "mock_server"]

MARKER = (
    "mock(scenario=, faults=, freeze=, strict=): what the mock server of this test is like. "
    "scenario: of links that name none; faults: such as ['commit-lost']; freeze: a time; "
    "strict: True refuses calls off the contract, False lets the test pass all the same."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a test's markers say. `freeze` is a time, or one as ISO 8601 has it.

    `strict` None answers a call off the contract, and fails the test that made it.
    """

    scenario: str = "ok"
    faults: tuple[str, ...] | list[str] = ()
    freeze: datetime | str | None = None
    strict: bool | None = None

    @property
    def frozen_at(self) -> datetime | None:
        """The time to stand still at."""
        return datetime.fromisoformat(self.freeze) if isinstance(self.freeze, str) else self.freeze


MOCKS = pytest.StashKey["list[Mock]"]()
"""The mocks of a test."""


def __getattr__(name: str) -> Any:
    """`SCENARIOS`, the names of all scenarios, to parametrise over; loaded when asked for."""
    if name != "SCENARIOS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from mock_server.scenarios.catalogue import SCENARIOS

    return tuple(SCENARIOS)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture
def mock(request: pytest.FixtureRequest) -> "Iterator[Mock]":
    """A mock server in process, for this test alone; time stands still in it."""
    from mock_server.mock import Mock
    from mock_server.state.service import MockService

    wanted = _wanted(request.node)
    prepared = Mock(MockService.in_memory(), wanted.scenario)
    try:
        yield from _lent(request.node, prepared, wanted)
    finally:
        prepared.close()


@pytest.fixture
def mock_server(request: pytest.FixtureRequest) -> "Iterator[PortMock]":
    """A mock server on a free loopback port, for this test alone; time passes in it."""
    from mock_server.mock import PortMock
    from mock_server.server import RunningMock

    wanted = _wanted(request.node)
    with RunningMock() as running:
        yield from _lent(request.node, PortMock(running, wanted.scenario), wanted)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Show the journal of a test that failed; fail one that passed off the contract."""
    report: pytest.TestReport = yield  # type: ignore[assignment]  # what the hook gives
    mocks = item.stash.get(MOCKS, [])
    if mocks and call.when != "teardown":
        _judge(report, mocks, _wanted(item))
    return report  # type: ignore[return-value]


def _judge(report: pytest.TestReport, mocks: "list[Mock]", wanted: Wanted) -> None:
    from mock_server.mock import journal_lines

    off = [entry for mock in mocks for entry in mock.off_contract]
    passed = report.when == "call" and report.passed and not hasattr(report, "wasxfail")
    if off and passed and wanted.strict is not False:
        report.outcome = "failed"
        report.longrepr = (
            f"The test passed, but made calls that are off the contract (strict=False in its "
            f"mock marker lets it pass):\n{journal_lines(off)}"
        )
    if report.failed:
        for mock in mocks:
            report.sections.append(("Mock journal", journal_lines(mock.journal()) or "no call"))


def _wanted(item: pytest.Item) -> Wanted:
    """What the markers of a test say; the nearest has the last word on each member."""
    members: dict[str, Any] = {}
    for marker in item.iter_markers("mock"):
        if marker.args:
            pytest.fail("the mock marker takes named arguments only", pytrace=False)
        members = {**marker.kwargs, **members}
    try:
        return Wanted(**members)
    except TypeError:
        names = ", ".join(Wanted.__dataclass_fields__)
        pytest.fail(f"the mock marker knows {names}; not all of {list(members)}", pytrace=False)


def _lent(item: pytest.Item, prepared: "Mock", wanted: Wanted) -> "Iterator[Any]":
    """Give a mock to a test, as its markers want it."""
    try:
        prepared.link()
        if wanted.frozen_at is not None:
            prepared.freeze(wanted.frozen_at)
        for fault in wanted.faults:
            prepared.fault(fault)
    except ValueError as error:
        pytest.fail(f"the mock marker: {error}", pytrace=False)
    prepared.service.settings.strict = wanted.strict is True
    item.stash.setdefault(MOCKS, []).append(prepared)
    yield prepared
