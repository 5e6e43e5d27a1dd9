"""Which Pythons are proved: what the pages say, and what the machine that checks does."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.checkout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMED = [
    name.rpartition(" ")[2]
    for name in PROJECT["classifiers"]
    if name.startswith("Programming Language :: Python :: 3.")
]

PYTHON = """#!/bin/sh
# Stands for an interpreter: runs its one line of code with another version.
shift
exec python-of-this-machine -c "import sys; sys.version_info = (3, {minor}, 0)
$1"
"""
SHIM = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"
MAKE = """#!/bin/sh
echo "$@ CI=$CI" >> calls
[ "$1" = test ] || exit 0
mkdir -p .venv/bin
ln -sf "$(command -v python3)" .venv/bin/python
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `.ci/run` needs of a checkout, and a path with nothing on it but what it calls."""
    for name in (".ci/run", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    there = tmp_path / "bin"
    there.mkdir()
    for name in ("bash", "dirname", "ln", "mkdir", "sed", "sh"):
        found = shutil.which(name)
        assert found is not None
        (there / name).symlink_to(found)
    for name in (
        "chromium",
        "groff",
        "node",
        "openssl",
        "tmux",
        "screen",
        "dtach",
        "mosh",
        "ssh",
        "sshd",
    ):
        _put(there / name, "#!/bin/sh\n")
    _put(there / "make", MAKE)
    _put(there / "python-of-this-machine", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    _put(there / "python3", PYTHON.format(minor=11))
    return tmp_path


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def calls(checkout: Path) -> list[str]:
    """How `make` was called, in order."""
    run = subprocess.run(
        [checkout / ".ci" / "run"],
        env={"PATH": str(checkout / "bin"), "HOME": str(checkout / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = (checkout / "calls").read_text(encoding="utf-8")
    return told.replace(f"{checkout}/", "").splitlines()


def test_the_pages_name_the_versions_that_are_proved() -> None:
    assert NAMED == ["3.11", "3.12", "3.13"]
    assert PROJECT["requires-python"] == f">={NAMED[0]}"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"({', '.join(NAMED[:-1])} and {NAMED[-1]} are proved)" in readme
    run = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert re.search(rf"with Python {NAMED[0]}$", run, re.M), "made with the oldest"


def test_where_there_is_one_python_all_is_checked_on_it(checkout: Path) -> None:
    assert calls(checkout) == ["test CI=true"]


def test_the_tests_run_again_on_each_later_python(checkout: Path) -> None:
    _put(checkout / "bin" / "python3.11", PYTHON.format(minor=11))
    _put(checkout / "bin" / "python3.12", PYTHON.format(minor=12))
    _put(checkout / "home/.pyenv/versions/3.12.1/bin/python", PYTHON.format(minor=12))
    _put(checkout / "home/.pyenv/versions/3.13.0/bin/python", PYTHON.format(minor=13))
    assert calls(checkout) == [
        "test CI=true",
        "VENV=.venv-3.12 PYTHON=python3.12 tests CI=true",
        "VENV=.venv-3.13 PYTHON=home/.pyenv/versions/3.13.0/bin/python tests CI=true",
    ]


def test_a_name_without_a_python_behind_it_is_passed_over(checkout: Path) -> None:
    _put(checkout / "bin" / "python3.12", SHIM)
    _put(checkout / "bin" / "python3.13", SHIM)
    _put(checkout / "home/.pyenv/versions/3.13.0/bin/python", PYTHON.format(minor=13))
    assert calls(checkout) == [
        "test CI=true",
        "VENV=.venv-3.13 PYTHON=home/.pyenv/versions/3.13.0/bin/python tests CI=true",
    ]


def test_what_was_checked_on_a_later_python_is_not_repeated_on_it(checkout: Path) -> None:
    _put(checkout / "bin" / "python3", PYTHON.format(minor=12))
    for minor in (11, 12, 13):
        _put(checkout / "bin" / f"python3.{minor}", PYTHON.format(minor=minor))
    assert calls(checkout) == ["test CI=true", "VENV=.venv-3.13 PYTHON=python3.13 tests CI=true"]


def test_a_failure_on_a_later_python_is_a_failure(checkout: Path) -> None:
    _put(checkout / "bin" / "python3.13", PYTHON.format(minor=13))
    _put(checkout / "bin" / "make", MAKE.replace("|| exit 0", "|| exit 2"))
    with pytest.raises(AssertionError):
        calls(checkout)
