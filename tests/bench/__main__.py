"""`make bench`: measure side by side, print the table, and write it as JSON if wanted.

A target that is missed is told and fails nothing; only what could not be measured properly does.
"""

import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from tests.bench import suite
from tests.bench.app import measured as app
from tests.bench.kept.runs import keep
from tests.bench.loader import BadAnswer
from tests.bench.mock import measured as mock
from tests.bench.outcomes import outcomes
from tests.bench.plan import FULL, QUICK, Plan
from tests.bench.program import NoAnswer, busy_seconds, own_seconds
from tests.bench.report import Run, as_json, as_text
from tests.bench.rows import GROUPS, ROWS, Group
from tests.bench.samples import Results

Measure = Callable[[Plan, Path, Callable[[str], None]], tuple[Results, dict[str, str]]]

MEASURES: dict[Group, Measure] = {
    "app": app.measure,
    "mock": mock.measure,
    "suite": suite.measure,
}
"""What measures each group of rows."""

VERSIONS = {"node": ("node", "--version"), "java": ("java", "-version")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; gives the exit code."""
    options = _parser().parse_args(arguments)
    plan = QUICK if options.quick else FULL
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(plan.most_seconds)
    groups: Sequence[Group] = options.only or GROUPS
    try:
        run = _measured(groups, plan, options.cache.resolve())
    except (NoAnswer, BadAnswer) as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    print(as_text(run))
    if options.json:
        text = json.dumps(as_json(run), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    if options.keep:
        print(f"kept: {keep(as_json(run)).name}; make bench-page puts it on the page")
    return 0


def _measured(groups: Sequence[Group], plan: Plan, cache: Path) -> Run:
    conditions = {**_machine(), "plan": f"{plan}"}
    begun, others = time.perf_counter(), busy_seconds() - own_seconds()
    results: Results = {}
    left_out: dict[str, str] = {}
    for group in groups:
        found, missing = MEASURES[group](plan, cache, _say)
        results |= found
        left_out |= missing
    used = (busy_seconds() - own_seconds() - others) / (time.perf_counter() - begun)
    conditions["used by other programs"] = f"{max(0.0, used):.2f} processors"
    rows = [row for row in ROWS if row.group in groups]
    return Run(conditions, left_out, results, tuple(outcomes(rows, results)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=GROUPS, help="one part of the table")
    parser.add_argument("--quick", action="store_true", help="a short run that proves nothing")
    parser.add_argument("--keep", action="store_true", help="keep the results for the page")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(tempfile.gettempdir()) / "unify-activate-bench",
        help="where peers are installed",
    )
    return parser


def _machine() -> dict[str, str]:
    """What the numbers depend on. Not the machine's name."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        **{name: _version(command) for name, command in VERSIONS.items()},
    }


def _version(command: tuple[str, ...]) -> str:
    if shutil.which(command[0]) is None:
        return "not installed"
    run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return (run.stdout or run.stderr).partition("\n")[0]


def _say(what: str) -> None:
    print(f"measuring {what} …", file=sys.stderr, flush=True)


def _stop(number: int, _: FrameType | None) -> None:
    """Leave through every context, so that each server is ended."""
    if number == signal.SIGALRM:
        raise SystemExit("bench: it took too long and was broken off")
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
