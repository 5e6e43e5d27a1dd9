"""What a server that runs for long keeps: what is asked for stays small, and the rest has an end."""

import tracemalloc

import httpx

from mock_server.app import create_app
from mock_server.state.journal import MOST_ENTRIES
from mock_server.state.rate_limits import LIMITS, MOST_KEYS, RateLimits
from mock_server.state.service import FROZEN_AT, MockService
from tests.wire.asking import Asker

MANY = 120
BYTES_EACH = 10_000
"""10,000 accounts have to stay below 100 MiB."""


async def grow(service: MockService, count: int, first: int = 0) -> None:
    """Let so many people activate their accounts."""
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        ask = Asker(client)
        for number in range(first, first + count):
            link = service.link("ok", token=f"{number:032x}")
            await ask("look", link)
            await ask("check", link, {"pin": "482913"})
            assert (await ask.commit(link)).status_code == 200


def database_bytes(service: MockService) -> int:
    [(pages,)] = service.store.db.execute("PRAGMA page_count")
    [(size,)] = service.store.db.execute("PRAGMA page_size")
    return int(pages * size)


async def test_an_account_costs_a_few_kilobytes(service: MockService) -> None:
    # What is loaded once, and the journal's ring, are no growth.
    for _ in range(MOST_ENTRIES):
        service.journal.open("GET", "/healthz", FROZEN_AT)
    await grow(service, 30)
    before = database_bytes(service)
    tracemalloc.start()
    await grow(service, MANY, first=10_000)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    each = (database_bytes(service) - before + held) / MANY
    assert each < BYTES_EACH


async def test_the_journal_is_a_ring(service: MockService) -> None:
    for number in range(MOST_ENTRIES):
        service.journal.open("GET", f"/{number}", FROZEN_AT)
    await grow(service, 2)
    assert len(service.journal.entries) == MOST_ENTRIES
    assert service.journal.entries[0].path == "/6"


async def test_nothing_is_kept_of_an_account_that_was_forgotten(service: MockService) -> None:
    rows = "SELECT (SELECT count(*) FROM accounts) + (SELECT count(*) FROM links)"
    [(before,)] = service.store.db.execute(rows)
    await grow(service, 20)
    for ref in service.store.forget(tester=None):
        service.rate_limits.forget(ref)
    assert before > 0
    [(after,)] = service.store.db.execute(rows)
    assert after == 0
    assert not service.committing


def test_who_guesses_under_many_names_does_not_fill_the_memory() -> None:
    rate_limits = RateLimits()
    for number in range(MOST_KEYS + 500):
        rate_limits.note("sign-in", f"someone {number}", FROZEN_AT)
    assert len(rate_limits._times) == MOST_KEYS
    newest = f"someone {MOST_KEYS + 499}"
    for _ in range(LIMITS["sign-in"].times):
        rate_limits.note("sign-in", newest, FROZEN_AT)
    assert rate_limits.wait("sign-in", newest, FROZEN_AT) == 60
