"""Servers that more than one test uses: that of the whole run, and one that runs elsewhere."""

from pathlib import Path

import pytest

from mock_server.server import RunningMock

pytest_plugins = ("pytester",)

OPTIONS = ("-p", "pytest_asyncio.plugin", "-p", "unify_mock_pytest", "-p", "no:randomly")

HEAD = """
import httpx
import pytest
from datetime import timedelta

def look(server, link, **more):
    headers = server.headers(link) | more
    return httpx.get(server.origin + "/v1/activation", headers=headers, trust_env=False)
"""

ONE_SERVER = """
@pytest.fixture(scope="session")
def program(mock_session):
    return mock_session.origin

@pytest.fixture
def early(mock_session):
    return look(mock_session, mock_session.link()).status_code

ORIGINS = []

@pytest.mark.mock(scenario="nothing")
def test_whose_marker_is_wrong_at_the_first(mock_session):
    pass

@pytest.mark.mock(scenario="locked", faults=["look-503-7"], freeze="2027-05-04T03:02:01")
def test_its_marker(program, early, mock_session):
    ORIGINS.append(program)
    assert early == 503
    answer = look(mock_session, mock_session.link())
    assert answer.status_code == 423
    assert answer.headers["date"] == "Tue, 04 May 2027 03:02:01 GMT"

def test_nothing_of_it_is_left(program, early, mock_session):
    assert [program] == ORIGINS
    assert early == 200
    assert mock_session.now().year != 2027

@pytest.mark.mock(faults=["look-503"])
def test_that_does_not_use_its_fault(mock_session):
    mock_session.advance(timedelta(hours=49), mock_session.link())

def test_that_meets_none(mock_session):
    assert look(mock_session, mock_session.link()).status_code == 200

def test_off_the_contract(mock_session):
    assert look(mock_session, mock_session.link(), Cookie="a=b").status_code == 200

@pytest.mark.mock(scenario="nonsense")
def test_whose_marker_is_wrong(mock_session):
    pass

@pytest.mark.mock(strict=True)
def test_a_refusal_that_is_expected(mock_session):
    assert look(mock_session, mock_session.link(), Cookie="a=b").status_code == 400

def test_after_it(mock_session):
    assert look(mock_session, mock_session.link()).status_code == 200

@pytest.fixture
def leaving(mock_session):
    yield
    look(mock_session, mock_session.link(), Cookie="a=b")

def test_whose_teardown_is_off_the_contract(leaving):
    pass
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini(
        "[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n"
    )
    return pytester


def test_one_server_takes_each_tests_marker_and_tells_whose_call_was_wrong(
    project: pytest.Pytester,
) -> None:
    project.makepyfile(HEAD + ONE_SERVER)
    result = project.runpytest_inprocess(*OPTIONS)
    result.assert_outcomes(passed=7, failed=2, errors=2)
    result.stdout.fnmatch_lines_random(
        [
            "FAILED *::test_off_the_contract*",
            "ERROR *::test_whose_teardown_is_off_the_contract*",
            "the mock marker: scenario: no such scenario or modifier: nothing",
            "the mock marker: scenario: no such scenario or modifier: nonsense",
            "The teardown passed, but made calls that are off the contract*",
        ]
    )


ELSEWHERE = """
@pytest.mark.parametrize("which", ["mock_server", "mock_session"])
@pytest.mark.mock(scenario="ok", faults=["look-503-7"])
def test_members(request, which):
    server = request.getfixturevalue(which)
    link = server.link()
    assert look(server, link).status_code == 503
    assert look(server, link).status_code == 200
    server.lock(link)
    assert look(server, link).status_code == 423
    server.lock(link, False)
    assert server.account(link).locked is False
    server.advance(timedelta(hours=49), link)
    assert look(server, link).status_code == 410
    assert server.now(link) - server.now() > timedelta(hours=48)
    server.advance(-timedelta(hours=49, microseconds=5), link)
    server.revoke(link)
    assert look(server, link).status_code == 410
    assert server.mails(server.demo_link())[0].link
    server.fault("reset", link=link, times=None)
    with pytest.raises(httpx.TransportError):
        look(server, link)
    assert server.account(server.link()) is None
    statuses = [entry.status for entry in server.journal(link)]
    assert statuses == [503, 200, 423, 410, 410, None]

async def test_its_client(mock_server):
    async with mock_server.client(headers=mock_server.headers(mock_server.link())) as client:
        assert (await client.get("/v1/activation")).status_code == 200

@pytest.mark.mock(freeze="2027-05-04T03:02:01Z")
def test_its_time(mock_server):
    assert mock_server.now().isoformat() == "2027-05-04T03:02:01+00:00"

def test_nothing_of_it_is_left(mock_server):
    assert mock_server.now().year != 2027

def test_off_the_contract(mock_server):
    assert look(mock_server, mock_server.link(), Cookie="a=b").status_code == 200

@pytest.mark.mock(strict=True)
def test_strict(mock_server):
    pass

@pytest.mark.mock(faults=["explode"])
def test_fault(mock_server):
    pass
"""


def test_a_server_elsewhere_has_the_same_members(project: pytest.Pytester) -> None:
    project.makepyfile(HEAD + ELSEWHERE)
    with RunningMock() as running:
        result = project.runpytest_inprocess(*OPTIONS, "--unify-mock-url", f"{running.origin}/")
        left = running.service.faults.rules, running.service.clock.frozen_at
    result.assert_outcomes(passed=5, failed=1, errors=2)
    result.stdout.fnmatch_lines_random(
        [
            "FAILED *::test_off_the_contract*",
            "*look → 200*off the contract: Cookie: unexpected*",
            "the mock marker: strict=True: start the server at http* with --strict",
            "the mock marker: faults: no such fault: explode*",
        ]
    )
    assert left == ([], None)


def test_a_strict_server_elsewhere_with_a_key_is_used_where_packages_hide_ours(
    project: pytest.Pytester, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text("correct-horse-battery\n", encoding="utf-8")
    project.mkpydir("mock_server")
    project.makepyfile(
        HEAD
        + """
import mock_server as theirs

@pytest.mark.mock(strict=True)
def test_a_refusal_that_is_expected(mock_server):
    assert mock_server.origin
    assert look(mock_server, mock_server.link(), Cookie="a=b").status_code == 400
    assert "test_a_strict" in theirs.__file__
"""
    )
    with RunningMock() as running:
        running.service.settings.strict = True
        running.service.settings.admin_key = "correct-horse-battery"
        options = ("--unify-mock-url", running.origin, "--unify-mock-admin-key-file", str(key))
        project.runpytest_subprocess(*OPTIONS, *options).assert_outcomes(passed=1)
        refused = project.runpytest_inprocess(*OPTIONS, *options[:2])
    refused.assert_outcomes(errors=1)
    refused.stdout.fnmatch_lines(["--unify-mock-url: no mock server answers at *401*"])
