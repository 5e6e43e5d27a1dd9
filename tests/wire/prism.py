"""Prism, a validating proxy that others wrote, between the client and the emulated platform.

It reads the vendor's own description and refuses whatever does not keep to it, in either direction.
Nothing is fetched for that: it is used where `make bench` has put it, or where it is installed.
"""

import copy
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.bench.peers import PRISM_PACKAGE
from tests.wire.platform_description import INTERNAL, description

START_SECONDS = 60.0
LAST = "/restapi/v1.0/account/~/extension/1"
"""Where nobody of ours asks anything."""

UNKNOWN_PATH = "NO_PATH_MATCHED_ERROR"


def prism_command() -> tuple[str, ...]:
    """How Prism is started; the test skips where there is none."""
    node, installed = shutil.which("node"), shutil.which("prism")
    folder = f"{PRISM_PACKAGE.package.rpartition('/')[2]}-{PRISM_PACKAGE.version}"
    entry = Path(sys.prefix) / "bench" / folder / PRISM_PACKAGE.entry
    if node is not None and entry.exists():
        return (node, str(entry))
    if installed is None:
        pytest.skip("Prism is not here; `make bench` fetches it")
    return (installed,)


def whole_description(*, with_internal: bool) -> dict[str, Any]:
    """The vendor's description, with what it leaves out: how an app shows its secret.

    The internal operations are described too where they are to be judged.
    """
    content = copy.deepcopy(description())
    schemes = content["components"].setdefault("securitySchemes", {})
    schemes.setdefault("OauthBasicScheme", {"type": "http", "scheme": "basic"})
    if with_internal:
        content["paths"].update(_with_parameters(copy.deepcopy(INTERNAL)))
    return content


def _with_parameters(paths: dict[str, Any]) -> dict[str, Any]:
    for path, operations in paths.items():
        named = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        for operation in operations.values():
            operation["parameters"] += [
                {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
                for name in named
            ]
            for response in operation["responses"].values():
                response.setdefault("description", "")
    return paths


@contextmanager
def judging(server: str, folder: Path, *, with_internal: bool) -> Iterator[tuple[str, Path]]:
    """A proxy in front of a server: its origin, and the file that it logs to."""
    command = prism_command()
    described, log = folder / "described.json", folder / "prism.log"
    described.write_text(json.dumps(whole_description(with_internal=with_internal)), "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    arguments = ("proxy", str(described), server, "--errors", "--host", "127.0.0.1")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *arguments, "--port", str(port)], stdout=output, stderr=output
        )
        try:
            _wait_for(process, port)
            yield f"http://127.0.0.1:{port}", log
        finally:
            process.terminate()
            process.wait(START_SECONDS)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=START_SECONDS).close()
        except OSError:
            assert process.poll() is None, "Prism ended"
            assert time.monotonic() < deadline, "Prism does not answer"
            time.sleep(0.05)
        else:
            return


def objections(origin: str, log: Path) -> list[str]:
    """What Prism had against the exchanges so far; that it does not know a path apart.

    It logs later than it answers, so it is made to object to one thing more, which is waited for.
    """
    with httpx.Client(base_url=origin, trust_env=False) as client:
        answer = client.put(LAST, json={"status": "Awake"}, headers={"Authorization": "Bearer x"})
    assert answer.status_code == 422
    deadline = time.monotonic() + START_SECONDS
    while not (found := _objections(log)) or LAST not in found[-1]:
        assert time.monotonic() < deadline, "Prism objects to nothing"
        time.sleep(0.05)
    return found[:-1]


def _objections(log: Path) -> list[str]:
    text = log.read_text("utf-8", "replace")
    lines = text.partition("Prism is listening")[2].splitlines()
    found = [line for line in lines if "error" in line or "iolat" in line]
    return [line for line in found if UNKNOWN_PATH not in line]
