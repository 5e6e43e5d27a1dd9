"""The project as a wheel, installed apart from the checkout."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tests.checkout import ROOT


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command says on standard output. It knows nothing of this environment, or network."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": os.defpath, "HOME": str(cwd), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """A wheel, and the environment it was installed in."""

    wheel: Path
    environment: Path

    @property
    def packages(self) -> Path:
        """Where installed packages are."""
        variables = {"base": str(self.environment), "platbase": str(self.environment)}
        return Path(sysconfig.get_path("purelib", scheme="venv", vars=variables))

    def command(self, name: str) -> Path:
        """The path of an installed command."""
        return self.environment / "bin" / name

    def python(self, code: str, *arguments: str | Path) -> str:
        """What code prints in the environment."""
        command = (self.command("python"), "-I", "-c", code, *arguments)
        return run(*command, cwd=self.environment).strip()


def install(folder: Path) -> Installed:
    """Build the wheel and install it in a fresh environment, the packages it needs beside it."""
    pip = (sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--quiet")
    offline = ("--no-index", "--no-deps")
    run(*pip, "wheel", *offline, "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    fresh = Installed(wheel, folder / "environment")
    run(sys.executable, "-m", "venv", "--without-pip", fresh.environment, cwd=folder)
    into = ("--python", fresh.command("python"))
    run(*pip, *into, "install", *offline, "--no-compile", wheel, cwd=folder)
    # A path in a .pth file brings the packages in it, but not what is installed there editably.
    beside = sysconfig.get_path("purelib")
    (fresh.packages / "beside.pth").write_text(f"{beside}\n", encoding="utf-8")
    return fresh
