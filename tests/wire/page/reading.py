"""Asking as a client does, and finding things on the page."""

import asyncio
import json

import httpx

from mock_server.mock import PortMock
from tests.browser import Browser
from tests.wire.asking import Asker


def ask(mock: PortMock, what: str, link: str, body: object = None) -> None:
    """Ask as a client does."""

    async def asked() -> None:
        async with mock.client() as client:
            try:
                await Asker(client)(what, link, body, key="k" if what == "commit" else None)  # type: ignore[arg-type]
            except httpx.TransportError:
                return

    asyncio.run(asked())


def rows(table: str) -> str:
    return f"[...document.querySelectorAll('#{table}-rows tr')]"


def text_of(table: str, part: str) -> str:
    """The text of the rows of a table that hold something."""
    return f"{rows(table)}.map(row => row.innerText).filter(text => text.includes({part!r}))[0]"


def button(label: str) -> str:
    """The button of that label."""
    return f"document.querySelector(`[aria-label={json.dumps(label)}]`)"


def click(browser: Browser, label: str) -> None:
    """Press the button of that label, by keyboard."""
    browser.until(button(label))
    browser.run(f"{button(label)}.focus()")
    browser.key("Enter", 13)


def page_name(mock: PortMock, link: str) -> str:
    """What an account is called on the page."""
    record = mock.account(link)
    assert record is not None
    return record.ref
