"""What ours is compared with, from npm in the very versions named here, and from Debian."""

import os
import shutil
import subprocess
from collections.abc import Mapping
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
INQUIRER_PACKAGE = Peer(
    "@inquirer/prompts", "8.8.0", ("npm", "node"), "node_modules/@inquirer/prompts/package.json"
)
INK_PACKAGE = Peer("ink", "8.0.0", ("npm", "node"), "node_modules/ink/package.json")

DEBIAN_PACKAGES: Mapping[str, tuple[str, ...]] = {
    "whiptail": ("whiptail", "libnewt0.52", "libslang2", "libpopt0"),
    "dialog": ("dialog",),
}
"""Packages that a program of Debian consists of, beside what every Debian has."""


class Missing(Exception):
    """A peer cannot be had on this machine; the text says why, `who` is the peer."""

    def __init__(self, why: str, who: str = "") -> None:
        super().__init__(why)
        self.who = who


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


def program_of(name: str, peer: Peer, script: Path, cache: Path) -> tuple[str, ...]:
    """The command that runs a script of ours with a package of npm.

    Raises:
        Missing: the package cannot be had.
    """
    try:
        entry = installed(peer, cache)
    except Missing as missing:
        raise Missing(str(missing), name) from None
    folder = entry.parents[peer.entry.count("/")]
    # A module is looked for from where the script lies.
    beside = shutil.copyfile(script, folder / script.name)
    return (shutil.which("node") or "node", str(beside))


def debian_program(name: str, cache: Path) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The command of a program of Debian, and what its environment needs.

    What is not installed is fetched and unpacked into the cache; the system stays as it is.

    Raises:
        Missing: this is no Debian, or the packages cannot be had.
    """
    here = shutil.which(name)
    if here is not None:
        return (here,), {}
    folder = cache / name
    program = folder / "usr" / "bin" / name
    if not program.exists():
        _unpack(name, folder)
    if not program.exists():
        raise Missing("its packages did not bring it", name)
    libraries = sorted({str(path.parent) for path in folder.rglob("*.so.*")})
    return (str(program),), {"LD_LIBRARY_PATH": os.pathsep.join(libraries)}


def _unpack(name: str, folder: Path) -> None:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise Missing("neither installed nor to be had without Debian's tools", name)
    folder.mkdir(parents=True, exist_ok=True)
    _run(name, ["apt-get", "download", *DEBIAN_PACKAGES[name]], folder)
    for package in folder.glob("*.deb"):
        _run(name, ["dpkg-deb", "--extract", package.name, "."], folder)


def _install(peer: Peer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    wanted = f"{peer.package}@{peer.version}"
    _run(
        peer.package,
        ["npm", "install", *quiet, "--save-exact", "--prefix", ".", wanted],
        folder,
    )


def _run(name: str, command: list[str], folder: Path) -> None:
    try:
        run = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Missing(f"{command[0]} took over {INSTALL_SECONDS} s", name) from None
    if run.returncode:
        raise Missing(f"{command[0]} ended with {run.returncode}", name)
