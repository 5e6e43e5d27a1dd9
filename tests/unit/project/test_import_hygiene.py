"""What importing a module loads: light modules stay light, and each package keeps to its side.

Every case runs in an interpreter of its own. `make contracts` proves the same of the source, also
for imports inside functions; this here is what a person waits for.
"""

import json
import subprocess
import sys

import pytest

from tests.checkout import ROOT

HEAVY = {
    *("textual", "rich", "httpx", "zxcvbn", "segno", "phonenumbers"),
    *("starlette", "uvicorn", "argon2", "jinja2", "aiosmtplib", "shtab"),
}

WITHOUT: dict[str, set[str]] = {
    "tui.launch": HEAVY | {"pydantic", "api_client", "asyncio", "argparse", "importlib.metadata"},
    "tui.cli.main": HEAVY | {"pydantic", "mock_server", "asyncio", "argparse", "dataclasses"},
    "tui.cli.options": HEAVY | {"pydantic", "mock_server", "asyncio", "ssl", "importlib.metadata"},
    "tui.cli.sources": HEAVY | {"pydantic", "mock_server", "asyncio"},
    "tui.journey.flow": HEAVY | {"mock_server", "asyncio"},
    "tui.journey.journey": HEAVY | {"pydantic", "mock_server"},
    "tui.wording.problems": HEAVY | {"mock_server"},
    "tui.app.app": HEAVY - {"textual", "rich"} | {"pydantic", "mock_server"},
    "tui.journey.trust_card": HEAVY | {"pydantic", "mock_server", "asyncio"},
    "tui.terminal.environment": HEAVY | {"pydantic", "api_client", "mock_server", "asyncio"},
    "tui.plain.renderer": HEAVY | {"mock_server"},
    "api_client.mail": HEAVY | {"pydantic", "tui", "mock_server", "email"},
    "api_client.download": HEAVY | {"tui", "mock_server"},
    "api_client.link": HEAVY | {"pydantic", "tui", "mock_server"},
    "api_client.backend": HEAVY | {"pydantic", "tui", "mock_server"},
    "api_client.ringcentral.backend": HEAVY | {"tui", "mock_server"},
    "api_client.ringcentral.credentials": HEAVY | {"pydantic", "tui", "mock_server"},
    "tui.cli.operator": HEAVY | {"pydantic", "mock_server"},
    "tui.cli.doctor": HEAVY | {"pydantic", "mock_server"},
    "api_client.models": HEAVY | {"tui", "mock_server"},
    "api_client.rules": HEAVY | {"tui", "mock_server"},
    "api_client.passwords.strength": HEAVY | {"tui", "mock_server"},
    "api_client.http.backend": HEAVY | {"pydantic", "tui", "mock_server"},
    # httpx brings its own command line along, and that brings rich.
    "api_client.http.exchange": HEAVY - {"httpx", "rich"} | {"tui", "mock_server"},
    "mock_server.cli": HEAVY | {"pydantic", "tui"},
    "mock_server.app": HEAVY - {"starlette", "argon2", "uvicorn"} | {"tui"},
    "mock_server.server": HEAVY - {"starlette", "argon2", "uvicorn"} | {"tui"},
}
"""What importing a module must not load."""


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded after running `code` in a fresh interpreter, without its own."""
    script = (
        "import sys; before = set(sys.modules)\n"
        f"{code}\n"
        "loaded = sorted(set(sys.modules) - before)\n"
        "import json; print(json.dumps(loaded))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", WITHOUT)
def test_importing_it_loads_nothing_heavy(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert module in loaded
    assert loaded & WITHOUT[module] == set()


def test_the_first_lines_of_the_command_load_a_handful_of_modules() -> None:
    loaded = loaded_by("import tui.launch")
    assert {name.partition(".")[0] for name in loaded} <= sys.stdlib_module_names | {"tui"}
    assert {name for name in loaded if name.startswith("tui.")} == {
        "tui.launch",
        "tui.startup",
        "tui.terminal",
        "tui.terminal.streams",
        "tui.terminal.tty",
    }
    assert loaded & {"re", "typing", "dataclasses", "pathlib", "importlib.metadata"} == set()


def test_the_client_of_the_command_comes_without_the_command_line_of_its_library() -> None:
    loaded = loaded_by(
        "from tui.startup import leave_out_extras as leave_out; leave_out()\nimport api_client.http.exchange"
    )
    assert "httpx" in loaded
    assert loaded & {"click", "rich", "pygments"} == set()


@pytest.mark.parametrize(
    ("package", "others"),
    [
        (
            "api_client",
            {"textual", "starlette", "uvicorn", "argon2", "jinja2", "aiosmtplib"}
            | {"phonenumbers", "tui", "mock_server"},
        ),
        ("mock_server", {"textual", "rich", "jinja2", "phonenumbers", "tui"}),
    ],
)
def test_no_module_of_a_package_loads_the_other_side(package: str, others: set[str]) -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "__main__.py"
    ]
    loaded = loaded_by("\n".join(f"import {module}" for module in modules))
    assert set(modules) <= loaded
    assert loaded & others == set()


def test_the_first_screen_waits_for_nothing_it_does_not_show() -> None:
    loaded = loaded_by(
        """
import asyncio
from api_client.connect import BackendSettings, open_backend
from tui.app.app import ActivateApp
from tui.journey.clock import SystemClock
from tui.journey.journey import Journey

async def draw():
    journey = Journey(lambda link, mail: open_backend(link, BackendSettings(), mail), SystemClock())
    app = ActivateApp(journey)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert type(app.screen).__name__ == "LinkScreen", app.screen

asyncio.run(draw())
"""
    )
    assert "tui.app.screens.link" in loaded
    unwanted = HEAVY - {"textual", "rich"} | {
        "pydantic",
        "mock_server",
        "tui.journey.flow",
        "tui.cli.options",
    }
    assert loaded & (unwanted | {"api_client.link.find", "api_client.mail.read"}) == set()
    assert {name for name in loaded if name.startswith("tui.app.screens.")} <= {
        "tui.app.screens.link",
        "tui.app.screens.app_screen",
        "tui.app.screens.journey_screen",
        "tui.app.screens.too_small",
    }


def test_the_mock_answers_its_first_calls_without_what_it_may_never_need() -> None:
    loaded = loaded_by(
        """
import asyncio
from mock_server.mock import Mock
from mock_server.state.service import MockService

async def look(mock):
    async with mock.client() as client:
        assert (await client.get("/_mock/accounts")).status_code == 200
        look = await client.get("/v1/activation", headers=mock.headers(mock.link()))
        assert look.status_code == 200, look.text

asyncio.run(look(Mock(MockService.in_memory())))
"""
    )
    assert "mock_server.app" in loaded
    assert loaded & {"phonenumbers", "jinja2", "aiosmtplib", "zxcvbn"} == set()
