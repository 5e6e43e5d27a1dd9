"""Starting a browser: by argument list, apart from this program, its output discarded."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from threading import Thread

PATIENCE = 3.0
"""Seconds after which a program that still runs counts as started."""

Start = Callable[[Sequence[str]], Awaitable[bool]]
"""Starts a program; False if it cannot be started or ends with an error at once."""


async def start(command: Sequence[str], *, patience: float = PATIENCE) -> bool:
    """Start a program in a session of its own, so that it outlives this one.

    It has no terminal, and a thread waits for its end, so that it leaves no zombie.

    Args:
        command: program and arguments; no shell reads them.
        patience: seconds after which it counts as started.

    Returns:
        False if there is no such program, or if it ended with an error within `patience`.
    """
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[bool] = loop.create_future()

    def tell(well: bool) -> None:
        if not ended.done():
            ended.set_result(well)

    def run() -> None:
        well = _run(command)
        with suppress(RuntimeError):  # the loop may be closed by then
            loop.call_soon_threadsafe(tell, well)

    Thread(target=run, name="browser", daemon=True).start()
    with suppress(TimeoutError):
        return await asyncio.wait_for(asyncio.shield(ended), patience)
    return True


def _run(command: Sequence[str]) -> bool:
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    return process.wait() == 0
