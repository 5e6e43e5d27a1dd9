"""One journey for the page, as the mock server answers it at a time that stands still."""

import re
from datetime import timedelta
from typing import Any

import httpx

from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.backend_page.exchange_text import exchange_text
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker

ENGLISH, GERMAN = {"Accept-Language": "en"}, {"Accept-Language": "de"}
RECEIPT = "R-7F3A-90C2-51DE"
_TOKEN = re.compile(rf"(Bearer [0-9]+~)(?!{OTHER_TOKEN})[0-9a-f]{{32}}")
_RECEIPT = re.compile(r"R(-[0-9A-F]{4}){3}")
"""What is drawn anew in each process; the page shows the same for all."""

LONG = frozenset({"security_questions"})


async def journey() -> str:
    """The text of it: a sentence before each exchange."""
    service = MockService.in_memory()
    transport = httpx.ASGITransport(create_app(service))
    try:
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            told = await _activated(service, Asker(client))
            told += await _dead(service, Asker(client))
    finally:
        service.close()
    text = "".join(f"{sentence}\n\n{text}\n" for sentence, text in told)
    return _RECEIPT.sub(RECEIPT, _TOKEN.sub(rf"\g<1>{TOKEN}", text))


async def _activated(service: MockService, ask: Asker) -> list[tuple[str, str]]:
    link = service.demo_link()
    weak: dict[str, Any] = {"pin": "789456"}
    told = [
        (
            "**A look.** Whose account it is, how long the link lives, what is to be chosen and "
            "under which rules.",
            exchange_text(await ask("look", link, headers=ENGLISH), cut=LONG),
        ),
        (
            "**A check** of one step, when it is left; without a person (`--answers`) of all steps at once. Every rule of the policy has a verdict.",
            exchange_text(await ask("check", link, weak, headers=ENGLISH)),
        ),
        (
            "**A commit that is refused.** Nothing happened, and the key is still free.",
            exchange_text(await ask.commit(link, WHOLE | weak, headers=ENGLISH)),
        ),
    ]
    first = await ask.commit(link, key="key-2", headers=ENGLISH)
    told.append(("**The commit.**", exchange_text(first)))
    again = await ask.commit(link, key="key-2", headers=ENGLISH)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    told += [
        (
            "**The same key with the same body** gets the same answer, byte for byte, however "
            "often and however late. With another body:",
            exchange_text(
                await ask.commit(
                    link, WHOLE | {"workspace": "desktop_app"}, key="key-2", headers=ENGLISH
                )
            ),
        ),
        (
            "**Another key** comes too late, and is told since when; here to someone who reads "
            "German.",
            exchange_text(await ask.commit(link, key="key-3", headers=GERMAN)),
        ),
    ]
    return told


async def _dead(service: MockService, ask: Asker) -> list[tuple[str, str]]:
    mails = (await ask.client.get("/_mock/mails")).json()
    disowned, expired = (mail["link"] for mail in mails[1:3])
    told = [
        (
            "**“This is not me.”** The link dies, the account stays as it is, the administrator "
            "hears of it; asked again, the answer is the same.",
            exchange_text(await ask("disown", disowned, {"confirm": True}, headers=ENGLISH)),
        ),
        (
            "**A link that cannot be used** says why, and nothing about the account.",
            exchange_text(await ask("look", disowned, headers=ENGLISH)),
        ),
    ]
    service.clock.advance(timedelta(hours=49))
    assert (await ask("look", expired)).status_code == 410
    return [
        *told,
        (
            "**A new link**, two days later, from the holder of the expired one. A mail goes to "
            "the address on file.",
            exchange_text(await ask("renew", expired, headers=ENGLISH)),
        ),
        (
            "**Once more** within five minutes:",
            exchange_text(await ask("renew", expired, headers=ENGLISH)),
        ),
        (
            "**A stranger**, with the right account and a wrong token, or with an account that "
            "does not exist:",
            exchange_text(
                await ask("look", expired[: -len(OTHER_TOKEN)] + OTHER_TOKEN, headers=ENGLISH)
            ),
        ),
    ]
