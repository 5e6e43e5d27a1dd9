"""pytest: a mock server for each test or for all of them, and its journal where a test fails.

pytest loads this package in every test run of whoever has it installed, also where the project
under test has a `mock_server` or an `api_client` of its own. It therefore imports nothing but
pytest; the server comes with the first test that asks for it. The fixtures:

- `mock`: a server in process, for one test.
- `mock_server`: one on a free loopback port, for one test.
- `mock_session`: one on a free loopback port, for the whole run (of each worker).

With `--unify-mock-url` the last two are a server that runs elsewhere, see `remote`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from unify_mock_pytest.installed import HiddenPackage, ensure_ours, passed_over
from unify_mock_pytest.judgement import WATCHES, Watch, judge
from unify_mock_pytest.marker import MARKER, Wanted, wanted

if TYPE_CHECKING:
    from mock_server.mock import Mock, PortMock
    from unify_mock_pytest.remote import RemoteMock

    SCENARIOS: tuple[str, ...]

__all__ = ["SCENARIOS", "mock", "mock_server", "mock_session"]

ARRANGED = pytest.StashKey[ExitStack]()
"""What is taken back when a test is over."""

SESSION = pytest.StashKey["PortMock | RemoteMock"]()
"""The server of the whole run, once a test has asked for it."""

MEANINGLESS = pytest.StashKey[BaseException]()
"""What is wrong with the marker of a test that was the first to ask for the server of the run."""

CURRENT = pytest.StashKey[pytest.Item]()
"""The test that runs."""


def __getattr__(name: str) -> Any:
    """`SCENARIOS`, the names of all scenarios, to parametrise over; loaded when asked for."""
    if name != "SCENARIOS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    ensure_ours("SCENARIOS")
    from mock_server.scenarios.catalogue import SCENARIOS

    return tuple(SCENARIOS)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Make the options known."""
    group = parser.getgroup("unify-mock", "mock server of unify-activate")
    group.addoption(
        "--unify-mock-url",
        metavar="URL",
        help="let mock_server and mock_session be the mock server that runs there",
    )
    group.addoption(
        "--unify-mock-admin-key-file", metavar="FILE", help="that server's admin key, if it has one"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Tell of a folder of the project that Python does not import for having us installed."""
    return [
        f"unify-mock: {name}/ has no __init__.py, so the installed package of that name hides it"
        for name in passed_over(config.rootpath)
    ]


@pytest.fixture
def mock(request: pytest.FixtureRequest) -> "Iterator[Mock]":
    """A mock server in process, for this test alone; time stands still in it."""
    with _said(""):
        ensure_ours("The fixture mock")
    from mock_server.mock import Mock
    from mock_server.state.service import MockService

    prepared = Mock(MockService.in_memory())
    try:
        _use(request.node, prepared)
        yield prepared
    finally:
        prepared.close()


@pytest.fixture
def mock_server(request: pytest.FixtureRequest) -> "Iterator[PortMock | RemoteMock]":
    """A mock server on a free loopback port, for this test alone; time passes in it."""
    with _on_a_port("The fixture mock_server", request.config) as prepared:
        _use(request.node, prepared)
        yield prepared


@pytest.fixture(scope="session")
def mock_session(request: pytest.FixtureRequest) -> "Iterator[PortMock | RemoteMock]":
    """A mock server on a free loopback port for all tests; what they leave in it stays there."""
    with _on_a_port("The fixture mock_session", request.config) as prepared:
        request.config.stash[SESSION], first = prepared, request.config.stash[CURRENT]
        try:
            _use(first, prepared)
        except pytest.fail.Exception as failure:
            # What is wrong with the first test's marker is no fault of the server of all tests.
            first.stash[MEANINGLESS] = failure
        yield prepared
    del request.config.stash[SESSION]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin anew, also with a test that is run again; arrange the server of the whole run."""
    item.stash[WATCHES], item.stash[ARRANGED] = [], ExitStack()
    item.config.stash[CURRENT] = item
    session = item.config.stash.get(SESSION, None)
    if session is not None and "mock_session" in getattr(item, "fixturenames", ()):
        _use(item, session)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Begin no test whose marker means nothing."""
    if MEANINGLESS in item.stash:
        raise item.stash[MEANINGLESS]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Take back what a marker arranged, after every fixture of the test."""
    try:
        yield
    finally:
        item.stash.get(ARRANGED, ExitStack()).close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Show the journal of a test that failed; fail one that passed off the contract."""
    report: pytest.TestReport = yield  # type: ignore[assignment]  # what the hook gives
    if watches := item.stash.get(WATCHES, []):
        judge(report, watches, tolerant=_wanted(item).strict is not None)
    if call.when == "teardown":
        item.stash[WATCHES] = []
    return report  # type: ignore[return-value]


@contextmanager
def _on_a_port(what: str, config: pytest.Config) -> "Iterator[PortMock | RemoteMock]":
    """A server of this run's own, or the one that was named."""
    if (url := config.getoption("--unify-mock-url")) is not None:
        yield _elsewhere(url, config.getoption("--unify-mock-admin-key-file"))
        return
    with _said(""):
        ensure_ours(what)
    from mock_server.mock import PortMock
    from mock_server.server import RunningMock

    with RunningMock() as running:
        yield PortMock(running)


def _elsewhere(url: str, key_file: str | None) -> "RemoteMock":
    from unify_mock_pytest.remote import RemoteMock

    with _said("--unify-mock-url: "):
        key = None if key_file is None else Path(key_file).read_text(encoding="utf-8").strip()
        return RemoteMock.reached(url, key)


def _wanted(item: pytest.Item) -> Wanted:
    with _said("the mock marker: "):
        return wanted(item)


def _use(item: pytest.Item, prepared: "Mock | RemoteMock") -> None:
    """Let a test use a server, as its markers want it, and be judged by what it asks there."""
    asked = _wanted(item)
    with _said("the mock marker: "):
        item.stash[ARRANGED].enter_context(
            prepared.arranged(asked.scenario, asked.faults, asked.freeze, asked.strict is True)
        )
    item.stash[WATCHES].append(Watch.over(prepared))


@contextmanager
def _said(of: str) -> Iterator[None]:
    """Let a test end with what is wrong, and not with a traceback of ours."""
    try:
        yield
    except (OSError, ValueError, HiddenPackage) as error:
        failure = pytest.fail.Exception(f"{of}{error}", pytrace=False)
        raise failure from None
