"""A commit that ends in certainty: asked again with the same key until it is known what happened."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from api_client.backend import Backend
from api_client.problems import (
    AnswerLost,
    CommitInProgress,
    LinkMalformed,
    LinkUnknown,
    MethodNotAllowed,
    NotFound,
    NotOurService,
    Problem,
    TlsUntrusted,
    TooLarge,
    Unauthorized,
    UnsupportedMediaType,
    WaitProblem,
)

if TYPE_CHECKING:
    from api_client.models import Choices, Receipt

PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try."""

MAX_PAUSE = 15.0
"""Seconds; a server that wants more patience than that in the midst of a commit does not get it."""

_TELLS_NOTHING = (
    WaitProblem,
    NotOurService,
    TlsUntrusted,
    # These are judged before the server looks for the key (contract, order of judgement).
    Unauthorized,
    LinkMalformed,
    LinkUnknown,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    UnsupportedMediaType,
)
"""Answers after a lost one that do not say what became of it."""


async def settle(
    backend: Backend,
    choices: "Choices",
    key: str,
    *,
    in_doubt: bool = False,
    on_doubt: Callable[[], None] | None = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> "Receipt":
    """Commit, and if the answer was lost or a commit is in progress, find out what became of it.

    The same key with the same choices gives the same receipt, so asking again is safe and no
    person has to decide anything. `in_doubt` says that an answer to this very commit was lost
    before, and `on_doubt` is called whenever it asks again for a lost answer.

    Replays are judged before the state of the link (contract, order of judgement). Hence any
    other answer to the same key settles the matter and is raised as it is: refused credentials
    or an expired link mean that the lost commit did not go through, and `LinkUsed` means that
    the account is active by *another* commit, from another window or another person, with other
    credentials than these. (From a server that forgot our key it could be ours; nothing in the
    answer tells the two apart, so nothing better than `LinkUsed` is claimed.)

    Raises:
        AnswerLost: an answer was lost, and four more tries did not tell what happened. It has
            the patience that the server asked for last.
        CommitInProgress: none was lost, but another commit went on all the time.
        Problem: what the server says; nothing of ours was committed.
    """
    lost = in_doubt
    if lost and on_doubt is not None:
        on_doubt()
    pauses = iter(PAUSES)
    while True:
        try:
            return await backend.commit(choices, key)
        except Problem as problem:
            lost = lost or isinstance(problem, AnswerLost)
            unsettled = isinstance(problem, _TELLS_NOTHING if lost else CommitInProgress)
            pause = next(pauses, None) if unsettled else None
            if pause is None and not (lost and unsettled):
                raise
            asked_for = problem.retry_after
        if pause is None:
            raise AnswerLost(retry_after=asked_for)
        if lost and on_doubt is not None:
            on_doubt()
        await sleep(max(pause, min(float(asked_for or 0), MAX_PAUSE)))
