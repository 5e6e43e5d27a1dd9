"""`unify-mock serve` in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

COMMAND = [sys.executable, "-m", "mock_server"]


@contextmanager
def serving(*options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server in a process of its own, and its origin."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--cheap-hash", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        ready, _, origin = process.stdout.readline().strip().partition(" ")
        assert ready == "READY"
        yield process, origin
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
