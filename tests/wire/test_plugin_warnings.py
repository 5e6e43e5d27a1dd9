"""Another project's test run that takes every warning for an error: the plugin causes none."""

import pytest

pytest_plugins = ("pytester",)

OPTIONS = ("-p", "pytest_asyncio.plugin", "-p", "unify_mock_pytest", "-W", "error")

# What is still open when its test is over is found in every version of Python, and not only in
# those that warn of it. The plugin keeps the mocks of a test for as long as the test is known.
CONFTEST = """
import gc
import sqlite3

def is_open(connection):
    try:
        connection.total_changes
    except sqlite3.ProgrammingError:
        return False
    return True

def pytest_runtest_logfinish(nodeid):
    connections = [each for each in gc.get_objects() if isinstance(each, sqlite3.Connection)]
    assert connections, "nothing was looked at"
    assert not any(map(is_open, connections)), nodeid
"""

SUITE = """
import httpx
import pytest
from datetime import timedelta

async def test_in_process(mock):
    link = mock.link()
    async with mock.client(headers=mock.headers(link)) as client:
        assert (await client.get("/v1/activation")).status_code == 200
    mock.advance(timedelta(hours=49))
    mock.lock(link)

async def test_the_transport(mock):
    async with httpx.AsyncClient(transport=mock.transport, base_url=mock.origin) as client:
        assert (await client.get("/healthz")).status_code == 200

def test_never_asked(mock):
    pass

def test_on_a_port(mock_server):
    headers = mock_server.headers(mock_server.link())
    assert httpx.get(mock_server.origin + "/v1/activation", headers=headers).status_code == 200

async def test_on_a_port_with_its_own_client(mock_server):
    async with mock_server.client(headers=mock_server.headers(mock_server.link())) as client:
        assert (await client.get("/v1/activation")).status_code == 200

def test_both(mock, mock_server):
    assert mock.origin != mock_server.origin

@pytest.mark.parametrize("fixture", ["mock", "mock_server"])
def test_that_fails(request, fixture):
    request.getfixturevalue(fixture)
    assert False

@pytest.mark.mock(scenario="nonsense")
@pytest.mark.parametrize("fixture", ["mock", "mock_server"])
def test_whose_marker_means_nothing(request, fixture):
    request.getfixturevalue(fixture)
"""


def test_nothing_is_left_open_and_nothing_warns(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONDEVMODE", "1")
    pytester.makeini(
        "[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n"
    )
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(SUITE)
    result = pytester.runpytest_subprocess(*OPTIONS)
    result.assert_outcomes(passed=6, failed=4)
    result.stdout.no_fnmatch_line("*Warning*")
    result.stderr.no_fnmatch_line("*Warning*")
