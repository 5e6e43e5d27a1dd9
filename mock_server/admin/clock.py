"""The clock as testers turn it."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from mock_server.admin.models import ClockReading, TesterRequest
from mock_server.admin.request import AdminRequest


def _written(value: object) -> object:
    # Pydantic reads numbers, too: as seconds, or from some size on as milliseconds.
    if value is not None and not isinstance(value, str):
        raise PydanticCustomError("text", "a text")
    return value


Time = Annotated[AwareDatetime, BeforeValidator(_written)]
Duration = Annotated[timedelta, BeforeValidator(_written)]


class ClockChange(TesterRequest):
    """One of three ways to move the clock. A duration is ISO 8601, `-PT1H` goes back."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    freeze: Time | None = None
    set: Time | None = None
    advance: Duration | None = None


async def clock(request: AdminRequest) -> ClockReading:
    """What time it is, for all or for one account."""
    own, ref = request.context.clock, request.named_ref()
    return ClockReading(
        now=own.now(ref),
        frozen=own.frozen_at is not None,
        offset_seconds=own.offset_of(ref).total_seconds(),
    )


async def move_clock(request: AdminRequest) -> ClockReading:
    """Freeze, set or advance the clock; one account's can be set and advanced."""
    change, ref, own = await request.body(ClockChange), request.named_ref(), request.context.clock
    if len(change.model_dump(exclude_none=True)) != 1:
        raise request.refused(("body", "one-way"))
    if change.freeze is not None and ref is not None:
        raise request.refused(("freeze", "all-only"))
    [(way, _)] = change.model_dump(exclude_none=True).items()
    try:
        if change.freeze is not None:
            own.freeze(change.freeze)
        elif change.set is not None:
            own.set(change.set, ref)
        elif change.advance is not None:
            own.advance(change.advance, ref)
    except (ValueError, OverflowError):
        raise request.refused((way, "too-far")) from None
    return await clock(request)


async def reset_clock(request: AdminRequest) -> ClockReading:
    """As at the start again."""
    request.context.clock.reset(request.named_ref())
    return await clock(request)
