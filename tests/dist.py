"""Look into what `make dist` built, and try it: `python -m tests.dist FOLDER`.

Each archive is installed into an environment of its own, with the locked versions beside it.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.checkout import ROOT
from tests.handed_out import SOURCES, WHEEL, source_faults, try_commands, wheel_faults


def check(folder: Path) -> None:
    """Look into both archives and try both; raises what is wrong."""
    built = {path.name for path in folder.iterdir()}
    assert built == {WHEEL, SOURCES}, built
    for archive, faults in ((WHEEL, wheel_faults), (SOURCES, source_faults)):
        found = faults(folder / archive)
        assert not found, f"{archive}: {sorted(found)}"
        print(f"{archive}: holds what it should")
    for archive in (WHEEL, SOURCES):
        with TemporaryDirectory() as place:
            environment = _install(folder / archive, Path(place) / "environment")
            tried = Path(place) / "tried"
            tried.mkdir()
            try_commands(environment, tried)
        print(f"{archive}: installed into an empty environment, and both commands work")


def _install(archive: Path, environment: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = (environment / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    locked = ROOT / "requirements" / "run.txt"
    subprocess.run([*pip, "install", "--require-hashes", "-r", locked], check=True)
    subprocess.run([*pip, "install", "--no-deps", archive], check=True)
    return environment


if __name__ == "__main__":
    check(Path(sys.argv[1]).resolve())
