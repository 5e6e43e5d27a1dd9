"""Wakes whoever waits for something to change."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

AnyFound = TypeVar("AnyFound")


@dataclass(slots=True)
class ChangeNotifier:
    """Told of every change; those who wait look again. `count` is how many changes there were."""

    count: int = 0
    _waiting: set["asyncio.Future[None]"] = field(default_factory=set)

    def notify(self) -> None:
        """Wake everyone. Only from the thread that runs the event loop."""
        self.count += 1
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], list[AnyFound]], seconds: float) -> list[AnyFound]:
        """What `look` finds, as soon as that is anything; at the latest after `seconds`."""
        found: list[AnyFound] = []
        # Not wait_for: before Python 3.12 it forgets a cancellation that meets the change.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not (found := look()):
                    await self._notified()
        return found or look()

    async def _notified(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
