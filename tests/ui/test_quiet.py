"""What the other tests here lean on: quiet is when nothing moves, however long that takes."""

import asyncio

from tests.ui.quiet import SOON, quiet


async def test_a_chain_of_calls_is_waited_for_to_its_end() -> None:
    loop, left = asyncio.get_running_loop(), [1000]

    def once_more() -> None:
        left[0] -= 1
        if left[0]:
            loop.call_soon(once_more)

    loop.call_soon(once_more)
    await quiet()
    assert left == [0]


async def test_what_a_timer_brings_about_soon_is_waited_for() -> None:
    loop, rung = asyncio.get_running_loop(), asyncio.Event()
    loop.call_later(SOON / 2, loop.call_later, SOON / 2, rung.set)
    await quiet()
    assert rung.is_set()


async def test_a_timer_for_later_a_dead_one_and_a_held_answer_are_not_waited_for() -> None:
    loop, answer = asyncio.get_running_loop(), asyncio.Event()
    later = loop.call_later(3600, answer.set)
    loop.call_later(SOON / 2, answer.set).cancel()
    waiting = asyncio.create_task(answer.wait())
    await quiet()
    assert not waiting.done()
    later.cancel()
    waiting.cancel()
