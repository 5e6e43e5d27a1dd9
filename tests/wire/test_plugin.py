"""The pytest plugin, as another project's test run sees it."""

import subprocess
import sys
import tomllib

# A test run in process forgets the modules it was the first to import. httpx keeps httpcore's
# classes in a table, so both are here before, or the table would name classes nobody raises.
import httpcore
import httpx
import pytest
import sniffio

import unify_mock_pytest as plugin
from mock_server.scenarios.catalogue import SCENARIOS
from tests.checkout import ROOT

pytest_plugins = ("pytester",)

KEPT = (httpx.ConnectError, httpcore.ConnectError)

PAGE = ROOT / "docs" / "testing-with-the-mock.md"
HEAD = """
import httpx
import pytest
from datetime import timedelta

def bearer(link):
    return {"Authorization": "Bearer " + link.partition("?")[2].replace(":", "~")}
"""


OPTIONS = ("-p", "pytest_asyncio.plugin", "-p", "unify_mock_pytest")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project whose test run knows this plugin and pytest-asyncio."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini(
        "[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n"
    )
    return pytester


def outcomes(project: pytest.Pytester, source: str) -> pytest.RunResult:
    """What comes of a test file."""
    project.makepyfile(HEAD + source)
    return project.runpytest_inprocess(*OPTIONS)


def test_the_package_registers_it_under_the_name_of_its_module() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about["entry-points"]["pytest11"] == {"unify_mock_pytest": plugin.__name__}


def test_a_run_that_does_not_use_it_does_not_pay_for_it() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import unify_mock_pytest; "
        "print(*(set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {name.partition(".")[0] for name in run.stdout.split()} == {"unify_mock_pytest"}


def test_the_scenarios_can_be_parametrised_over() -> None:
    assert tuple(SCENARIOS) == plugin.SCENARIOS
    with pytest.raises(AttributeError):
        plugin.NOTHING  # noqa: B018


def test_every_mock_is_fresh_and_its_time_stands_still(project: pytest.Pytester) -> None:
    result = outcomes(
        project,
        """
@pytest.mark.parametrize("run", [1, 2])
async def test_a(mock, run):
    link = mock.link(token="0" * 32)
    assert f"{mock.now():%Y-%m-%dT%H:%M}" == "2026-01-01T09:00"
    assert mock.account(link) is None and mock.journal() == []
    async with mock.client(headers=bearer(link)) as client:
        assert (await client.get("/v1/activation")).status_code == 200
        mock.advance(timedelta(hours=49), link)
        assert (await client.get("/v1/activation")).status_code == 410
    mock.advance(timedelta(days=1))
    assert [entry.status for entry in mock.journal(link)] == [200, 410]
""",
    )
    result.assert_outcomes(passed=2)


def test_the_markers_members_are_heeded_and_the_nearest_wins(project: pytest.Pytester) -> None:
    result = outcomes(
        project,
        """
pytestmark = pytest.mark.mock(scenario="locked", freeze="2027-05-04T03:02:01")

@pytest.mark.mock(scenario="expired", faults=["look-503-7"])
async def test_a(mock):
    assert mock.now().isoformat() == "2027-05-04T03:02:01+00:00"
    async with mock.client(headers=bearer(mock.link())) as client:
        assert [(await client.get("/v1/activation")).status_code for _ in "12"] == [503, 410]

def test_b(mock_server):
    answer = httpx.get(mock_server.origin + "/v1/activation", headers=bearer(mock_server.link()))
    assert answer.status_code == 423
    assert answer.headers["date"] == "Tue, 04 May 2027 03:02:01 GMT"
""",
    )
    result.assert_outcomes(passed=2)


def test_on_a_port_everything_can_be_turned_while_it_serves(project: pytest.Pytester) -> None:
    result = outcomes(
        project,
        """
def test_a(mock_server):
    link = mock_server.link()
    def look():
        return httpx.get(mock_server.origin + "/v1/activation", headers=bearer(link)).status_code
    mock_server.fault("look-429", link=link)
    assert look() == 429
    mock_server.lock(link)
    assert look() == 423
    mock_server.lock(link, False)
    assert look() == 200
    mock_server.advance(timedelta(hours=49), link)
    assert look() == 410
    mock_server.advance(-timedelta(hours=49), link)
    mock_server.revoke(link)
    assert look() == 410
    assert mock_server.account(link).scenario == "ok"
    assert mock_server.mails(mock_server.demo_link())
    assert [e.status for e in mock_server.journal(link)] == [429, 423, 200, 410, 410]
""",
    )
    result.assert_outcomes(passed=1)


OFF_CONTRACT = """
async def test_a(mock):
    link = mock.link(token="badc0ffee0ddf00dbadc0ffee0ddf00d")
    async with mock.client(headers=bearer(link) | {"Cookie": "a=b"}) as client:
        assert (await client.get("/v1/activation")).status_code == %d
"""


def test_a_test_that_passes_off_the_contract_fails(project: pytest.Pytester) -> None:
    result = outcomes(project, OFF_CONTRACT % 200)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*off the contract*", "*look → 200*Cookie: unexpected*"])
    result.stdout.no_fnmatch_line("*badc0ffee0ddf00dbadc0ffee0ddf00d*")


@pytest.mark.parametrize(("strict", "status", "passed"), [(False, 200, 1), (True, 400, 1)])
def test_it_can_be_told_to_tolerate_that_or_to_refuse_it_which_a_test_may_expect(
    project: pytest.Pytester, strict: bool, status: int, passed: int
) -> None:
    marked = f"\n@pytest.mark.mock(strict={strict}){OFF_CONTRACT % status}"
    outcomes(project, marked).assert_outcomes(passed=passed, failed=1 - passed)


def test_a_failure_comes_with_the_journal(project: pytest.Pytester) -> None:
    result = outcomes(
        project,
        """
async def test_a(mock):
    async with mock.client(headers=bearer(mock.link("ok.look-reset"))) as client:
        await client.get("/v1/activation")

def test_b(mock):
    assert False
""",
    )
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        ["*- Mock journal -*", "*look → no answer*fault=reset*", "*- Mock journal -*", "no call"]
    )


def test_what_is_expected_to_fail_may(project: pytest.Pytester) -> None:
    result = outcomes(project, f"\n@pytest.mark.xfail(strict=False){OFF_CONTRACT % 200}")
    result.assert_outcomes(xpassed=1)


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("scenario='nonsense'", "scenario: *nonsense"),
        ("faults=['explode']", "faults: *explode"),
        ("freeze='1066-01-01'", "freeze: *1066*"),
        ("'locked'", "*'locked'"),
    ],
)
def test_a_marker_that_means_nothing_is_said_so(
    project: pytest.Pytester, marker: str, said: str
) -> None:
    result = outcomes(project, f"\n@pytest.mark.mock({marker})\ndef test_a(mock): pass\n")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"the mock marker: {said}*"])


def test_nothing_is_shared_between_workers(project: pytest.Pytester) -> None:
    project.makepyfile(
        HEAD
        + """
@pytest.mark.parametrize("run", range(6))
def test_a(mock_server, run):
    link = mock_server.link(token="0" * 32)
    look = lambda: httpx.get(mock_server.origin + "/v1/activation", headers=bearer(link))
    assert look().status_code == 200
    mock_server.fault("look-503")
    mock_server.advance(timedelta(hours=49))
    assert [look().status_code for _ in "12"] == [503, 410]
    assert len(mock_server.journal()) == 3
"""
    )
    result = project.runpytest_subprocess(*OPTIONS, "-p", "xdist.plugin", "-n", "2")
    result.assert_outcomes(passed=6)


def test_the_page_tells_of_every_member() -> None:
    from mock_server.mock import Mock

    text = PAGE.read_text(encoding="utf-8")
    for name in vars(Mock):
        if not name.startswith("_") and name != "close":
            assert f"`{name}" in text, name


@pytest.mark.parametrize(
    "base", ["https://api.example", "http://test:8080", "http://[2001:db8::1]"]
)
def test_the_transport_serves_a_client_with_any_base_url(
    project: pytest.Pytester, base: str
) -> None:
    result = outcomes(
        project,
        f"""
@pytest.mark.mock(strict=False)
async def test_a(mock):
    link = mock.link()
    async with httpx.AsyncClient(transport=mock.transport, base_url="{base}") as client:
        answer = await client.get("/v1/activation", headers=bearer(link) | {{"Origin": "{base}"}})
        assert answer.status_code == 200, answer.text
        assert str(answer.request.url) == "{base}/v1/activation"
        browser = answer.json()["workspaces"][-1]["url"]
        assert (await client.get("/v1/activation", headers={{"Origin": "https://e.org"}})).status_code == 400
        assert browser.startswith(mock.origin)
""",
    )
    result.assert_outcomes(passed=1)


def test_what_is_off_the_contract_in_a_teardown_fails_it_and_is_told_once(
    project: pytest.Pytester,
) -> None:
    result = outcomes(
        project,
        """
@pytest.fixture
async def client(mock):
    async with mock.client(headers=bearer(mock.link()) | {"Cookie": "a=b"}) as client:
        yield client
        await client.get("/v1/activation")

async def test_a(client):
    pass

async def test_b(client):
    await client.get("/v1/activation")

@pytest.mark.mock(strict=False)
async def test_c(client):
    pass

@pytest.fixture
def early(mock_server):
    httpx.get(mock_server.origin + "/v1/activation?x=1", headers=bearer(mock_server.link()))

def test_d(early):
    pass
""",
    )
    result.assert_outcomes(passed=2, failed=2, errors=2)
    result.stdout.fnmatch_lines(["The teardown passed, but made calls that are off the contract*"])


def test_a_test_that_is_run_again_begins_anew(project: pytest.Pytester) -> None:
    project.makepyfile(
        HEAD
        + """
RUNS = []

async def test_a(mock):
    RUNS.append(mock)
    cookie = {"Cookie": "a=b"} if len(RUNS) == 1 else {}
    async with mock.client(headers=bearer(mock.link()) | cookie) as client:
        assert (await client.get("/v1/activation")).status_code == 200
"""
    )
    result = project.runpytest_inprocess(
        *OPTIONS, "-p", "pytest_rerunfailures", "--reruns", "1", "-W", "ignore"
    )
    assert result.parseoutcomes() == {"passed": 1, "rerun": 1}


def test_another_loop_than_that_of_asyncio_is_told_what_to_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mock_server.mock import Mock
    from mock_server.state.service import MockService

    monkeypatch.setattr(sniffio.thread_local, "name", "another loop's")
    prepared = Mock(MockService.in_memory())
    call = prepared.transport.handle_async_request(httpx.Request("GET", "http://test/healthz"))
    with pytest.raises(RuntimeError, match="under trio use the fixture mock_server"):
        call.send(None)
    prepared.close()
