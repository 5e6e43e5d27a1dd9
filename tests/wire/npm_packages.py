"""Programs of others that judge the description, from npm, where they are there.

Nothing is fetched by a test: `make judges` puts them where tests look, in the
very versions named here.
"""

import shutil
import sys
from pathlib import Path

import pytest

from tests.bench.peers import Missing, Peer, installed

NEEDS = ("npm", "node")
CACHE = Path(sys.prefix) / "npm"

REDOCLY = Peer("@redocly/cli", "2.77.0", NEEDS, "node_modules/@redocly/cli/bin/cli.js")
SPECTRAL = Peer(
    "@stoplight/spectral-cli", "6.16.3", NEEDS, "node_modules/@stoplight/spectral-cli/dist/index.js"
)
OPENAPI_TYPESCRIPT = Peer(
    "openapi-typescript", "7.13.0", NEEDS, "node_modules/openapi-typescript/bin/cli.js"
)
OPENAPI_FETCH = Peer("openapi-fetch", "0.17.0", NEEDS, "node_modules/openapi-fetch/package.json")

PACKAGES = (REDOCLY, SPECTRAL, OPENAPI_TYPESCRIPT, OPENAPI_FETCH)


def folder_of(peer: Peer) -> Path:
    """Where a package is, if it is there."""
    return CACHE / f"{peer.package.rpartition('/')[2]}-{peer.version}"


def needed_package(peer: Peer) -> tuple[str, str]:
    """How a program of a package is started; the test skips where it is not there."""
    node, entry = shutil.which("node"), folder_of(peer) / peer.entry
    if node is None or not entry.exists():
        pytest.skip(f"{peer.package} is not here; `make judges` fetches it")
    return node, str(entry)


if __name__ == "__main__":
    for each in PACKAGES:
        try:
            print(installed(each, CACHE))
        except Missing as missing:
            print(f"{each.package}: {missing}")
