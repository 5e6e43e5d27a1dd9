"""The checks that copies of the project run: the same as everyone's, on each supported Python."""

import re
import tomllib
from typing import Any

import yaml

from tests.checkout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def job() -> Any:
    """The only job of the workflow."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    [only] = workflow["jobs"].values()
    return only


def supported() -> list[str]:
    """The Pythons that the project says it runs on."""
    return [found[1] for each in PROJECT["classifiers"] if (found := CLASSIFIER.fullmatch(each))]


def test_the_workflow_runs_on_every_python_that_the_project_names() -> None:
    pythons = job()["strategy"]["matrix"]["python"]
    assert pythons == supported()
    assert PROJECT["requires-python"] == f">={pythons[0]}"
    assert "${{ matrix.python }}" in job()["container"]["image"]


def test_the_workflow_runs_what_everyone_runs() -> None:
    assert [step["run"] for step in job()["steps"] if "run" in step] == [".ci/run"]
