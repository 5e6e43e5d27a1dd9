"""The project as people install it, made once for all tests that ask for it."""

import pytest

from tests.installed import Installed, install


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The project as a wheel in a fresh environment, with the packages it needs beside it."""
    return install(tmp_path_factory.mktemp("wheel"))
