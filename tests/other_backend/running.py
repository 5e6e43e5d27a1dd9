"""The second backend as a program that runs: its address, links of every kind, its mistakes."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from api_client.activation_link import ActivationLink
from tests.programs import needed_program

FOLDER = Path(__file__).parent

FAULTS: dict[str, str] = json.loads((FOLDER / "faults.json").read_text(encoding="utf-8"))
"""The deliberate faults: what goes wrong, by id."""


@dataclass(frozen=True, slots=True)
class OtherBackend:
    """A backend that runs; `process` is it."""

    origin: str
    process: subprocess.Popen[str]

    def links(self, kind: str = "fresh", count: int = 1) -> list[ActivationLink]:
        """Links of a kind, each to an account of its own."""
        return [
            self._link(line) for line in self._operated("POST", f"links?kind={kind}&count={count}")
        ]

    def mails(self) -> list[dict[str, Any]]:
        """What it mailed; where one holds a link, that is an `ActivationLink`."""
        mails = [json.loads(line) for line in self._operated("GET", "mails")]
        return [mail | {"link": self._link(mail.get("link", ":"))} for mail in mails]

    def stored(self, link: ActivationLink, **believed: str) -> dict[str, bool]:
        """Which of the believed `password`, `pin`, `question` and `answer` it has of an account."""
        call = f"match?account={link.account_id}"
        [line] = self._operated("POST", call, json.dumps(believed))
        found: dict[str, bool] = json.loads(line)
        return found

    def choose(self, fault: str = "") -> None:
        """Let it make one mistake from now on, or none."""
        self._operated("PUT", "fault", fault)

    def _link(self, line: str) -> ActivationLink:
        account_id, _, token = line.partition(":")
        return ActivationLink(self.origin, account_id, token)

    def _operated(self, method: str, call: str, content: str = "") -> list[str]:
        url = f"{self.origin}/operator/{call}"
        answer = httpx.request(method, url, content=content, trust_env=False, verify=False)
        answer.raise_for_status()
        return answer.text.splitlines()


@contextmanager
def running_backend(fault: str = "", *, without: str = "") -> Iterator[OtherBackend]:
    """Start it, with a fault if one is named; afterwards its input is closed and it ends.

    `without` are operations that it leaves out, separated by commas: `checks`, `new-link`.

    Where there is no Node the test skips; where CI is true it fails.
    """
    words = (
        needed_program("node"),
        str(FOLDER / "server.mjs"),
        f"--fault={fault}",
        f"--without={without}",
    )
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        word, _, origin = process.stdout.readline().strip().partition(" ")
        assert word == "READY", f"it did not start: {word} {origin}"
        try:
            yield OtherBackend(origin, process)
        finally:
            process.stdin.close()
