"""pytest as other projects run it: the one that is locked here, and the next."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

VERSIONS = (8, 9)

NEXT = Path(sys.prefix) / "pytest-9"
"""Where `make` puts the next one; what is there goes before what is installed."""

OPTIONS = (
    *("-p", "pytest_asyncio.plugin", "-p", "unify_mock_pytest", "-p", "no:cacheprovider"),
    *("-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"),
)

Entry = Literal["pytest", "python -m pytest"]
ENTRIES: tuple[Entry, ...] = ("pytest", "python -m pytest")


def run_pytest(
    version: int, folder: Path, *arguments: str, entry: Entry = "python -m pytest"
) -> str:
    """What a run of pytest in a folder says; it knows our plugin and pytest-asyncio alone."""
    if version == 9 and not NEXT.exists():
        pytest.skip("pytest 9 is not here; `make .venv/dev.done` fetches it")
    beside = NEXT if version == 9 else Path(sys.prefix)
    started = [str(beside / "bin" / "pytest")] if entry == "pytest" else ["-m", "pytest"]
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    if version == 9:
        environment["PYTHONPATH"] = str(NEXT)
    done = subprocess.run(
        [sys.executable, *started, *OPTIONS, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"pytest-{version}." in done.stdout, done.stderr
    return f"{done.stdout}\n{done.stderr}"
