"""One browser for each file of tests of the testers' page, and a fresh server for each test."""

from collections.abc import Iterator

import pytest

from mock_server.mock import PortMock
from mock_server.server import RunningMock
from tests.browser import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def mock() -> Iterator[PortMock]:
    with RunningMock() as running:
        yield PortMock(running)


@pytest.fixture
def page(browser: Browser, mock: PortMock) -> Iterator[Browser]:
    """The page of a fresh server, in English; nothing may go wrong in it."""
    browser.logged.clear()
    browser.open(f"{mock.origin}/_mock/?lang=en")
    browser.until("document.getElementById('connection').textContent === '● live'")
    yield browser
    assert browser.logged == []
    browser.open("about:blank")
