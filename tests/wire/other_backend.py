"""The second backend, written in another language from the page alone: one process, many faults."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from api_client.activation_link import ActivationLink
from api_client.link import find_links
from mock_server.verify.links import LinkKind
from tests.checkout import TESTS
from tests.programs import needed_program

FOLDER = TESTS / "other_backend"

FAULTS: dict[str, str] = json.loads((FOLDER / "faults.json").read_text(encoding="utf-8"))
"""Each with what goes wrong."""


@dataclass(frozen=True)
class OtherBackend:
    """A running one. `fresh` is the kind of account that fresh links are of."""

    origin: str
    client: httpx.Client
    fresh: str = "fresh"

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        asked = {"kind": self.fresh if kind == "fresh" else kind, "count": str(wanted)}
        told = self.client.post("/operator/links", params=asked).raise_for_status()
        return find_links(told.text, origin=self.origin)

    def choose(self, fault: str) -> None:
        """Make this mistake from now on, and no other; none, if it is empty."""
        self.client.put("/operator/fault", content=fault).raise_for_status()

    def mails(self) -> int:
        return len(self.client.get("/operator/mails").text.splitlines())


@contextmanager
def running_other_backend() -> Iterator[OtherBackend]:
    """One on a free port; it ends with its standard input."""
    command = [needed_program("node"), str(FOLDER / "server.mjs")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        ready, _, origin = process.stdout.readline().strip().partition(" ")
        assert ready == "READY"
        with httpx.Client(base_url=origin, verify=False, trust_env=False) as client:
            yield OtherBackend(origin, client)
        process.communicate("")
