"""Work for a disk, done beside the event loop and never left half-way."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from api_client.download.errors import DownloadFailed, reason_of

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


async def beside(
    work: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> _Result:
    """Do it in a thread. Who is cancelled meanwhile still waits for its end.

    Otherwise a file would be closed under a thread that writes to it.

    Raises:
        DownloadFailed: what an OSError of the work means.
    """
    task = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # is nobody's business any more
        raise
    except OSError as error:
        reason = reason_of(error)
    raise DownloadFailed(reason)
