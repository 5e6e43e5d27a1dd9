"""The plugin in projects that have a `mock_server` and an `api_client` of their own, and in every pytest."""

import re
from pathlib import Path

import pytest

from mock_server.scenarios.catalogue import SCENARIOS
from tests.checkout import ROOT
from tests.pytests import ENTRIES, VERSIONS, Entry, run_pytest
from unify_mock_pytest.installed import passed_over

PAGE = ROOT / "docs" / "testing-with-the-mock.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)

THEIRS = {
    "mock_server/__init__.py": "ANSWER = 42\n",
    "mock_server/mock.py": "class Mock: pass\n",
    "api_client.py": "def call(): return 42\n",
    "conftest.py": "import pytest\n\n@pytest.fixture\ndef mock_session(): return 'theirs'\n",
    "tests/mock_server/fixture.json": "{}",
    "tests/test_theirs.py": """
import api_client
import mock_server
import mock_server.mock
import pytest

def test_their_own_packages(mock_session):
    assert mock_server.ANSWER == api_client.call() == 42
    assert vars(mock_server.mock)["Mock"]()
    assert mock_session == "theirs"

@pytest.mark.mock("a marker of their own")
def test_their_own_marker():
    pass

def test_in_process(mock):
    pass

def test_on_a_port(mock_server):
    pass
""",
}


def lay(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_project_with_packages_of_our_names_runs_all_its_tests(
    tmp_path: Path, version: int, entry: Entry
) -> None:
    lay(tmp_path, THEIRS)
    said = run_pytest(version, tmp_path, "--strict-markers", "-W", "error", entry=entry)
    assert re.search(r" 2 passed, 2 errors in", said, re.M), said
    for fixture in ("mock", "mock_server"):
        assert f"The fixture {fixture} is not to be had here" in said
    assert said.count(str(tmp_path / "mock_server" / "__init__.py")) >= 2
    assert said.count("--unify-mock-url") >= 2


def test_a_folder_that_python_passes_over_is_named(tmp_path: Path) -> None:
    lay(tmp_path, {"api_client/calls.py": "", "mock_server/__init__.py": "", "tests/x.py": ""})
    assert passed_over(tmp_path) == ["api_client"]


def test_the_page_has_worked_examples_for_each_client() -> None:
    told = "\n".join(EXAMPLES)
    assert {"httpx", "requests", "aiohttp"} <= set(re.findall(r"^import (\w+)$", told, re.M))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_worked_example_works_in_every_pytest(tmp_path: Path, version: int) -> None:
    lay(tmp_path, {f"test_{n}.py": example for n, example in enumerate(EXAMPLES)})
    said = run_pytest(version, tmp_path, "--strict-markers", "-W", "error")
    tests = sum(len(re.findall(r"^(?:async )?def test_", each, re.M)) for each in EXAMPLES)
    assert re.search(rf" {tests - 1 + len(SCENARIOS)} passed in", said, re.M), said
