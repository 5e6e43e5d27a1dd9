"""The test suite itself: how many tests a second, what each costs, and which take longest."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from tests.bench.plan import Plan
from tests.bench.program import NoAnswer
from tests.bench.rows import SUITE
from tests.bench.samples import Results, Samples, Series
from tests.checkout import ROOT

LONGEST = 10
MOST_SECONDS = 1_200
_COMMAND = ("-m", "pytest", "-n", "4", "--dist", "worksteal", "-q")


def measure(plan: Plan, _: Path, say: Callable[[str], None]) -> tuple[Results, dict[str, str]]:
    """One run of all tests, as `make tests` starts it.

    Raises:
        NoAnswer: not a single test ran.
    """
    if not plan.suite:
        return {}, {SUITE: "not in a quick run"}
    say("the test suite")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        begun, used = time.perf_counter(), _children()
        subprocess.run(
            [sys.executable, *_COMMAND, f"--junitxml={report}"],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
            stdout=subprocess.DEVNULL,
            check=False,
            timeout=MOST_SECONDS,
        )
        seconds, used = time.perf_counter() - begun, _children() - used
        return results(report.read_text(encoding="utf-8"), seconds, used), {}


def results(report: str, seconds: float, used: float) -> Results:
    """What the report of a run says of it.

    Args:
        report: JUnit's XML, a case for each test.
        seconds: how long it took.
        used: seconds of processor that it used.

    Raises:
        NoAnswer: not a single test ran.
    """
    times = {
        f"{case.get('classname', '')}.{case.get('name', '')}": float(case.get("time", "0"))
        for case in ElementTree.fromstring(report).iter("testcase")
        if case.find("skipped") is None
    }
    if not times:
        raise NoAnswer("the test suite ran no test")
    longest = sorted(times, key=lambda name: -times[name])[:LONGEST]
    return {
        Series("tests", SUITE): Samples((len(times) / seconds,)),
        Series("test-cpu", SUITE): Samples((used / len(times) * 1000,)),
        **{Series("test", name): Samples((times[name] * 1000,)) for name in longest},
    }


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
