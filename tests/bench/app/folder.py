"""Many accounts: a folder of mails on screens, and the same without anybody, with `--check`."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.app.mails import usual
from tests.bench.app.programs import COMMAND
from tests.bench.app.session import Session, session
from tests.bench.calls import HOST
from tests.bench.program import KEPT, MIB, NoAnswer, processor_seconds
from tests.bench.rows import APP
from tests.bench.samples import Series
from tests.checkout import ROOT

FIRST_WORDS_OF_THE_LIST = "0 of"
DOWN = b"\x1b[B"
QUIET_SECONDS = 0.2
SETTLED_SECONDS = 2.5
"""By then all that is loaded beside the list is there."""

ANSWERS = """\
password = { env = "BENCH_PASSWORD" }
pin = { env = "BENCH_PIN" }
workspace = "web_browser"
trust = true

[security_question]
id = "first_teacher"
answer = { env = "BENCH_ANSWER" }
"""
_SECRETS = {
    "BENCH_PASSWORD": "Xk7qVm2pKranich!Bravo-Zulu49#Tau",
    "BENCH_PIN": "830472",
    "BENCH_ANSWER": "Frau Holzapfel",
}
_KIB = 1024


def measure(
    port: int, mails: int, marks: int, size: tuple[int, int], home: str
) -> Iterator[tuple[Series, float]]:
    """A list and an unattended check of so many mails, whose links lead to a mock at that port.

    Gives the milliseconds from the start to the list, and the processor's; for each of `marks`
    keys the milliseconds until the mark stands on the next account, and the processor's of one;
    the milliseconds of an account that is checked, the processor's, and the MiB that ten times as
    many accounts take more.
    """
    folder, few = Path(home) / "mails", Path(home) / "few"
    _write(folder, mails, port)
    _write(few, mails // 10, port)
    with session((str(COMMAND), str(folder)), size, home, {}) as running:
        shown = running.wait_for(FIRST_WORDS_OF_THE_LIST)
        yield Series("list", APP), (shown - running.begun) * 1_000
        yield Series("list-cpu", APP), processor_seconds(running.pid) * 1_000
        running.settle(SETTLED_SECONDS)
        yield from _marked(running, marks)
    yield from _checked(folder, few, mails, home)


def _write(folder: Path, mails: int, port: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(1, 1 + mails):
        (folder / f"{number}.eml").write_bytes(usual(number, f"http://{HOST}:{port}"))


def _marked(running: Session, marks: int) -> Iterator[tuple[Series, float]]:
    used = processor_seconds(running.pid)
    for _ in range(marks):
        before = len(running.pieces)
        sent = running.send(DOWN)
        running.settle(QUIET_SECONDS)
        if len(running.pieces) == before:
            raise NoAnswer("the mark does not move")
        yield Series("mark", APP), (running.pieces[-1].at - sent) * 1_000
    yield Series("mark-cpu", APP), (processor_seconds(running.pid) - used) * 1_000 / marks


def _checked(folder: Path, few: Path, mails: int, home: str) -> Iterator[tuple[Series, float]]:
    answers = Path(home) / "answers.toml"
    answers.write_text(ANSWERS, encoding="utf-8")
    more, less = _run(folder, answers, home), _run(few, answers, home)
    accounts = mails - mails // 10
    yield Series("check", APP), (more[0] - less[0]) * 1_000 / accounts
    yield Series("check-cpu", APP), (more[1] - less[1]) * 1_000 / accounts
    yield Series("check-growth", APP), more[2] - less[2]


def _run(folder: Path, answers: Path, home: str) -> tuple[float, float, float]:
    """Seconds, processor seconds and most MiB of a check of a folder.

    Raises:
        NoAnswer: not all of it would be accepted.
    """
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    begun = time.perf_counter()
    process = subprocess.Popen(
        (str(COMMAND), str(folder), "--answers", str(answers), "--check"),
        cwd=ROOT,
        env={**environment, **_SECRETS, "HOME": home},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise NoAnswer(f"an unattended check ended with {process.returncode}")
    seconds = time.perf_counter() - begun
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _KIB / MIB
