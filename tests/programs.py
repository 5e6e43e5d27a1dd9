"""System programs that some tests use; a machine without one skips, the checks of a change fail."""

import os
import shutil

import pytest


def needed_program(name: str) -> str:
    """The path of a program; without it the test skips, or fails where CI is true."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed; .ci/run installs what tests need")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
