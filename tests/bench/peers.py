"""The mock servers ours is compared with, from npm, in the very versions named here."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

INSTALL_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Peer:
    """A package of npm: what it needs on this machine, and the file in it that is started."""

    package: str
    version: str
    needs: tuple[str, ...]
    entry: str


PRISM_PACKAGE = Peer(
    "@stoplight/prism-cli",
    "5.14.2",
    ("npm", "node"),
    "node_modules/@stoplight/prism-cli/dist/index.js",
)
WIREMOCK_PACKAGE = Peer(
    "wiremock",
    "3.13.2",
    ("npm", "java"),
    "node_modules/wiremock/build/wiremock-standalone-3.13.2.jar",
)


class Missing(Exception):
    """A peer cannot be had on this machine; the text says why."""


def installed(peer: Peer, cache: Path) -> Path:
    """The file to start; the package is fetched into the cache if it is not there yet.

    Raises:
        Missing: a program it needs is not there, or npm failed.
    """
    missing = [program for program in peer.needs if shutil.which(program) is None]
    if missing:
        raise Missing(f"{', '.join(missing)} is not installed")
    folder = cache / f"{peer.package.rpartition('/')[2]}-{peer.version}"
    entry = folder / peer.entry
    if not entry.exists():
        _install(peer, folder)
    if not entry.exists():
        raise Missing(f"npm brought no {entry.name}")
    return entry


def _install(peer: Peer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    wanted = f"{peer.package}@{peer.version}"
    try:
        run = subprocess.run(
            ["npm", "install", *quiet, "--save-exact", "--prefix", str(folder), wanted],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Missing(f"npm took over {INSTALL_SECONDS} s") from None
    if run.returncode:
        raise Missing(f"npm install ended with {run.returncode}")
